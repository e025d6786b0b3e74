// The rows of an import that nothing is wrong with, neither in themselves nor beside all else the workspace says.

import type { ImportReading } from '#intake/formats.ts'
import type { StatedTables } from '#intake/read-tables.ts'
import type { FactTable } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { placeOf, unitOf } from '#model/place.ts'
import { findSameKeyRows, type SameKeyRows } from '#model/same-key-rows.ts'
import { withoutRows } from '#model/without-rows.ts'
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
  check: (rows: StatedTables, report: Report) => void,
  report: Report,
): ImportReading | undefined {
  const told = new LeftOutTally()
  const apart = new RowsApart([...reading.tables, ...reading.joined])
  const shown = {
    owned: reading.tables.map((table) => apart.show(table)),
    joined: reading.joined.map((table) => apart.show(table)),
  }
  const files = new Set([...shown.owned, ...shown.joined].map(({ file }) => file))
  const leave = (table: FactTable, row: number) => leftOut.add(apart.placeOf(placeOf(table, row)))
  check(shown, (fault) => {
    report(apart.tell(fault))
    told.count(fault)
  })
  let tables = dropSameKeys(shown.owned, leave)
  let joined = dropSameKeys(shown.joined, leave)
  for (let length = 0; length < LONGEST_CHAIN; length++) {
    const found = new LeftOutTally()
    let isWhole = true
    check({ owned: tables, joined }, (fault) => {
      if (fault.severity !== 'error') return
      if (!told.has(fault)) report(apart.tell(fault))
      // A table that is not there is no fault of a row.
      const isOfRow = files.has(fault.file) && unitOf(fault) !== undefined && fault.code !== 'missing-file'
      if (isOfRow) found.count(fault)
      else isWhole = false
    })
    const [kept, keptJoined] = [dropFound(tables, found, leave), dropFound(joined, found, leave)]
    if (countRows(kept, keptJoined) === countRows(tables, joined)) {
      if (!isWhole || found.found !== undefined) return undefined
      const restore = (table: FactTable) => apart.restore(table)
      return { ...reading, tables: tables.map(restore), joined: joined.map(restore) }
    }
    tables = kept
    joined = keptJoined
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

function countRows(...tables: readonly (readonly FactTable[])[]): number {
  return tables.flat().reduce((count, { rowCount }) => count + rowCount, 0)
}

/** Rows left behind are not there for those that are kept: what refers to them is found at fault. */
function dropSameKeys(tables: readonly FactTable[], leave: Leave): FactTable[] {
  const sameKeys = new Map<FactTable, SameKeyRows>()
  for (const schema of new Set(tables.map((table) => table.schema))) {
    const ofSchema = tables.filter((table) => table.schema === schema)
    for (const [index, rows] of findSameKeyRows(ofSchema).entries()) sameKeys.set(ofSchema[index]!, rows)
  }
  return tables.map((table) => {
    const { repeated, disputed } = sameKeys.get(table)!
    for (const row of disputed) leave(table, row)
    return { ...withoutRows(table, new Set([...repeated, ...disputed])), leftOut: undefined }
  })
}

function dropFound(tables: readonly FactTable[], found: LeftOutTally, leave: Leave): FactTable[] {
  return tables.map((table) => {
    const rows = [...table.ordinals.keys()].filter((row) => found.has(placeOf(table, row)))
    for (const row of rows) leave(table, row)
    return withoutRows(table, new Set(rows))
  })
}
