import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNumber } from './column.ts'
import { FactTableBuilder } from './fact-table.ts'
import { ELEMENTS, PARTS } from './tables.ts'
import { renderFactsCsv } from './facts-csv.ts'

const COLUMNS = ['element', 'name', 'vendor', 'function', 'operators', 'inService', 'traffic']

function csvOf(rows: readonly string[][]): string {
  const builder = new FactTableBuilder(ELEMENTS, 'elements.csv', COLUMNS)
  for (const [index, row] of rows.entries()) builder.addRow(row, index + 2, (fault) => expect.fail(fault.problem))
  return [...renderFactsCsv(builder.finish())].join('')
}

describe('facts as CSV', () => {
  it('stand in the documented columns as they were read', () => {
    const row = ['A', 'Site, "big"', 'Nokia', 'ran.5g.gnb', 'South:40|North:60', '2020-Q1', '99.5..120']
    expect(csvOf([row])).toBe(
      'element,name,vendor,operators,function,inService,traffic\r\n' +
        'A,"Site, ""big""",Nokia,North:60|South:40,ran.5g.gnb,2020-01-01..2020-03-31,99.5..120\r\n',
    )
  })

  it('keep blank and unknown apart', () => {
    const lines = csvOf([
      ['A', '', '', '', '', '', ''],
      ['B', '', '', 'unknown', '', 'unknown', 'unknown'],
    ]).split('\r\n')
    expect(lines.slice(1, 3)).toEqual(['A,,,,,,', 'B,,,,unknown,unknown,unknown'])
  })

  it('have numbers that are read again as they were, however small', () => {
    const { columns } = PARTS
    const column = columns.find(({ name }) => name === 'failuresFit')!
    const read = (text: string) => (readNumber(column, text) as { value: number }).value
    const written = (text: string): string => {
      const builder = new FactTableBuilder(PARTS, 'parts.csv', ['part', 'failuresFit'])
      builder.addRow(['A', text], 2, (fault) => expect.fail(fault.problem))
      return [...renderFactsCsv(builder.finish())].join('').split('\r\n')[1]!.slice('A,'.length)
    }
    expect(written('0.000000100')).toBe('0.0000001')
    const decimals = fc
      .tuple(fc.nat(999_999), fc.nat(999_999_999_999_999))
      .map(([whole, part]) => `${whole}.${String(part).padStart(15, '0')}`)
    const small = fc.nat(999_999_999).map((part) => `0.${String(part).padStart(15, '0')}`)
    fc.assert(
      fc.property(fc.oneof(decimals, small), (text) => {
        expect(read(written(text))).toBe(read(text))
      }),
    )
  })

  it('round a number of more decimals than are kept, and say of one of too many digits that it has, not that it is none', () => {
    const column = PARTS.columns.find(({ name }) => name === 'repairYield')!
    expect(readNumber(column, '0.5599999999999999')).toEqual({ value: 0.56 })
    expect(readNumber(column, '0.559999999999999')).toEqual({ value: 0.559999999999999 })
    expect(readNumber(column, '0.12345678901234567')).toEqual({ value: 0.123456789012346 })
    expect(readNumber(column, '1.0000000000000000')).toEqual({ value: 1 })
    expect(readNumber(column, '1.0000000000000100')).toMatchObject({ problem: { problem: 'number out of range' } })
    const tooMany = { problem: { problem: 'number of too many digits', expected: 'at most 15 before the point' } }
    expect(readNumber(column, '1234567890123456.5')).toMatchObject(tooMany)
    expect(readNumber(column, 'much')).toMatchObject({ problem: { problem: 'not a number' } })
  })

  it('never begin a cell with what a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (name) => {
        const [, line] = csvOf([['A', name.trim(), 'Nokia', '', '', '', '']]).split('\r\n')
        const cell = line!.slice('A,'.length).replace(/^"/, '')
        const isNumber = Number.isFinite(Number(name.trim()))
        expect(/^[=+\-@\t]/.test(cell) && !isNumber).toBe(false)
      }),
    )
  })
})
