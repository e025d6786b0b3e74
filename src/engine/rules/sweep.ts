// One pass over the estate that answers every measure of every rule.
//
// Sites are visited in order. An element measure passes each subject's stretches of days on at once; a sites measure
// gathers the stretches of the site's subjects first and then passes the site on by the category they make together.

import { AFTER_ALL, BEFORE_ALL } from '#base/calendar.ts'
import { and, NO, type Trilean, YES } from '#base/trilean.ts'
import { always, andSpells, during, notSpells, orSpells, type TrileanSpells } from '#base/trilean-spells.ts'
import type { Estate, Windows } from '#model/estate.ts'
import { askDate, type ClassAnswers, type DateTest } from './class-answers.ts'
import type { Measure } from './measure.ts'
import type { SubjectRecords } from './subject-records.ts'
import { A, B, C, CATEGORIES, categoryOf, D, E, F } from './tally.ts'
import type { ClassGroups } from './vendor-groups.ts'

export interface SweepMeasure {
  readonly measure: Measure
  readonly answers: ClassAnswers
  readonly groups: ClassGroups | undefined
}

/** Receives every stretch of days [from, until) on which a subject, or a site, falls into a category. */
export interface StretchSink {
  /** `group`: the vendor group of a diversity measure, -1 not known; -2 for all other measures. */
  putSubject(measure: number, subject: number, category: number, from: number, until: number, group: number): void
  /** `factor`: thousandths of the site's weight where the measure splits or shares weights, else 1. */
  putSite(measure: number, site: number, category: number, from: number, until: number, factor: number): void
  /** A stretch of one subject that will be part of its site's. */
  gather?(measure: number, subject: number, category: number, from: number, until: number): void
}

/** Stretches of days of one site's subjects, gathered for one measure. */
class SiteStretches {
  count = 0
  from = new Int32Array(32)
  until = new Int32Array(32)
  category = new Uint8Array(32)
  thousandths = 0

  add(category: number, from: number, until: number): void {
    if (this.count === this.from.length) this.#grow()
    this.from[this.count] = from
    this.until[this.count] = until
    this.category[this.count] = category
    this.count += 1
  }

  #grow(): void {
    const longer = <Values extends Int32Array | Uint8Array>(values: Values): Values => {
      const larger = new (values.constructor as new (length: number) => Values)(values.length * 2)
      larger.set(values)
      return larger
    }
    this.from = longer(this.from)
    this.until = longer(this.until)
    this.category = longer(this.category)
  }
}

/** How a measure meets a class: `plain` answers hold on all days for all its subjects. */
interface Meeting {
  readonly measure: number
  readonly isPlain: boolean
  readonly denominator: Trilean
  readonly numerator: Trilean
}

export class Sweep {
  readonly #estate: Estate
  readonly #measures: readonly SweepMeasure[]
  readonly #records: SubjectRecords
  readonly #sink: StretchSink
  readonly #windows: readonly Windows[]
  readonly #meetings: readonly (readonly Meeting[])[]
  readonly #stretches: readonly SiteStretches[]
  readonly #touched: number[] = []
  #site = 0
  /** Companion answers of the current site, by measure; made when first asked for. */
  readonly #companions = new Map<number, TrileanSpells>()

  constructor(estate: Estate, measures: readonly SweepMeasure[], records: SubjectRecords, sink: StretchSink) {
    this.#estate = estate
    this.#measures = measures
    this.#records = records
    this.#sink = sink
    this.#windows = measures.map(({ measure }) => (measure.reads === 'service' ? estate.service : estate.presence))
    this.#stretches = measures.map(() => new SiteStretches())
    this.#meetings = estate.classes.map((_, classId) => measures.flatMap((one, index) => meet(one, index, classId)))
  }

  /** Visits the sites [fromSite, untilSite); the subjects without a site are visited as site `siteCount`. */
  visit(fromSite: number, untilSite: number): void {
    const { siteStart, classOf } = this.#estate
    for (let site = fromSite; site < untilSite; site++) {
      this.#site = site
      const end = siteStart[site + 1]!
      for (let subject = siteStart[site]!; subject < end; subject++) {
        const meetings = this.#meetings[classOf[subject]!]!
        for (let index = 0; index < meetings.length; index++) {
          const meeting = meetings[index]!
          if (meeting.isPlain)
            this.#add(meeting.measure, subject, BEFORE_ALL, AFTER_ALL, meeting.denominator, meeting.numerator)
          else this.#addByDay(meeting.measure, subject)
        }
      }
      if (this.#touched.length > 0) this.#settleSite()
      if (this.#companions.size > 0) this.#companions.clear()
    }
  }

  /** Adds the days of [from, until) on which the subject counts, for certain or possibly. */
  #add(
    index: number,
    subject: number,
    from: number,
    until: number,
    denominator: Trilean,
    numerator: Trilean,
    group = -2,
  ): void {
    const windows = this.#windows[index]!
    const possibleFrom = Math.max(windows.possibleFrom[subject]!, from)
    const possibleUntil = Math.min(windows.possibleUntil[subject]!, until)
    if (possibleFrom >= possibleUntil) return
    const certainFrom = Math.max(windows.certainFrom[subject]!, from)
    const certainUntil = Math.min(windows.certainUntil[subject]!, until)
    const uncertain = categoryOf(false, numerator)
    if (denominator === YES && certainFrom < certainUntil) {
      this.#put(index, subject, categoryOf(true, numerator), certainFrom, certainUntil, group)
      if (possibleFrom < certainFrom) this.#put(index, subject, uncertain, possibleFrom, certainFrom, group)
      if (certainUntil < possibleUntil) this.#put(index, subject, uncertain, certainUntil, possibleUntil, group)
    } else this.#put(index, subject, uncertain, possibleFrom, possibleUntil, group)
  }

  #put(index: number, subject: number, category: number, from: number, until: number, group: number): void {
    const { measure } = this.#measures[index]!
    if (measure.count === 'sites') {
      if (this.#site === this.#estate.siteCount) return
      const stretches = this.#stretches[index]!
      if (stretches.count === 0) {
        this.#touched.push(index)
        stretches.thousandths = 0
      }
      stretches.add(category, from, until)
      this.#sink.gather?.(index, subject, category, from, until)
      if (measure.isOperatorWeighted) {
        const { operatorThousandths } = this.#estate.classes[this.#estate.classOf[subject]!]!
        if (operatorThousandths > stretches.thousandths) stretches.thousandths = operatorThousandths
      }
      return
    }
    this.#sink.putSubject(index, subject, category, from, until, group)
  }

  /** The general way: answers that change with the day, or differ between subjects of a class. */
  #addByDay(index: number, subject: number): void {
    const { measure, answers, groups } = this.#measures[index]!
    const { events, classOf, entityOf } = this.#estate
    const classId = classOf[subject]!
    const denominatorDates = askDates(answers.denominatorTests, events, subject)
    if (denominatorDates === NO) return
    const numeratorDates = askDates(answers.numeratorTests, events, subject)
    let condition = always(YES)
    for (const exception of answers.datedExceptions) {
      const dates = askDates(exception.tests, events, subject)
      if (dates !== NO)
        condition = andSpells(condition, notSpells(andSpells(exception.answers[classId]!, always(dates))))
    }
    if (measure.onSiteWith) condition = andSpells(condition, this.#companionAnswers(index))
    if (measure.regime !== undefined)
      condition = andSpells(condition, this.#records.withoutAuthorisation(measure.regime, entityOf[subject]!))
    if (measure.waiversOf !== undefined)
      condition = andSpells(condition, notSpells(this.#records.waived(measure.waiversOf, entityOf[subject]!)))

    for (const spell of answers.spells[classId]!) {
      const numerator = and(spell.numerator, numeratorDates)
      for (const stretch of condition) {
        const from = Math.max(spell.from, stretch.from)
        const until = Math.min(spell.until, stretch.until)
        const denominator = and(and(spell.denominator, denominatorDates), stretch.value)
        if (from >= until || denominator === NO) continue
        if (!groups) this.#add(index, subject, from, until, denominator, numerator)
        else {
          for (const part of groups.spells[classId]!) {
            const start = Math.max(from, part.from)
            const end = Math.min(until, part.until)
            if (start < end) this.#add(index, subject, start, end, denominator, YES, part.group)
          }
        }
      }
    }
  }

  /** Days on which what must be on the site is there, by the subjects of the current site. */
  #companionAnswers(index: number): TrileanSpells {
    const known = this.#companions.get(index)
    if (known) return known
    const { siteStart, siteCount, classOf, events } = this.#estate
    const { measure, answers } = this.#measures[index]!
    const windows = measure.onSiteWith!.reads === 'service' ? this.#estate.service : this.#estate.presence
    let answer = always(NO)
    if (this.#site < siteCount) {
      for (let subject = siteStart[this.#site]!; subject < siteStart[this.#site + 1]!; subject++) {
        const asked = answers.companions![classOf[subject]!]!
        const dates = askDates(answers.companionTests, events, subject)
        if (dates === NO || (asked.length === 1 && asked[0]!.value === NO)) continue
        const possible = during(windows.possibleFrom[subject]!, windows.possibleUntil[subject]!, 1)
        const certain = during(windows.certainFrom[subject]!, windows.certainUntil[subject]!, YES)
        answer = orSpells(answer, andSpells(andSpells(asked, always(dates)), orSpells(possible, certain)))
      }
    }
    this.#companions.set(index, answer)
    return answer
  }

  #settleSite(): void {
    for (const index of this.#touched) {
      const stretches = this.#stretches[index]!
      const { measure } = this.#measures[index]!
      if (stretches.count === 1 && !measure.isWeighted) {
        this.#putSite(index, stretches.category[0]!, stretches.from[0]!, stretches.until[0]!, stretches.thousandths)
      } else this.#settleStretches(index, stretches)
      stretches.count = 0
    }
    this.#touched.length = 0
  }

  #putSite(index: number, category: number, from: number, until: number, thousandths: number): void {
    const factor = this.#measures[index]!.measure.isOperatorWeighted ? thousandths : 1
    this.#sink.putSite(index, this.#site, category, from, until, factor)
  }

  /** Walks the days on which some stretch begins or ends, and adds the site by the category of each stretch between. */
  #settleStretches(index: number, stretches: SiteStretches): void {
    const turns = orderTurns(stretches)
    const counts = COUNTS.fill(0)
    const { isWeighted } = this.#measures[index]!.measure
    let pending = -1
    let pendingFrom = 0
    for (let turn = 0; turn < turns; ) {
      const day = TURN_DAY[turn]!
      while (turn < turns && TURN_DAY[turn] === day) {
        const change = TURN_CHANGE[turn]!
        if (change >= 0) counts[change]! += 1
        else counts[-1 - change]! -= 1
        turn += 1
      }
      if (isWeighted) {
        if (turn < turns) this.#putPart(index, counts, day, TURN_DAY[turn]!, stretches.thousandths)
        continue
      }
      const category = siteCategory(counts)
      if (category === pending) continue
      if (pending >= 0) this.#putSite(index, pending, pendingFrom, day, stretches.thousandths)
      pending = category
      pendingFrom = day
    }
  }

  /** A weighted site: its weight, in thousandths, is split by the number of its elements. */
  #putPart(index: number, counts: Int32Array, from: number, until: number, thousandths: number): void {
    const [a, b, c, d, e, f] = [counts[A]!, counts[B]!, counts[C]!, counts[D]!, counts[E]!, counts[F]!]
    const { measure } = this.#measures[index]!
    const own = measure.isOperatorWeighted ? thousandths : 1
    const put = (category: number, part: number): void => {
      if (part > 0) this.#sink.putSite(index, this.#site, category, from, until, own * part)
    }
    if (a + b + c > 0) {
      const low = Math.floor((1000 * a) / (a + b + c + e + f))
      const high = Math.ceil((1000 * (a + c + d + f)) / (a + b + c + d + f))
      put(A, low)
      put(B, 1000 - high)
      put(C, high - low)
    } else if (d + e + f > 0) put(siteCategory(counts), 1000)
  }
}

const COUNTS = new Int32Array(CATEGORIES.length)
let TURN_DAY = new Int32Array(64)
/** A category that begins, or -1 - category that ends. */
let TURN_CHANGE = new Int32Array(64)

/** Puts beginnings and ends in order of days (insertion sort: a site has few); returns how many there are. */
function orderTurns(stretches: SiteStretches): number {
  if (TURN_DAY.length < stretches.count * 2) {
    TURN_DAY = new Int32Array(stretches.count * 4)
    TURN_CHANGE = new Int32Array(stretches.count * 4)
  }
  let count = 0
  const insert = (day: number, change: number): void => {
    let place = count++
    while (place > 0 && TURN_DAY[place - 1]! > day) {
      TURN_DAY[place] = TURN_DAY[place - 1]!
      TURN_CHANGE[place] = TURN_CHANGE[place - 1]!
      place -= 1
    }
    TURN_DAY[place] = day
    TURN_CHANGE[place] = change
  }
  for (let index = 0; index < stretches.count; index++) {
    insert(stretches.from[index]!, stretches.category[index]!)
    insert(stretches.until[index]!, -1 - stretches.category[index]!)
  }
  return count
}

/** The category of a site by the categories of its subjects; -1: none is possible. */
function siteCategory(counts: Int32Array): number {
  if (counts[A]! > 0) return A
  if (counts[B]! + counts[C]! > 0) return counts[C]! + counts[D]! + counts[F]! > 0 ? C : B
  const onlyD = counts[E]! + counts[F]! === 0
  const onlyE = counts[D]! + counts[F]! === 0
  if (onlyD && onlyE) return -1
  return onlyD ? D : onlyE ? E : F
}

function askDates(tests: readonly DateTest[], events: Estate['events'], subject: number): Trilean {
  let answer: Trilean = YES
  for (const test of tests) answer = and(answer, askDate(test, events, subject))
  return answer
}

function meet({ measure, answers, groups }: SweepMeasure, index: number, classId: number): Meeting[] {
  const spells = answers.spells[classId]!
  if (spells.length === 0 || (groups && groups.spells[classId]!.length === 0)) return []
  const [only] = spells
  const isPlain =
    spells.length === 1 &&
    only!.from <= BEFORE_ALL &&
    only!.until >= AFTER_ALL &&
    !groups &&
    answers.denominatorTests.length + answers.numeratorTests.length + answers.datedExceptions.length === 0 &&
    measure.onSiteWith === undefined &&
    measure.regime === undefined &&
    measure.waiversOf === undefined
  return [{ measure: index, isPlain, denominator: only!.denominator, numerator: only!.numerator }]
}
