// Subjects in the order they arrive, before they are put in the order of their sites.

import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import { DayColumn, DayNumbers } from '#model/day-column.ts'
import type { WeightStep } from '#model/estate.ts'
import type { ConditionEvent } from '#model/rule.ts'
import type { WeightMeasure } from '#model/tables.ts'
import type { Edit } from './configurations.ts'
import { ENDED_BY_PLAN } from './stated-end.ts'

type Numbers = Uint8Array | Int32Array | Uint32Array | Float64Array

function enlarge<Values extends Numbers>(values: Values, capacity: number): Values {
  const larger = new (values.constructor as new (length: number) => Values)(capacity)
  larger.set(values)
  return larger
}

/** Room for more: twice as much, but of what is large already only an eighth more. */
export function enlargedCapacity(capacity: number): number {
  return capacity < 1_000_000 ? capacity * 2 : Math.ceil(capacity * 1.125)
}

export class WindowsDraft {
  readonly possibleFrom: DayColumn
  readonly certainFrom: DayColumn
  readonly certainUntil: DayColumn
  readonly possibleUntil: DayColumn

  constructor(numbers: DayNumbers) {
    this.possibleFrom = new DayColumn(numbers)
    this.certainFrom = new DayColumn(numbers)
    this.certainUntil = new DayColumn(numbers)
    this.possibleUntil = new DayColumn(numbers)
  }

  get columns(): readonly DayColumn[] {
    return [this.possibleFrom, this.certainFrom, this.certainUntil, this.possibleUntil]
  }

  copy(from: number, to: number): void {
    this.possibleFrom.set(to, this.possibleFrom.get(from))
    this.certainFrom.set(to, this.certainFrom.get(from))
    this.certainUntil.set(to, this.certainUntil.get(from))
    this.possibleUntil.set(to, this.possibleUntil.get(from))
  }

  /** The subject may never have been: it is there for certain on no day. */
  doubt(subject: number): void {
    this.certainUntil.set(subject, BEFORE_ALL)
  }

  /** The last day is in [earliest, latest], both days counted. */
  endBy(subject: number, earliest: number, latest: number): void {
    this.certainUntil.set(
      subject,
      Math.min(this.certainUntil.get(subject), earliest >= AFTER_ALL ? AFTER_ALL : earliest + 1),
    )
    this.possibleUntil.set(
      subject,
      Math.min(this.possibleUntil.get(subject), latest >= AFTER_ALL ? AFTER_ALL : latest + 1),
    )
  }

  /** The last day is in [earliest, latest], both days counted, instead of one that was not known. */
  endOn(subject: number, earliest: number, latest: number): void {
    this.certainUntil.set(subject, AFTER_ALL)
    this.possibleUntil.set(subject, AFTER_ALL)
    this.endBy(subject, earliest, latest)
  }

  /** On the days [from, until) alone. */
  keepWithin(subject: number, from: number, until: number): void {
    this.possibleFrom.set(subject, Math.max(this.possibleFrom.get(subject), from))
    this.certainFrom.set(subject, Math.max(this.certainFrom.get(subject), from))
    this.certainUntil.set(subject, Math.min(this.certainUntil.get(subject), until))
    this.possibleUntil.set(subject, Math.min(this.possibleUntil.get(subject), until))
  }

  /** The subject takes over on a day in [earliest, latest]. */
  takeOver(subject: number, earliest: number, latest: number): void {
    this.possibleFrom.set(subject, Math.max(this.possibleFrom.get(subject), earliest))
    this.certainFrom.set(subject, Math.max(this.certainFrom.get(subject), latest))
  }
}

export class EventDraft {
  readonly earliest: DayColumn
  readonly latest: DayColumn

  constructor(numbers: DayNumbers) {
    this.earliest = new DayColumn(numbers)
    this.latest = new DayColumn(numbers)
  }
}

export class WeightDraft {
  low = new Float64Array(0)
  /** The same array as `low` as long as no weight is ranged. */
  high = this.low

  reserve(capacity: number, filled: number): void {
    const before = this.low.length
    const { isRanged } = this
    this.low = enlarge(this.low, capacity).fill(Number.NaN, Math.max(before, filled))
    this.high = isRanged ? enlarge(this.high, capacity).fill(Number.NaN, Math.max(before, filled)) : this.low
  }

  get isRanged(): boolean {
    return this.high !== this.low
  }

  set(subject: number, low: number, high: number): void {
    const isUnknown = Number.isNaN(low) || high === Number.POSITIVE_INFINITY
    if (!isUnknown && low !== high && !this.isRanged) this.high = this.low.slice()
    this.low[subject] = isUnknown ? Number.NaN : low
    this.high[subject] = isUnknown ? Number.NaN : high
  }
}

export class SubjectDraft {
  count = 0
  #capacity = 0
  /** Site index, or -1. */
  site = new Int32Array(0)
  classOf = new Uint32Array(0)
  entityOf = new Uint32Array(0)
  /** A `StatedEnd`; of what was changed into another subject the presence is over. */
  statedEnd = new Uint8Array(0)
  readonly #dayNumbers = new DayNumbers()
  readonly service = new WindowsDraft(this.#dayNumbers)
  readonly presence = new WindowsDraft(this.#dayNumbers)
  readonly events = new Map<ConditionEvent, EventDraft>()
  readonly weights = new Map<WeightMeasure, WeightDraft>()
  readonly series = new Map<WeightMeasure, Map<number, readonly WeightStep[]>>()
  quantity: WeightDraft | undefined
  /** Of what an element was changed into the change, and the days between which it was made. */
  readonly changes = new Map<number, Edit>()
  /** Those that were ended, or changed into others, one after the other. */
  readonly ended: number[] = []

  constructor(
    capacity: number,
    events: Iterable<ConditionEvent>,
    measures: Iterable<WeightMeasure>,
    hasQuantities: boolean,
  ) {
    for (const event of events) this.events.set(event, new EventDraft(this.#dayNumbers))
    for (const measure of measures) this.weights.set(measure, new WeightDraft())
    if (hasQuantities) this.quantity = new WeightDraft()
    this.#reserve(Math.max(capacity, 16))
  }

  #reserve(capacity: number): void {
    this.#capacity = capacity
    this.site = enlarge(this.site, capacity)
    this.classOf = enlarge(this.classOf, capacity)
    this.entityOf = enlarge(this.entityOf, capacity)
    this.statedEnd = enlarge(this.statedEnd, capacity)
    for (const column of this.dayColumns()) column.reserve(capacity)
    for (const weight of this.weights.values()) weight.reserve(capacity, this.count)
    this.quantity?.reserve(capacity, this.count)
  }

  /** Every column of days, in no order that matters. */
  dayColumns(): DayColumn[] {
    const events = [...this.events.values()].flatMap(({ earliest, latest }) => [earliest, latest])
    return [...this.service.columns, ...this.presence.columns, ...events]
  }

  /** A new subject of which nothing is known but what it is. */
  add(site: number, classId: number, entity: number): number {
    if (this.count === this.#capacity) this.#reserve(enlargedCapacity(this.#capacity))
    const subject = this.count++
    this.site[subject] = site
    this.classOf[subject] = classId
    this.entityOf[subject] = entity
    for (const event of this.events.values()) {
      event.earliest.set(subject, BEFORE_ALL)
      event.latest.set(subject, AFTER_ALL)
    }
    this.quantity?.set(subject, 1, 1)
    return subject
  }

  /** A second configuration of the same subject. */
  split(subject: number, classId: number): number {
    const twin = this.add(this.site[subject]!, classId, this.entityOf[subject]!)
    this.copyDays(subject, twin)
    this.inheritWeights(subject, twin)
    if (this.quantity) {
      this.quantity.low[twin] = this.quantity.low[subject]!
      this.quantity.high[twin] = this.quantity.high[subject]!
    }
    return twin
  }

  /** Its presence is over, or goes on as that of another subject. */
  end(subject: number): void {
    this.statedEnd[subject] = ENDED_BY_PLAN
    this.ended.push(subject)
  }

  copyDays(from: number, to: number): void {
    this.service.copy(from, to)
    this.presence.copy(from, to)
    for (const event of this.events.values()) {
      event.earliest.set(to, event.earliest.get(from))
      event.latest.set(to, event.latest.get(from))
    }
  }

  inheritWeights(from: number, to: number): void {
    for (const [measure, weight] of this.weights) {
      weight.low[to] = weight.low[from]!
      weight.high[to] = weight.high[from]!
      const steps = this.series.get(measure)?.get(from)
      if (steps) this.series.get(measure)!.set(to, steps)
    }
  }
}
