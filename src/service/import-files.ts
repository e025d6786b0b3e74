// The files in which a workspace keeps what was imported.

import { basename } from 'node:path'
import type { ImportReading } from '#intake/formats.ts'
import { stateOrigins } from '#model/fact-origin.ts'
import type { FactTable } from '#model/fact-table.ts'
import { renderFactsCsv } from '#model/facts-csv.ts'
import type { WrittenFile } from '#store/workspace-folder.ts'

/** A table of more rows than this is kept as Parquet: as text it would be slow to read again and again. */
const MOST_ROWS_AS_CSV = 1_000_000

/** One file a table; a second one of the same table is numbered. Every row says where it was stated. */
export function importFiles(reading: ImportReading): WrittenFile[] {
  const counts = new Map<string, number>()
  const written = (table: FactTable, part: string): WrittenFile => {
    const count = (counts.get(table.schema.name + part) ?? 0) + 1
    counts.set(table.schema.name + part, count)
    const suffix = `${part}${count === 1 ? '' : count}`
    return {
      name: suffix === '' ? table.schema.name : `${table.schema.name}.${suffix}`,
      // The folder it lay in is no part of what a fact says.
      chunks: renderFactsCsv(stateOrigins({ ...table, file: basename(table.file) })),
      isLarge: table.rowCount > MOST_ROWS_AS_CSV,
    }
  }
  return [
    ...reading.tables.map((table) => written(table, '')),
    ...reading.joined.map((table) => written(table, 'join')),
  ]
}
