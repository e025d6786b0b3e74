// The rows of an import that nothing is wrong with, neither in themselves nor beside all else the workspace says.

import type { ImportReading } from '#intake/formats.ts'
import type { StatedTables } from '#intake/read-tables.ts'
import type { FactTable } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { placeOf, unitOf } from '#model/place.ts'
import { findSameKeyRows, type SameKeyRows } from '#model/same-key-rows.ts'
import { withoutRows } from '#model/without-rows.ts'
import type { Check } from './check-beside.ts'
import { LeftOutTally } from './left-out-tally.ts'
import { RowsApart } from './rows-apart.ts'

type Report = (fault: Fault) => void
type Leave = (table: FactTable, row: number) => void

/** Rows may refer to rows at fault through so many others; a longer chain is one to be mended. */
const LONGEST_CHAIN = 100

/**
 * `check` tells what is wrong with rows beside all others. What it finds at fault is told, left out and counted in
 * `leftOut`; so is what refers to a row that is left out, and all rows of a key that do not say the same. Of those that
 * do, the first is kept. Undefined, which is told, where no end of it is found, or what is kept would put the workspace
 * at fault by what it gives to other rows, or no longer says.
 */
export function keepGoodRows(
  reading: ImportReading,
  leftOut: LeftOutTally,
  check: Check,
  report: Report,
): ImportReading | undefined {
  const told = new LeftOutTally()
  const apart = new RowsApart([...reading.tables, ...reading.joined])
  const shown = forEachTable({ owned: reading.tables, joined: reading.joined }, (table) => apart.show(table))
  const leave = (table: FactTable, row: number) => leftOut.add(apart.placeOf(placeOf(table, row)))
  check(
    shown,
    (fault) => {
      report(apart.tell(fault))
      told.count(fault)
    },
    'estate',
  )
  let rows: StatedTables = { owned: dropSameKeys(shown.owned, leave), joined: dropSameKeys(shown.joined, leave) }
  // The estate of large tables is long in the building: it is not asked about each link of a chain.
  let depth: 'rows' | 'estate' = 'rows'
  for (let length = 0; length < LONGEST_CHAIN; ) {
    const { found, isWhole } = findAtFault(rows, check, depth, (fault) => {
      if (!told.has(fault)) report(apart.tell(fault))
    })
    const kept = forEachTable(rows, (table) => dropFound(table, found, leave))
    const isSettled = countRows(kept) === countRows(rows)
    if (isSettled && (!isWhole || found.found !== undefined)) return undefined
    if (isSettled && depth === 'estate') {
      const { owned, joined } = forEachTable(rows, (table) => apart.restore(table))
      return { ...reading, tables: owned, joined }
    }
    depth = isSettled ? 'estate' : 'rows'
    if (!isSettled) length += 1
    rows = kept
  }
  report({
    code: 'contradiction',
    severity: 'error',
    file: reading.tables.map(({ file }) => file).join(', '),
    problem: `rows refer to rows with errors through more than ${LONGEST_CHAIN} others`,
    expected: 'the first errors mended: what is left would be few',
  })
  return undefined
}

/** The rows that are at fault; `isWhole`: nothing else is. */
function findAtFault(
  rows: StatedTables,
  check: Check,
  depth: 'rows' | 'estate',
  tell: Report,
): { readonly found: LeftOutTally; readonly isWhole: boolean } {
  const files = new Set([...rows.owned, ...rows.joined].map(({ file }) => file))
  const found = new LeftOutTally()
  let isWhole = true
  check(
    rows,
    (fault) => {
      if (fault.severity !== 'error') return
      tell(fault)
      // A table that is not there is no fault of a row.
      const isOfRow = files.has(fault.file) && unitOf(fault) !== undefined && fault.code !== 'missing-file'
      if (isOfRow) found.count(fault)
      else isWhole = false
    },
    depth,
  )
  return { found, isWhole }
}

function forEachTable({ owned, joined }: StatedTables, change: (table: FactTable) => FactTable): StatedTables {
  return { owned: owned.map(change), joined: joined.map(change) }
}

function countRows({ owned, joined }: StatedTables): number {
  return [...owned, ...joined].reduce((count, { rowCount }) => count + rowCount, 0)
}

/** Rows left behind are not there for those that are kept: what refers to them is found at fault. */
function dropSameKeys(tables: readonly FactTable[], leave: Leave): FactTable[] {
  const sameKeys = new Map<FactTable, SameKeyRows>()
  for (const schema of new Set(tables.map((table) => table.schema))) {
    const ofSchema = tables.filter((table) => table.schema === schema)
    // Of what several files may name the rows are one: only within a file they are not.
    const groups = schema.isShared ? ofSchema.map((table) => [table]) : [ofSchema]
    for (const group of groups)
      for (const [index, rows] of findSameKeyRows(group).entries()) sameKeys.set(group[index]!, rows)
  }
  return tables.map((table) => {
    const { repeated, disputed } = sameKeys.get(table)!
    for (const row of disputed) leave(table, row)
    return { ...withoutRows(table, new Set([...repeated, ...disputed])), leftOut: undefined }
  })
}

function dropFound(table: FactTable, found: LeftOutTally, leave: Leave): FactTable {
  const rows = [...table.ordinals.keys()].filter((row) => found.has(placeOf(table, row)))
  for (const row of rows) leave(table, row)
  return withoutRows(table, new Set(rows))
}
