import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guardFormula } from '#model/formula-guard.ts'
import { writeCsvRow } from './csv-row.ts'

const cell = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom(',', '"', '\r', '\n', ' ', '=', '-', '@', '+', '\t', 'a', '1', '.') }),
)

describe('CSV rows', () => {
  it('are read back by another reader as the guarded cells they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const text = ['a,b,c\r\n', ...rows.map(writeCsvRow)].join('')
        const read = parse(text, { record_delimiter: '\r\n', from_line: 1 }) as string[][]
        expect(read.slice(1)).toEqual(rows.map((row) => row.map(guardFormula)))
      }),
    )
  })

  it('make a formula a text and leave numbers alone', () => {
    expect(writeCsvRow(['=1+1', '@SUM(A1)', '-cmd', '-3', '+4.5', -7])).toBe("'=1+1,'@SUM(A1),'-cmd,-3,+4.5,-7\r\n")
  })

  it('leave absent cells blank and write numbers exactly', () => {
    expect(writeCsvRow([undefined, null, true, 0.1, 1 / 3])).toBe(',,true,0.1,0.3333333333333333\r\n')
  })
})
