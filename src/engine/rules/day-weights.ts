// What subjects, or sites, weigh in a measure on one day, as far as it is known.

import type { CivilDay } from '#base/calendar.ts'
import type { Estate, WeightColumn } from '#model/estate.ts'
import type { Measure } from './measure.ts'
import { isRanged, weightOf } from './tally-sink.ts'

export class DayWeights {
  readonly #column: WeightColumn | undefined
  readonly #day: CivilDay
  /** What is weighed, as the reasons name it. */
  readonly #measured: string
  /** Some weight is known within a range only. */
  readonly hasRanges: boolean

  constructor(measure: Measure, estate: Estate, day: CivilDay) {
    this.#column = weightOf(measure, estate)
    this.#day = day
    this.#measured = measure.weight ?? 'quantity'
    this.hasRanges = isRanged(this.#column)
  }

  /** Each weighs one. */
  get areOnes(): boolean {
    return !this.#column
  }

  /** The most it may weigh; 0 where that is not known. */
  mostOf(index: number): number {
    return this.isKnown(index) ? this.#endOf(index, 'high') : 0
  }

  isKnown(index: number): boolean {
    return Number.isFinite(this.#endOf(index, 'high'))
  }

  isRanged(index: number): boolean {
    return this.#endOf(index, 'low') !== this.#endOf(index, 'high')
  }

  #endOf(index: number, end: 'low' | 'high'): number {
    if (!this.#column) return 1
    const { series } = this.#column
    const step = series.size === 0 ? undefined : series.get(index)?.findLast((one) => one.from <= this.#day)
    return step ? step[end] : (this.#column[end][index] ?? Number.NaN)
  }

  /** What is not known of a subject, or site, without a known weight. */
  get lacking(): string {
    return `${this.#measured} not known`
  }

  get ranged(): string {
    return `${this.#measured} known within a range only`
  }
}
