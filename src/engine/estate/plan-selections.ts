// The elements of an estate in the making that the selectors of a plan mean, for certain or perhaps, while the plan changes
// it.

import type { StatedNames } from './stated-names.ts'
import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import type { DateSpan } from '#base/date-span.ts'
import { agree, NO, type Trilean, YES } from '#base/trilean.ts'
import type { Selector, SelectorKey } from '#model/selector.ts'
import type { Manifest } from '#model/workspace.ts'
import type { VendorBook } from '../vendors/index.ts'
import { type Carried, classCarrying } from './configurations.ts'
import { type AnsweredStretch, answerThroughout, DayDependentElements } from './day-dependent-elements.ts'
import { ClassDescriptions, placeOf } from './describe-class.ts'
import { DoubtfulElements } from './doubtful-elements.ts'
import { ElementQueue, type NamedSubject } from './element-queue.ts'
import type { Loading } from './loading.ts'
import { askSelector, type SelectorAnswer } from './ask-selector.ts'
import { PassedOver } from './passed-over.ts'
import { overlapping, stretchesSoFar } from './settle-configurations.ts'
import { END_OF_PRESENCE, ENDED_BY_PLAN, endSoughtBy, type StatedEnd } from './stated-end.ts'
import { dayBefore } from './subject-days.ts'
import { SupplierResolver } from './supplier-resolution.ts'

/** What a selector asks of what an element carries, which changes. */
const CARRIED_KEYS: readonly string[] = ['technology', 'band'] satisfies SelectorKey[]

export interface Selecting extends Loading {
  readonly book: VendorBook
  readonly operator: Manifest['operator']
  /** What the tables name, asked for only where a row means too few. */
  readonly stated: StatedNames
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
    const ask = askSelector(selector, this.#selecting.book)
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

/** How a subject meets a selector from a day on. */
interface Meeting {
  readonly answer: Trilean
  /** The conditions that leave it open, and that no change settles. */
  readonly open: readonly string[]
  /** None where it does not depend on the day. */
  readonly stretches: readonly AnsweredStretch[]
}

const NOT_AT_ALL: Meeting = { answer: NO, open: [], stretches: [] }

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
  /** Subjects that were ended when this was last asked. */
  #endedLookedAt = 0
  readonly #certain: ElementQueue
  readonly #doubtful = new DoubtfulElements()
  readonly #dayDependent = new DayDependentElements()
  readonly #passedOver = new PassedOver()
  /** No row asks about days before this one any more. */
  #from: number = BEFORE_ALL

  constructor(selecting: Selecting, selector: Selector, action: string, ask: (classId: number) => SelectorAnswer) {
    this.#selecting = selecting
    this.#selector = selector
    this.#end = endSoughtBy(action)
    this.#isChange = action === 'change'
    this.#ask = ask
    this.#certain = new ElementQueue(
      (subject) => this.#identifierOf(subject),
      (subject) => this.#hasNoEnd(subject) || (this.#isMeant(subject) && this.#statedLastDay(subject) > this.#from),
    )
  }

  /**
   * The open ones, one an element, in identifier order, up to so many. `from`: not before the days asked about so far;
   * `daysOf`: the days on which a subject is asked about.
   */
  first(quantity: number, from: number, daysOf: (subject: number) => DateSpan): Selected {
    this.#from = from
    this.#forgetEnded()
    this.#lookAtNew()
    const { met, perhaps, passedOver } = this.#dayDependent.ask(daysOf, (subject) => this.#isMeant(subject))
    const open = [...this.#doubtful.openConditions, ...perhaps.flatMap((one) => one.open)]
    const isThereThen = (subject: number) =>
      this.#hasNoEnd(subject) || (this.#isMeant(subject) && daysOf(subject).latest < this.#statedLastDay(subject))
    return {
      selected: this.#certain.first(quantity, isThereThen, met),
      perhaps: this.#doubtful.count + perhaps.length,
      open: [...new Set(open)].sort(),
      isAnyChanging: perhaps.some((one) => one.open.length === 0),
      passedOver: passedOver + this.#passedOver.count((subject) => daysOf(subject).latest),
    }
  }

  /** So that what may meet the selector need not be looked through for each row of the plan. */
  #forgetEnded(): void {
    const { ended, statedEnd } = this.#selecting.draft
    for (; this.#endedLookedAt < ended.length; this.#endedLookedAt++) {
      this.#doubtful.forget(ended[this.#endedLookedAt]!)
      this.#passedOver.forget(ended[this.#endedLookedAt]!)
    }
    this.#dayDependent.keepOnly((subject) => statedEnd[subject]! < ENDED_BY_PLAN)
  }

  /** Sorts the subjects not yet looked at by how they meet the selector. */
  #lookAtNew(): void {
    const { draft } = this.#selecting
    const isNamed = this.#namedPlaces()
    const certain: NamedSubject[] = []
    for (let subject = this.#lookedAt; subject < draft.count; subject++) {
      const lastDay = this.#hasNoEnd(subject) ? Number.POSITIVE_INFINITY : this.#statedLastDay(subject)
      if (lastDay <= this.#from || !isNamed(subject)) continue
      const { stretches, answer, open } = this.#meets(subject)
      if (answer === NO) continue
      const hasEnd = Number.isFinite(lastDay)
      const isSettled = stretches.length === 0
      const isCertain = answer === YES && open.length === 0
      const named = () => ({ identifier: this.#identifierOf(subject), subject })
      if (isSettled && hasEnd && !this.#isChange) this.#passedOver.add(subject, lastDay, this.#isOfInventory(subject))
      else if (isCertain && (!hasEnd || (isSettled && this.#isMeant(subject)))) certain.push(named())
      else if (isSettled && !hasEnd) this.#doubtful.add(subject, open)
      else {
        const always = [{ from: BEFORE_ALL, until: AFTER_ALL, answer }]
        this.#dayDependent.add({ ...named(), stretches: isSettled ? always : stretches, open, lastDay })
      }
    }
    this.#lookedAt = draft.count
    this.#certain.add(certain)
  }

  /** Whether a subject is, or stands on, what the selector names; of what stands on an unknown site: perhaps. */
  #namedPlaces(): (subject: number) => boolean {
    const { draft, entities, sites } = this.#selecting
    if (this.#lookedAt === draft.count) return () => false
    const wantedElements = numbersOf(this.#selector.get('element'), (identifier) => entities.find(identifier))
    const wantedSites = numbersOf(this.#selector.get('site'), (identifier) => sites.find(identifier))
    return (subject) =>
      (wantedElements === undefined || wantedElements.has(draft.entityOf[subject]!)) &&
      (wantedSites === undefined || wantedSites.has(draft.site[subject]!) || this.#mayStandOnAny(subject))
  }

  #meets(subject: number): Meeting {
    const ofClass = this.#answer(this.#selecting.draft.classOf[subject]!)
    const isChanging = this.#mayChange(subject)
    if (!isChanging && ofClass.answer === NO) return NOT_AT_ALL
    const stretches = isChanging ? this.#answersFromNowOn(subject) : []
    const unknown = isChanging ? ofClass.open.filter((key) => !CARRIED_KEYS.includes(key)) : ofClass.open
    const isSiteOpen = this.#selector.has('site') && this.#mayStandOnAny(subject)
    return {
      stretches,
      answer: isChanging ? answerThroughout(stretches) : ofClass.answer,
      open: isSiteOpen ? ['site', ...unknown] : unknown,
    }
  }

  /** On which days the element meets the selector, from the days asked about on. */
  #answersFromNowOn(subject: number): AnsweredStretch[] {
    const { draft, interner } = this.#selecting
    const ask = (carried: Carried) => this.#answer(classCarrying(interner, draft.classOf[subject]!, [carried])).answer
    const stretches = overlapping(stretchesSoFar(this.#selecting, subject), { earliest: this.#from, latest: AFTER_ALL })
    return stretches.map(({ from: first, until, carried }) => ({
      from: first,
      until,
      answer: carried.map(ask).reduce(agree),
    }))
  }

  #answer(classId: number): SelectorAnswer {
    return (this.#answers[classId] ??= this.#ask(classId))
  }

  /** It stands on a site, and nobody says on which. */
  #mayStandOnAny(subject: number): boolean {
    const { draft, interner } = this.#selecting
    return draft.site[subject]! < 0 && placeOf(interner, draft.classOf[subject]!) === 'somewhere'
  }

  /** Whether what is asked of the element may depend on the day. */
  #mayChange(subject: number): boolean {
    const { draft, interner } = this.#selecting
    if (![...this.#selector.keys()].some((key) => CARRIED_KEYS.includes(key))) return false
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
    return this.#hasNoEnd(subject) || (this.#isChange && this.#selecting.draft.statedEnd[subject]! < END_OF_PRESENCE)
  }

  #hasNoEnd(subject: number): boolean {
    return this.#selecting.draft.statedEnd[subject]! < this.#end
  }

  #isOfInventory(subject: number): boolean {
    const { draft, entities } = this.#selecting
    return entities.originOf(draft.entityOf[subject]!).table.schema.name === 'elements'
  }

  #identifierOf(subject: number): string {
    const { draft, entities } = this.#selecting
    return entities.identifierOf(draft.entityOf[subject]!)
  }
}

/** The numbers of what is named, as far as it is there; undefined where nothing is. */
function numbersOf(
  identifiers: readonly string[] | undefined,
  find: (identifier: string) => number | undefined,
): ReadonlySet<number> | undefined {
  return identifiers && new Set(identifiers.map(find).filter((number) => number !== undefined))
}
