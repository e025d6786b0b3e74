// Rows that a file has and a table has not, because of their faults: nothing follows from their absence.

import type { FactTable } from './fact-table.ts'
import type { TableSchema } from './column.ts'
import { TextIndex } from './text-index.ts'

/** A file that cannot be read has rows of which nobody knows any. */
export function unreadTable(schema: TableSchema, file: string): FactTable {
  const leftOut = { names: new TextIndex(), hasUnnamed: true }
  return { schema, file, rowCount: 0, columns: new Map(), lines: new Uint32Array(0), leftOut }
}

/** Whether what has this identifier may stand in a row that was left out. */
export function mayBeLeftOut(tables: readonly FactTable[], identifier: string): boolean {
  return tables.some(({ leftOut }) => leftOut && (leftOut.hasUnnamed || leftOut.names.find(identifier) > 0))
}
