// The elements of an estate in the making that the selectors of a plan mean, for certain, while the plan changes it.

import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import type { DateSpan } from '#base/date-span.ts'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { agree, NO, type Trilean, YES } from '#base/trilean.ts'
import type { Selector } from '#model/selector.ts'
import type { Manifest } from '#model/workspace.ts'
import type { VendorBook } from '../vendors/index.ts'
import { type Carried, classCarrying } from './configurations.ts'
import { ClassDescriptions, placeOf } from './describe-class.ts'
import type { Loading } from './loading.ts'
import { askClasses, type SelectorAnswer } from './match-selector.ts'
import { overlapping, stretchesSoFar } from './settle-configurations.ts'
import { END_OF_PRESENCE, ENDED_BY_PLAN, endSoughtBy, type StatedEnd } from './stated-end.ts'
import { dayBefore } from './subject-days.ts'
import { SupplierResolver } from './supplier-resolution.ts'

export interface Selecting extends Loading {
  readonly book: VendorBook
  readonly operator: Manifest['operator']
}

/** Plans repeat a selector in row after row: what it means is kept, and only what the plan makes is looked at anew. */
export class PlanSelections {
  readonly #selecting: Selecting
  readonly #descriptions: ClassDescriptions
  readonly #selections = new Map<string, Selection>()

  constructor(selecting: Selecting) {
    this.#selecting = selecting
    const { interner, book, operator } = selecting
    this.#descriptions = new ClassDescriptions(interner, new SupplierResolver(book), operator)
  }

  /** `text`: the selector as it was written; `action`: of the rows that state it. */
  of(text: string, selector: Selector, action: string): Selection {
    const key = `${action} ${text}`
    let selection = this.#selections.get(key)
    if (!selection) {
      selection = new Selection(this.#selecting, selector, action, this.#askElements(selector))
      this.#selections.set(key, selection)
    }
    return selection
  }

  #askElements(selector: Selector): (classId: number) => SelectorAnswer {
    const ask = askClasses(selector, this.#selecting.book)
    return (classId) => {
      const subject = this.#descriptions.of(classId)
      return subject.subject === 'element' ? ask(subject) : { answer: NO, open: [] }
    }
  }
}

/** Which elements a row means. */
export interface Selected {
  readonly selected: number[]
  /** How many besides meet the selector perhaps. */
  readonly perhaps: number
  /** What is not known of them: conditions of the selector. */
  readonly open: readonly string[]
  /** Of some it is not known what they carry on those days. */
  readonly isAnyChanging: boolean
  /** How many meet the selector, or may, and are passed over though their stated end is surely later. */
  readonly passedOver: number
}

interface Newcomer {
  readonly identifier: string
  readonly subject: number
}

/** Days [from, until) on which an element meets a selector, does not, or may. */
interface AnsweredStretch {
  readonly from: number
  readonly until: number
  readonly answer: Trilean
}

interface Unsettled extends Newcomer {
  readonly stretches: readonly AnsweredStretch[]
  /** The conditions that no change leaves open. */
  readonly open: readonly string[]
  /** The first day on which it may end by the inventory; before it, it is still there for certain. */
  readonly lastDay: number
}

const NO_STRETCHES: readonly AnsweredStretch[] = []

function answerOf(stretches: readonly AnsweredStretch[]): Trilean {
  return stretches.map(({ answer }) => answer).reduce(agree)
}

/** What one selector means. Of an element one configuration at most is open: one whose `end` nobody stated yet. */
class Selection {
  readonly #selecting: Selecting
  readonly #selector: Selector
  readonly #end: StatedEnd
  /** What is changed before its service ends goes on until then: nothing contradicts that. */
  readonly #isChange: boolean
  readonly #ask: (classId: number) => SelectorAnswer
  readonly #answers: (SelectorAnswer | undefined)[] = []
  /** Subjects of the draft looked at so far: what they are does not change any more, they can only end. */
  #lookedAt = 0
  /** But of these it depends on the day what they carry. */
  #unsettled: Unsettled[] = []
  /** Those that perhaps meet it, whatever the day, by what leaves that open. */
  readonly #doubtful = new Map<number, readonly string[]>()
  readonly #openCounts = new Map<string, number>()
  /** Subjects that were ended when this was last asked. */
  #endedLookedAt = 0
  /** Those found when the selector was first met, in identifier order; those before `#next` are ended. */
  #subjects: Uint32Array | undefined
  #next = 0
  /** Those the plan made since, in identifier order. */
  #newcomers: Newcomer[] = []

  constructor(selecting: Selecting, selector: Selector, action: string, ask: (classId: number) => SelectorAnswer) {
    this.#selecting = selecting
    this.#selector = selector
    this.#end = endSoughtBy(action)
    this.#isChange = action === 'change'
    this.#ask = ask
  }

  /**
   * The open ones, one an element, in identifier order, up to so many. `from`: not before the days asked about so far;
   * `daysOf`: the days on which a subject is asked about.
   */
  first(quantity: number, from: number, daysOf: (subject: number) => DateSpan): Selected {
    const subjects = this.#look(from)
    const carrying = this.#askUnsettled(daysOf)
    const late = carrying.met.length === 0 ? this.#newcomers : [...this.#newcomers, ...carrying.met].sort(byIdentifier)
    const found: number[] = []
    const kept: number[] = []
    let place = this.#next
    let newcomers = 0
    while (found.length < quantity) {
      while (place < subjects.length && !this.#isOpen(subjects[place]!)) place += 1
      const subject = subjects[place]
      const newcomer = late[newcomers]
      if (subject === undefined && newcomer === undefined) break
      const isNewcomerNext =
        subject === undefined ||
        (newcomer !== undefined && compareIdentifiers(newcomer.identifier, this.#identifierOf(subject)) < 0)
      if (isNewcomerNext) {
        found.push(newcomer!.subject)
        newcomers += 1
      } else {
        found.push(subject)
        kept.push(subject)
        place += 1
      }
    }
    // All that were passed are found or ended: the found close ranks, so that no ended one is passed twice.
    this.#next = place - kept.length
    subjects.set(kept, this.#next)
    const open = [...this.#openCounts].flatMap(([key, count]) => (count > 0 ? [key] : []))
    return {
      selected: found,
      perhaps: this.#doubtful.size + carrying.perhaps.length,
      open: [...new Set([...open, ...carrying.perhaps.flatMap((one) => one.open)])].sort(),
      isAnyChanging: carrying.perhaps.some((one) => one.open.length === 0),
      passedOver: carrying.passedOver,
    }
  }

  /** Those of which it is not settled what they carry: or how long they are there: which meet the selector for certain, and which perhaps. */
  #askUnsettled(daysOf: (subject: number) => DateSpan) {
    const met: Newcomer[] = []
    const perhaps: Unsettled[] = []
    let passedOver = 0
    for (const one of this.#unsettled) {
      const days = daysOf(one.subject)
      if (days.latest >= one.lastDay) continue
      const answer = answerOf(overlapping(one.stretches, days))
      if (answer !== NO && !this.#isMeant(one.subject)) passedOver += 1
      else if (answer === YES && one.open.length === 0) met.push(one)
      else if (answer !== NO) perhaps.push(one)
    }
    return { met, perhaps, passedOver }
  }

  /** On which days the element meets the selector, from a day on. */
  #answersFrom(from: number, subject: number): AnsweredStretch[] {
    const { draft, interner } = this.#selecting
    const ask = (carried: Carried) => this.#answer(classCarrying(interner, draft.classOf[subject]!, [carried])).answer
    const stretches = overlapping(stretchesSoFar(this.#selecting, subject), { earliest: from, latest: AFTER_ALL })
    return stretches.map(({ from: first, until, carried }) => ({
      from: first,
      until,
      answer: carried.map(ask).reduce(agree),
    }))
  }

  #answer(classId: number): SelectorAnswer {
    return (this.#answers[classId] ??= this.#ask(classId))
  }

  #look(from: number): Uint32Array {
    this.#forgetEnded()
    const found = this.#lookAtNew(from)
    this.#unsettled = this.#unsettled.filter(({ subject }) => this.#selecting.draft.statedEnd[subject]! < ENDED_BY_PLAN)
    if (this.#subjects === undefined) {
      this.#subjects = Uint32Array.from(found.sort(byIdentifier), ({ subject }) => subject)
      return this.#subjects
    }
    const open = this.#newcomers.filter(({ subject }) => this.#isOpen(subject))
    this.#newcomers = found.length === 0 ? open : [...open, ...found].sort(byIdentifier)
    return this.#subjects
  }

  /** The open ones that meet the selector among the subjects not yet looked at. */
  #lookAtNew(from: number): Newcomer[] {
    const { draft, entities, sites } = this.#selecting
    const found: Newcomer[] = []
    if (this.#lookedAt === draft.count) return found
    const wantedElements = numbersOf(this.#selector.get('element'), (identifier) => entities.find(identifier))
    const wantedSites = numbersOf(this.#selector.get('site'), (identifier) => sites.find(identifier))
    for (let subject = this.#lookedAt; subject < draft.count; subject++) {
      const lastDay = this.#isOpen(subject) ? Number.POSITIVE_INFINITY : this.#statedLastDay(subject)
      if (lastDay <= from) continue
      const isSiteOpen = wantedSites !== undefined && this.#mayStandOnAny(subject)
      if (wantedSites && !isSiteOpen && !wantedSites.has(draft.site[subject]!)) continue
      if (wantedElements && !wantedElements.has(draft.entityOf[subject]!)) continue
      const isChanging = this.#mayChange(subject)
      const stretches = isChanging ? this.#answersFrom(from, subject) : NO_STRETCHES
      const ofClass = this.#answer(draft.classOf[subject]!)
      const answer = isChanging ? answerOf(stretches) : ofClass.answer
      if (answer === NO) continue
      const unknown = isChanging ? ofClass.open.filter((key) => key !== 'technology') : ofClass.open
      const open = isSiteOpen ? ['site', ...unknown] : unknown
      const one = { identifier: this.#identifierOf(subject), subject }
      if (Number.isFinite(lastDay)) {
        const always = [{ from: BEFORE_ALL, until: AFTER_ALL, answer }]
        this.#unsettled.push({ ...one, stretches: isChanging ? stretches : always, open, lastDay })
      } else if (answer === YES && open.length === 0) found.push(one)
      else if (isChanging) this.#unsettled.push({ ...one, stretches, open, lastDay })
      else this.#doubt(subject, open)
    }
    this.#lookedAt = draft.count
    return found
  }

  #doubt(subject: number, open: readonly string[]): void {
    this.#doubtful.set(subject, open)
    for (const key of open) this.#openCounts.set(key, (this.#openCounts.get(key) ?? 0) + 1)
  }

  /** So that what may meet the selector need not be looked through for each row of the plan. */
  #forgetEnded(): void {
    const { ended } = this.#selecting.draft
    for (; this.#endedLookedAt < ended.length; this.#endedLookedAt++) {
      const subject = ended[this.#endedLookedAt]!
      for (const key of this.#doubtful.get(subject) ?? []) this.#openCounts.set(key, this.#openCounts.get(key)! - 1)
      this.#doubtful.delete(subject)
    }
  }

  /** It stands on a site, and nobody says on which. */
  #mayStandOnAny(subject: number): boolean {
    const { draft, interner } = this.#selecting
    return draft.site[subject]! < 0 && placeOf(interner, draft.classOf[subject]!) === 'somewhere'
  }

  /** Whether what is asked of the element may depend on the day. */
  #mayChange(subject: number): boolean {
    const { draft, interner } = this.#selecting
    if (!this.#selector.has('technology')) return false
    return draft.changes.has(subject) || interner.textOf(draft.classOf[subject]!, 'perhapsCarried') !== ''
  }

  /** By the inventory the element is there until this day at least; without any end of its own: not any more. */
  #statedLastDay(subject: number): number {
    const { statedEnd, service, presence } = this.#selecting.draft
    if (statedEnd[subject] === ENDED_BY_PLAN) return BEFORE_ALL
    return dayBefore((statedEnd[subject] === END_OF_PRESENCE ? presence : service).certainUntil.get(subject))
  }

  /** Of those whose end is stated, a change means those that it alters before it. */
  #isMeant(subject: number): boolean {
    return this.#isOpen(subject) || (this.#isChange && this.#selecting.draft.statedEnd[subject]! < END_OF_PRESENCE)
  }

  #isOpen(subject: number): boolean {
    return this.#selecting.draft.statedEnd[subject]! < this.#end
  }

  #identifierOf(subject: number): string {
    const { draft, entities } = this.#selecting
    return entities.identifierOf(draft.entityOf[subject]!)
  }
}

function byIdentifier(left: Newcomer, right: Newcomer): number {
  return compareIdentifiers(left.identifier, right.identifier)
}

/** The numbers of what is named, as far as it is there; undefined where nothing is. */
function numbersOf(
  identifiers: readonly string[] | undefined,
  find: (identifier: string) => number | undefined,
): ReadonlySet<number> | undefined {
  return identifiers && new Set(identifiers.map(find).filter((number) => number !== undefined))
}
