// A rules report in the form asked for.

import type { RulesReport } from '#model/verdict.ts'
import { type MatterByRule, renderMatterCsv, renderRulesCsv } from '#report/rules/csv.ts'
import { renderRulesHtml } from '#report/rules/html.ts'
import { renderRulesJson } from '#report/rules/json.ts'
import { renderRulesSarif } from '#report/rules/sarif.ts'
import { summariseRules } from '#report/rules/summary.ts'
import { renderRulesText } from '#report/rules/text.ts'
import { showLines } from '#report/visible-text.ts'

export const REPORT_FORMATS = ['text', 'json', 'csv', 'csv-matter', 'sarif', 'html'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

export interface RenderOptions {
  readonly isColoured: boolean
  readonly width: number
  readonly isVerbose: boolean
  /** A person reads it as it stands: what would steer the terminal is shown by its code. */
  readonly isOnTerminal: boolean
}

/** The answer in two sentences, as every report begins. */
export function sayAnswer(report: RulesReport): string {
  const { headline, statement } = summariseRules(report)
  return `${headline} ${statement}`
}

/** The report as text, in pieces. `matterOf`: what the table of what matters lists, where that is more than the report names. */
export function renderReport(
  report: RulesReport,
  format: ReportFormat,
  options: RenderOptions,
  matterOf?: MatterByRule,
): Iterable<string> {
  const pieces = renderAs(report, format, options, matterOf)
  // Text shows what it holds by itself, and its colours are steering characters.
  return options.isOnTerminal && format !== 'text' ? showPieces(pieces) : pieces
}

/** Pieces as a terminal may show them. */
export function* showPieces(pieces: Iterable<string>): Generator<string> {
  for (const piece of pieces) yield showLines(piece)
}

function renderAs(
  report: RulesReport,
  format: ReportFormat,
  options: RenderOptions,
  matterOf?: MatterByRule,
): Iterable<string> {
  switch (format) {
    case 'json':
      return renderRulesJson(report)
    case 'csv':
      return renderRulesCsv(report)
    case 'csv-matter':
      return renderMatterCsv(report, matterOf)
    case 'sarif':
      return renderRulesSarif(report)
    case 'html':
      return renderRulesHtml(report)
    case 'text':
      return [renderRulesText(report, { colour: options.isColoured, width: options.width, verbose: options.isVerbose })]
  }
}
