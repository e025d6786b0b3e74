import { describe, expect, it } from 'vitest'
import { originOf } from './fact-origin.ts'
import { type FactTable, FactTableBuilder, textAt } from './fact-table.ts'
import { describeFault, type Fault } from './fault.ts'
import { ELEMENTS, PARTS, SITES } from './tables.ts'
import { settleRepeatedRows, uniteSharedRows } from './unite-shared-rows.ts'
import type { TableSchema } from './column.ts'

function table(schema: TableSchema, file: string, columns: string[], ...rows: string[][]): FactTable {
  const builder = new FactTableBuilder(schema, file, columns)
  for (const [index, row] of rows.entries())
    builder.addRow(row, index + 2, (fault) => {
      throw new Error(describeFault(fault))
    })
  return builder.finish()
}

function unite(...tables: FactTable[]) {
  const faults: Fault[] = []
  const united = uniteSharedRows(tables, (fault) => faults.push(fault))
  const rows = united.flatMap((one) =>
    Array.from({ length: one.rowCount }, (_, row) =>
      [one.schema.key[0]!, 'region', 'manufacturer', 'description'].map((name) => textAt(one, name, row)).join('|'),
    ),
  )
  return { united, rows, faults: faults.map(describeFault) }
}

describe('sites and parts that several sources name', () => {
  it('are one row, of which each source says what the ones before it leave blank', () => {
    const { rows, united, faults } = unite(
      table(SITES, 'sites.csv', ['site', 'region'], ['A', ''], ['B', 'North']),
      table(PARTS, 'a/parts.csv', ['part', 'manufacturer'], ['P', 'Acme']),
      table(SITES, 'b/sites.csv', ['site', 'region'], ['C', 'East'], ['A', 'South'], ['B', 'north']),
      table(PARTS, 'c/parts.csv', ['part', 'description'], ['P', 'Radio']),
      table(SITES, 'c/sites.csv', ['site', 'region'], ['C', 'East']),
    )
    expect(faults).toEqual([])
    expect(rows).toEqual(['A|South||', 'B|North||', 'P||Acme|Radio', 'C|East||'])
    expect(originOf(united[0]!, 0)).toMatchObject({ file: 'sites.csv' })
  })

  it('are told where two sources state them differently, and are then as the first has them', () => {
    const { rows, faults } = unite(
      table(SITES, 'sites.csv', ['site', 'region'], ['A', 'North']),
      table(SITES, 'b/sites.csv', ['site', 'region'], ['A', 'South']),
    )
    expect(rows).toEqual(['A|North||'])
    expect(faults).toEqual([
      expect.stringMatching(/^b[/]sites[.]csv.*column region.*sites[.]csv line 2 says `North` of A.*`South`/),
    ])
  })

  it('are one within a file that a mapping reads, none of them where it says two things, and told in one of ours', () => {
    const rows = [
      ['A', ''],
      ['B', 'North'],
      ['A', 'South'],
      ['A', 'South'],
      ['B', 'East'],
    ]
    const settle = (isMapped: boolean) => {
      const faults: Fault[] = []
      const settled = settleRepeatedRows(table(SITES, 'list.csv', ['site', 'region'], ...rows), isMapped, (fault) =>
        faults.push(fault),
      )
      const regions = Array.from({ length: settled.rowCount }, (_, row) => textAt(settled, 'region', row))
      return { regions, faults: faults.map(({ code, line }) => [code, line]) }
    }
    expect(settle(true)).toEqual({ regions: ['South'], faults: [['contradiction', 6]] })
    expect(settle(false).faults).toEqual([4, 5, 6].map((line) => ['duplicate-key', line]))
  })

  it('stay apart where they were known at other times, and where they are elements: two networks may use one name', () => {
    const known = ['site', 'knownFrom']
    const first = table(SITES, 'sites.csv', known, ['A', '2020-01-01'])
    const elements = ['a.csv', 'b.csv'].map((file) => table(ELEMENTS, file, ['element', 'function'], ['E', 'ran']))
    const { united } = unite(first, table(SITES, 'b/sites.csv', known, ['A', '2021-01-01']), ...elements)
    expect(united.map(({ rowCount }) => rowCount)).toEqual([1, 1, 1, 1])
  })
})
