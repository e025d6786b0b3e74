import { describe, expect, it } from 'vitest'
import { type FactTable, FactTableBuilder, textAt } from '#model/fact-table.ts'
import { type CountedFile, placeOf } from '#model/place.ts'
import { SITES } from '#model/tables.ts'
import { keepGoodRows } from './keep-good-rows.ts'
import { LeftOutTally } from './left-out-tally.ts'

/** Sites that stand one after the other, from 2. */
function sites({ file, ...counted }: CountedFile, names: readonly string[]): FactTable {
  const builder = new FactTableBuilder(SITES, file, ['site'], undefined, counted)
  for (const [index, name] of names.entries()) builder.addRow([name], index + 2, () => undefined)
  return builder.finish()
}

/** Finds every site at fault whose name says so. */
function keep(tables: readonly FactTable[]) {
  const leftOut = new LeftOutTally()
  const reading = keepGoodRows(
    { tables, joined: [], unmapped: [] },
    leftOut,
    ({ owned }, report) => {
      for (const table of owned)
        for (let row = 0; row < table.rowCount; row++)
          if (textAt(table, 'site', row).startsWith('bad'))
            report({ code: 'contradiction', severity: 'error', ...placeOf(table, row), problem: 'bad' })
    },
    () => undefined,
  )
  const kept = reading?.tables.map((table) =>
    Array.from({ length: table.rowCount }, (_, row) => textAt(table, 'site', row)),
  )
  return { kept, leftOut: leftOut.found }
}

describe('keeping the good rows', () => {
  it('of two sheets of one workbook leaves out no row of one for the number of a row of the other', () => {
    const north = sites({ file: 'in/net.xlsx', sheet: 'North', unit: 'row' }, ['A', 'bad B', 'C'])
    const south = sites({ file: 'in/net.xlsx', sheet: 'South', unit: 'row' }, ['bad D', 'E', 'F'])
    expect(keep([north, south])).toEqual({
      kept: [
        ['A', 'C'],
        ['E', 'F'],
      ],
      leftOut: { rows: 2, first: ['net.xlsx sheet North row 3', 'net.xlsx sheet South row 2'] },
    })
  })

  it('takes the number of a record for no line of the same file', () => {
    const leftOut = new LeftOutTally()
    leftOut.count({ code: 'malformed-text', severity: 'error', file: 'net.json', line: 3, problem: 'torn' })
    expect(leftOut.has({ file: 'net.json', record: 3 })).toBe(false)
    leftOut.add({ file: 'net.json', record: 3 })
    leftOut.add({ file: 'net.json', record: 3 })
    expect(leftOut.found).toEqual({ rows: 2, first: ['net.json line 3', 'net.json record 3'] })
  })
})
