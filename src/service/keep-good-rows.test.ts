import { describe, expect, it } from 'vitest'
import { describeFault } from '#model/fault.ts'
import { type FactTable, FactTableBuilder, textAt } from '#model/fact-table.ts'
import { type CountedFile, placeOf, sayPlace } from '#model/place.ts'
import { SITES } from '#model/tables.ts'
import { keepGoodRows } from './keep-good-rows.ts'
import { LeftOutTally } from './left-out-tally.ts'

/** Sites that stand one after the other, from 2, unless told where. */
function sites(
  { file, ...counted }: CountedFile,
  names: readonly string[],
  at = (index: number) => index + 2,
): FactTable {
  const builder = new FactTableBuilder(SITES, file, ['site'], undefined, counted)
  for (const [index, name] of names.entries()) builder.addRow([name], at(index), () => undefined)
  return builder.finish()
}

/** Finds every site at fault whose name says so. */
function keep(tables: readonly FactTable[]) {
  const leftOut = new LeftOutTally()
  const told: string[] = []
  const reading = keepGoodRows(
    { tables, joined: [], unmapped: [] },
    leftOut,
    ({ owned }, report) => {
      for (const table of owned)
        for (let row = 0; row < table.rowCount; row++)
          if (textAt(table, 'site', row).startsWith('bad'))
            report({
              code: 'contradiction',
              severity: 'error',
              ...placeOf(table, row),
              problem: `as bad as ${sayPlace(placeOf(owned[0]!, 0))}`,
              expected: `another row of ${table.file}`,
            })
    },
    (fault) => told.push(describeFault(fault)),
  )
  const kept = reading?.tables.map((table) =>
    Array.from({ length: table.rowCount }, (_, row) => [textAt(table, 'site', row), sayPlace(placeOf(table, row))]),
  )
  return { kept, told, leftOut: leftOut.found }
}

describe('keeping the good rows', () => {
  it('of two sheets of one workbook leaves out no row of one for the number of a row of the other', () => {
    const north = sites({ file: 'net.xlsx', sheet: 'North', unit: 'row' }, ['A', 'bad B', 'C'])
    const south = sites({ file: 'net.xlsx', sheet: 'South', unit: 'row' }, ['bad D', 'E', 'F'])
    expect(keep([north, south])).toMatchObject({
      kept: [
        [
          ['A', 'net.xlsx sheet North row 2'],
          ['C', 'net.xlsx sheet North row 4'],
        ],
        [
          ['E', 'net.xlsx sheet South row 3'],
          ['F', 'net.xlsx sheet South row 4'],
        ],
      ],
      leftOut: { rows: 2, first: ['net.xlsx sheet North row 3', 'net.xlsx sheet South row 2'] },
    })
  })

  it('of many on one line leaves out those at fault alone, each told by where it stands', () => {
    const onOneLine = sites({ file: 'in/cm.xml', unit: 'line' }, ['A', 'bad B', 'C'], () => 1)
    expect(keep([onOneLine])).toEqual({
      kept: [
        [
          ['A', 'in/cm.xml line 1'],
          ['C', 'in/cm.xml line 1'],
        ],
      ],
      told: ['in/cm.xml line 1: as bad as in/cm.xml line 1; expected another row of in/cm.xml'],
      leftOut: { rows: 1, first: ['cm.xml line 1'] },
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
