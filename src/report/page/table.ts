// A table as every report has it.

import { formatNumber } from '#base/format-number.ts'
import { html, type Markup, type MarkupValue } from '../markup.ts'

const ROWS_LISTED = 50

export interface TableColumn {
  readonly name: string
  readonly isNumber?: boolean
}

/** Rows given that are not all, and where all of them are. */
export interface TableCut {
  readonly total?: number
  readonly whole?: string
}

/** A table of a report's own kind: the first cell of a row is its header; long ones are cut, and say so. */
export function drawTable(
  label: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly MarkupValue[])[],
  { total = rows.length, whole = 'the JSON report holds more' }: TableCut = {},
): Markup {
  const listed = rows.slice(0, ROWS_LISTED)
  const heads = columns.map(
    (column) =>
      html`<th scope="col" role="columnheader"${column.isNumber ? html` class="number"` : ''}>${column.name}</th>`,
  )
  const body = listed.map(
    ([first, ...others]) =>
      html`<tr role="row"><th scope="row" role="rowheader">${first}</th>${others.map((cell, index) => {
        const column = columns[index + 1]
        return html`<td role="cell" data-label="${column?.name}"${column?.isNumber ? html` class="number"` : ''}>${cell}</td>`
      })}</tr>
`,
  )
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table role="table" class="stacked"><thead role="rowgroup"><tr role="row">${heads}</tr></thead><tbody role="rowgroup">
${body}</tbody></table></div>
${total > listed.length ? html`<p class="more">The first ${formatNumber(listed.length)} of ${formatNumber(total)}; ${whole}.</p>` : ''}`
}
