// Which rows claim to be the same row: equal in all columns of the key.

import type { FactTable } from './fact-table.ts'
import { type Fault, quoteForFault } from './fault.ts'
import { withLeftOut } from './left-out-rows.ts'
import { placeOf, sayPlaceFrom } from './place.ts'
import { matchKeys, spellKey, tableOfRow } from './row-keys.ts'

type Report = (fault: Fault) => void

/** Tells of every row whose key an earlier row of the same file has. */
export function checkKeysWithin(table: FactTable, report: Report): void {
  reportSameKeys([table], report, () => true)
}

/** Tells of every row whose key a row of another of these files of one table has; within files, see above. */
export function checkKeysAcross(tables: readonly FactTable[], report: Report): void {
  if (tables.length > 1) reportSameKeys(tables, report, (first, second) => first !== second)
}

function reportSameKeys(
  stated: readonly FactTable[],
  report: Report,
  isTold: (first: FactTable, second: FactTable) => boolean,
): void {
  const { schema } = stated[0]!
  if (schema.key.length === 0) return
  const keyNames = schema.key.join(', ')
  const tables = withLeftOut(stated)
  const keyless = new Map(stated.map(({ leftOut }) => [leftOut?.rows, leftOut?.keyless]))
  const sourceOf = new Map(stated.flatMap((table) => [table, table.leftOut?.rows].map((rows) => [rows, table])))
  const { offsets, firstRows } = matchKeys(tables)
  for (const [number, table] of tables.entries()) {
    for (let row = 0; row < table.rowCount; row++) {
      const first = firstRows[offsets[number]! + row]!
      if (first === offsets[number]! + row) continue
      const firstTable = tableOfRow(offsets, first)
      const owner = tables[firstTable]!
      if (!isTold(sourceOf.get(owner)!, sourceOf.get(table)!) || keyless.get(table)?.has(row)) continue
      const place = placeOf(table, row)
      const earlier = placeOf(owner, first - offsets[firstTable]!)
      report({
        code: 'duplicate-key',
        severity: 'error',
        ...place,
        column: keyNames,
        text: quoteForFault(spellKey(table, row)),
        problem: `same ${keyNames} as on ${sayPlaceFrom(place, earlier)}`,
        expected: 'each once',
      })
    }
  }
}
