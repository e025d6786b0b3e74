// Whether the tables of spares come into a workspace as they were written: as CSV, as a workbook, as Parquet, and through
// an import from a system with columns of its own.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDay } from '#base/calendar.ts'
import { readCsvTable } from '#intake/csv/read.ts'
import { type PlainRow, rowsOf } from '#intake/fixtures/rows-of.ts'
import { number, partsOf, row as sheetRow, text } from '#intake/fixtures/workbook.ts'
import { sourceFromBytes, sourceFromText } from '#intake/source-file.ts'
import { storeEntries } from '#intake/xlsx/archive.ts'
import { readXlsxTable } from '#intake/xlsx/read.ts'
import type { Column, TableSchema } from '#model/column.ts'
import { type FactTable, FactTableBuilder } from '#model/fact-table.ts'
import { renderFactsCsv } from '#model/facts-csv.ts'
import { describeFault } from '#model/fault.ts'
import { findTable } from '#model/tables.ts'
import { convertCsvToParquet, readParquet } from '#store/parquet.ts'
import { listTableFiles } from '#store/workspace-folder.ts'
import { mainstay } from './flows/command-line.ts'
import { temporaryFolder } from './temporary-folder.ts'

const NAMES = ['parts', 'units', 'depots', 'pools', 'pool-sites', 'stock', 'usage', 'interchange']

const refuse = (fault: Parameters<typeof describeFault>[0]): void => expect.unreachable(describeFault(fault))

/** The example of each column, what is not needed left blank, and what each column can hold at its ends. */
function linesOf({ columns }: TableSchema): string[][] {
  const lines: ((column: Column) => string)[] = [
    ({ example }) => example,
    ({ required, example }) => (required ? example : ''),
    (column) => lowestOf(column),
    (column) => highestOf(column),
  ]
  // Each row has a key of its own.
  return lines.map((write, line) => columns.map((column, at) => (at === 0 ? `ROW-${line}` : write(column))))
}

function lowestOf({ kind, choices, minimum, example, isExact, required }: Column): string {
  if (kind === 'amount') return '0'
  if (kind === 'number') return String(minimum)
  if (kind === 'date') return isExact ? '1900-01-01' : 'unknown'
  return choices?.[0] ?? (required ? example : '')
}

function highestOf({ kind, choices, maximum, example, isExact, decimals }: Column): string {
  if (kind === 'amount') return decimals === undefined ? `7..${maximum}` : '0.01..99.99'
  if (kind === 'number') return String(maximum)
  if (kind === 'date') return isExact ? '2199-12-31' : '2021..2022-03'
  return choices?.at(-1) ?? example
}

function tableOf(schema: TableSchema): FactTable {
  const builder = new FactTableBuilder(
    schema,
    `${schema.name}.csv`,
    schema.columns.map(({ name }) => name),
  )
  for (const [line, cells] of linesOf(schema).entries()) builder.addRow(cells, line + 2, refuse)
  return builder.finish()
}

const plain = (table: FactTable | undefined): PlainRow[] => rowsOf([table!], table!.schema.name)

describe.each(NAMES)('the table %s comes back as it was', (name) => {
  const schema = findTable(name)!
  const written = tableOf(schema)
  const csv = [...renderFactsCsv(written)].join('')

  it('from CSV', async () => {
    expect(plain(written)).toHaveLength(4)
    const read = await readCsvTable(sourceFromText(`${name}.csv`, csv), undefined, refuse)
    expect(plain(read)).toEqual(plain(written))
    expect([...renderFactsCsv(read!)].join('')).toBe(csv)
  })

  it('from a workbook, in which numbers and days are cells of their own kind', async () => {
    const isNumber = (cell: string) => /^\d+(\.\d+)?$/.test(cell)
    const cellOf = (cell: string, place: string): string => {
      if (/^\d{4}-\d{2}-\d{2}$/.test(cell) && cell >= '1901') return number(place, String(parseDay(cell)! + 25569), 1)
      return isNumber(cell) ? number(place, cell) : text(place, cell)
    }
    const placeOf = (column: number, line: number) =>
      `${column < 26 ? '' : 'A'}${String.fromCharCode(65 + (column % 26))}${line}`
    const header = schema.columns.map((column, at) => text(placeOf(at, 1), column.name))
    const lines = linesOf(schema).map((cells, index) =>
      sheetRow(index + 2, ...cells.flatMap((cell, at) => (cell === '' ? [] : [cellOf(cell, placeOf(at, index + 2))]))),
    )
    const sheets = [{ name: 'Sheet1', rows: sheetRow(1, ...header) + lines.join('') }]
    const file = sourceFromBytes(`${name}.xlsx`, storeEntries(partsOf(sheets)))
    expect(plain(await readXlsxTable(file, undefined, refuse))).toEqual(plain(written))
  })

  it('from Parquet', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'table.csv'), csv)
    await convertCsvToParquet(join(folder, 'table.csv'), join(folder, 'table.parquet'))
    expect(plain(await readParquet(join(folder, 'table.parquet'), `${name}.parquet`, schema, refuse))).toEqual(
      plain(written),
    )
  })
})

describe('usage that counts failures twice', () => {
  it('is imported without the periods at fault where good rows are asked for, each told with the line of the other', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'mainstay.yaml'), 'workspace: 1\noperator: {name: Us}\njurisdictions: [GB]\n')
    writeFileSync(join(folder, 'parts.csv'), 'part\nA\n')
    mkdirSync(join(folder, 'incoming'))
    const path = join(folder, 'incoming', 'usage.csv')
    writeFileSync(path, 'part,from,until,issues\nA,2019-01-01,2019-12-31,3\nA,2019-06-01,2020-01-31,4\n')
    const ran = await mainstay('import', path, '--into', folder, '--source', 'erp', '--good-rows')
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('left out: 1 row with errors (usage.csv line 3)')
    expect(ran.err).toMatch(
      /usage\.csv line 3, column from: failures counted already by \S*usage\.csv line 2, of 2019-01-01/,
    )
  })
})

describe('a system that has stock in words of its own', () => {
  it('is imported by a mapping, and its rows are held against the pools and parts kept by hand', async () => {
    const folder = temporaryFolder()
    const write = (name: string, content: string): string => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    }
    write('mainstay.yaml', 'workspace: 1\noperator: {name: Us}\njurisdictions: [GB]\ninventoryDate: 2020-06-01\n')
    write('sites.csv', 'site,region\nS1,Wales\n')
    write('parts.csv', 'part\nRRU-5901\n')
    write('pools.csv', 'pool,regions\nWEST,Wales\n')
    write('pool-sites.csv', 'site,part,pool\nS1,RRU-5901,WEST\n')
    write('depots.csv', 'depot\nLEEDS\n')
    mkdirSync(join(folder, 'incoming'))
    const erp =
      'Material;Plant;Category;Qty;Delivery\nRRU-5901;LEEDS;free;1.204;\nRRU-5901;LEEDS;open PO;20;15.08.2020\n'
    const path = write('incoming/mb52.csv', erp)
    const mapping = write(
      'incoming/erp.yaml',
      `format: tables
sources:
  - file: mb52.csv
    table: stock
    columns:
      part: Material
      depot: Plant
      state: {from: Category, values: {free: onHand, open PO: onOrder}}
      quantity: {from: Qty, decimalComma: true}
      due: {from: Delivery, dateFormat: DD.MM.YYYY}
`,
    )
    const bring = () => mainstay('import', path, '--into', folder, '--source', 'erp', '--mapping', mapping)
    expect(await bring()).toMatchObject({ code: 0, err: '' })
    const files = await listTableFiles(folder, refuse)
    expect(files.map(({ table }) => table)).toEqual(['depots', 'parts', 'pool-sites', 'pools', 'sites', 'stock'])
    const stock = await readCsvTable(
      sourceFromText('stock.csv', readFileSync(files.at(-1)!.path, 'utf8')),
      undefined,
      refuse,
    )
    expect(plain(stock)).toEqual([
      { depot: 'LEEDS', part: 'RRU-5901', state: 'onHand', quantity: 1204, origin: 'mb52.csv:2' },
      { depot: 'LEEDS', part: 'RRU-5901', state: 'onOrder', quantity: 20, due: '2020-08-15', origin: 'mb52.csv:3' },
    ])
    write(
      'incoming/mb52.csv',
      erp.replace('RRU-5901;LEEDS;open PO', 'RRU-5910;LEDS;open PO').replace(';15.08.2020', ';'),
    )
    const refused = await bring()
    expect(refused.code).not.toBe(0)
    expect(refused.err).toContain('mb52.csv line 3, column depot: unknown depot `LEDS`')
    expect(refused.err).toContain('did you mean `RRU-5901`?')
    expect(refused.err).toContain(
      'mb52.csv line 3, column due: missing value: when what is onOrder arrives counts as unknown',
    )
  })
})
