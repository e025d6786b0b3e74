// Weights by day and category, as differences: adding a stretch of days is two additions, whatever its length.

import type { Trilean } from '#base/trilean.ts'
import { NO, YES } from '#base/trilean.ts'

/** The six categories of `docs/models/rules.md`, "Shares". */
export const CATEGORIES = ['a', 'b', 'c', 'd', 'e', 'f'] as const
export const A = 0
export const B = 1
export const C = 2
export const D = 3
export const E = 4
export const F = 5

/** Category of a subject whose numerator answer is `numerator`; `isCertain`: it counts that day and is in the denominator for certain. */
export function categoryOf(isCertain: boolean, numerator: Trilean): number {
  const column = numerator === YES ? A : numerator === NO ? B : C
  return isCertain ? column : column + D
}

/** Whether the subject is, or may be, in the numerator. */
export function isInNumerator(category: number): boolean {
  return category !== B && category !== E
}

/** The days of a tally: `from` to `to`, both included. */
export interface TallyDays {
  readonly from: number
  readonly to: number
}

/**
 * Sums are of whole numbers below 2^53, so their order does not matter and tallies of parts of an estate add up to the
 * tally of the whole, bit for bit.
 */
export class Tally {
  readonly from: number
  /** Days, and one more that takes the ends beyond the horizon. */
  readonly stride: number
  /** Six runs of `stride` differences: smallest weights. */
  readonly low: Float64Array
  /** Largest weights; the same array as `low` where no weight is ranged. */
  readonly high: Float64Array
  /** Possible subjects of the denominator whose weight is not known. */
  readonly unknown: Float64Array

  constructor(days: TallyDays, isRanged: boolean) {
    this.from = days.from
    this.stride = days.to - days.from + 2
    this.low = new Float64Array(this.stride * CATEGORIES.length)
    this.high = isRanged ? new Float64Array(this.stride * CATEGORIES.length) : this.low
    this.unknown = new Float64Array(this.stride)
  }

  /** Adds a weight in [low, high] on the days [from, until). */
  add(category: number, from: number, until: number, low: number, high: number): void {
    const start = Math.max(from - this.from, 0)
    const end = Math.min(until - this.from, this.stride - 1)
    if (start >= end) return
    const base = category * this.stride
    this.low[base + start]! += low
    this.low[base + end]! -= low
    if (this.high === this.low) return
    this.high[base + start]! += high
    this.high[base + end]! -= high
  }

  addUnknown(from: number, until: number): void {
    const start = Math.max(from - this.from, 0)
    const end = Math.min(until - this.from, this.stride - 1)
    if (start >= end) return
    this.unknown[start]! += 1
    this.unknown[end]! -= 1
  }
}

/**
 * Adds differences from `source`, times `factor`, to those of `target`, as if they had been added for the days
 * [start, end) alone.
 */
export function addDifferences(
  target: Float64Array,
  targetBase: number,
  source: Float64Array,
  sourceBase: number,
  start: number,
  end: number,
  factor: number,
): void {
  let sum = 0
  for (let day = 0; day <= start; day++) sum += source[sourceBase + day]!
  target[targetBase + start]! += sum * factor
  for (let day = start + 1; day < end; day++) {
    const difference = source[sourceBase + day]!
    sum += difference
    target[targetBase + day]! += difference * factor
  }
  target[targetBase + end]! -= sum * factor
}
