// Rows that a file has and a table has not, because of their faults: nothing follows from their absence, and what else is
// wrong with them is told all the same.

import { type FactTable, textAt } from './fact-table.ts'
import type { TableSchema } from './column.ts'
import { TextIndex } from './text-index.ts'

/** A file that cannot be read has rows of which nobody knows any. */
export function unreadTable(schema: TableSchema, file: string): FactTable {
  const leftOut = { names: new TextIndex(), hasUnnamed: true, keyless: new Set<number>() }
  return { schema, file, rowCount: 0, columns: new Map(), unit: 'line', ordinals: new Uint32Array(0), leftOut }
}

/** Whether what has this identifier may stand in a row that could not be read; those that could, `withLeftOut` has. */
export function mayBeUnread(tables: readonly FactTable[], identifier: string): boolean {
  return tables.some(
    ({ leftOut }) =>
      leftOut &&
      (leftOut.hasUnnamed ||
        leftOut.names.find(identifier) > 0 ||
        (leftOut.rows !== undefined && mayMake(leftOut.rows, identifier))),
  )
}

/** Whether a row of a plan may make an element of a name that it does not state: `<old>~<date>`. */
function mayMake(rows: FactTable, identifier: string): boolean {
  if (rows.schema.name !== 'plan' || !identifier.includes('~')) return false
  for (let row = 0; row < rows.rowCount; row++)
    if (['', 'replace'].includes(textAt(rows, 'action', row)) && textAt(rows, 'successor', row) === '') return true
  return false
}

/** The tables, and beside each what could be read of the rows left out of it: for what is asked of a row by itself. */
export function withLeftOut(tables: readonly FactTable[]): readonly FactTable[] {
  return tables.flatMap((table) => (table.leftOut?.rows ? [table, table.leftOut.rows] : [table]))
}
