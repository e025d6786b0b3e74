// Adds the stretches of a sweep up, by measure, day and category.

import { AFTER_ALL } from '#base/calendar.ts'
import type { Estate, WeightColumn } from '#model/estate.ts'
import { NO_VENDOR_GROUP } from './class-answers.ts'
import type { Cohorts, SweepMeasure } from './cohorts.ts'
import type { Measure } from './measure.ts'
import { isOperatorPartRanged, operatorPart } from './operator-part.ts'
import { type SitePart, WHOLE } from './site-stretches.ts'
import type { StretchSink } from './sweep.ts'
import { A, B, D, E, F, Tally, type TallyDays } from './tally.ts'

/** The sums of one measure; for a diversity measure one tally a vendor group, and `tally` for vendors not known. */
export interface MeasureTally {
  readonly tally: Tally
  readonly groups: readonly Tally[]
  /** How many of what is summed make a whole one: shared and split subjects are summed in parts. */
  readonly parts: number
}

/** A site is split by its subjects in thousandths. */
const PARTS_OF_SITE = 1000

/** Into how many parts a measure divides what it sums. */
export function partsOf({ isOperatorWeighted, isWeighted }: Measure, { operatorParts }: Estate): number {
  return (isOperatorWeighted ? operatorParts : 1) * (isWeighted ? PARTS_OF_SITE : 1)
}

export function createTallies(measures: readonly SweepMeasure[], estate: Estate, days: TallyDays): MeasureTally[] {
  const isPartRanged = isOperatorPartRanged(estate)
  const isSomewhere = estate.siteStart[estate.siteCount]! < estate.subjectCount
  return measures.map(({ measure, answers }) => ({
    // What a site weighs for the operator depends on which of its subjects are there.
    tally: new Tally(
      days,
      isRanged(weightOf(measure, estate)) ||
        (measure.count === 'sites' && (measure.isOperatorWeighted || isSomewhere)) ||
        (measure.isOperatorWeighted && isPartRanged),
    ),
    parts: partsOf(measure, estate),
    groups: Array.from({ length: answers.vendorGroupCount }, () => new Tally(days, false)),
  }))
}

/** Weights a measure sums; undefined: each subject, or site, counts one. */
export function weightOf(measure: Measure, estate: Estate): WeightColumn | undefined {
  if (measure.count === 'sites') return measure.weight && (estate.siteWeights[measure.weight] ?? NO_WEIGHTS)
  if (measure.weight) return estate.weights[measure.weight] ?? NO_WEIGHTS
  return measure.vendorsInRole ? undefined : estate.quantity
}

/** A measure nobody stated: every weight is unknown. */
const NO_WEIGHTS: WeightColumn = { low: new Float64Array(0), high: new Float64Array(0), series: new Map() }

/** Whether the two ends of some weight differ. */
export function isRanged(column: WeightColumn | undefined): boolean {
  if (!column) return false
  if (column.low !== column.high) return true
  for (const steps of column.series.values()) if (steps.some((step) => step.low !== step.high)) return true
  return false
}

export class TallySink implements StretchSink {
  readonly #tallies: readonly MeasureTally[]
  readonly #weights: readonly (WeightColumn | undefined)[]
  readonly #measures: readonly SweepMeasure[]
  readonly #cohortOf: Cohorts['cohortOf']
  readonly #operatorParts: readonly SitePart[]

  constructor(measures: readonly SweepMeasure[], estate: Estate, cohorts: Cohorts, tallies: readonly MeasureTally[]) {
    this.#tallies = tallies
    this.#weights = measures.map(({ measure }) => weightOf(measure, estate))
    this.#measures = measures
    this.#cohortOf = cohorts.cohortOf
    this.#operatorParts = cohorts.examples.map((subject) => operatorPart(subject, estate))
  }

  putSubject(measure: number, subject: number, category: number, from: number, until: number, group: number): void {
    const { tally, groups } = this.#tallies[measure]!
    if (group !== NO_VENDOR_GROUP) {
      const target = group < 0 ? tally : groups[group]!
      target.add(category, from, until, 1, 1)
      return
    }
    const part = this.#measures[measure]!.measure.isOperatorWeighted
      ? this.#operatorParts[this.#cohortOf[subject]!]!
      : WHOLE
    addWeighted(tally, this.#weights[measure], subject, category, from, until, part.low, part.high)
  }

  /**
   * On a site of its own, or on any other. What may be in the numerator adds one to it, and may take one from what is
   * not; what may not be adds one to the rest of the denominator, and where sites are split may take as much from the
   * numerator. A site's part for an operator is the largest on it, so there any subject may add to either.
   */
  putSomewhere(measure: number, _subject: number, category: number, from: number, until: number): void {
    const { tally, parts } = this.#tallies[measure]!
    if (this.#weights[measure]) return tally.addUnknown(from, until)
    const { isOperatorWeighted, isWeighted } = this.#measures[measure]!.measure
    const mayCount = category !== B && category !== E
    const mayNotCount = category !== A && category !== D
    const own = isOperatorWeighted || (mayCount && mayNotCount) ? F : mayCount ? D : E
    tally.add(own, from, until, parts, parts)
    if (mayCount) tally.add(B, from, until, -parts, 0)
    if (mayNotCount && isWeighted) tally.add(A, from, until, -parts, 0)
  }

  putSite(measure: number, site: number, category: number, from: number, until: number, part: SitePart): void {
    addWeighted(this.#tallies[measure]!.tally, this.#weights[measure], site, category, from, until, part.low, part.high)
  }
}

/** Adds a weight that may be unknown, ranged, or change over time, times factors that are none for nothing. */
function addWeighted(
  tally: Tally,
  column: WeightColumn | undefined,
  index: number,
  category: number,
  from: number,
  until: number,
  lowFactor: number,
  highFactor: number,
): void {
  if (!column) return tally.add(category, from, until, lowFactor, highFactor)
  const steps = column.series.size > 0 ? column.series.get(index) : undefined
  const low = index < column.low.length ? column.low[index]! : Number.NaN
  const high = index < column.high.length ? column.high[index]! : Number.NaN
  let start = from
  for (let step = -1; step < (steps?.length ?? 0); step++) {
    const end = Math.min(until, steps?.[step + 1]?.from ?? AFTER_ALL)
    if (start < end) {
      const stepLow = step < 0 ? low : steps![step]!.low
      const stepHigh = step < 0 ? high : steps![step]!.high
      if (Number.isNaN(stepLow) || stepHigh === Number.POSITIVE_INFINITY) tally.addUnknown(start, end)
      else tally.add(category, start, end, stepLow * lowFactor, stepHigh * highFactor)
      start = end
    }
  }
}
