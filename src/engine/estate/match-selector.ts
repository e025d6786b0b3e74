// Which elements of a finished estate meet a selector, for certain or perhaps?

import { and, MAYBE, NO, or, type Trilean, YES } from '#base/trilean.ts'
import type { Estate } from '#model/estate.ts'
import { textAt } from '#model/fact-table.ts'
import type { Selector } from '#model/selector.ts'
import type { VendorBook } from '../vendors/index.ts'
import { askSelector } from './ask-selector.ts'
import { SubjectGroups } from './subject-groups.ts'

/** Many rows ask, each of a few: what they name is looked up, and no row looks through the whole estate. */
export class SelectorMatcher {
  readonly #estate: Estate
  readonly #book: VendorBook
  #byEntity: SubjectGroups | undefined
  #byElement: SubjectGroups | undefined
  #byClass: SubjectGroups | undefined

  constructor(estate: Estate, book: VendorBook) {
    this.#estate = estate
    this.#book = book
  }

  /**
   * Elements that meet the selector, and units that do or that sit in the elements it names, by number. Yes: in whatever
   * they may carry on some day on which they are there for certain, or on all days; maybe: only perhaps.
   */
  meaningOf(selector: Selector): ReadonlyMap<number, Trilean> {
    const { classOf, entityOf } = this.#estate
    const ask = this.#asker(selector)
    const sites = selector.get('site')?.flatMap((identifier) => this.#siteCalled(identifier))
    const meets = (subject: number): Trilean => and(ask(classOf[subject]!), this.#standsOn(sites, subject))
    const meaning = new Map<number, Trilean>()
    const unsure = new Set<number>()
    for (const subjects of this.#candidatesFor(selector, sites, ask))
      for (const subject of subjects) {
        const answer = meets(subject)
        if (answer === NO || !this.#mayBeThere(subject)) continue
        const entity = entityOf[subject]!
        const isSure = answer === YES && this.#isSurelyThere(subject)
        if (answer === YES && !isSure) unsure.add(entity)
        meaning.set(entity, or(meaning.get(entity) ?? NO, isSure ? YES : MAYBE))
      }
    for (const entity of unsure)
      if (meaning.get(entity) === MAYBE && this.#isAlways(entity, (subject) => meets(subject) === YES))
        meaning.set(entity, YES)
    return meaning
  }

  /** Each class is asked once. */
  #asker(selector: Selector): (classId: number) => Trilean {
    const { classes } = this.#estate
    const answers = new Map<number, Trilean>()
    const ask = askSelector(selector, this.#book)
    return (classId) => {
      let answer = answers.get(classId)
      if (answer === undefined) answers.set(classId, (answer = ask(classes[classId]!).answer))
      return answer
    }
  }

  /** All that the selector can mean, by what narrows it most: its elements, else its sites, else its classes. */
  #candidatesFor(
    selector: Selector,
    sites: readonly SubjectRange[] | undefined,
    ask: (classId: number) => Trilean,
  ): Iterable<number>[] {
    const elements = selector.get('element')
    if (elements) return elements.map((identifier) => this.#subjectsOfElement(identifier))
    const { classes } = this.#estate
    const ofClasses = (isMeant: (classId: number) => boolean): Iterable<number>[] => {
      const byClass = (this.#byClass ??= groupByClass(this.#estate))
      return classes.flatMap((_, classId) => (isMeant(classId) ? [byClass.of(classId)] : []))
    }
    if (!sites) return ofClasses((classId) => ask(classId) !== NO)
    return [
      ...sites.map(({ from, until }) => numbersFrom(from, until)),
      ...ofClasses((classId) => classes[classId]!.place === 'somewhere' && ask(classId) !== NO),
    ]
  }

  /** Whether a subject stands on one of the sites, where any are named: perhaps where nobody knows on which it does. */
  #standsOn(sites: readonly SubjectRange[] | undefined, subject: number): Trilean {
    if (!sites || sites.some(({ from, until }) => from <= subject && subject < until)) return YES
    return this.#estate.classes[this.#estate.classOf[subject]!]!.place === 'somewhere' ? MAYBE : NO
  }

  /** On some day. An element may not live to carry a configuration: then that subject of it is there on none. */
  #mayBeThere(subject: number): boolean {
    const { possibleFrom, possibleUntil } = this.#estate.presence
    return possibleFrom.get(subject) < possibleUntil.get(subject)
  }

  #isSurelyThere(subject: number): boolean {
    const { certainFrom, certainUntil } = this.#estate.presence
    return certainFrom.get(subject) < certainUntil.get(subject)
  }

  /** Whether so is every subject that the entity may be. */
  #isAlways(entity: number, isSo: (subject: number) => boolean): boolean {
    this.#byEntity ??= groupByEntity(this.#estate)
    return this.#byEntity.of(entity).every((subject) => isSo(subject) || !this.#mayBeThere(subject))
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

function* numbersFrom(from: number, until: number): Generator<number> {
  for (let number = from; number < until; number++) yield number
}

function groupByClass({ subjectCount, classes, classOf }: Estate): SubjectGroups {
  return new SubjectGroups(subjectCount, classes.length, (subject) => classOf[subject]!)
}

function groupByEntity({ subjectCount, entities, entityOf }: Estate): SubjectGroups {
  return new SubjectGroups(subjectCount, entities.count, (subject) => entityOf[subject]!)
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
