// The names that would give away a site kept secret, and the rows in which one of them stands.

import type { TableSchema } from '#model/column.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import { createTagCheck, FOLLOWING, namedIn, PARTING_SIGNS, PLACING } from '#model/what-stands-where.ts'

export interface WithheldNames {
  readonly sites: ReadonlySet<string>
  /** What stands there, was seen there or is to come, what runs on that, and what takes its place. */
  readonly elements: ReadonlySet<string>
}

/** Of the sites that carry one of the tags; undefined where none does. */
export function findWithheldNames(facts: readonly FactTable[], tags: readonly string[]): WithheldNames | undefined {
  const sites = sitesTagged(facts, tags)
  return sites.size === 0 ? undefined : { sites, elements: elementsOn(facts, sites) }
}

/** The texts of one row, by the name of the column. */
export type Cells = (column: string) => string

export function eachRow(facts: readonly FactTable[], name: string, look: (cells: Cells) => void): void {
  for (const table of facts) {
    if (table.schema.name !== name) continue
    let row = 0
    const cells: Cells = (column) => textAt(table, column, row)
    for (; row < table.rowCount; row++) look(cells)
  }
}

function sitesTagged(facts: readonly FactTable[], tags: readonly string[]): Set<string> {
  const sites = new Set<string>()
  const isTagged = createTagCheck(tags)
  eachRow(facts, 'sites', (cells) => {
    if (isTagged(cells('tags'))) sites.add(cells('site'))
  })
  return sites
}

function elementsOn(facts: readonly FactTable[], sites: ReadonlySet<string>): Set<string> {
  const elements = new Set<string>()
  for (const { table, site, element } of PLACING) {
    eachRow(facts, table, (cells) => {
      if (sites.has(cells(site))) elements.add(element.map(cells).find((name) => name !== '') ?? '')
    })
  }
  elements.delete('')
  // A set tells of what is added while it is gone through: guests of guests, and the successors of successors.
  const following = followingOf(facts)
  for (const element of elements) for (const next of following.get(element) ?? []) elements.add(next)
  return elements
}

function followingOf(facts: readonly FactTable[]): ReadonlyMap<string, readonly string[]> {
  const following = new Map<string, string[]>()
  const follow = (element: string, next: string): void => {
    if (element === '' || next === '') return
    const known = following.get(element)
    if (known) known.push(next)
    else following.set(element, [next])
  }
  for (const { table, before, next } of FOLLOWING) eachRow(facts, table, (cells) => follow(cells(before), cells(next)))
  return following
}

/** All that a row says in a column: of one that changed, before and after. */
export type TextsIn = (column: string) => readonly string[]

/** Whether a row of the table names what is withheld, as src/store/snapshot/withheld-rows.ts has it in the database. */
export function createRowCheck(schema: TableSchema, { sites, elements }: WithheldNames): (texts: TextsIn) => boolean {
  const either = (name: string): boolean => sites.has(name) || elements.has(name)
  const patterns = PARTING_SIGNS.map((signs) => new RegExp(signs, 'u'))
  const checks = schema.columns.flatMap((column): [string, (text: string) => boolean][] => {
    switch (namedIn(column)) {
      case 'site':
        return [[column.name, (text) => sites.has(text)]]
      case 'element':
        return [[column.name, (text) => elements.has(text)]]
      case 'either':
        return [[column.name, either]]
      case 'words':
        return [[column.name, (text) => patterns.some((signs) => text.split(signs).some((one) => either(one.trim())))]]
      case undefined:
        return []
    }
  })
  return (texts) => checks.some(([column, isNamed]) => texts(column).some(isNamed))
}
