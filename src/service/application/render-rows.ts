// Rows of a table as a file to take away: a row or two in memory, whatever their number; a workbook alone is made whole.

import { setImmediate as giveWay } from 'node:timers/promises'
import { type EXPORT_FORMS, MOST_ROWS_AS_XLSX, type Row } from '#contract/application/table.ts'
import { type CellValue, createCellReader } from '#model/cell-value.ts'
import type { Column } from '#model/column.ts'
import { findTable } from '#model/tables.ts'
import type { Sheet, SheetCell, SheetFormat } from '#model/workbook.ts'
import { writeCsvRow } from '#report/csv-row.ts'
import { packWorkbook } from '#store/workbook.ts'

/** A column of an export: its kind says which of its cells are numbers, and which are days. */
export type ExportedColumn = Pick<Column, 'name' | 'kind'>

type RowBatches = AsyncGenerator<readonly (readonly string[])[]>

/** The rows of an export in the form asked for. Rejects with {@link TooManyRows} for a workbook, before any row is read. */
export async function renderExport(
  form: (typeof EXPORT_FORMS)[number],
  table: string,
  names: readonly string[],
  { matched, withheld }: { readonly matched: number; readonly withheld: number },
  batches: AsyncIterable<readonly Pick<Row, 'cells'>[]>,
): Promise<AsyncGenerator<string> | Uint8Array> {
  const cells = cellsOf(batches)
  const columns = describeColumns(table, names)
  if (form === 'csv') return renderRowsAsCsv(columns, cells)
  if (form === 'json') return renderRowsAsJson(columns, cells)
  if (matched > MOST_ROWS_AS_XLSX) throw new TooManyRows()
  return renderRowsAsWorkbook(table.slice(0, 31), columns, cells, withheld)
}

function describeColumns(table: string, names: readonly string[]): ExportedColumn[] {
  const known = findTable(table)?.columns ?? []
  return names.map((name) => known.find((column) => column.name === name) ?? { name, kind: 'text' })
}

async function* cellsOf(batches: AsyncIterable<readonly Pick<Row, 'cells'>[]>): RowBatches {
  for await (const batch of batches) {
    yield batch.map(({ cells }) => cells)
    // Whatever is read at once, and taken at once by the buffers of the system, would keep everybody else waiting to its end.
    await giveWay()
  }
}

/** Pieces of less would cost more than what they hold. */
const PIECE_CHARACTERS = 65_536

export function renderRowsAsCsv(columns: readonly ExportedColumn[], batches: RowBatches): AsyncGenerator<string> {
  return inPieces(csvLines(columns, batches))
}

async function* csvLines(columns: readonly ExportedColumn[], batches: RowBatches): AsyncGenerator<string> {
  yield writeCsvRow(columns.map(({ name }) => name))
  for await (const rows of batches) yield rows.map(writeCsvRow).join('')
}

/** An array of one object a row: numbers as numbers, `unknown` as null; blank cells are left out. */
export function renderRowsAsJson(columns: readonly ExportedColumn[], batches: RowBatches): AsyncGenerator<string> {
  return inPieces(jsonLines(columns, batches))
}

async function* jsonLines(columns: readonly ExportedColumn[], batches: RowBatches): AsyncGenerator<string> {
  const objectOf = createObjectWriter(columns)
  yield '['
  let between = '\n'
  for await (const rows of batches) {
    if (rows.length === 0) continue
    yield between + rows.map((row) => JSON.stringify(objectOf(row))).join(',\n')
    between = ',\n'
  }
  yield '\n]\n'
}

function createObjectWriter(columns: readonly ExportedColumn[]): (row: readonly string[]) => Record<string, CellValue> {
  const readers = columns.map((column) => ({ name: column.name, read: createCellReader(column) }))
  return (row) => Object.fromEntries(readers.map(({ name, read }, index) => [name, read(row[index] ?? '')]))
}

/** More rows than a workbook is made of. */
export class TooManyRows extends Error {
  constructor() {
    super(`a workbook is made of at most ${MOST_ROWS_AS_XLSX} rows; narrow the rows down, or take CSV or JSON`)
  }
}

/**
 * Numbers and days are cells of their kind, everything else is text. Rows that were left out are told on a sheet of their own:
 * a workbook is passed on without its name. Rejects with {@link TooManyRows}.
 */
export async function renderRowsAsWorkbook(
  name: string,
  columns: readonly ExportedColumn[],
  batches: RowBatches,
  withheld = 0,
): Promise<Uint8Array> {
  const rows: SheetCell[][] = []
  const readers = columns.map(createCellReader)
  // Blank and not known are two things, and a sheet has one empty cell: what is not known stays the word.
  const cellOf = (text: string, index: number): SheetCell => readers[index]!(text) ?? text
  for await (const batch of batches) {
    if (rows.length + batch.length > MOST_ROWS_AS_XLSX) throw new TooManyRows()
    for (const row of batch) rows.push(row.map(cellOf))
  }
  return packWorkbook([
    { name, columns: columns.map((column) => ({ name: column.name, format: formatOf(column) })), rows },
    ...(withheld === 0 ? [] : [remarkOf(name, withheld)]),
  ])
}

/** No table of a workspace is called so. */
const REMARK_SHEET = 'left out'

function remarkOf(table: string, withheld: number): Sheet {
  return {
    name: REMARK_SHEET,
    columns: [
      { name: 'table', format: 'text' },
      { name: 'rows left out', format: 'number' },
      { name: 'why', format: 'text' },
    ],
    rows: [[table, withheld, 'they name sites kept secret, or what stands on one; counted in the whole table']],
  }
}

function formatOf({ kind }: ExportedColumn): SheetFormat {
  if (kind === 'date') return 'day'
  return kind === 'amount' || kind === 'number' ? 'number' : 'text'
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
