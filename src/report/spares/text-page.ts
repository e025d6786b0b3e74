// What every section of the spares report on a terminal writes with: sentences, titles and tables that end where a screen ends.

import { formatNumber } from '#base/format-number.ts'
import type { SparesReport } from '#model/spares-report.ts'
import type { Palette } from '../palette.ts'
import { wrap } from '../text-layout.ts'
import { layTable, type TextCell, type TextColumn } from '../text-table.ts'
import type { SparesSummary } from './summary.ts'

export interface Page {
  readonly report: SparesReport
  readonly summary: SparesSummary
  readonly palette: Palette
  readonly width: number
  /** Rows of a table. */
  readonly most: number
  readonly lines: string[]
}

export type Tone = (text: string) => string
export const plain: Tone = (text) => text

/** A sentence over as many lines as it needs. */
export function say(
  { lines, width }: Page,
  text: string,
  tone: Tone = plain,
  firstIndent = '',
  indent = firstIndent,
): void {
  lines.push(...wrap(text, width, indent, firstIndent).map((line) => tone(line)))
}

export function startSection(page: Page, title: string): void {
  page.lines.push('')
  say(page, title, page.palette.bold)
}

/** The first rows, and how many more there are. */
export function writeRows<Row>(
  page: Page,
  columns: readonly TextColumn[],
  rows: readonly Row[],
  describe: (row: Row) => readonly TextCell[],
): void {
  page.lines.push(...layTable(columns, rows.slice(0, page.most).map(describe), page.width, page.palette.dim))
  tellRest(page, rows.length)
}

export function tellRest(page: Page, count: number): void {
  if (count > page.most)
    say(page, `and ${formatNumber(count - page.most)} more (--verbose shows all)`, page.palette.dim, '  ')
}
