// Rows of a table as a file to take away: a row or two in memory, whatever their number; a workbook alone is made whole.

import { type EXPORT_FORMS, MOST_ROWS_AS_XLSX, type Row } from '#contract/application/table.ts'
import type { SheetCell } from '#model/workbook.ts'
import { writeCsvRow } from '#report/csv-row.ts'
import { packWorkbook } from '#store/workbook.ts'

type RowBatches = AsyncGenerator<readonly (readonly string[])[]>

/** The rows of an export in the form asked for. Rejects with {@link TooManyRows} for a workbook, before any row is read. */
export async function renderExport(
  form: (typeof EXPORT_FORMS)[number],
  table: string,
  columns: readonly string[],
  matched: number,
  batches: AsyncIterable<readonly Pick<Row, 'cells'>[]>,
): Promise<AsyncGenerator<string> | Uint8Array> {
  const cells = cellsOf(batches)
  if (form === 'csv') return renderRowsAsCsv(columns, cells)
  if (form === 'json') return renderRowsAsJson(columns, cells)
  if (matched > MOST_ROWS_AS_XLSX) throw new TooManyRows()
  return renderRowsAsWorkbook(table.slice(0, 31), columns, cells)
}

async function* cellsOf(batches: AsyncIterable<readonly Pick<Row, 'cells'>[]>): RowBatches {
  for await (const batch of batches) yield batch.map(({ cells }) => cells)
}

/** Pieces of less would cost more than what they hold. */
const PIECE_CHARACTERS = 65_536

export function renderRowsAsCsv(columns: readonly string[], batches: RowBatches): AsyncGenerator<string> {
  return inPieces(csvLines(columns, batches))
}

async function* csvLines(columns: readonly string[], batches: RowBatches): AsyncGenerator<string> {
  yield writeCsvRow(columns)
  for await (const rows of batches) yield rows.map(writeCsvRow).join('')
}

/** An array of one object a row; blank cells are left out. */
export function renderRowsAsJson(columns: readonly string[], batches: RowBatches): AsyncGenerator<string> {
  return inPieces(jsonLines(columns, batches))
}

async function* jsonLines(columns: readonly string[], batches: RowBatches): AsyncGenerator<string> {
  yield '['
  let between = '\n'
  for await (const rows of batches) {
    if (rows.length === 0) continue
    yield between + rows.map((row) => JSON.stringify(objectOf(columns, row))).join(',\n')
    between = ',\n'
  }
  yield '\n]\n'
}

function objectOf(columns: readonly string[], row: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map((name, index) => [name, row[index] ?? '']).filter(([, cell]) => cell !== ''))
}

/** More rows than a workbook is made of. */
export class TooManyRows extends Error {
  constructor() {
    super(`a workbook is made of at most ${MOST_ROWS_AS_XLSX} rows; narrow the rows down, or take CSV or JSON`)
  }
}

/** Rejects with {@link TooManyRows}. */
export async function renderRowsAsWorkbook(
  name: string,
  columns: readonly string[],
  batches: RowBatches,
): Promise<Uint8Array> {
  const rows: SheetCell[][] = []
  for await (const batch of batches) {
    if (rows.length + batch.length > MOST_ROWS_AS_XLSX) throw new TooManyRows()
    for (const row of batch) rows.push([...row])
  }
  return packWorkbook([{ name, columns: columns.map((column) => ({ name: column, format: 'text' })), rows }])
}

async function* inPieces(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = ''
  for await (const text of texts) {
    piece += text
    if (piece.length < PIECE_CHARACTERS) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}
