// A table whose columns say what they hold: the documentation and the table are made from the same list.

import type { SheetFormat } from '#model/workbook.ts'
import { type CsvCell, writeCsvRow } from './csv-row.ts'

export interface ReportColumn<Row> {
  readonly name: string
  readonly about: string
  /** How a spreadsheet shows it, where it is more than text. */
  readonly format?: SheetFormat
  readonly cell: (row: Row) => CsvCell
}

/** In pieces of one row; the first names the columns. */
export function* writeCsvTable<Row>(columns: readonly ReportColumn<Row>[], rows: Iterable<Row>): Generator<string> {
  yield writeCsvRow(columns.map((column) => column.name))
  for (const row of rows) yield writeCsvRow(columns.map((column) => column.cell(row)))
}
