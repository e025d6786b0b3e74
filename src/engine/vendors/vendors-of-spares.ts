// The vendors of parts, repairs, depots, pools and stock: whom a disruption takes away. Of a name nobody knows, it may take
// away the bearer or not.

import { NO } from '#base/trilean.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import type { OwnNames } from '#model/own-names.ts'
import { placeOf } from '#model/place.ts'
import { rowsOf } from '#model/row-names.ts'
import { controlSpells } from './control.ts'
import type { VendorResolution } from '#model/vendor.ts'
import { resolveVendor, type VendorBook } from './vendor-book.ts'

const COLUMNS: readonly (readonly [table: string, column: string])[] = [
  ['parts', 'manufacturer'],
  ['parts', 'repairer'],
  ['depots', 'owner'],
  ['pools', 'owner'],
  ['stock', 'titleOwner'],
]

export class VendorsOfSpares {
  readonly #facts: readonly FactTable[]
  readonly #book: VendorBook
  /** What each name stands for, wherever it stands; the operator's own names are not among them. */
  readonly #named: readonly (NamedRows & { readonly resolution: VendorResolution })[]
  readonly #known = new Map<string, boolean>()

  constructor(facts: readonly FactTable[], book: VendorBook, own: OwnNames) {
    this.#facts = facts.filter(({ schema }) => COLUMNS.some(([table]) => table === schema.name))
    this.#book = book
    this.#named = COLUMNS.flatMap(([tableName, column]) =>
      this.#facts.filter(({ schema }) => schema.name === tableName).flatMap((table) => namedRows(table, column)),
    )
      .filter(({ name }) => name !== 'unknown' && !own.has(name))
      .map((rows) => ({ ...rows, resolution: resolveVendor(book, rows.name) }))
  }

  /** One warning a column and name that stands for no one vendor. */
  tellDoubtful(report: (fault: Fault) => void): void {
    for (const { table, column, name, first, count, resolution } of this.#named) {
      const doubt = doubtOf(resolution)
      if (!doubt) continue
      const problem = count === 1 ? doubt.problem : `${doubt.problem} (${count} rows)`
      const at = { ...placeOf(table, first), column, text: quoteForFault(name) }
      report({ code: 'unknown-reference', severity: 'warning', ...at, ...doubt, problem })
    }
  }

  /** Whether a part, a repair, a depot, a pool or a unit in stock may be of the vendor, or of one that it ever controls. */
  mayHave(vendorId: string): boolean {
    let answer = this.#known.get(vendorId)
    if (answer === undefined)
      this.#known.set(vendorId, (answer = this.#mayBeAnyones() || this.#mayControlAny(vendorId)))
    return answer
  }

  /** Nobody knows of whom a part is that does not say, nor what stands in a row that was left out. */
  #mayBeAnyones(): boolean {
    const parts = rowsOf(this.#facts.filter(({ schema }) => schema.name === 'parts'))
    return (
      this.#facts.some(({ leftOut }) => leftOut !== undefined) ||
      this.#named.some(({ resolution }) => resolution.kind === 'unresolved') ||
      [...parts].some(({ table, row }) => ['', 'unknown'].includes(textAt(table, 'manufacturer', row)))
    )
  }

  #mayControlAny(vendorId: string): boolean {
    const meant = new Set(this.#named.flatMap(({ resolution }) => vendorsIn(resolution)))
    return [...meant].some((vendor) => controlSpells(this.#book, vendor, vendorId).some(({ value }) => value !== NO))
  }
}

/** The rows of a table that have one name in a column. */
interface NamedRows {
  readonly table: FactTable
  readonly column: string
  readonly name: string
  readonly first: number
  readonly count: number
}

function namedRows(table: FactTable, column: string): readonly NamedRows[] {
  const rows = new Map<string, NamedRows>()
  if (!table.columns.has(column)) return []
  for (let row = 0; row < table.rowCount; row++) {
    const name = textAt(table, column, row)
    if (name === '') continue
    const before = rows.get(name)
    rows.set(name, { table, column, name, first: before?.first ?? row, count: (before?.count ?? 0) + 1 })
  }
  return [...rows.values()]
}

function vendorsIn(resolution: VendorResolution): readonly string[] {
  if (resolution.kind === 'resolved') return [resolution.vendor]
  return resolution.kind === 'ambiguous' ? resolution.candidates : []
}

/** Undefined where a name stands for one vendor, or for nobody. */
function doubtOf(resolution: VendorResolution): Pick<Fault, 'problem' | 'expected' | 'didYouMean'> | undefined {
  switch (resolution.kind) {
    case 'ambiguous': {
      const { candidates } = resolution
      const meant = candidates.length === 0 ? '' : `: ${candidates.join(', ')}`
      return { problem: 'name of several vendors', expected: `the name of one of them${meant}` }
    }
    case 'unresolved': {
      const [nearest] = resolution.suggestions
      const expected = 'a name of the vendor registry, or an entry for it in `vendors/` of the workspace'
      return { problem: 'unknown vendor', expected, ...(nearest === undefined ? {} : { didYouMean: nearest }) }
    }
    default:
      return undefined
  }
}
