// By which columns a row is known where there is no room for all.

import type { Column } from '#model/column.ts'
import { ORIGIN } from '#model/fact-origin.ts'
import { isName } from './stored-column.ts'
import type { StoredTable } from './stored-table.ts'

const MOST_SHOWN = 6

/** The key, names, and the first of the others: enough to know a row by. */
export function shownColumns(table: StoredTable): string[] {
  const isMain = (column: Column): boolean => table.schema.key.includes(column.name) || isName(column)
  const others = table.columns.filter((column) => !isMain(column) && column.name !== ORIGIN)
  const main = table.columns.filter(isMain)
  const shown = new Set([...main, ...others.slice(0, Math.max(0, MOST_SHOWN - main.length))])
  return table.columns.filter((column) => shown.has(column)).map(({ name }) => name)
}
