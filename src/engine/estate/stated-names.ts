// The names the tables state of the network: what a selector or a predicate can ask for and find.

import { splitList } from '#model/column.ts'
import type { FactTable } from '#model/fact-table.ts'
import { plainBand, plainName } from '#model/plain-name.ts'
import { meetsPattern, plainPattern } from '#model/product-pattern.ts'
import { mayBeUnread, withLeftOut } from '#model/left-out-rows.ts'

export type StatedName = 'element' | 'elementToChange' | 'site' | 'region' | 'siteTag' | 'tag' | 'product' | 'band'

const COLUMNS: { readonly [name in StatedName]: readonly (readonly [table: string, column: string])[] } = {
  element: [
    ['elements', 'element'],
    ['plan', 'element'],
    ['plan', 'successor'],
    ['network', 'element'],
  ],
  // What only a second list shows is held against what the plan leaves.
  elementToChange: [
    ['elements', 'element'],
    ['plan', 'element'],
    ['plan', 'successor'],
  ],
  site: [['sites', 'site']],
  region: [['sites', 'region']],
  siteTag: [['sites', 'tags']],
  tag: [['elements', 'tags']],
  product: [
    ['elements', 'product'],
    ['plan', 'product'],
    ['network', 'product'],
    ['parts', 'part'],
  ],
  band: [
    ['elements', 'bands'],
    ['plan', 'bands'],
    ['network', 'bands'],
  ],
}

/** What names are compared by; others as they are written. */
const PLAIN: { readonly [name in StatedName]?: (text: string) => string } = {
  product: plainName,
  region: plainName,
  siteTag: plainName,
  tag: plainName,
  band: plainBand,
}

/** All rows count, known on the day or not, left out for a fault or not: a name that comes later is no typing error. */
export class StatedNames {
  readonly #facts: readonly FactTable[]
  readonly #standing: readonly FactTable[]
  readonly #known = new Map<StatedName, ReadonlySet<string>>()
  readonly #standingNames = new Map<StatedName, ReadonlySet<string>>()
  readonly #plain = new Map<StatedName, ReadonlySet<string>>()

  constructor(facts: readonly FactTable[]) {
    this.#facts = withLeftOut(facts)
    this.#standing = facts
  }

  of(name: StatedName): ReadonlySet<string> {
    let known = this.#known.get(name)
    if (!known) this.#known.set(name, (known = this.#gather(this.#facts, name)))
    return known
  }

  /** Of rows that nothing is wrong with: those to be pointed at. */
  ofStanding(name: StatedName): ReadonlySet<string> {
    let known = this.#standingNames.get(name)
    if (!known) this.#standingNames.set(name, (known = this.#gather(this.#standing, name)))
    return known
  }

  #gather(facts: readonly FactTable[], name: StatedName): ReadonlySet<string> {
    return new Set(COLUMNS[name].flatMap(([table, column]) => this.#read(facts, table, column)))
  }

  /** As rules and selectors find it, in one of its spellings; `text` may be the beginning of a product, followed by `*`. */
  has(name: StatedName, text: string): boolean {
    const plain = PLAIN[name]
    if (!plain) return this.of(name).has(text)
    const known = this.#plainOf(name, plain)
    if (name !== 'product' || !text.endsWith('*')) return known.has(plain(text))
    const pattern = plainPattern(text)
    return [...known].some((product) => meetsPattern(product, pattern))
  }

  #plainOf(name: StatedName, plain: (text: string) => string): ReadonlySet<string> {
    let known = this.#plain.get(name)
    if (!known) this.#plain.set(name, (known = new Set([...this.of(name)].map(plain))))
    return known
  }

  /** Whether some row has the name, or may. */
  mayHave(name: StatedName, text: string): boolean {
    return this.has(name, text) || this.mayLack(name, text)
  }

  /** Whether it may stand in a row that could not be read. */
  mayLack(name: StatedName, text: string): boolean {
    const owners = this.#facts.filter(({ schema }) => COLUMNS[name].some(([table]) => table === schema.name))
    if (name === 'element' || name === 'elementToChange' || name === 'site') return mayBeUnread(owners, text)
    return owners.some(({ leftOut }) => leftOut !== undefined)
  }

  #read(facts: readonly FactTable[], tableName: string, columnName: string): string[] {
    return facts
      .filter(({ schema }) => schema.name === tableName)
      .flatMap(({ columns }) => {
        const column = columns.get(columnName)
        if (column?.kind !== 'text') return []
        const texts = [...column.dictionary].filter((text) => text !== '')
        return columnName === 'tags' || columnName === 'bands' ? texts.flatMap((text) => splitList(text)) : texts
      })
  }
}
