import { describe, expect, it } from 'vitest'
import { LONGEST_SHEET_TEXT } from '#model/workbook.ts'
import { cutOffReport, hostileSparesReport, SAMPLE_SPARES_REPORTS } from './fixtures/sample-report.ts'
import { makeSparesWorkbook } from './workbook.ts'

describe('the spares report as a workbook', () => {
  it('has a sheet for each thing to do or to mind, and one that says what it is of', () => {
    const report = cutOffReport()
    const sheets = makeSparesWorkbook(report)
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['Buy', report.purchase.buys.length],
      ['Parts', report.parts.length],
      ['Moves', report.moves.length],
      ['Cannot be had', report.purchase.unobtainable.length],
      ['Barred', report.bars.length],
      ['Cover', report.vendors.length],
      ['Steady state', report.steadyState.parts.length],
      ['Assumptions', report.assumptions.length],
      ['About', 15 + report.inputs.length],
    ])
    const cover = sheets[5]!.rows.find(([name]) => name === 'Kestrel Networks')!
    expect(cover.at(-1)).toBe('2031-06-30')
  })

  it('has a cell for every column of every row', () => {
    for (const make of Object.values(SAMPLE_SPARES_REPORTS))
      for (const { columns, rows } of makeSparesWorkbook(make()))
        for (const row of rows) expect(row).toHaveLength(columns.length)
  })

  it('shows what would steer or be lost, and cuts what no cell holds', () => {
    const [buy] = makeSparesWorkbook(hostileSparesReport(['a\u001bb', 'x'.repeat(40_000)]))
    const texts = buy!.rows.flatMap((row) => row.filter((cell) => typeof cell === 'string'))
    expect(texts).toContain('a\\x1bb')
    expect(Math.max(...texts.map(({ length }) => length))).toBe(LONGEST_SHEET_TEXT)
  })
})
