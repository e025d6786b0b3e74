// Whether a selector speaks of elements, sites and vendors that there are.

import { nearestName } from '#base/near-name.ts'
import type { Estate } from '#model/estate.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import type { Selector } from '#model/selector.ts'
import { resolveVendor, type VendorBook } from '../vendors/index.ts'

type NameFault = Pick<Fault, 'code' | 'severity' | 'text' | 'problem' | 'expected' | 'didYouMean'>

/** Each suggestion looks through every name: enough for a hundred among 100,000. */
const NAMES_LOOKED_THROUGH = 10_000_000

export class SelectorNames {
  readonly #estate: Estate
  readonly #book: VendorBook
  readonly #sites: ReadonlySet<string>
  #elements: readonly string[] | undefined
  #namesLeft = NAMES_LOOKED_THROUGH

  constructor(estate: Estate, book: VendorBook) {
    this.#estate = estate
    this.#book = book
    this.#sites = new Set(estate.siteIdentifiers)
  }

  /** The first name nobody bears. */
  findUnknown(selector: Selector): NameFault | undefined {
    for (const name of selector.get('element') ?? []) {
      if (this.#estate.entities.find(name) === undefined) {
        this.#elements ??= elementNames(this.#estate)
        return unknown('element', name, 'one of the elements', this.#suggest(name, this.#elements))
      }
    }
    for (const name of selector.get('site') ?? []) {
      if (!this.#sites.has(name)) {
        return unknown('site', name, 'one of the sites', this.#suggest(name, this.#estate.siteIdentifiers))
      }
    }
    for (const name of selector.get('vendor') ?? []) {
      const resolution = resolveVendor(this.#book, name)
      if (resolution.kind === 'resolved') continue
      const nearest = resolution.kind === 'unresolved' ? resolution.suggestions[0] : undefined
      return unknown('vendor', name, 'a name that stands for one vendor', nearest)
    }
    return undefined
  }

  #suggest(text: string, names: readonly string[]): string | undefined {
    if (this.#namesLeft < names.length) return undefined
    this.#namesLeft -= names.length
    return nearestName(text, names)
  }
}

function elementNames({ entities }: Estate): string[] {
  const names: string[] = []
  for (let entity = 0; entity < entities.count; entity++) {
    const name = entities.identifierOf(entity)
    if (entities.find(name) === entity) names.push(name)
  }
  return names
}

function unknown(what: string, name: string, expected: string, didYouMean: string | undefined): NameFault {
  return {
    code: 'unknown-reference',
    severity: 'error',
    text: quoteForFault(name),
    problem: `unknown ${what}`,
    expected,
    ...(didYouMean === undefined ? {} : { didYouMean }),
  }
}
