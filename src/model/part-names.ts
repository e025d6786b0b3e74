// What the rows of parts name: the parts, their classes, and the currencies they are priced in.

import { hasPrice, isCurrency } from './check-prices.ts'
import { type FactTable, textAt } from './fact-table.ts'
import { mayBeUnread, withLeftOut } from './left-out-rows.ts'
import { collectKeys } from './row-names.ts'
import type { TextIndex } from './text-index.ts'

export class PartNames {
  readonly #tables: readonly FactTable[]
  readonly #known: TextIndex
  /** How many parts are of each class. */
  readonly classes: ReadonlyMap<string, number>
  /** How many parts have a price in each currency; under '' those whose currency the manifest says. */
  readonly currencies: ReadonlyMap<string, number>

  /** Whether each row of them was read, be it with faults: what no row says may stand in a file that could not be read. */
  readonly isWhole: boolean

  constructor(facts: readonly FactTable[]) {
    this.#tables = facts.filter(({ schema }) => schema.name === 'parts')
    this.isWhole = this.#tables.every(({ leftOut }) => !leftOut || leftOut.rows !== undefined)
    const stated = withLeftOut(this.#tables)
    this.#known = collectKeys(stated)
    this.classes = countRows(stated, (table, row) => textAt(table, 'class', row) || undefined)
    this.currencies = countRows(stated, (table, row) => {
      const currency = textAt(table, 'currency', row)
      // What is no currency was told as such.
      return hasPrice(table, row) && (currency === '' || isCurrency(currency)) ? currency : undefined
    })
  }

  /** Whether there is such a part, or may be among those that could not be read. */
  has(part: string): boolean {
    return this.#known.find(part) > 0 || mayBeUnread(this.#tables, part)
  }

  /** Those that nothing is wrong with. */
  listStanding(): readonly string[] {
    return [...collectKeys(this.#tables).texts].slice(1)
  }
}

function countRows(
  tables: readonly FactTable[],
  nameOf: (table: FactTable, row: number) => string | undefined,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const table of tables)
    for (let row = 0; row < table.rowCount; row++) {
      const name = nameOf(table, row)
      if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  return counts
}
