// What an import says, and what of that is new against what its source said before.

import type { ImportReading } from '#intake/formats.ts'
import type { StatedTables } from '#intake/read-tables.ts'
import type { TableSchema } from '#model/column.ts'
import { compareFacts, type FactDifference } from '#model/compare-facts.ts'
import type { FactTable } from '#model/fact-table.ts'
import { TABLES } from '#model/tables.ts'
import { uniteSharedRows } from '#model/unite-shared-rows.ts'
import type { WorkspaceBeside } from './workspace-beside.ts'

/** Whether rows only give columns to rows that another source owns. */
export interface JoinMark {
  readonly isJoined: boolean
}

export interface TableRows extends JoinMark {
  readonly table: string
  readonly rows: number
}

export type ImportDifference = FactDifference & JoinMark

/**
 * Sites and parts may be named by others too: a row that they have already is not new, and one that they still have does not
 * go.
 */
export function compareWithEarlier(
  { earlier, others }: Pick<WorkspaceBeside, 'earlier' | 'others'>,
  after: StatedTables,
): ImportDifference[] {
  const of = (all: readonly FactTable[], { name }: TableSchema) => all.filter((table) => table.schema.name === name)
  const owned = TABLES.map((schema) => {
    const [before, now, beside] = [of(earlier.owned, schema), of(after.owned, schema), of(others.owned, schema)]
    const isAlone = schema.isShared !== true || beside.length === 0 || before.length + now.length === 0
    return {
      ...(isAlone ? compareFacts(schema, before, now) : compareShared(schema, { before, now, beside })),
      isJoined: false,
    }
  })
  const joined = TABLES.map((schema) => ({
    ...compareFacts(schema, of(earlier.joined, schema), of(after.joined, schema)),
    isJoined: true,
  }))
  return [...owned, ...joined].filter(
    ({ added, changed, gone, unchanged }) => added.length + changed.length + gone.length + unchanged > 0,
  )
}

interface SharedRows {
  readonly before: readonly FactTable[]
  readonly now: readonly FactTable[]
  readonly beside: readonly FactTable[]
}

/** What all say together, before and now; as before are only those rows of it that are brought again. */
function compareShared(schema: TableSchema, { before, now, beside }: SharedRows): FactDifference {
  const untold = () => undefined
  const together = (tables: readonly FactTable[]) => uniteSharedRows([...beside, ...tables], untold)
  const whole = compareFacts(schema, together(before), together(now))
  const brought = now.reduce((rows, { rowCount }) => rows + rowCount, 0)
  return { ...whole, unchanged: Math.max(0, brought - whole.added.length - whole.changed.length) }
}

export function countRows({ tables, joined }: ImportReading): readonly TableRows[] {
  return [...countByTable(tables, false), ...countByTable(joined, true)]
}

export function countByTable(tables: readonly FactTable[], isJoined: boolean): TableRows[] {
  const counts = new Map<string, number>()
  for (const { schema, rowCount } of tables) counts.set(schema.name, (counts.get(schema.name) ?? 0) + rowCount)
  return [...counts].map(([table, rows]) => ({ table, rows, isJoined }))
}
