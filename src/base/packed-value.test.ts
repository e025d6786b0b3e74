import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packValue, unpackValue } from './packed-value.ts'

const reread = (value: unknown): unknown => unpackValue(packValue(value).buffer)

describe('a packed value', () => {
  test('of any data is read as it was written', () => {
    const { data } = fc.letrec((tie) => ({
      data: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc.double(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('data'), { maxLength: 4 }),
        fc.dictionary(fc.oneof(fc.string(), fc.constant('$')), tie('data'), { maxKeys: 4, noNullPrototype: true }),
        fc.array(fc.tuple(fc.integer(), tie('data')), { maxLength: 4 }).map((entries) => new Map(entries)),
        fc.array(fc.string(), { maxLength: 4 }).map((all) => new Set(all)),
        fc.uint8Array(),
        fc.uint16Array(),
        fc.uint32Array(),
        fc.int32Array(),
        fc.float64Array(),
      ),
    }))
    fc.assert(
      fc.property(data, (value) => {
        expect(reread(value)).toEqual(plain(value))
      }),
    )
  })

  test('leaves out what is undefined', () => {
    expect(reread({ a: undefined, b: 1 })).toEqual({ b: 1 })
  })

  test('takes part of a longer column, and no more', () => {
    const column = new Uint16Array([1, 2, 3, 4]).subarray(1, 3)
    expect(reread({ column, after: new Float64Array([0.5]) })).toEqual({
      column: new Uint16Array([2, 3]),
      after: new Float64Array([0.5]),
    })
  })

  test('has a column that stands twice once', () => {
    const column = new Float64Array([1, 2])
    const read = reread({ low: column, high: column }) as { readonly low: unknown; readonly high: unknown }
    expect(read.low).toEqual(column)
    expect(read.high).toBe(read.low)
  })

  test('is refused of what is no data', () => {
    expect(() => packValue({ ask: () => 1 })).toThrow('function is no data')
    expect(() => packValue(new Date(0))).toThrow('object is no data')
  })
})

/** JSON knows no negative zero. */
function plain(value: unknown): unknown {
  if (value === 0) return 0
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Map) return new Map(Array.from(value, ([key, one]) => [plain(key), plain(one)]))
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]))
}
