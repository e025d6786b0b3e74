// The figures of a measure day by day: shares as intervals, counts as ranges.

import { compareShare, type Rational } from '#base/rational.ts'
import { A, B, C, D, E, F, type Tally } from './tally.ts'
import type { MeasureTally } from './tally-sink.ts'

/** Turns the differences of a tally into the sums of each day, in place; the tally must be complete. */
export function accumulate(tally: Tally): void {
  const arrays = tally.high === tally.low ? [tally.low] : [tally.low, tally.high]
  for (const values of arrays) {
    for (let base = 0; base < values.length; base += tally.stride) {
      for (let day = 1; day < tally.stride; day++) values[base + day]! += values[base + day - 1]!
    }
  }
  for (let day = 1; day < tally.stride; day++) tally.unknown[day]! += tally.unknown[day - 1]!
}

/** A share in [lowNumerator / lowDenominator, highNumerator / highDenominator]. */
export interface ShareRange {
  readonly lowNumerator: number
  readonly lowDenominator: number
  readonly highNumerator: number
  readonly highDenominator: number
}

/** The share on the day with this index; `not applicable`: nothing to share; `unknown`: a weight is not known. */
export function shareOn({ tally }: MeasureTally, day: number): ShareRange | 'not applicable' | 'unknown' {
  if (tally.unknown[day]! > 0) return 'unknown'
  const { low, high, stride } = tally
  // What stands nobody knows where may take more from a sum than there is.
  const lowOf = (category: number) => Math.max(low[category * stride + day]!, 0)
  const highOf = (category: number) => high[category * stride + day]!
  const highNumerator = highOf(A) + highOf(C) + highOf(D) + highOf(F)
  if (highNumerator + highOf(B) + highOf(E) === 0) return 'not applicable'
  return {
    lowNumerator: lowOf(A),
    lowDenominator: lowOf(A) + highOf(B) + highOf(C) + highOf(E) + highOf(F),
    highNumerator,
    highDenominator: highNumerator + lowOf(B),
  }
}

/** Sign of the share's end minus the limit; an empty denominator makes the share 0. */
export function compareEnd(numerator: number, denominator: number, limit: Rational): number {
  return denominator === 0 ? Math.sign(0 - limit.numerator) : compareShare(numerator, denominator, limit)
}

export function ratio(numerator: number, denominator: number): number {
  return denominator === 0 ? 0 : numerator / denominator
}

/** Whole numbers that the true count lies between; `high` is Infinity where a quantity is not known. */
export interface CountRange {
  readonly low: number
  readonly high: number
}

export function countOn({ tally }: MeasureTally, day: number): CountRange {
  const { low, high, stride } = tally
  const isOpen = tally.unknown[day]! > 0
  return {
    low: low[A * stride + day]!,
    high: isOpen ? Number.POSITIVE_INFINITY : high[A * stride + day]! + high[D * stride + day]!,
  }
}

/** How many different vendors there are: known ones for certain, against every unknown one being another. */
export function vendorsOn({ tally, groups }: MeasureTally, day: number): CountRange {
  let certain = 0
  let possible = 0
  for (const group of groups) {
    const isCertain = group.low[A * group.stride + day]! > 0
    if (isCertain) certain += 1
    if (isCertain || group.low[D * group.stride + day]! > 0) possible += 1
  }
  const unknownCertain = tally.low[A * tally.stride + day]!
  const unknownPossible = tally.low[D * tally.stride + day]!
  return { low: certain === 0 && unknownCertain > 0 ? 1 : certain, high: possible + unknownCertain + unknownPossible }
}
