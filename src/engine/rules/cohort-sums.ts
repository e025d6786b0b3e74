// Adds subjects up by cohort first, and by measure afterwards.
//
// Where the answers of a measure hold for all subjects of a cohort, but for what it asks of their dates, its figures
// follow from how many subjects of each cohort there are on each day. So a subject is added once for all rules that
// read the same of it, and a rule costs as many additions as there are cohorts and days, however many subjects there are.

import { and, NO, type Trilean, YES } from '#base/trilean.ts'
import type { Estate, WeightColumn, Windows } from '#model/estate.ts'
import type { ClassAnswers } from './class-answers.ts'
import { answersOf, type Cohorts, joinCohorts, type SweepMeasure } from './cohorts.ts'
import { DateQuestions } from './date-tests.ts'
import { operatorPart } from './operator-part.ts'
import { addDifferences, categoryOf, type TallyDays } from './tally.ts'
import { isRanged, type MeasureTally, weightOf } from './tally-sink.ts'

/** Sums are kept within this many numbers (64 MB); subjects of the smaller cohorts are swept one by one. */
const MOST_NUMBERS = 8_000_000

/** Answers of date tests a subject can be added up under: in the denominator surely or perhaps, in the numerator or not. */
const DATE_ANSWERS: readonly { readonly denominator: Trilean; readonly numerator: Trilean }[] = [
  { denominator: 2, numerator: 2 },
  { denominator: 1, numerator: 2 },
  { denominator: 2, numerator: 1 },
  { denominator: 1, numerator: 1 },
  { denominator: 2, numerator: 0 },
  { denominator: 1, numerator: 0 },
]

/** Differences from day to day, by slot: first those of the certain days, then those of the days only possible. */
interface Sums {
  readonly low: Float64Array
  /** The same array as `low` where no weight is ranged. */
  readonly high: Float64Array
  /** Of the possible subjects whose weight is not known; empty where each counts one. */
  readonly unknown: Float64Array
}

/** What some measures read of a subject: the days of its service or presence, one or its weight, the same dates. */
export class Ledger {
  readonly measures: SweepMeasure[] = []
  readonly windows: Windows
  readonly weights: WeightColumn | undefined
  readonly isRanged: boolean
  readonly denominatorDates: DateQuestions
  readonly numeratorDates: DateQuestions
  /** Slots of one set of cohorts: one for each answer its dates can have. */
  readonly slotsOfSet: number
  readonly #tests: string
  /** By cohort its first slot, -1 where its subjects are not added up. Cohorts answered alike share their slots. */
  slotOf = new Int32Array(0)
  /** One cohort of each set that is added up, in the order of their slots. */
  covered: readonly number[] = []

  constructor({ measure, answers }: SweepMeasure, estate: Estate) {
    this.windows = measure.reads === 'service' ? estate.service : estate.presence
    this.weights = weightOf(measure, estate)
    this.isRanged = isRanged(this.weights)
    this.denominatorDates = new DateQuestions(answers.denominatorTests, estate.events)
    this.numeratorDates = new DateQuestions(answers.numeratorTests, estate.events)
    this.#tests = textOfTests(answers)
    const hasDenominatorTests = answers.denominatorTests.length > 0
    this.slotsOfSet = answers.numeratorTests.length > 0 ? 6 : hasDenominatorTests ? 2 : 1
  }

  /** Whether a measure reads the same. */
  serves({ measure, answers }: SweepMeasure, estate: Estate): boolean {
    const windows = measure.reads === 'service' ? estate.service : estate.presence
    return (
      this.windows === windows && this.weights === weightOf(measure, estate) && this.#tests === textOfTests(answers)
    )
  }

  /** The slot of a subject, -1 where it is not added. */
  find(subject: number, cohort: number): number {
    const slot = this.slotOf[cohort]!
    if (slot < 0 || this.slotsOfSet === 1) return slot
    // Most subjects are told by one day alone.
    if (
      this.denominatorDates.latest !== undefined &&
      this.denominatorDates.latest.get(subject) <= this.denominatorDates.after
    )
      return -1
    const denominator = this.denominatorDates.ask(subject)
    if (denominator === NO) return -1
    const numerator = this.numeratorDates.ask(subject)
    return slot + 2 * (YES - numerator) + (YES - denominator)
  }
}

function textOfTests({ denominatorTests, numeratorTests }: ClassAnswers): string {
  return JSON.stringify([denominatorTests, numeratorTests])
}

export class CohortSums {
  readonly #estate: Estate
  readonly #cohorts: Cohorts
  readonly #measures: readonly SweepMeasure[]
  readonly #first: number
  readonly #stride: number
  /** By measure; undefined where its subjects, or sites, must be visited. */
  readonly ledgerOf: readonly (Ledger | undefined)[]
  readonly #sums = new Map<Ledger, Sums>()

  /** `leastSubjects`: smaller cohorts are not worth their sums; by default a quarter of the days. */
  constructor(
    estate: Estate,
    cohorts: Cohorts,
    measures: readonly SweepMeasure[],
    days: TallyDays,
    leastSubjects = (days.to - days.from) / 4,
  ) {
    this.#estate = estate
    this.#cohorts = cohorts
    this.#measures = measures
    this.#first = days.from
    this.#stride = days.to - days.from + 2
    const ledgers: Ledger[] = []
    this.ledgerOf = measures.map((one) => {
      if (!one.answers.isFinal || one.measure.count === 'sites') return undefined
      let ledger = ledgers.find((known) => known.serves(one, estate))
      if (!ledger) ledgers.push((ledger = new Ledger(one, estate)))
      ledger.measures.push(one)
      return ledger
    })
    this.#chooseCohorts(ledgers, leastSubjects)
    for (const ledger of ledgers) if (ledger.covered.length > 0) this.#sums.set(ledger, this.#createSums(ledger))
  }

  /** Whether the subjects of the cohort are added up here for the measure, so that nobody need visit them. */
  covers(measure: number, cohort: number): boolean {
    return (this.ledgerOf[measure]?.slotOf[cohort] ?? -1) >= 0
  }

  /** Of each ledger the largest sets of cohorts, as far as there is room. */
  #chooseCohorts(ledgers: readonly Ledger[], leastSubjects: number): void {
    const { cohortOf, examples } = this.#cohorts
    const subjectsOf = new Uint32Array(examples.length)
    for (let subject = 0; subject < cohortOf.length; subject++) subjectsOf[cohortOf[subject]!]! += 1
    let numbers = 0
    for (const ledger of ledgers) {
      const largestFirst = joinCohorts(this.#cohorts, ledger.measures)
        .filter(([cohort]) => this.#isMet(ledger, cohort!))
        .map((set) => ({ set, subjects: set.reduce((sum, cohort) => sum + subjectsOf[cohort]!, 0) }))
        .filter(({ subjects }) => subjects >= leastSubjects)
        .sort((left, right) => right.subjects - left.subjects || left.set[0]! - right.set[0]!)
      const size = this.#sizeOfSet(ledger)
      const chosen = largestFirst.slice(0, Math.floor((MOST_NUMBERS - numbers) / size))
      numbers += chosen.length * size
      ledger.covered = chosen.map(({ set }) => set[0]!)
      ledger.slotOf = new Int32Array(examples.length).fill(-1)
      for (const [place, { set }] of chosen.entries())
        for (const cohort of set) ledger.slotOf[cohort] = place * ledger.slotsOfSet
    }
  }

  /** Whether any measure of the ledger speaks of the cohort at all. */
  #isMet(ledger: Ledger, cohort: number): boolean {
    return ledger.measures.some((one) => answersOf(one, this.#cohorts, cohort).spells.length > 0)
  }

  #sizeOfSet(ledger: Ledger): number {
    return ledger.slotsOfSet * this.#stride * ((ledger.isRanged ? 4 : 2) + (ledger.weights ? 1 : 0))
  }

  #createSums(ledger: Ledger): Sums {
    const slots = ledger.covered.length * ledger.slotsOfSet
    const low = new Float64Array(slots * 2 * this.#stride)
    return {
      low,
      high: ledger.isRanged ? new Float64Array(low.length) : low,
      unknown: new Float64Array(ledger.weights ? slots * this.#stride : 0),
    }
  }

  /** Adds the subjects [from, until) up: a pass over a few columns for each ledger. */
  add(from: number, until: number): void {
    for (const [ledger, sums] of this.#sums) {
      if (ledger.weights) this.#addWeights(ledger, ledger.weights, sums, from, until)
      else this.#addOnes(ledger, sums.low, from, until)
    }
  }

  /** The place of each numbered day in the sums; what lies outside the horizon has the place of its nearer end. */
  #placesIn({ possibleFrom }: Windows): Int32Array {
    const { days, count } = possibleFrom.numbers
    return days.subarray(0, count).map((day) => Math.min(Math.max(day - this.#first, 0), this.#stride - 1))
  }

  /** What is exact, as most dates are, costs two additions. */
  #addOnes(ledger: Ledger, sums: Float64Array, from: number, until: number): void {
    const { cohortOf } = this.#cohorts
    const { possibleFrom, certainFrom, certainUntil, possibleUntil } = codesOf(ledger.windows)
    const placeOf = this.#placesIn(ledger.windows)
    const stride = this.#stride
    for (let subject = from; subject < until; subject++) {
      const slot = ledger.find(subject, cohortOf[subject]!)
      if (slot < 0) continue
      const start = placeOf[possibleFrom[subject]!]!
      const end = placeOf[possibleUntil[subject]!]!
      if (start >= end) continue
      const certainStart = placeOf[certainFrom[subject]!]!
      const certainEnd = placeOf[certainUntil[subject]!]!
      const certain = 2 * slot * stride
      const uncertain = certain + stride
      if (certainStart >= certainEnd) {
        sums[uncertain + start]! += 1
        sums[uncertain + end]! -= 1
        continue
      }
      sums[certain + certainStart]! += 1
      sums[certain + certainEnd]! -= 1
      if (start < certainStart) {
        sums[uncertain + start]! += 1
        sums[uncertain + certainStart]! -= 1
      }
      if (certainEnd < end) {
        sums[uncertain + certainEnd]! += 1
        sums[uncertain + end]! -= 1
      }
    }
  }

  #addWeights(ledger: Ledger, weights: WeightColumn, sums: Sums, from: number, until: number): void {
    const { cohortOf } = this.#cohorts
    const { low, high, series } = weights
    const { possibleFrom, certainFrom, certainUntil, possibleUntil } = codesOf(ledger.windows)
    const placeOf = this.#placesIn(ledger.windows)
    for (let subject = from; subject < until; subject++) {
      const slot = ledger.find(subject, cohortOf[subject]!)
      if (slot < 0) continue
      const start = placeOf[possibleFrom[subject]!]!
      const end = placeOf[possibleUntil[subject]!]!
      if (start >= end) continue
      const certainStart = placeOf[certainFrom[subject]!]!
      const certainEnd = placeOf[certainUntil[subject]!]!
      // A column that is shorter than the estate says nothing of the rest.
      const lowest = subject < low.length ? low[subject]! : Number.NaN
      const highest = subject < high.length ? high[subject]! : Number.NaN
      const steps = series.size === 0 ? undefined : series.get(subject)
      if (!steps) {
        this.#addWeight(sums, slot, start, certainStart, certainEnd, end, lowest, highest)
        continue
      }
      let stepStart = start
      for (let step = -1; step < steps.length; step++) {
        const next = steps[step + 1]
        const stepEnd = next ? Math.min(next.from - this.#first, end) : end
        if (stepStart >= stepEnd) continue
        const stepLow = step < 0 ? lowest : steps[step]!.low
        const stepHigh = step < 0 ? highest : steps[step]!.high
        this.#addWeight(sums, slot, stepStart, certainStart, certainEnd, stepEnd, stepLow, stepHigh)
        stepStart = stepEnd
      }
    }
  }

  /** Adds a weight on the possible days [start, end), those of them certain that lie in [certainFrom, certainUntil). */
  #addWeight(
    sums: Sums,
    slot: number,
    start: number,
    certainFrom: number,
    certainUntil: number,
    end: number,
    low: number,
    high: number,
  ): void {
    const stride = this.#stride
    if (Number.isNaN(low) || high === Number.POSITIVE_INFINITY) {
      sums.unknown[slot * stride + start]! += 1
      sums.unknown[slot * stride + end]! -= 1
      return
    }
    const certainStart = Math.max(certainFrom, start)
    const certainEnd = Math.min(certainUntil, end)
    const certain = 2 * slot * stride
    const uncertain = certain + stride
    if (certainStart >= certainEnd) {
      addOn(sums, uncertain + start, uncertain + end, low, high)
      return
    }
    addOn(sums, certain + certainStart, certain + certainEnd, low, high)
    if (start < certainStart) addOn(sums, uncertain + start, uncertain + certainStart, low, high)
    if (certainEnd < end) addOn(sums, uncertain + certainEnd, uncertain + end, low, high)
  }

  /** Adds what was summed to the tallies of the measures. */
  foldInto(tallies: readonly MeasureTally[]): void {
    for (const [index, one] of this.#measures.entries()) {
      const ledger = this.ledgerOf[index]
      const sums = ledger && this.#sums.get(ledger)
      if (!sums) continue
      for (const [place, cohort] of ledger.covered.entries()) {
        for (let answer = 0; answer < ledger.slotsOfSet; answer++)
          this.#fold(one, cohort, sums, place * ledger.slotsOfSet + answer, answer, tallies[index]!)
      }
    }
  }

  #fold(
    one: SweepMeasure,
    cohort: number,
    { low, high, unknown }: Sums,
    slot: number,
    answer: number,
    { tally, groups }: MeasureTally,
  ): void {
    const stride = this.#stride
    const factor = one.measure.isOperatorWeighted
      ? operatorPart(this.#cohorts.examples[cohort]!, this.#estate)
      : { low: 1, high: 1 }
    const dates = DATE_ANSWERS[answer]!
    for (const spell of answersOf(one, this.#cohorts, cohort).spells) {
      const start = Math.max(spell.from - this.#first, 0)
      const end = Math.min(spell.until - this.#first, stride - 1)
      if (start >= end) continue
      const isCertain = and(spell.denominator, dates.denominator) === YES
      const numerator = and(spell.numerator, dates.numerator)
      const target = spell.vendorGroup >= 0 ? groups[spell.vendorGroup]! : tally
      const categories = [categoryOf(isCertain, numerator), categoryOf(false, numerator)]
      for (const [part, category] of categories.entries()) {
        const from = (2 * slot + part) * stride
        const into = category * stride
        addDifferences(target.low, into, low, from, start, end, factor.low)
        if (target.high !== target.low) addDifferences(target.high, into, high, from, start, end, factor.high)
      }
      if (unknown.length > 0) addDifferences(target.unknown, 0, unknown, slot * stride, start, end, 1)
    }
  }
}

function codesOf({ possibleFrom, certainFrom, certainUntil, possibleUntil }: Windows) {
  return {
    possibleFrom: possibleFrom.codes,
    certainFrom: certainFrom.codes,
    certainUntil: certainUntil.codes,
    possibleUntil: possibleUntil.codes,
  }
}

function addOn({ low: lows, high: highs }: Sums, start: number, end: number, low: number, high: number): void {
  lows[start]! += low
  lows[end]! -= low
  if (highs === lows) return
  highs[start]! += high
  highs[end]! -= high
}
