// How often a unit of a part fails, how surely that is known, and what the field has said since.
//
// A rate is uncertain as a Gamma distribution of this mean and shape: one observed over so many failures has their number
// as its shape; a prediction has 1 / (its coefficient of variation)^2. Failures d in an exposure of h unit hours turn
// Gamma(shape a, mean m) into Gamma(shape a + d, mean (a + d) / (a / m + h)) (conjugate prior of Poisson counts).

import { HOURS_OF_A_FIT } from '#model/failures-fit.ts'
import { type RateEvidence, withFailuresSeen } from '../run-down/failure-rate.ts'

export interface FailureRate {
  /** Mean. */
  readonly failuresPerUnitHour: number
  /** Of its Gamma distribution; Infinity: exactly known. */
  readonly shape: number
}

/** Half a failure: what Jeffreys' prior of a rate knows. */
const JEFFREYS_SHAPE = 0.5

/** Below this a rate is as good as exactly known: a million failures vary by one part in 10^8 more than at a known rate. */
const LEAST_VARIATION = 1e-7

/** A rate of so many failures in 10^9 hours; `variation`: its standard deviation over its mean. */
export function predictedRate(failuresFit: number, variation: number): FailureRate {
  return {
    failuresPerUnitHour: failuresFit / HOURS_OF_A_FIT,
    shape: variation < LEAST_VARIATION ? Number.POSITIVE_INFINITY : 1 / (variation * variation),
  }
}

/** A rate that was observed over so many unit hours: as sure as the failures it then rests on, and half of one more. */
export function observedRate(failuresFit: number, unitHours: number): FailureRate {
  // None seen is not none ever: half of one.
  const failuresPerUnitHour = failuresFit === 0 ? JEFFREYS_SHAPE / unitHours : failuresFit / HOURS_OF_A_FIT
  const failures = (failuresFit / HOURS_OF_A_FIT) * unitHours
  return { failuresPerUnitHour, shape: failures + JEFFREYS_SHAPE }
}

/**
 * The rate after what the field said.
 *
 * Worked: 5,000 FIT predicted, give or take half of it (shape 4), then 30 failures in 4 million unit hours: shape 34, mean
 * 34 / (4 / 5e-6 + 4e6) = 7.083e-6 an hour, 7,083 FIT.
 */
export function updateRate(prior: FailureRate | undefined, { failures, unitHours }: RateEvidence): FailureRate {
  if (unitHours <= 0) throw new RangeError(`an exposure above 0 hours, not ${unitHours}`)
  if (prior?.shape === Number.POSITIVE_INFINITY) return prior
  const { failures: shape, unitHours: hours } = withFailuresSeen(evidenceOf(prior), { failures, unitHours })
  return { failuresPerUnitHour: shape / hours, shape }
}

function evidenceOf(rate: FailureRate | undefined): RateEvidence {
  return rate && rate.failuresPerUnitHour > 0
    ? { failures: rate.shape, unitHours: rate.shape / rate.failuresPerUnitHour }
    : { failures: JEFFREYS_SHAPE, unitHours: 0 }
}
