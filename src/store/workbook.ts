// A workbook as the bytes of an XLSX file: the same workbook gives the same bytes.

import writeExcelFile, { type CellObject, type SheetData } from 'write-excel-file/node'
import { parseDay } from '#base/calendar.ts'
import { MOST_SHEET_ROWS, type Sheet, type SheetCell, type SheetFormat, type Workbook } from '#model/workbook.ts'

const NUMBER_FORMATS: Partial<Record<SheetFormat, string>> = {
  whole: '#,##0',
  figure: '#,##0.00',
  share: '0.00%',
  money: '#,##0.00',
  day: 'yyyy-mm-dd',
}

/** Of 1970-01-01 in a spreadsheet, whose first day is 1900-01-01 and which takes 1900 for a leap year. */
const FIRST_DAY_SERIAL = 25_569
/** 1900-03-01: programs do not agree on the days before it, so they are written as text. */
const FIRST_AGREED_SERIAL = 61

const NARROWEST = 9
const WIDEST = 60
/** Rows looked at for the width of a column. */
const ROWS_MEASURED = 200

/** Throws where a sheet has more rows than are written. */
export async function packWorkbook(workbook: Workbook): Promise<Uint8Array> {
  for (const { name, rows } of workbook)
    if (rows.length > MOST_SHEET_ROWS)
      throw new Error(
        `sheet \`${name}\` would have ${rows.length} rows, and a workbook is written with at most ${MOST_SHEET_ROWS}: take a CSV format`,
      )
  const sheets = workbook.map((sheet) => ({
    sheet: sheet.name,
    data: dataOf(sheet),
    columns: sheet.columns.map((_, column) => ({ width: widthOf(sheet, column) })),
    stickyRowsCount: 1,
  }))
  return withoutTimes(await writeExcelFile(sheets).toBuffer())
}

function dataOf({ columns, rows }: Sheet): SheetData {
  const head = columns.map(({ name }): CellObject => ({ value: name, type: String, fontWeight: 'bold' }))
  return [head, ...rows.map((row) => columns.map(({ format }, column) => writeCell(row[column], format)))]
}

/** A text is written as a text, whatever it begins with: no spreadsheet takes it for a formula. */
function writeCell(cell: SheetCell, format: SheetFormat): CellObject | null {
  if (cell === undefined || cell === '') return null
  if (typeof cell === 'boolean') return { value: cell, type: Boolean }
  const value = format === 'day' && typeof cell === 'string' ? serialOf(cell) : cell
  if (typeof value === 'string') return { value, type: String }
  const shown = NUMBER_FORMATS[format]
  return { value, type: Number, ...(shown === undefined ? {} : { format: shown }) }
}

function serialOf(text: string): number | string {
  const day = parseDay(text)
  if (day === undefined || day + FIRST_DAY_SERIAL < FIRST_AGREED_SERIAL) return text
  return day + FIRST_DAY_SERIAL
}

function widthOf({ columns, rows }: Sheet, column: number): number {
  let width = Math.max(NARROWEST, columns[column]!.name.length + 2)
  for (const row of rows.slice(0, ROWS_MEASURED)) {
    const cell = row[column]
    if (typeof cell === 'string') width = Math.max(width, cell.length + 1)
  }
  return Math.min(WIDEST, width)
}

// ZIP (PKWARE APPNOTE 4.3): signatures, and where times and offsets stand in the records that begin with them.
const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const END_OF_DIRECTORY_BYTES = 22
const DIRECTORY_ENTRY_BYTES = 46
/** 1980-01-01, 00:00: the first moment that an archive can name. */
const FIRST_TIME = 0x00210000

/** The archive as if each of its files had been written at the same moment. */
function withoutTimes(archive: Uint8Array): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  const end = archive.byteLength - END_OF_DIRECTORY_BYTES
  if (view.getUint32(end, true) !== END_OF_DIRECTORY) throw new Error('the archive does not end with its directory')
  let entry = view.getUint32(end + 16, true)
  while (view.getUint32(entry, true) === DIRECTORY_ENTRY) {
    view.setUint32(entry + 12, FIRST_TIME, true)
    view.setUint32(view.getUint32(entry + 42, true) + 10, FIRST_TIME, true)
    const [name, extra, comment] = [28, 30, 32].map((at) => view.getUint16(entry + at, true))
    entry += DIRECTORY_ENTRY_BYTES + name! + extra! + comment!
  }
  return archive
}
