// What the rows of pools name.

import type { FactTable } from './fact-table.ts'
import { mayBeUnread, withLeftOut } from './left-out-rows.ts'
import { collectKeys } from './row-names.ts'
import type { TextIndex } from './text-index.ts'

export class PoolNames {
  readonly #tables: readonly FactTable[]
  readonly #known: TextIndex

  constructor(facts: readonly FactTable[]) {
    this.#tables = facts.filter(({ schema }) => schema.name === 'pools')
    this.#known = collectKeys(withLeftOut(this.#tables))
  }

  /** Whether there is such a pool, or may be among those that could not be read. */
  has(pool: string): boolean {
    return this.#known.find(pool) > 0 || mayBeUnread(this.#tables, pool)
  }

  /** Those that nothing is wrong with. */
  listStanding(): readonly string[] {
    return [...collectKeys(this.#tables).texts].slice(1)
  }
}
