import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import readExcelFile from 'read-excel-file/node'
import { MOST_ROWS_AS_XLSX } from '#contract/application/table.ts'
import {
  type ExportedColumn,
  renderExport,
  renderRowsAsCsv,
  renderRowsAsJson,
  renderRowsAsWorkbook,
  TooManyRows,
} from './render-rows.ts'

const COLUMNS: readonly ExportedColumn[] = [
  { name: 'site', kind: 'identifier' },
  { name: 'name', kind: 'text' },
]
const ROWS = [
  ['a', 'Ålesund, "west"'],
  ['b', '=1+1'],
  ['c', ''],
]

async function* batchesOf(rows: readonly (readonly string[])[], size = 2) {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size)
}

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

describe('rows to take away', () => {
  it('are CSV that no spreadsheet runs', async () => {
    const text = await textOf(renderRowsAsCsv(COLUMNS, batchesOf(ROWS)))
    expect(parse(text)).toEqual([['site', 'name'], ROWS[0], ['b', "'=1+1"], ROWS[2]])
  })

  it('are one JSON array, without blank cells', async () => {
    expect(JSON.parse(await textOf(renderRowsAsJson(COLUMNS, batchesOf(ROWS))))).toEqual([
      { site: 'a', name: 'Ålesund, "west"' },
      { site: 'b', name: '=1+1' },
      { site: 'c' },
    ])
  })

  it('are an empty table where there are none', async () => {
    expect(await textOf(renderRowsAsCsv(COLUMNS, batchesOf([])))).toBe('site,name\r\n')
    expect(JSON.parse(await textOf(renderRowsAsJson(COLUMNS, batchesOf([]))))).toEqual([])
  })

  const TYPED: readonly ExportedColumn[] = [
    { name: 'serial', kind: 'text' },
    { name: 'count', kind: 'amount' },
    { name: 'latitude', kind: 'number' },
    { name: 'inServiceOn', kind: 'date' },
    { name: 'state', kind: 'choice' },
  ]
  const TYPED_ROWS = [
    ['007', '12', '51.5074', '2020-06-19', 'planned'],
    ['=1+1', '99.5', '-0.1', '2020-Q2', 'unknown'],
    ['+44', '90..120', '', 'unknown', ''],
    ['1e3', 'unknown', '0.1234567890123456789', '1900-02-28', ''],
  ]

  it('are JSON with numbers as numbers, days as they are written, and null for what is not known', async () => {
    expect(JSON.parse(await textOf(renderRowsAsJson(TYPED, batchesOf(TYPED_ROWS))))).toEqual([
      { serial: '007', count: 12, latitude: 51.5074, inServiceOn: '2020-06-19', state: 'planned' },
      { serial: '=1+1', count: 99.5, latitude: -0.1, inServiceOn: '2020-Q2', state: null },
      { serial: '+44', count: '90..120', inServiceOn: null },
      { serial: '1e3', count: null, latitude: '0.1234567890123456789', inServiceOn: '1900-02-28' },
    ])
  })

  it('are a workbook whose numbers and days are cells of their kind, and whose texts stay texts', async () => {
    const [sheet] = await readExcelFile(
      Buffer.from(await renderRowsAsWorkbook('elements', TYPED, batchesOf(TYPED_ROWS))),
    )
    expect(sheet!.data).toEqual([
      TYPED.map(({ name }) => name),
      ['007', 12, 51.5074, new Date(Date.UTC(2020, 5, 19)), 'planned'],
      ['=1+1', 99.5, -0.1, '2020-Q2', 'unknown'],
      ['+44', '90..120', null, 'unknown', null],
      // Spreadsheets do not agree on the days before March 1900, and no digit is dropped.
      ['1e3', 'unknown', '0.1234567890123456789', '1900-02-28', null],
    ])
  })

  it('are of the kinds that the columns of the table have', async () => {
    async function* rows() {
      yield [{ cells: ['A', '51.5'] }]
    }
    const pieces = await renderExport('json', 'sites', ['site', 'latitude'], { matched: 1, withheld: 0 }, rows())
    expect(JSON.parse(await textOf(pieces as AsyncGenerator<string>))).toEqual([{ site: 'A', latitude: 51.5 }])
  })

  it('come in pieces, not whole', async () => {
    const many = Array.from({ length: 20_000 }, (_, row) => [`site-${row}`, 'x'.repeat(50)])
    const pieces: string[] = []
    for await (const piece of renderRowsAsCsv(COLUMNS, batchesOf(many, 500))) pieces.push(piece)
    expect(pieces.length).toBeGreaterThan(10)
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(200_000)
    expect(pieces.join('').split('\r\n')).toHaveLength(20_002)
  })

  it('are a workbook up to the stated number and not one more', async () => {
    const row = ['a', '']
    const some = Array.from({ length: 1000 }, () => row)
    expect((await renderRowsAsWorkbook('sites', COLUMNS, batchesOf(some))).byteLength).toBeGreaterThan(1000)
    const tooMany = Array.from({ length: MOST_ROWS_AS_XLSX + 1 }, () => row)
    await expect(renderRowsAsWorkbook('sites', COLUMNS, batchesOf(tooMany, 10_000))).rejects.toThrow(TooManyRows)
  })
})
