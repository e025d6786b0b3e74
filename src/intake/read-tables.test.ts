import { expect, it } from 'vitest'
import type { ColumnMapping } from '#model/column-mapping.ts'
import { textAt } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { CSV_FORMAT } from './csv/read.ts'
import type { Reading } from './format.ts'
import { sourceFromText } from './source-file.ts'

async function read(files: Record<string, string>, mapping?: ColumnMapping): Promise<Reading & { faults: Fault[] }> {
  const faults: Fault[] = []
  const reading = await CSV_FORMAT.read({
    files: Object.entries(files).map(([name, text]) => sourceFromText(name, text)),
    ...(mapping ? { mapping } : {}),
    report: (fault) => faults.push(fault),
  })
  return { ...reading, faults }
}

const DATES: ColumnMapping['sources'][number] = {
  file: 'dates*.csv',
  table: 'elements',
  key: 'Node',
  join: true,
  columns: { removed: { from: 'Gone' } },
}

it('files that no mapping names are read by their own header, beside those that one names', async () => {
  const { tables, faults } = await read(
    { 'x/sites.csv': 'site\nS\n', 'x/export-1.csv': 'N\nA\n', 'x/export-2.csv': 'N\nB\n' },
    { format: 'tables', sources: [{ file: 'export-*.csv', table: 'elements', columns: { element: { from: 'N' } } }] },
  )
  expect(faults).toEqual([])
  expect(tables.map((table) => [table.file, table.schema.name])).toEqual([
    ['x/sites.csv', 'sites'],
    ['x/export-1.csv', 'elements'],
    ['x/export-2.csv', 'elements'],
  ])
})

it('a table whose name has two words is known by the name of its file', async () => {
  const { tables, faults } = await read({
    'pool-sites-north.csv': 'site,pool\nS,NORTH\n',
    'Pools 2.csv': 'pool\nNORTH\n',
  })
  expect(faults).toEqual([])
  expect(tables.map(({ schema }) => schema.name)).toEqual(['pool-sites', 'pools'])
})

it('one file may fill several tables, and what one of them reads is not left unread by the others', async () => {
  const { tables, faults } = await read(
    { 'all.csv': 'N,P\nA,L\n' },
    {
      format: 'tables',
      sources: [
        { file: 'all.csv', table: 'elements', columns: { element: { from: 'N' }, site: { from: 'P' } } },
        { file: 'all.csv', table: 'sites', columns: { site: { from: 'P' } } },
      ],
    },
  )
  expect(faults).toEqual([])
  expect(tables.map((table) => [table.schema.name, textAt(table, 'site', 0)])).toEqual([
    ['elements', 'L'],
    ['sites', 'L'],
  ])
})

it('columns are joined to the rows of the same request, and rows that nobody has are listed', async () => {
  const { tables, unmapped, faults } = await read(
    { 'elements.csv': 'element\nA\nB\n', 'dates-1.csv': 'Node,Gone\nB,2024-01-01\nX,2024-01-01\nY,2024-01-01\n' },
    { format: 'tables', sources: [DATES] },
  )
  expect(tables.length).toBe(1)
  expect(tables[0]!.columns.get('removed')).toMatchObject({ earliest: Int32Array.of(1, 19723) })
  expect(faults.map((fault) => [fault.code, fault.severity, fault.file, fault.line, fault.text])).toEqual([
    ['unmapped', 'warning', 'dates-1.csv', 3, 'X'],
    ['unmapped', 'warning', 'dates-1.csv', 4, 'Y'],
  ])
  expect(unmapped).toEqual([
    {
      what: 'rows of dates-1.csv that no other source has',
      count: 2,
      examples: ['X', 'Y'],
      remedy: 'add the rows, or correct their keys',
    },
  ])
})

it('columns with no rows to join to are told', async () => {
  const { tables, faults } = await read(
    { 'dates.csv': 'Node,Gone\nB,2024-01-01\n' },
    { format: 'tables', sources: [DATES] },
  )
  expect(tables).toEqual([])
  expect(faults).toMatchObject([{ code: 'missing-file', severity: 'error', file: 'dates.csv' }])
})

it('a key that stands twice in a joined file is told like in any other', async () => {
  const { faults } = await read(
    { 'elements.csv': 'element\nB\n', 'dates.csv': 'Node,Gone\nB,2024-01-01\nB,2024-01-02\n' },
    { format: 'tables', sources: [DATES] },
  )
  expect(faults).toMatchObject([
    { code: 'duplicate-key', line: 3 },
    { code: 'contradiction', line: 3, text: '2024-01-02' },
  ])
})
