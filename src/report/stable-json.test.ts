import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeStableJson } from './stable-json.ts'

const write = (value: unknown, schema: unknown = {}): string => [...writeStableJson(value, schema)].join('')

/** The same value with the keys of every object in the opposite order. */
function turnKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, turnKeys(item)]),
  )
}

describe('stable JSON', () => {
  it('says the value exactly, and ends with a line end', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = write(value)
        expect(text.endsWith('\n')).toBe(true)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('is the same text in whatever order keys were set', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(write(turnKeys(value))).toBe(write(value))
      }),
    )
  })

  it('follows the order of the schema, then that of names', () => {
    const schema = { properties: { name: {}, rows: { items: { properties: { to: {}, from: {} } } } } }
    expect(write({ b: 1, a: 2, rows: [{ from: 1, to: 2 }], name: 'x' }, schema)).toBe(
      '{\n  "name": "x",\n  "rows": [\n    { "to": 2, "from": 1 }\n  ],\n  "a": 2,\n  "b": 1\n}\n',
    )
  })

  it('leaves out what is absent', () => {
    expect(write({ a: undefined, b: [] })).toBe('{\n  "b": []\n}\n')
  })

  it('refuses a figure JSON cannot hold', () => {
    expect(() => write({ a: Number.POSITIVE_INFINITY })).toThrow('without end')
  })
})
