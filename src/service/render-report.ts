// A rules report in the form asked for.

import type { RulesReport } from '#model/verdict.ts'
import { renderMatterCsv, renderRulesCsv } from '#report/rules/csv.ts'
import { renderRulesHtml } from '#report/rules/html.ts'
import { renderRulesJson } from '#report/rules/json.ts'
import { renderRulesSarif } from '#report/rules/sarif.ts'
import { summariseRules } from '#report/rules/summary.ts'
import { renderRulesText } from '#report/rules/text.ts'

export const REPORT_FORMATS = ['text', 'json', 'csv', 'csv-matter', 'sarif', 'html'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

export interface RenderOptions {
  readonly isColoured: boolean
  readonly width: number
  readonly isVerbose: boolean
}

/** The answer in two sentences, as every report begins. */
export function sayAnswer(report: RulesReport): string {
  const { headline, statement } = summariseRules(report)
  return `${headline} ${statement}`
}

/** The report as text, in pieces. */
export function renderReport(report: RulesReport, format: ReportFormat, options: RenderOptions): Iterable<string> {
  switch (format) {
    case 'json':
      return renderRulesJson(report)
    case 'csv':
      return renderRulesCsv(report)
    case 'csv-matter':
      return renderMatterCsv(report)
    case 'sarif':
      return renderRulesSarif(report)
    case 'html':
      return renderRulesHtml(report)
    case 'text':
      return [renderRulesText(report, { colour: options.isColoured, width: options.width, verbose: options.isVerbose })]
  }
}
