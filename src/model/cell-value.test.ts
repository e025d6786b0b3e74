import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { spellNumber } from './cell-text.ts'
import { createCellReader } from './cell-value.ts'
import type { ColumnKind } from './column.ts'

const read = (kind: ColumnKind, text: string) => createCellReader({ kind })(text)

describe('what a cell says', () => {
  it('is a number where the column holds numbers, whole or not', () => {
    expect(read('amount', '120')).toBe(120)
    expect(read('amount', '99.5')).toBe(99.5)
    expect(read('number', '-0.1278')).toBe(-0.1278)
    expect(read('number', '0.000000000000001')).toBe(1e-15)
  })

  it('is a text where the column holds texts, whatever it looks like', () => {
    for (const kind of ['identifier', 'text', 'vendor', 'list'] as const)
      for (const text of ['007', '12', 'unknown', 'true', '=1+1']) expect(read(kind, text)).toBe(text)
  })

  it('is nothing where it is not known, and not there where it is blank', () => {
    for (const kind of ['function', 'functions', 'choice', 'choices', 'shares', 'date', 'amount', 'number'] as const) {
      expect(read(kind, 'unknown')).toBeNull()
      expect(read(kind, '')).toBeUndefined()
    }
    expect(read('text', '')).toBeUndefined()
  })

  it('stays the text it is where it is a range, or a date', () => {
    expect(read('amount', '90..120')).toBe('90..120')
    for (const text of ['2020-06-19', '2020-06', '2020-Q2', '..2020-03-31', 'never'])
      expect(read('date', text)).toBe(text)
  })

  it('stays the text it is where a number would lose digits of it', () => {
    expect(read('amount', '9007199254740991')).toBe(9007199254740991)
    for (const text of ['9007199254740993', '0.12345678901234567891', '007', '1.50'])
      expect(read('number', text)).toBe(text)
  })

  it('is every number that a workspace can hold, unchanged', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e15, max: 1e15, noNaN: true }), (drawn) => {
        // As a file can spell it.
        const held = Number(spellNumber(drawn))
        const text = spellNumber(held)
        expect(Number(read('number', text))).toBe(held + 0)
      }),
    )
  })
})
