// A fact table as CSV: the columns in use, in the documented order, streamed row by row, and read back without loss.

import { formatDateSpan } from '#base/date-span.ts'
import { type Column, isBlankDate } from './column.ts'
import type { FactColumn, FactTable } from './fact-table.ts'
import { guardFormula } from './formula-guard.ts'

const CHUNK_CHARACTERS = 1 << 16

/** RFC 4180 text in chunks, lines ended by CR LF; texts a spreadsheet would run are made harmless. */
export function* renderFactsCsv(table: FactTable): Generator<string> {
  const columns = table.schema.columns.filter((column) => table.columns.has(column.name))
  const writers = columns.map((column) => createCellWriter(column, table.columns.get(column.name)!))
  let chunk = `${columns.map((column) => column.name).join(',')}\r\n`
  for (let row = 0; row < table.rowCount; row++) {
    for (let index = 0; index < writers.length; index++) {
      if (index > 0) chunk += ','
      chunk += writers[index]!(row)
    }
    chunk += '\r\n'
    if (chunk.length >= CHUNK_CHARACTERS) {
      yield chunk
      chunk = ''
    }
  }
  yield chunk
}

function writeText(text: string): string {
  const guarded = guardFormula(text)
  return /[",\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/** As many decimals as a cell may have: a small number written with an exponent could not be read again. */
function writeNumber(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(15).replace(/\.?0+$/, '') : text
}

function createCellWriter(column: Column, cells: FactColumn): (row: number) => string {
  switch (cells.kind) {
    case 'text': {
      // Texts that repeat are quoted once each; identifiers stand in one row each and are not kept.
      if (cells.dictionary.length > cells.codes.length / 4)
        return (row) => writeText(cells.dictionary.at(cells.codes[row]!)!)
      const written = Array.from(cells.dictionary, writeText)
      return (row) => written[cells.codes[row]!]!
    }
    case 'date': {
      const written = new Map<number, string>()
      return (row) => {
        const earliest = cells.earliest[row]!
        const latest = cells.latest[row]!
        if (isBlankDate(earliest, latest)) return ''
        if (earliest !== latest) return formatDateSpan({ earliest, latest })
        let text = written.get(earliest)
        if (text === undefined) written.set(earliest, (text = formatDateSpan({ earliest, latest })))
        return text
      }
    }
    case 'amount':
      return (row) => writeAmount(cells.low[row]!, cells.high[row]!, column.decimals ?? 0)
    case 'number':
      return (row) => (Number.isNaN(cells.values[row]!) ? '' : writeNumber(cells.values[row]!))
  }
}

function writeAmount(low: number, high: number, decimals: number): string {
  if (Number.isNaN(low)) return ''
  if (high === Number.POSITIVE_INFINITY) return 'unknown'
  const lowText = writeScaled(low, decimals)
  return low === high ? lowText : `${lowText}..${writeScaled(high, decimals)}`
}

/** A whole number of 10^-decimals as a decimal number, without trailing zeros. */
function writeScaled(amount: number, decimals: number): string {
  const scale = 10 ** decimals
  const whole = Math.floor(amount / scale)
  const rest = amount - whole * scale
  return rest === 0 ? String(whole) : `${whole}.${String(rest).padStart(decimals, '0').replace(/0+$/, '')}`
}
