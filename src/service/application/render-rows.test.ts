import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { MOST_ROWS_AS_XLSX } from '#contract/application/table.ts'
import { renderRowsAsCsv, renderRowsAsJson, renderRowsAsWorkbook, TooManyRows } from './render-rows.ts'

const COLUMNS = ['site', 'name']
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
    expect(parse(text)).toEqual([COLUMNS, ROWS[0], ['b', "'=1+1"], ROWS[2]])
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
