// Sites and parts that several sources name: one row, of which each says what it knows.
//
// The dumps of two element managers name the sites and the parts that both have. What the first source leaves blank a later
// one fills; what two state differently is told as it is of joined columns. Rows known at other times stay apart, and are
// told as named twice.

import { checkKeysWithin } from './check-keys.ts'
import { differingColumns } from './compare-facts.ts'
import type { FactTable } from './fact-table.ts'
import type { Fault } from './fault.ts'
import { joinColumns, joinColumnsOver } from './join-columns.ts'
import { placeOf, sayPlace } from './place.ts'
import { matchKeys, tableOfRow } from './row-keys.ts'
import { withoutRows } from './without-rows.ts'

/** `tables`: all of a workspace, those that go before others first. */
export function uniteSharedRows(tables: readonly FactTable[], report: (fault: Fault) => void): readonly FactTable[] {
  const united = new Map(tables.map((table) => [table, table]))
  for (const schema of new Set(tables.map((table) => table.schema))) {
    const stated = tables.filter((table) => table.schema === schema)
    if (!schema.isShared || stated.length < 2) continue
    for (const [index, table] of uniteRows(stated, report).entries()) united.set(stated[index]!, table)
  }
  return [...united.values()]
}

/**
 * Within one file, where a mapping reads it: a list of elements repeats the site of each. In a file of ours a row that is
 * named twice is told, and so is every row that is not of a site or part.
 */
export function settleRepeatedRows(table: FactTable, isMapped: boolean, report: (fault: Fault) => void): FactTable {
  if (!isMapped || !table.schema.isShared) {
    checkKeysWithin(table, report)
    return table
  }
  const { firstRows } = matchKeys([table])
  const repeated = new Set(Array.from(firstRows.keys()).filter((row) => firstRows[row] !== row))
  if (repeated.size === 0) return table
  const disputedPlaces = new Set<string>()
  const again = withoutRows(table, othersThan(repeated, table))
  const united = joinColumns(withoutRows(table, repeated), [again], (fault) => {
    disputedPlaces.add(sayPlace(fault))
    report(fault)
  })
  // Of a site that is not described alike nobody knows which is right: none of its rows is kept.
  const disputed = new Set(
    [...repeated].filter((row) => disputedPlaces.has(sayPlace(placeOf(table, row)))).map((row) => firstRows[row]!),
  )
  const kept = Array.from(firstRows.keys()).filter((row) => !repeated.has(row))
  return withoutRows(united, new Set([...kept.keys()].filter((row) => disputed.has(kept[row]!))))
}

function uniteRows(tables: readonly FactTable[], report: (fault: Fault) => void): readonly FactTable[] {
  let united: readonly FactTable[] = []
  for (const [number, named] of findNamedBefore(tables).entries()) {
    const table = tables[number]!
    const isAny = named.size > 0
    if (isAny) united = joinColumnsOver(united, [withoutRows(table, othersThan(named, table))], report)
    united = [...united, withoutRows(table, named)]
  }
  return united
}

/** For each table its rows that a table before it has, known at the same times. */
function findNamedBefore(tables: readonly FactTable[]): ReadonlySet<number>[] {
  const { offsets, firstRows } = matchKeys(tables)
  return tables.map((table, number) => {
    const named = new Set<number>()
    for (let row = 0; row < table.rowCount; row++) {
      const first = firstRows[offsets[number]! + row]!
      if (first >= offsets[number]!) continue
      const owner = tableOfRow(offsets, first)
      const differing = differingColumns({ table: tables[owner]!, row: first - offsets[owner]! }, { table, row })
      if (!differing.includes('knownFrom') && !differing.includes('knownUntil')) named.add(row)
    }
    return named
  })
}

function othersThan(rows: ReadonlySet<number>, { rowCount }: FactTable): ReadonlySet<number> {
  return new Set(Array.from({ length: rowCount }, (_, row) => row).filter((row) => !rows.has(row)))
}
