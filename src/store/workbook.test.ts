import readExcelFile from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { MOST_SHEET_ROWS, type Sheet } from '#model/workbook.ts'
import { packWorkbook } from './workbook.ts'

const sheet = (rows: Sheet['rows'], columns: Sheet['columns'] = [{ name: 'part', format: 'text' }]): Sheet => ({
  name: 'Parts',
  columns,
  rows,
})

async function readSheet(one: Sheet): Promise<readonly (readonly unknown[])[]> {
  const [read] = await readExcelFile(Buffer.from(await packWorkbook([one])))
  return read!.data
}

describe('a workbook', () => {
  it('is read back as the texts, figures, days and truths it holds', async () => {
    const columns: Sheet['columns'] = [
      { name: 'part', format: 'text' },
      { name: 'cost', format: 'money' },
      { name: 'arrivesOn', format: 'day' },
      { name: 'lastsToEnd', format: 'truth' },
      { name: 'survival', format: 'share' },
    ]
    const read = await readSheet(sheet([['KX-1', 1234.5, '2028-02-29', true, 0.95], ['KX-2']], columns))
    expect(read).toEqual([
      ['part', 'cost', 'arrivesOn', 'lastsToEnd', 'survival'],
      ['KX-1', 1234.5, new Date(Date.UTC(2028, 1, 29)), true, 0.95],
      ['KX-2', null, null, null, null],
    ])
  })

  it('holds a text that looks like a formula as the text it is', async () => {
    const texts = ['=1+1', '+cmd', '@SUM(A1)', '=HYPERLINK("http://example.invalid")']
    const read = await readSheet(sheet(texts.map((text) => [text])))
    expect(read.slice(1)).toEqual(texts.map((text) => [text]))
  })

  it('has the same bytes whenever it is written', async () => {
    const once = await packWorkbook([sheet([['A', 'B']])])
    const times = Array.from({ length: once.length - 4 }, (_, at) => at).filter(
      (at) => once[at] === 0x50 && once[at + 1] === 0x4b && once[at + 2] === 3 && once[at + 3] === 4,
    )
    expect(times.length).toBeGreaterThan(3)
    expect(times.map((at) => [...once.subarray(at + 10, at + 14)])).toEqual(times.map(() => [0, 0, 0x21, 0]))
    expect(await packWorkbook([sheet([['A', 'B']])])).toEqual(once)
  })

  it('is refused with one row more than a sheet may have', async () => {
    const rows = Array.from({ length: MOST_SHEET_ROWS + 1 }, () => [])
    await expect(packWorkbook([sheet(rows)])).rejects.toThrow(
      'sheet `Parts` would have 100001 rows, and a workbook is written with at most 100000: take a CSV format',
    )
  })
})
