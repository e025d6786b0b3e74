// A world as the files of a workspace, in chunks of text: ten million rows need no more memory than ten.

import type { Column } from '#model/column.ts'
import { isBlankDate } from '#model/column.ts'
import { formatDateSpan } from '#base/date-span.ts'
import type { FactColumn, FactTable } from '#model/fact-table.ts'
import { writeManifest } from './write-manifest.ts'
import type { World } from './world.ts'

export interface WorldFile {
  readonly name: string
  readonly chunks: Iterable<string>
}

/** mainstay.yaml and the CSV files: columns in the documented order, and only those in use. */
export function* worldToFiles(world: World): Iterable<WorldFile> {
  yield { name: 'mainstay.yaml', chunks: [writeManifest(world.manifest)] }
  for (const table of [...world.tables, ...world.variants]) yield { name: table.file, chunks: tableToCsv(table) }
}

const CHUNK_CHARACTERS = 1 << 16

/** One table as RFC 4180 text, lines ended by CR LF. */
export function* tableToCsv(table: FactTable): Iterable<string> {
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

function quote(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function createCellWriter(column: Column, cells: FactColumn): (row: number) => string {
  switch (cells.kind) {
    case 'text': {
      // A dictionary is quoted once a text, not once a row; identifiers stand in one row each and are not kept.
      if (cells.dictionary.length > cells.codes.length / 4) return (row) => quote(cells.dictionary[cells.codes[row]!]!)
      const quoted = cells.dictionary.map(quote)
      return (row) => quoted[cells.codes[row]!]!
    }
    case 'date': {
      const written = new Map<number, string>()
      return (row) => {
        const earliest = cells.earliest[row]!
        const latest = cells.latest[row]!
        if (isBlankDate(earliest, latest)) return ''
        if (earliest !== latest) return formatDateSpan({ earliest, latest })
        let text = written.get(earliest)
        if (text === undefined) {
          text = formatDateSpan({ earliest, latest })
          written.set(earliest, text)
        }
        return text
      }
    }
    case 'amount':
      return (row) => writeAmount(cells.low[row]!, cells.high[row]!, column.decimals ?? 0)
    default:
      return (row) => (Number.isNaN(cells.values[row]!) ? '' : String(cells.values[row]!))
  }
}

function writeAmount(low: number, high: number, decimals: number): string {
  if (Number.isNaN(low)) return ''
  if (high === Number.POSITIVE_INFINITY) return 'unknown'
  const lowText = writeExact(low, decimals)
  return low === high ? lowText : `${lowText}..${writeExact(high, decimals)}`
}

/** An integer of 10^-decimals as a decimal number, without trailing zeros. */
function writeExact(amount: number, decimals: number): string {
  if (decimals === 0) return String(amount)
  const scale = 10 ** decimals
  const whole = Math.floor(amount / scale)
  const rest = amount - whole * scale
  return rest === 0 ? String(whole) : `${whole}.${String(rest).padStart(decimals, '0').replace(/0+$/, '')}`
}
