// Long tables, which a narrow screen shows only when asked: a script folds them there; without one, and on paper, they stand open.

import { formatNumber } from '#base/format-number.ts'
import { html, type Markup } from '../markup.ts'
import { drawTable, type TableColumn, type TableCut } from '../page/table.ts'

/** As many rows are shown wherever one reads. */
const FEW_ROWS = 3

export function foldNarrow(label: string, rows: number, content: Markup): Markup {
  if (rows <= FEW_ROWS) return content
  return html`<details class="fold" open><summary>${label} <span class="count">${formatNumber(rows)}</span></summary>
${content}</details>`
}

/** A table as every report has it, folded where it is long. */
export function drawFolded(
  label: string,
  columns: readonly TableColumn[],
  rows: Parameters<typeof drawTable>[2],
  cut: TableCut = {},
): Markup {
  return foldNarrow(label, rows.length, drawTable(label, columns, rows, cut))
}

export const FOLD_STYLE = `
details.fold { margin-top: 0; }
@media print, screen and (min-width: 40.01rem) { details.fold > summary { display: none; } }
`

/** On a screen as narrow as `narrowStyle` has it. */
export const FOLD_SCRIPT = `  if (matchMedia('screen and (max-width: 40rem)').matches)
    for (const details of document.querySelectorAll('details.fold, details.depot')) details.open = false`
