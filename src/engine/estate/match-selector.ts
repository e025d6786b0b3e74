// The elements of a finished estate that a selector means, for certain.

import { agree, MAYBE, NO, or, type Trilean, YES } from '#base/trilean.ts'
import type { Estate, SubjectClass } from '#model/estate.ts'
import { textAt } from '#model/fact-table.ts'
import { isWithinFunction } from '#model/network-function.ts'
import { plainName } from '#model/plain-name.ts'
import { meetsPattern, plainPattern } from '#model/product-pattern.ts'
import type { Selector, SelectorKey } from '#model/selector.ts'
import { resolveVendor, type VendorBook } from '../vendors/index.ts'
import { SubjectGroups } from './subject-groups.ts'

/** What a class answers to a selector, and which conditions leave it open. */
export interface SelectorAnswer {
  readonly answer: Trilean
  /** None unless the answer is maybe. */
  readonly open: readonly string[]
}

/** Whether a class meets every condition of the selector that speaks of classes; a contract meets only `*`. */
export function askClasses(selector: Selector, book: VendorBook): (subject: SubjectClass) => SelectorAnswer {
  const conditions = Array.from(selector, ([key, values]) => ({
    key,
    values: values.map(PLAIN[key] ?? String),
  }))
  return (subject) => {
    if (subject.subject === 'contract') return { answer: selector.size === 0 ? YES : NO, open: [] }
    const open: string[] = []
    for (const { key, values } of conditions) {
      const answer = askCondition(subject, key, values, book)
      if (answer === NO) return { answer, open: [] }
      if (answer === MAYBE) open.push(key)
    }
    return { answer: open.length === 0 ? YES : MAYBE, open }
  }
}

/** Keys whose values are found in whatever case and spacing. */
const PLAIN: { readonly [key in SelectorKey]?: (name: string) => string } = {
  region: plainName,
  tag: plainName,
  siteTag: plainName,
  product: plainPattern,
}

function askCondition(subject: SubjectClass, key: string, values: readonly string[], book: VendorBook): Trilean {
  switch (key) {
    case 'vendor':
      return askVendor(subject, new Set(values.flatMap((name) => vendorIds(name, book))))
    case 'function':
      return askFunction(subject.functions, values)
    case 'technology':
      // Nobody knows which of several it carries.
      return subject.configurations.map(({ technologies }) => askAny(values, technologies)).reduce(agree)
    case 'region':
      return subject.place === 'nowhere' ? NO : askAny(values, subject.region === '' ? undefined : [subject.region])
    case 'product':
      return subject.product === '' ? MAYBE : askProduct(plainName(subject.product), values)
    case 'kind':
      return askAny(values, subject.kind === 'unknown' ? undefined : [subject.kind])
    case 'tag':
      return askAny(values, subject.tags)
    case 'siteTag':
      return askAny(values, subject.siteTags)
    default:
      return YES
  }
}

function askVendor({ suppliers }: SubjectClass, meant: ReadonlySet<string>): Trilean {
  const answers = suppliers.map(({ resolution }): Trilean => {
    if (resolution?.kind === 'resolved') return asTrilean(meant.has(resolution.vendor))
    const isOpen =
      resolution?.kind === 'ambiguous' ? resolution.candidates.some((one) => meant.has(one)) : meant.size > 0
    return isOpen ? MAYBE : NO
  })
  return answers.reduce(or, NO)
}

/** Known only as something above what is wanted, or not at all, it may be it. */
function askFunction(functions: readonly string[], wanted: readonly string[]): Trilean {
  if (functions.length === 0 || functions.includes('unknown')) return MAYBE
  if (functions.some((id) => wanted.some((node) => isWithinFunction(id, node)))) return YES
  return functions.some((id) => wanted.some((node) => isWithinFunction(node, id))) ? MAYBE : NO
}

function askAny(wanted: readonly string[], stated: readonly string[] | undefined): Trilean {
  return stated === undefined ? MAYBE : asTrilean(wanted.some((one) => stated.includes(one)))
}

function asTrilean(answer: boolean): Trilean {
  return answer ? YES : NO
}

/** A name, or its beginning followed by `*`. */
function askProduct(product: string, patterns: readonly string[]): Trilean {
  return asTrilean(patterns.some((pattern) => meetsPattern(product, pattern)))
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
    return this.#entitiesAnswering(YES, selector)
  }

  /** Those too that only perhaps do, for something of them is not known. */
  entitiesPerhapsOf(selector: Selector): Set<number> {
    return this.#entitiesAnswering(MAYBE, selector)
  }

  /** `atLeast`: the weakest answer that counts. */
  #entitiesAnswering(atLeast: Trilean, selector: Selector): Set<number> {
    const { classes, classOf, entityOf } = this.#estate
    const answers = new Map<number, boolean>()
    const ask = askClasses(selector, this.#book)
    const isMetBy = (classId: number): boolean => {
      let answer = answers.get(classId)
      if (answer === undefined) answers.set(classId, (answer = ask(classes[classId]!).answer >= atLeast))
      return answer
    }
    const entities = new Set<number>()
    for (const subjects of this.#candidatesFor(selector, isMetBy, atLeast))
      for (const subject of subjects)
        if (isMetBy(classOf[subject]!) && mayBeThere(this.#estate, subject)) entities.add(entityOf[subject]!)
    return entities
  }

  /** All that the selector can mean, by what narrows it most: its elements, else its sites, else its classes. */
  #candidatesFor(selector: Selector, isMetBy: (classId: number) => boolean, atLeast: Trilean): Iterable<number>[] {
    const sites = selector.get('site')?.flatMap((identifier) => this.#siteCalled(identifier))
    const elements = selector.get('element')?.map((identifier) => this.#subjectsOfElement(identifier))
    const isSomewhere = (classId: number) => atLeast < YES && this.#estate.classes[classId]!.place === 'somewhere'
    if (elements && sites)
      return elements.map((subjects) =>
        subjects.filter((subject) => stands(subject, sites) || isSomewhere(this.#estate.classOf[subject]!)),
      )
    if (elements) return elements
    const ofClasses = (isMeant: (classId: number) => boolean): Iterable<number>[] => {
      const byClass = (this.#byClass ??= groupByClass(this.#estate))
      return this.#estate.classes.flatMap((_, classId) => (isMeant(classId) ? [byClass.of(classId)] : []))
    }
    if (!sites) return ofClasses(isMetBy)
    const standing = sites.map(({ from, until }) => numbersFrom(from, until))
    return atLeast === YES
      ? standing
      : [...standing, ...ofClasses((classId) => isSomewhere(classId) && isMetBy(classId))]
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
