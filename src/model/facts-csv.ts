// A fact table as CSV: the columns in use, in the documented order, streamed row by row, and read back without loss.

import { createCellSpeller } from './cell-text.ts'
import type { Column } from './column.ts'
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

function createCellWriter(column: Column, cells: FactColumn): (row: number) => string {
  switch (cells.kind) {
    case 'text': {
      // Texts that repeat are quoted once each; identifiers stand in one row each and are not kept.
      if (cells.dictionary.length > cells.codes.length / 4)
        return (row) => writeText(cells.dictionary.at(cells.codes[row]!)!)
      const written = Array.from(cells.dictionary, writeText)
      return (row) => written[cells.codes[row]!]!
    }
    default:
      return createCellSpeller(column, cells)
  }
}
