import { expect, it } from 'vitest'
import { formatDateSpan } from '#base/date-span.ts'
import type { TableSchema } from './column.ts'
import { type FactTable, FactTableBuilder, textAt } from './fact-table.ts'
import { describeFault, type Fault } from './fault.ts'
import { joinColumns, joinColumnsOver } from './join-columns.ts'
import { ELEMENTS, SITES, UNITS } from './tables.ts'

function table(schema: TableSchema, file: string, columns: string[], ...rows: string[][]): FactTable {
  const builder = new FactTableBuilder(schema, file, columns)
  for (const [index, row] of rows.entries())
    builder.addRow(row, index + 2, (fault) => expect.unreachable(describeFault(fault)))
  return builder.finish()
}

function dates(joined: FactTable, column: string): string[] {
  const cells = joined.columns.get(column)
  if (cells?.kind !== 'date') return []
  return Array.from(cells.earliest, (earliest, row) =>
    earliest > cells.latest[row]! ? '' : formatDateSpan({ earliest, latest: cells.latest[row]! }),
  )
}

const INVENTORY = table(
  ELEMENTS,
  'inventory.csv',
  ['element', 'vendor', 'installed'],
  ['A', 'Nokia', '2019-01-01'],
  ['B', '', 'unknown'],
  ['C', 'ZTE', ''],
)

it('columns are joined by key: blanks and unknowns are filled, what the source leaves out stays', () => {
  const source = table(
    ELEMENTS,
    'dates.csv',
    ['installed', 'element', 'removed', 'traffic', 'technologies'],
    ['2020-02-02', 'B', '2024-01-01', '1.5', '5G'],
    ['', 'C', '', '', ''],
    ['unknown', 'A', 'unknown', '', '4G'],
  )
  const faults: Fault[] = []
  const joined = joinColumns(INVENTORY, [source], (fault) => faults.push(fault))
  expect(faults).toEqual([])
  expect([dates(joined, 'installed'), dates(joined, 'removed')]).toEqual([
    ['2019-01-01', '2020-02-02', ''],
    ['unknown', '2024-01-01', ''],
  ])
  expect([0, 1, 2].map((row) => textAt(joined, 'technologies', row))).toEqual(['4G', '5G', ''])
  expect(joined.columns.get('traffic')).toMatchObject({ low: Float64Array.of(Number.NaN, 1500, Number.NaN) })
  expect(joined.joined!.get('installed')).toEqual([
    { file: 'dates.csv', unit: 'line', ordinals: Uint32Array.of(0, 2, 0) },
  ])
  expect([joined.file, joined.ordinals]).toEqual(['inventory.csv', INVENTORY.ordinals])
  expect(INVENTORY.columns.has('removed')).toBe(false)
})

it('cells that two sources state differently are told with both places, and keep what was there first', () => {
  const first = table(
    ELEMENTS,
    'first.csv',
    ['element', 'vendor', 'removed'],
    ['A', 'Nokia', ''],
    ['B', 'Cisco', '2024-01-01'],
  )
  const second = table(
    ELEMENTS,
    'second.csv',
    ['element', 'vendor', 'removed'],
    ['B', 'Juniper', '2024-01-01'],
    ['C', 'Huawei', ''],
  )
  const messages: string[] = []
  const joined = joinColumns(INVENTORY, [first, second], (fault) =>
    messages.push(`${fault.severity} ${describeFault(fault)}`),
  )
  expect(messages).toEqual([
    'error second.csv line 2, column vendor: first.csv line 3 says `Cisco` of B, this source says `Juniper`; expected the same in both, or one of them left blank',
    'error second.csv line 3, column vendor: inventory.csv line 4 says `ZTE` of C, this source says `Huawei`; expected the same in both, or one of them left blank',
  ])
  expect([0, 1, 2].map((row) => textAt(joined, 'vendor', row))).toEqual(['Nokia', 'Cisco', 'ZTE'])
})

it('keys that no row has are told, one by one', () => {
  const source = table(ELEMENTS, 'dates.csv', ['element', 'removed'], ['X', '2024-01-01'], ['A', '2024-01-01'])
  const faults: Fault[] = []
  joinColumns(INVENTORY, [source], (fault) => faults.push(fault))
  expect(faults.map(describeFault)).toEqual([
    'dates.csv line 2, column element: no row of elements to join to `X`; expected the element of a row of inventory.csv',
  ])
})

it('rows may stand in several files, and keys may be of several columns', () => {
  const north = table(UNITS, 'north.csv', ['element', 'part', 'slot'], ['A', 'P', '1'], ['A', 'P', '2'])
  const south = table(UNITS, 'south.csv', ['element', 'part'], ['B', 'P'])
  const serials = table(
    UNITS,
    'serials.csv',
    ['slot', 'serial', 'part', 'element'],
    ['2', 'S2', 'P', 'A'],
    ['', 'SB', 'P', 'B'],
    ['1', 'SX', 'P', 'B'],
  )
  const faults: Fault[] = []
  const [joinedNorth, joinedSouth] = joinColumnsOver([north, south], [serials], (fault) => faults.push(fault))
  expect([
    textAt(joinedNorth!, 'serial', 0),
    textAt(joinedNorth!, 'serial', 1),
    textAt(joinedSouth!, 'serial', 0),
  ]).toEqual(['', 'S2', 'SB'])
  expect(faults).toMatchObject([{ code: 'unmapped', severity: 'warning', line: 4, text: 'B, P, 1' }])
})

it('numbers are joined like all else', () => {
  const sites = table(SITES, 'sites.csv', ['site', 'latitude'], ['L', ''], ['M', '50'])
  const source = table(SITES, 'places.csv', ['site', 'latitude'], ['L', '51.5'], ['M', '50.1'])
  const faults: Fault[] = []
  expect(joinColumns(sites, [source], (fault) => faults.push(fault)).columns.get('latitude')).toMatchObject({
    values: Float64Array.of(51.5, 50),
  })
  expect(faults).toMatchObject([{ code: 'contradiction', text: '50.1' }])
})
