// Whether the vendors of parts, depots, pools and stock are known: of a name nobody knows, a disruption may take away the
// bearer or not.

import { type FactTable, textAt } from '#model/fact-table.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import type { OwnNames } from '#model/own-names.ts'
import { placeOf } from '#model/place.ts'
import { resolveVendor, type VendorBook } from './vendor-book.ts'

const COLUMNS: readonly (readonly [table: string, column: string])[] = [
  ['parts', 'manufacturer'],
  ['parts', 'repairer'],
  ['depots', 'owner'],
  ['pools', 'owner'],
  ['stock', 'titleOwner'],
]

/** One warning a column and name that stands for no one vendor; the operator may be named by a name of its own. */
export function checkVendorNames(
  facts: readonly FactTable[],
  book: VendorBook,
  own: OwnNames,
  report: (fault: Fault) => void,
): void {
  for (const [name, column] of COLUMNS)
    for (const table of facts.filter(({ schema }) => schema.name === name))
      for (const [vendor, rows] of rowsByName(table, column)) {
        if (vendor === 'unknown' || own.has(vendor)) continue
        const doubt = doubtOf(vendor, book)
        if (doubt)
          report({ ...doubt, ...placeOf(table, rows.first), column, problem: sayRows(doubt.problem, rows.count) })
      }
}

interface NamedRows {
  readonly first: number
  readonly count: number
}

function rowsByName(table: FactTable, column: string): ReadonlyMap<string, NamedRows> {
  const rows = new Map<string, NamedRows>()
  if (!table.columns.has(column)) return rows
  for (let row = 0; row < table.rowCount; row++) {
    const name = textAt(table, column, row)
    if (name === '') continue
    const before = rows.get(name)
    rows.set(name, { first: before?.first ?? row, count: (before?.count ?? 0) + 1 })
  }
  return rows
}

function sayRows(problem: string, count: number): string {
  return count === 1 ? problem : `${problem} (${count} rows)`
}

/** Undefined where the name stands for one vendor, or for nobody. */
function doubtOf(name: string, book: VendorBook): Omit<Fault, 'file'> | undefined {
  const resolution = resolveVendor(book, name)
  const fault = { code: 'unknown-reference', severity: 'warning', text: quoteForFault(name) } as const
  switch (resolution.kind) {
    case 'ambiguous': {
      const { candidates } = resolution
      const meant = candidates.length === 0 ? '' : `: ${candidates.join(', ')}`
      return { ...fault, problem: 'name of several vendors', expected: `the name of one of them${meant}` }
    }
    case 'unresolved': {
      const [nearest] = resolution.suggestions
      const didYouMean = nearest === undefined ? {} : { didYouMean: nearest }
      return {
        ...fault,
        problem: 'unknown vendor',
        expected: 'a name of the vendor registry, or an entry for it in `vendors/` of the workspace',
        ...didYouMean,
      }
    }
    default:
      return undefined
  }
}
