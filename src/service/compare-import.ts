// What an import says, and what of that is new against what its source said before.

import type { ImportReading } from '#intake/formats.ts'
import type { StatedTables } from '#intake/read-tables.ts'
import { compareFacts, type FactDifference } from '#model/compare-facts.ts'
import type { FactTable } from '#model/fact-table.ts'
import { TABLES } from '#model/tables.ts'

/** Whether rows only give columns to rows that another source owns. */
export interface JoinMark {
  readonly isJoined: boolean
}

export interface TableRows extends JoinMark {
  readonly table: string
  readonly rows: number
}

export type ImportDifference = FactDifference & JoinMark

export function compareWithEarlier(before: StatedTables, after: StatedTables): ImportDifference[] {
  const of = (all: readonly FactTable[], name: string) => all.filter((table) => table.schema.name === name)
  return (['owned', 'joined'] as const)
    .flatMap((part) =>
      TABLES.map((schema) => ({
        ...compareFacts(schema, of(before[part], schema.name), of(after[part], schema.name)),
        isJoined: part === 'joined',
      })),
    )
    .filter(({ added, changed, gone, unchanged }) => added.length + changed.length + gone.length + unchanged > 0)
}

export function countRows({ tables, joined }: ImportReading): readonly TableRows[] {
  return [...countByTable(tables, false), ...countByTable(joined, true)]
}

export function countByTable(tables: readonly FactTable[], isJoined: boolean): TableRows[] {
  const counts = new Map<string, number>()
  for (const { schema, rowCount } of tables) counts.set(schema.name, (counts.get(schema.name) ?? 0) + rowCount)
  return [...counts].map(([table, rows]) => ({ table, rows, isJoined }))
}
