// What the rows of a workspace name, whatever is known of it on a day.

import { formatDateSpan } from '#base/date-span.ts'
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

/** Whether the plan names a new element after an old one that there is: `<old>~<date>`. */
export class NamesAfterOld {
  readonly #plans: readonly FactTable[]
  readonly #known: TextIndex
  /** Where a row selects the old ones, `~<date>`. */
  #names: ReadonlySet<string> | undefined

  constructor(plans: readonly FactTable[], known: TextIndex) {
    this.#plans = plans
    this.#known = known
  }

  has(name: string): boolean {
    const end = name.lastIndexOf('~')
    if (end < 0) return false
    this.#names ??= new Set(this.#plans.flatMap(namesAfterOld))
    if (!this.#names.has(name) && !this.#names.has(name.slice(end))) return false
    const old = name.slice(0, end)
    return this.#known.find(old) > 0 || this.has(old)
  }
}

function namesAfterOld(plan: FactTable): string[] {
  const dates = plan.columns.get('date')
  const names: string[] = []
  for (let row = 0; row < plan.rowCount; row++) {
    if (dates?.kind !== 'date' || textAt(plan, 'action', row) !== 'replace' || elementMadeBy(plan, row) !== '') continue
    const date = formatDateSpan({ earliest: dates.earliest[row]!, latest: dates.latest[row]! })
    names.push(`${textAt(plan, 'element', row)}~${date}`)
  }
  return names
}
