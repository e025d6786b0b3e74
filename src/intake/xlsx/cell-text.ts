// The text of a cell of a workbook, as a CSV file would have it.

/** What the reading library makes of a cell; numbers are kept as they stand in the file. */
export type SheetCell = string | boolean | Date | null

/** Numbers of a workbook, told from texts by this mark in front. */
export const NUMBER_MARK = '\u0000'

const DAY_MS = 86_400_000

export function spellCell(cell: SheetCell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if (cell instanceof Date) return spellDate(cell)
  return cell.startsWith(NUMBER_MARK) ? spellNumber(cell.slice(NUMBER_MARK.length)) : cell.trim()
}

/** A date is a day; where the cell has a time of day too, that is kept: the reader decides whether it matters. */
function spellDate(date: Date): string {
  // Serial numbers are days in floating point: midnight may lie a few milliseconds off.
  const milliseconds = Math.round(date.getTime() / 1000) * 1000
  if (!Number.isFinite(milliseconds)) return 'not a date'
  const iso = new Date(milliseconds).toISOString()
  return milliseconds % DAY_MS === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`
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
