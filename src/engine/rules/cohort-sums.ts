// Adds subjects up by cohort first, and by measure afterwards.
//
// Where the answers of a measure hold for all subjects of a class, a measure's figures follow from how many subjects of
// each cohort there are on each day. So a subject is added once, however many rules speak of it, and a rule costs as
// many additions as there are cohorts and days, however many subjects there are.

import { YES } from '#base/trilean.ts'
import type { Estate, WeightColumn, Windows } from '#model/estate.ts'
import { answersOf, type Cohorts, type SweepMeasure } from './cohorts.ts'
import { addDifferences, categoryOf, type TallyDays } from './tally.ts'
import { isRanged, type MeasureTally, weightOf } from './tally-sink.ts'

/** Sums are kept within this many numbers (64 MB); subjects of the smaller cohorts are swept one by one. */
const MOST_NUMBERS = 8_000_000

/** What is added up of a subject: the days of its service or of its presence, and one or its weight. */
interface Reading {
  readonly windows: Windows
  readonly weights: WeightColumn | undefined
  readonly isRanged: boolean
  /** By class: which sums a subject is added to, -1 for none. */
  readonly slotOf: Int32Array
  slotCount: number
}

/** Differences from day to day, by slot: first those of the certain days, then those of the days only possible. */
interface Sums {
  readonly low: Float64Array
  /** The same array as `low` where no weight is ranged. */
  readonly high: Float64Array
  /** Of the possible subjects whose weight is not known; empty where each counts one. */
  readonly unknown: Float64Array
}

interface Covered {
  readonly cohort: number
  /** By number of the reading; -1: not read. */
  readonly slots: readonly number[]
}

export class CohortSums {
  readonly #estate: Estate
  readonly #measures: readonly SweepMeasure[]
  readonly #cohorts: Cohorts
  readonly #first: number
  readonly #stride: number
  readonly #readings: Reading[] = []
  /** Number of the reading of each measure; -1: its subjects, or sites, must be visited. */
  readonly #readingOf: readonly number[]
  readonly #sums: readonly Sums[]
  readonly #covered: readonly Covered[]
  readonly #isCovered: Uint8Array

  /** `leastSubjects`: smaller cohorts are not worth their sums; by default a quarter of the days. */
  constructor(
    estate: Estate,
    measures: readonly SweepMeasure[],
    cohorts: Cohorts,
    days: TallyDays,
    leastSubjects = (days.to - days.from) / 4,
  ) {
    this.#estate = estate
    this.#measures = measures
    this.#cohorts = cohorts
    this.#first = days.from
    this.#stride = days.to - days.from + 2
    this.#readingOf = measures.map((one) => this.#findReading(one))
    this.#isCovered = new Uint8Array(cohorts.examples.length)
    this.#covered = this.#chooseCohorts(leastSubjects)
    this.#sums = this.#readings.map((reading) => this.#createSums(reading))
  }

  /** Whether these subjects are added up here for the measure, so that nobody need visit them. */
  covers(measure: number, cohort: number): boolean {
    return this.#readingOf[measure]! >= 0 && this.#isCovered[cohort] === 1
  }

  #findReading({ measure, answers }: SweepMeasure): number {
    if (!answers.isFinal || measure.count === 'sites') return -1
    const { service, presence, classes } = this.#estate
    const windows = measure.reads === 'service' ? service : presence
    const weights = weightOf(measure, this.#estate)
    const known = this.#readings.findIndex((reading) => reading.windows === windows && reading.weights === weights)
    if (known >= 0) return known
    const slotOf = new Int32Array(classes.length).fill(-1)
    return this.#readings.push({ windows, weights, isRanged: isRanged(weights), slotOf, slotCount: 0 }) - 1
  }

  /** The largest cohorts, as far as there is room. */
  #chooseCohorts(leastSubjects: number): Covered[] {
    const { cohortOf, examples } = this.#cohorts
    const counts = new Uint32Array(examples.length)
    const { classOf, subjectCount, classes } = this.#estate
    for (let subject = 0; subject < subjectCount; subject++) counts[cohortOf[classOf[subject]!]!]! += 1
    const largestFirst = examples
      .map((_, cohort) => cohort)
      .filter((cohort) => counts[cohort]! >= leastSubjects)
      .sort((left, right) => counts[right]! - counts[left]! || left - right)

    const covered: Covered[] = []
    const slotsOf = new Map<number, readonly number[]>()
    let numbers = 0
    for (const cohort of largestFirst) {
      const isRead = this.#readingsOf(cohort)
      for (const [index, reading] of this.#readings.entries()) if (isRead[index]) numbers += this.#sizeOfSlot(reading)
      if (numbers > MOST_NUMBERS) break
      const slots = this.#readings.map((reading, index) => (isRead[index] ? reading.slotCount++ : -1))
      covered.push({ cohort, slots })
      slotsOf.set(cohort, slots)
      this.#isCovered[cohort] = 1
    }
    for (let classId = 0; classId < classes.length; classId++) {
      const slots = slotsOf.get(cohortOf[classId]!)
      if (slots) for (const [index, reading] of this.#readings.entries()) reading.slotOf[classId] = slots[index]!
    }
    return covered
  }

  #readingsOf(cohort: number): boolean[] {
    const isRead = this.#readings.map(() => false)
    for (const [index, one] of this.#measures.entries()) {
      const reading = this.#readingOf[index]!
      if (reading >= 0 && answersOf(one, this.#cohorts, cohort).spells.length > 0) isRead[reading] = true
    }
    return isRead
  }

  #sizeOfSlot(reading: Reading): number {
    return this.#stride * ((reading.isRanged ? 4 : 2) + (reading.weights ? 1 : 0))
  }

  #createSums({ isRanged: isApart, weights, slotCount }: Reading): Sums {
    const low = new Float64Array(slotCount * 2 * this.#stride)
    return {
      low,
      high: isApart ? new Float64Array(low.length) : low,
      unknown: new Float64Array(weights ? slotCount * this.#stride : 0),
    }
  }

  /** Adds the subjects [from, until) up. */
  add(from: number, until: number): void {
    for (const [index, reading] of this.#readings.entries()) {
      const sums = this.#sums[index]!
      if (reading.slotCount === 0) continue
      if (reading.weights) this.#addWeights(reading, reading.weights, sums, from, until)
      else this.#addOnes(reading, sums, from, until)
    }
  }

  /** One pass over a few columns: what is exact, as most dates are, costs two additions. */
  #addOnes({ windows, slotOf }: Reading, { low: sums }: Sums, from: number, until: number): void {
    const { classOf } = this.#estate
    const { possibleFrom, certainFrom, certainUntil, possibleUntil } = windows
    const first = this.#first
    const stride = this.#stride
    for (let subject = from; subject < until; subject++) {
      const slot = slotOf[classOf[subject]!]!
      if (slot < 0) continue
      const start = Math.max(possibleFrom[subject]! - first, 0)
      const end = Math.min(possibleUntil[subject]! - first, stride - 1)
      if (start >= end) continue
      const certainStart = Math.max(certainFrom[subject]! - first, 0)
      const certainEnd = Math.min(certainUntil[subject]! - first, stride - 1)
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

  #addWeights({ windows, slotOf }: Reading, weights: WeightColumn, sums: Sums, from: number, until: number): void {
    const { classOf } = this.#estate
    const { possibleFrom, possibleUntil } = windows
    const { low, high, series } = weights
    const first = this.#first
    const stride = this.#stride
    for (let subject = from; subject < until; subject++) {
      const slot = slotOf[classOf[subject]!]!
      if (slot < 0) continue
      const start = Math.max(possibleFrom[subject]! - first, 0)
      const end = Math.min(possibleUntil[subject]! - first, stride - 1)
      if (start >= end) continue
      // A column that is shorter than the estate says nothing of the rest.
      const lowest = subject < low.length ? low[subject]! : Number.NaN
      const highest = subject < high.length ? high[subject]! : Number.NaN
      const steps = series.size === 0 ? undefined : series.get(subject)
      if (!steps) this.#addWeight(windows, subject, sums, slot, start, end, lowest, highest)
      else {
        let stepStart = start
        for (let step = -1; step < steps.length; step++) {
          const next = steps[step + 1]
          const stepEnd = next ? Math.min(next.from - first, end) : end
          if (stepStart >= stepEnd) continue
          const stepLow = step < 0 ? lowest : steps[step]!.low
          const stepHigh = step < 0 ? highest : steps[step]!.high
          this.#addWeight(windows, subject, sums, slot, stepStart, stepEnd, stepLow, stepHigh)
          stepStart = stepEnd
        }
      }
    }
  }

  /** Adds a weight on the days [start, end) of the horizon, all of them possible. */
  #addWeight(
    { certainFrom, certainUntil }: Windows,
    subject: number,
    sums: Sums,
    slot: number,
    start: number,
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
    const certainStart = Math.max(certainFrom[subject]! - this.#first, start)
    const certainEnd = Math.min(certainUntil[subject]! - this.#first, end)
    const certain = 2 * slot * stride
    const uncertain = certain + stride
    if (certainStart >= certainEnd) {
      addWeightOn(sums, uncertain + start, uncertain + end, low, high)
      return
    }
    addWeightOn(sums, certain + certainStart, certain + certainEnd, low, high)
    if (start < certainStart) addWeightOn(sums, uncertain + start, uncertain + certainStart, low, high)
    if (certainEnd < end) addWeightOn(sums, uncertain + certainEnd, uncertain + end, low, high)
  }

  /** Adds what was summed to the tallies of the measures. */
  foldInto(tallies: readonly MeasureTally[]): void {
    for (const [index, one] of this.#measures.entries()) {
      const reading = this.#readingOf[index]!
      if (reading < 0) continue
      for (const { cohort, slots } of this.#covered) this.#fold(one, cohort, slots[reading]!, reading, tallies[index]!)
    }
  }

  #fold(one: SweepMeasure, cohort: number, slot: number, reading: number, { tally, groups }: MeasureTally): void {
    const { low, high, unknown } = this.#sums[reading]!
    const stride = this.#stride
    const example = this.#estate.classes[this.#cohorts.examples[cohort]!]!
    const factor = one.measure.isOperatorWeighted ? example.operatorThousandths : 1
    for (const spell of answersOf(one, this.#cohorts, cohort).spells) {
      const start = Math.max(spell.from - this.#first, 0)
      const end = Math.min(spell.until - this.#first, stride - 1)
      if (start >= end) continue
      const target = spell.vendorGroup >= 0 ? groups[spell.vendorGroup]! : tally
      const categories = [categoryOf(spell.denominator === YES, spell.numerator), categoryOf(false, spell.numerator)]
      for (const [part, category] of categories.entries()) {
        const from = (2 * slot + part) * stride
        const into = category * stride
        addDifferences(target.low, into, low, from, start, end, factor)
        if (target.high !== target.low) addDifferences(target.high, into, high, from, start, end, factor)
      }
      if (unknown.length > 0) addDifferences(target.unknown, 0, unknown, slot * stride, start, end, 1)
    }
  }
}

function addWeightOn({ low: lows, high: highs }: Sums, start: number, end: number, low: number, high: number): void {
  lows[start]! += low
  lows[end]! -= low
  if (highs === lows) return
  highs[start]! += high
  highs[end]! -= high
}
