// A spares report in the form asked for.

import type { SparesReport } from '#model/spares-report.ts'
import { renderPartsCsv, renderPurchaseCsv, renderSteadyCsv } from '#report/spares/csv.ts'
import { renderExplanation } from '#report/spares/explain.ts'
import { renderSparesHtml } from '#report/spares/html.ts'
import { renderSparesJson } from '#report/spares/json.ts'
import { renderSparesText } from '#report/spares/text.ts'
import { makeSparesWorkbook } from '#report/spares/workbook.ts'
import { packWorkbook } from '#store/workbook.ts'
import { type RenderOptions, showPieces } from './render-report.ts'

export const SPARES_FORMATS = ['text', 'json', 'csv', 'csv-parts', 'csv-steady', 'xlsx', 'html'] as const
export type SparesFormat = (typeof SPARES_FORMATS)[number]

/** The report as text, in pieces. */
export function renderSpares(
  report: SparesReport,
  format: Exclude<SparesFormat, 'xlsx'>,
  options: RenderOptions,
): Iterable<string> {
  const pieces = renderAs(report, format, options)
  // Text shows what it holds by itself, and its colours are steering characters.
  return options.isOnTerminal && format !== 'text' ? showPieces(pieces) : pieces
}

/** The reckoning of one part, step by step. */
export function explainPart(report: SparesReport, part: string, width: number): string {
  return renderExplanation(report, part, width)
}

/** The report as the bytes of a workbook. */
export function packSpares(report: SparesReport): Promise<Uint8Array> {
  return packWorkbook(makeSparesWorkbook(report))
}

function renderAs(
  report: SparesReport,
  format: Exclude<SparesFormat, 'xlsx'>,
  options: RenderOptions,
): Iterable<string> {
  switch (format) {
    case 'json':
      return renderSparesJson(report)
    case 'csv':
      return renderPurchaseCsv(report)
    case 'csv-parts':
      return renderPartsCsv(report)
    case 'csv-steady':
      return renderSteadyCsv(report)
    case 'html':
      return renderSparesHtml(report)
    case 'text':
      return [
        renderSparesText(report, { colour: options.isColoured, width: options.width, verbose: options.isVerbose }),
      ]
  }
}
