// Failures of units that wear out: Weibull lives, each unit of its own age.

import { exp, log, logGamma } from '#base/elementary.ts'

export interface Weibull {
  /** Above 1: failures come more often with age. */
  readonly shape: number
  /** Age by which 63 % have failed. */
  readonly scaleHours: number
}

/**
 * Expected failures of one unit of this age within so many hours, where a repair leaves it as old as it was:
 * ((a + h) / eta)^k - (a / eta)^k. With replacement by new units it is the first failure alone, and a little too many.
 *
 * Worked: shape 1.8, scale 3000 h, within 400 h: 0.0266 of a new unit, 0.0832 at 600 h, 0.2140 at 2400 h.
 */
export function expectedFailures({ shape, scaleHours }: Weibull, ageHours: number, withinHours: number): number {
  return power((ageHours + withinHours) / scaleHours, shape) - power(ageHours / scaleHours, shape)
}

/** Mean life in hours, for a rate of replacement in the long run. */
export function meanLifeHours({ shape, scaleHours }: Weibull): number {
  return scaleHours * exp(logGamma(1 + 1 / shape))
}

function power(base: number, exponent: number): number {
  return base === 0 ? 0 : exp(exponent * log(base))
}
