// The text of a cell of a workbook, as a CSV file would have it.

/** What the reading library makes of a cell; numbers are kept as they stand in the file. */
export type SheetCell = string | boolean | Date | null

/** Numbers of a workbook, told from texts by this mark in front. */
export const NUMBER_MARK = '\u0000'

export function spellCell(cell: SheetCell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if (cell instanceof Date) return spellDate(cell)
  return isNumber(cell) ? spellNumber(cell.slice(NUMBER_MARK.length)) : cell.trim()
}

/** How the texts of a column are written: what is a number or a date already is spelled so that it is read as that. */
export type TextStyle = 'plain' | 'date' | 'formatted date' | 'decimal comma'

/** The cell as the texts of its column are written. */
export function spellCellAs(style: TextStyle, cell: SheetCell | undefined): string {
  if (cell instanceof Date && style === 'date') return spellDate(cell).slice(0, 'YYYY-MM-DD'.length)
  // With a time of day no format mistakes the day for the month.
  if (cell instanceof Date && style === 'formatted date') return spellDateTime(cell)
  const text = spellCell(cell)
  return style === 'decimal comma' && typeof cell === 'string' && isNumber(cell) ? text.replace('.', ',') : text
}

function isNumber(cell: string): boolean {
  return cell.startsWith(NUMBER_MARK)
}

/** A date is a day; where the cell has a time of day too, that is kept. */
function spellDate(date: Date): string {
  const [day, time] = spellDateTime(date).split('T')
  return time === undefined || time === '00:00:00' ? day! : `${day} ${time}`
}

function spellDateTime(date: Date): string {
  // Serial numbers are days in floating point: midnight may lie a millisecond off. What is 3 of them before it, as the
  // last moment that some databases know of a day, is not yet.
  const milliseconds = Math.floor((date.getTime() + 1) / 1000) * 1000
  return Number.isFinite(milliseconds) ? new Date(milliseconds).toISOString().slice(0, 19) : 'not a date'
}

/** Spreadsheets count in binary and show fifteen digits: 0.1 + 0.2 is stored as 0.30000000000000004 and means 0.3. */
export function spellNumber(stored: string): string {
  const value = Number(stored)
  if (!Number.isFinite(value)) return stored
  const rounded = Number(value.toPrecision(15))
  const plain = String(rounded)
  if (!plain.includes('e')) return plain
  return Math.abs(rounded) >= 1 ? BigInt(rounded).toString() : rounded.toFixed(20).replace(/0+$/, '')
}
