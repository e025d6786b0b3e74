// Which classes can a predicate not tell apart? Answered for one class of such a group, it is answered for all.
//
// A national inventory has some hundred thousand classes, most of which differ in what no rule, or not this rule, asks
// for (region, product, tags). Grouped by what is asked for, they are some thousands for all rules, hundreds for one.

import type { SubjectClass, Supplier } from '#model/estate.ts'
import type { Predicate } from '#model/rule.ts'

/** What a single condition of a predicate reads of a class. */
type Condition = Exclude<keyof Predicate, 'all' | 'any' | 'not'>

/** A part of a class that answers may depend on. */
export type Facet = Condition | 'served' | 'operatorWeight' | 'place'

export interface ClassGrouping {
  /** Group of each class, from 0. */
  readonly groupOf: Uint32Array
  /** One class of each group. */
  readonly exampleOf: readonly number[]
}

/** Equal texts: the facet is the same for every condition on it. As JSON, for names may hold any separator. */
const TEXT_OF_FACET: { readonly [facet in Facet]: (subject: SubjectClass) => string } = {
  subject: ({ subject }) => subject,
  kind: ({ kind }) => kind,
  function: ({ functions }) => JSON.stringify(functions),
  technology: ({ configurations }) => JSON.stringify(configurations.map(({ technologies }) => technologies ?? UNKNOWN)),
  band: ({ configurations }) => JSON.stringify(configurations.map(({ bands }) => bands ?? UNKNOWN)),
  vendor: ({ suppliers }) => JSON.stringify(suppliers.map(identityOf)),
  product: ({ product }) => product,
  siteTag: ({ siteTags }) => JSON.stringify(siteTags ?? UNKNOWN),
  region: ({ place, region }) => `${place} ${region}`,
  tag: ({ tags }) => JSON.stringify(tags ?? UNKNOWN),
  served: ({ served }) => `${served}`,
  operatorWeight: ({ operatorShare: { own, whole } }) => `${own}/${whole}`,
  place: ({ place }) => place,
}

/** No list: what is not known is kept apart from what is blank. */
const UNKNOWN = 'unknown'

/** Who a supplier is, not how it was written. */
function identityOf({ role, resolution, spells }: Supplier): unknown {
  if (spells) return [role, spells]
  if (resolution?.kind === 'resolved') return [role, resolution.vendor]
  if (resolution?.kind === 'ambiguous') return [role, 'one of', resolution.candidates]
  return [role, 'one of', resolution ? 'any' : 'any, or none']
}

/** The facets a predicate reads, in its parts too. */
export function facetsOf(predicate: Predicate): Facet[] {
  const { all = [], any = [], not, ...conditions } = predicate
  const parts = [...all, ...any, ...(not ? [not] : [])]
  // A predicate that does not name its subjects means elements.
  return ['subject', ...(Object.keys(conditions) as Condition[]), ...parts.flatMap(facetsOf)]
}

/** Groups the classes of an estate by any facets; what was once grouped is kept. */
export class ClassFacets {
  readonly classes: readonly SubjectClass[]
  readonly #codes = new Map<Facet, Uint32Array>()
  readonly #paired = new Map<string, Uint32Array>()
  readonly #groupings = new Map<string, ClassGrouping>()

  constructor(classes: readonly SubjectClass[]) {
    this.classes = classes
  }

  group(facets: Iterable<Facet>): ClassGrouping {
    const wanted = [...new Set(facets)].sort()
    const key = wanted.join(' ')
    let grouping = this.#groupings.get(key)
    if (!grouping) {
      const groupOf = this.#groupBy(wanted)
      const exampleOf: number[] = []
      // Groups are numbered in the order they are met.
      for (let classId = 0; classId < groupOf.length; classId++)
        if (groupOf[classId] === exampleOf.length) exampleOf.push(classId)
      grouping = { groupOf, exampleOf }
      this.#groupings.set(key, grouping)
    }
    return grouping
  }

  /** One facet after the other, so that what rules have in common is grouped once. */
  #groupBy(facets: readonly Facet[]): Uint32Array {
    const last = facets.at(-1)
    if (last === undefined) return new Uint32Array(this.classes.length)
    const key = facets.join(' ')
    let groupOf = this.#paired.get(key)
    if (!groupOf) {
      groupOf = pairUp(this.#groupBy(facets.slice(0, -1)), this.#codesOf(last))
      this.#paired.set(key, groupOf)
    }
    return groupOf
  }

  #codesOf(facet: Facet): Uint32Array {
    let codes = this.#codes.get(facet)
    if (!codes) {
      const codeOf = new Map<string, number>()
      const textOf = TEXT_OF_FACET[facet]
      codes = new Uint32Array(this.classes.length)
      for (let classId = 0; classId < codes.length; classId++)
        codes[classId] = numberOf(codeOf, textOf(this.classes[classId]!))
      this.#codes.set(facet, codes)
    }
    return codes
  }
}

/** Gives every pair of numbers a number, in the order pairs are met. */
export function pairUp(left: Uint32Array, right: Uint32Array): Uint32Array {
  const rightCount = countOf(right)
  const pairCount = countOf(left) * rightCount
  const numbers = new Map<number, number>()
  if (pairCount > LARGEST_PAIR_TABLE)
    return left.map((code, index) => numberOf(numbers, code * rightCount + right[index]!))
  // A table instead of the map: the pairs of most facets are few.
  const numberOfPair = new Uint32Array(pairCount)
  let count = 0
  return left.map((code, index) => (numberOfPair[code * rightCount + right[index]!] ||= ++count) - 1)
}

const LARGEST_PAIR_TABLE = 4_000_000

/** How many numbers are in use, all of them from 0 on. */
function countOf(numbers: Uint32Array): number {
  return numbers.reduce((largest, number) => Math.max(largest, number), -1) + 1
}

function numberOf<Key>(numbers: Map<Key, number>, key: Key): number {
  let number = numbers.get(key)
  if (number === undefined) numbers.set(key, (number = numbers.size))
  return number
}
