// The elements of a finished estate that a selector means, for certain.

import type { Estate, SubjectClass } from '#model/estate.ts'
import { textAt } from '#model/fact-table.ts'
import { isWithinFunction } from '#model/network-function.ts'
import { plainName } from '#model/plain-name.ts'
import type { Selector, SelectorKey } from '#model/selector.ts'
import { resolveVendor, type VendorBook } from '../vendors/index.ts'
import { SubjectGroups } from './subject-groups.ts'

/** Whether a class meets every condition of the selector that speaks of classes; a contract meets only `*`. */
export function askClasses(selector: Selector, book: VendorBook): (subject: SubjectClass) => boolean {
  const conditions = Array.from(selector, ([key, values]) => {
    const meant = PLAIN_KEYS.has(key) ? values.map(plainName) : values
    return (subject: SubjectClass) => classMeets(subject, key, meant, book)
  })
  return (subject) =>
    subject.subject === 'contract' ? selector.size === 0 : conditions.every((isMetBy) => isMetBy(subject))
}

/** Keys whose values are found in whatever case and spacing. */
const PLAIN_KEYS: ReadonlySet<SelectorKey> = new Set(['region', 'tag', 'siteTag'])

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

/** Many rows ask, each of a few: what they name is looked up, and no row looks through the whole estate. */
export class SelectorMatcher {
  readonly #estate: Estate
  readonly #book: VendorBook
  #byElement: SubjectGroups | undefined
  #byClass: SubjectGroups | undefined

  constructor(estate: Estate, book: VendorBook) {
    this.#estate = estate
    this.#book = book
  }

  /**
   * Elements that meet the selector in a configuration they carry for certain on some day on which they may be there, and
   * units that do or that sit in the elements it names.
   */
  entitiesOf(selector: Selector): Set<number> {
    const { classes, classOf, entityOf } = this.#estate
    const answers = new Map<number, boolean>()
    const ask = askClasses(selector, this.#book)
    const isMetBy = (classId: number): boolean => {
      let answer = answers.get(classId)
      if (answer === undefined) answers.set(classId, (answer = ask(classes[classId]!)))
      return answer
    }
    const entities = new Set<number>()
    for (const subjects of this.#candidatesFor(selector, isMetBy))
      for (const subject of subjects)
        if (isMetBy(classOf[subject]!) && mayBeThere(this.#estate, subject)) entities.add(entityOf[subject]!)
    return entities
  }

  /** All that the selector can mean, by what narrows it most: its elements, else its sites, else its classes. */
  #candidatesFor(selector: Selector, isMetBy: (classId: number) => boolean): Iterable<number>[] {
    const sites = selector.get('site')?.flatMap((identifier) => this.#siteCalled(identifier))
    const elements = selector.get('element')?.map((identifier) => this.#subjectsOfElement(identifier))
    if (elements && sites) return elements.map((subjects) => subjects.filter((subject) => stands(subject, sites)))
    if (elements) return elements
    if (sites) return sites.map(({ from, until }) => numbersFrom(from, until))
    const byClass = (this.#byClass ??= groupByClass(this.#estate))
    return this.#estate.classes.flatMap((_, classId) => (isMetBy(classId) ? [byClass.of(classId)] : []))
  }

  #siteCalled(identifier: string): SubjectRange[] {
    const { siteStart } = this.#estate
    const site = this.#estate.findSite(identifier)
    return site === undefined ? [] : [{ from: siteStart[site]!, until: siteStart[site + 1]! }]
  }

  #subjectsOfElement(identifier: string): Uint32Array {
    const element = this.#estate.entities.find(identifier)
    if (element === undefined) return new Uint32Array(0)
    this.#byElement ??= groupByElement(this.#estate)
    return this.#byElement.of(element)
  }
}

/** The subjects [from, until) of a site. */
interface SubjectRange {
  readonly from: number
  readonly until: number
}

function stands(subject: number, sites: readonly SubjectRange[]): boolean {
  return sites.some(({ from, until }) => from <= subject && subject < until)
}

function* numbersFrom(from: number, until: number): Generator<number> {
  for (let number = from; number < until; number++) yield number
}

function groupByClass({ subjectCount, classes, classOf }: Estate): SubjectGroups {
  return new SubjectGroups(subjectCount, classes.length, (subject) => classOf[subject]!)
}

/** The subjects of each element and of the units in it, by the number of the element. */
function groupByElement({ subjectCount, entities, entityOf }: Estate): SubjectGroups {
  const elements = Uint32Array.from({ length: entities.count }, (_, entity) => elementOf(entities, entity))
  return new SubjectGroups(subjectCount, entities.count, (subject) => elements[entityOf[subject]!]!)
}

/** The element an entity is, or sits in. */
function elementOf(entities: Estate['entities'], entity: number): number {
  const origin = entities.originOf(entity)
  if (origin?.table.schema.name !== 'units') return entity
  return entities.find(textAt(origin.table, 'element', origin.row)) ?? entity
}

/** On some day. An element may not live to carry a configuration: then that subject of it is there on none. */
function mayBeThere({ presence }: Estate, subject: number): boolean {
  return presence.possibleFrom.get(subject) < presence.possibleUntil.get(subject)
}
