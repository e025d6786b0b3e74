// The elements of a finished estate that a selector means, for certain.

import type { Estate, SubjectClass } from '#model/estate.ts'
import { textAt } from '#model/fact-table.ts'
import { isWithinFunction } from '#model/network-function.ts'
import type { Selector } from '#model/selector.ts'
import { resolveVendor, type VendorBook } from '../vendors/index.ts'

/** Whether the class meets every condition of the selector that speaks of classes; a contract meets only `*`. */
export function classMeetsSelector(subject: SubjectClass, selector: Selector, book: VendorBook): boolean {
  if (subject.subject === 'contract') return selector.size === 0
  for (const [key, values] of selector) if (!classMeets(subject, key, values, book)) return false
  return true
}

function classMeets(subject: SubjectClass, key: string, values: readonly string[], book: VendorBook): boolean {
  switch (key) {
    case 'vendor': {
      const meant = new Set(values.flatMap((name) => vendorIds(name, book)))
      return subject.suppliers.some(({ resolution }) => resolution?.kind === 'resolved' && meant.has(resolution.vendor))
    }
    case 'function':
      return subject.functions.some((id) => values.some((value) => isWithinFunction(id, value)))
    case 'technology':
      // Nobody knows which of several it carries.
      return subject.configurations.every(({ technologies = [] }) =>
        values.some((value) => technologies.includes(value)),
      )
    case 'region':
      return values.includes(subject.region)
    case 'product':
      return subject.product !== '' && values.some((value) => meetsPattern(subject.product, value))
    case 'kind':
      return subject.kind !== 'unknown' && values.includes(subject.kind)
    case 'tag':
      return values.some((value) => subject.tags?.includes(value) ?? false)
    case 'siteTag':
      return values.some((value) => subject.siteTags?.includes(value) ?? false)
    default:
      return true
  }
}

/** A name, or its beginning followed by `*`. */
function meetsPattern(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
}

function vendorIds(name: string, book: VendorBook): string[] {
  const resolution = resolveVendor(book, name)
  return resolution.kind === 'resolved' ? [resolution.vendor] : []
}

export class SelectorMatcher {
  readonly #estate: Estate
  readonly #book: VendorBook

  constructor(estate: Estate, book: VendorBook) {
    this.#estate = estate
    this.#book = book
  }

  /**
   * Elements that meet the selector in a configuration they carry for certain on some day on which they may be there, and
   * units that do or that sit in the elements it names.
   */
  entitiesOf(selector: Selector): Set<number> {
    const estate = this.#estate
    const isMet = estate.classes.map((subject) => classMeetsSelector(subject, selector, this.#book))
    const wantedElements = selector.get('element')
    const wantedSites = selector.get('site')
    const entities = new Set<number>()
    for (let site = 0; site <= estate.siteCount; site++) {
      if (wantedSites && (site === estate.siteCount || !wantedSites.includes(estate.siteIdentifierOf(site)))) continue
      for (let subject = estate.siteStart[site]!; subject < estate.siteStart[site + 1]!; subject++) {
        if (!isMet[estate.classOf[subject]!] || !mayBeThere(estate, subject)) continue
        const entity = estate.entityOf[subject]!
        if (wantedElements && !wantedElements.includes(elementNameOf(estate, entity))) continue
        entities.add(entity)
      }
    }
    return entities
  }
}

/** On some day. An element may not live to carry a configuration: then that subject of it is there on none. */
function mayBeThere({ presence }: Estate, subject: number): boolean {
  return presence.possibleFrom.get(subject) < presence.possibleUntil.get(subject)
}

/** The element an entity is, or sits in. */
function elementNameOf(estate: Estate, entity: number): string {
  const origin = estate.entities.originOf(entity)
  return origin?.table.schema.name === 'units'
    ? textAt(origin.table, 'element', origin.row)
    : estate.entities.identifierOf(entity)
}
