// Which row a cell refers to, and which rows refer to a row.

import type { Column } from '#model/column.ts'
import { quoteName } from '../sql-text.ts'
import type { AskedTables } from './row-question.ts'
import { shownColumns } from './shown-columns.ts'
import type { StoredTable } from './stored-table.ts'
import type { DetailCell, ReferringRows } from './table-query.ts'

/** Rows shown of each table that refers to one. */
const REFERRING_SHOWN = 20

/** What a cell refers to; undefined where that is not there. */
export async function findReferred(
  { tables }: AskedTables,
  column: Column,
  text: string,
  textOf: (column: string) => string,
  signal: AbortSignal | undefined,
): Promise<DetailCell['refersTo']> {
  const { references } = column
  if (references === undefined || text === '') return undefined
  const name = typeof references === 'string' ? references : references.tables[textOf(references.column)]
  const table = name === undefined ? undefined : tables.get(name)
  if (!table || table.schema.key.length !== 1 || !table.has(table.schema.key[0]!)) return undefined
  await table.open()
  const numbers = await table.numbersBy(`WHERE ${quoteName(table.schema.key[0]!)} = $1 LIMIT 1`, [text], signal)
  return numbers.length === 0 ? undefined : { table: table.schema.name, key: [text] }
}

/** The rows of each table that name this one. */
export async function findReferring(
  { tables, withheld }: AskedTables,
  target: StoredTable,
  key: readonly string[],
  withhold: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ReferringRows[]> {
  if (key.length !== 1) return []
  const referring: ReferringRows[] = []
  for (const table of tables.values()) {
    for (const column of table.columns) {
      const condition = conditionOfReference(table, column, target)
      if (condition === undefined || table.rowCount === 0) continue
      await table.open()
      const isShown = await withheld.conditionFor(table, withhold)
      const numbers = await table.numbersBy(`WHERE ${condition} AND ${isShown} ORDER BY row_number`, [key[0]!], signal)
      table.startLaying()
      if (numbers.length === 0) continue
      const columns = shownColumns(table)
      const rows = await table.rowsOf(numbers.subarray(0, REFERRING_SHOWN), columns, signal)
      referring.push({ table: table.schema.name, column: column.name, columns, rows, matched: numbers.length })
    }
  }
  return referring
}

/** In SQL, which rows name `$1` of the target in this column; undefined where it names nothing of the target. */
function conditionOfReference(table: StoredTable, column: Column, target: StoredTable): string | undefined {
  const name = quoteName(column.name)
  const { references } = column
  if (references === target.schema.name) return `${name} = $1`
  if (typeof references === 'object') {
    const words = Object.entries(references.tables).filter(([, named]) => named === target.schema.name)
    return words.length === 0 || !table.has(references.column)
      ? undefined
      : `${name} = $1 AND ${quoteName(references.column)} IN (${words.map(([word]) => `'${word}'`).join(', ')})`
  }
  // A plan names elements that are there and others that it makes; so does a list of what is on the network.
  const isSameName = column.kind === 'identifier' && column.name === target.schema.key[0]
  return isSameName && table !== target && references === undefined ? `${name} = $1` : undefined
}
