// Service lost over time in words: what sites weigh, times the hours for which their elements are short of units.

import type { JointOutcome, SparesReport } from '#model/spares-report.ts'
import { nameUnit } from '../figures.ts'
import { readingScale } from '../quantity.ts'
import { sayRough, weightUnitOf } from './words.ts'

export interface ServiceHours {
  /** `site-hours`. */
  readonly unit: string
  /** Weight-hours of the workspace in one of the unit. */
  readonly divisor: number
  readonly say: (weightHours: number | undefined) => string
}

/** In the unit that suits the largest amount told. */
export function serviceHours(report: SparesReport, largest: number): ServiceHours {
  const { unit, divisor } = readingScale(weightUnitOf(report), largest)
  return {
    unit: `${nameUnit(1, unit)}-hours`,
    divisor,
    say: (weightHours) => (weightHours === undefined ? 'unknown' : sayRough(weightHours / divisor)),
  }
}

/** How bad it may get: all but the worst 1 in 20, and 1 in 100. */
export const WORST: readonly number[] = [0.95, 0.99]

/** What that share of the replications loses at most; undefined: the report does not say. */
export function lossAt({ lossQuantiles }: JointOutcome, share: number): number | undefined {
  return lossQuantiles.find((one) => one.share === share)?.weightHours
}
