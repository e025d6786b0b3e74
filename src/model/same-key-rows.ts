// Of rows that claim to be the same row: which only repeat another, and which are disputed, for they do not say the same
// and nobody knows which is right.

import { differingColumns } from './compare-facts.ts'
import type { FactTable } from './fact-table.ts'
import { withLeftOut } from './left-out-rows.ts'
import { matchKeys, tableOfRow } from './row-keys.ts'

export interface SameKeyRows {
  /** Those that say what an earlier row says. */
  readonly repeated: ReadonlySet<number>
  /** All of a key of which two do not say the same, or one was left out for a fault. */
  readonly disputed: ReadonlySet<number>
}

/** `tables`: all files of one schema; the rows of each, in their order. */
export function findSameKeyRows(tables: readonly FactTable[]): SameKeyRows[] {
  if (tables[0]!.schema.key.length === 0)
    return tables.map(() => ({ repeated: new Set<number>(), disputed: new Set<number>() }))
  const stated = withLeftOut(tables)
  const { offsets, firstRows } = matchKeys(stated)
  const place = (number: number) => {
    const owner = tableOfRow(offsets, number)
    return { table: stated[owner]!, row: number - offsets[owner]! }
  }
  const isKept = (table: FactTable) => tables.includes(table)
  /** First rows of the keys in dispute. */
  const inDispute = new Set<number>()
  for (const [number, first] of firstRows.entries()) {
    if (first === number) continue
    const [one, other] = [place(first), place(number)]
    if (!isKept(one.table) || !isKept(other.table) || differingColumns(one, other).length > 0) inDispute.add(first)
  }
  return tables.map((table) => {
    const offset = offsets[stated.indexOf(table)]!
    const [repeated, disputed] = [new Set<number>(), new Set<number>()]
    for (let row = 0; row < table.rowCount; row++) {
      const first = firstRows[offset + row]!
      if (inDispute.has(first)) disputed.add(row)
      else if (first !== offset + row) repeated.add(row)
    }
    return { repeated, disputed }
  })
}
