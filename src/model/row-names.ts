// What the rows of a workspace name, whatever is known of it on a day.

import { formatDateSpan } from '#base/date-span.ts'
import type { Origin } from './estate.ts'
import { type FactTable, textAt } from './fact-table.ts'
import { TextIndex } from './text-index.ts'

/** The keys of a table of one key column, in the order of its rows. */
export function collectKeys(tables: readonly FactTable[]): TextIndex {
  const index = new TextIndex()
  for (const table of tables) {
    const column = table.columns.get(table.schema.key[0]!)
    if (column?.kind !== 'text') continue
    for (let row = 0; row < table.rowCount; row++) index.addOf(column.dictionary, column.codes[row]!)
  }
  return index
}

/** Elements of the inventory, and those that the plan makes. */
export function namesOfElements(tables: readonly FactTable[]): TextIndex {
  const index = collectKeys(tables.filter(({ schema }) => schema.name === 'elements'))
  for (const plan of tables) {
    if (plan.schema.name !== 'plan') continue
    for (let row = 0; row < plan.rowCount; row++) {
      index.add(elementMadeBy(plan, row))
      // What a row left out does, that could not be read, may be to make its element.
      if (textAt(plan, 'action', row) === '') index.add(textAt(plan, 'element', row))
    }
  }
  return index
}

/** The name that a row of the plan gives to a new element; '' where it makes none, or names it after the old one. */
export function elementMadeBy(plan: FactTable, row: number): string {
  return textAt(plan, 'action', row) === 'install' ? textAt(plan, 'element', row) : textAt(plan, 'successor', row)
}

export function* rowsOf(tables: readonly FactTable[]): Generator<Origin> {
  for (const table of tables) for (let row = 0; row < table.rowCount; row++) yield { table, row }
}

/** Names that rows of the plan give to new elements after the old ones: `<old>~<date>`. */
export class NamesAfterOld {
  /** Few networks have such a name: the rows are read once one is asked about. */
  readonly #unread: Iterable<Origin>[] = []
  /** Where a row selects the old ones, `~<date>`. */
  readonly #names = new Set<string>()

  add(rows: Iterable<Origin>): void {
    this.#unread.push(rows)
  }

  /** Whether some row may make an element of this name, after one that is known or made in the same way. */
  has(name: string, known: TextIndex): boolean {
    const old = this.oldOf(name)
    return old !== undefined && (known.find(old) > 0 || this.has(old, known))
  }

  /** The old one in whose place some row may put an element of this name; undefined where none names one so. */
  oldOf(name: string): string | undefined {
    const end = name.lastIndexOf('~')
    if (end < 0) return undefined
    for (const rows of this.#unread.splice(0)) for (const row of rows) this.#names.add(nameAfterOld(row))
    return this.#names.has(name) || this.#names.has(name.slice(end)) ? name.slice(0, end) : undefined
  }
}

/** '' where the row gives no such name. */
function nameAfterOld({ table: plan, row }: Origin): string {
  const dates = plan.columns.get('date')
  if (dates?.kind !== 'date' || textAt(plan, 'action', row) !== 'replace' || elementMadeBy(plan, row) !== '') return ''
  const date = formatDateSpan({ earliest: dates.earliest[row]!, latest: dates.latest[row]! })
  return `${textAt(plan, 'element', row)}~${date}`
}
