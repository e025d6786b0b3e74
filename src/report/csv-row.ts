// One row of a CSV table (RFC 4180): quoted where needed, ended by CR LF, and harmless in a spreadsheet.

import { guardFormula } from '#model/formula-guard.ts'

/** Absent, null and undefined are blank cells. Numbers are written exactly. */
export type CsvCell = string | number | boolean | null | undefined

function writeCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return ''
  const text = typeof cell === 'string' ? guardFormula(cell) : String(cell)
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function writeCsvRow(cells: readonly CsvCell[]): string {
  return `${cells.map(writeCell).join(',')}\r\n`
}
