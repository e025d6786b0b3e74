// Which elements of a finished estate meet a selector, for certain or perhaps?

import { MAYBE, type Trilean, YES } from '#base/trilean.ts'
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
    const ask = askSelector(selector, this.#book)
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
