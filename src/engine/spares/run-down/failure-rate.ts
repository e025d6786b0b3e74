// What is known of a failure rate: a prediction and what was seen in the field, as one Gamma distribution.

import { type Distribution, negativeBinomial, poissonDistribution } from '../chance/distribution.ts'
import { checkAboveZero, checkAmount } from '../chance/domain.ts'

const HOURS_A_YEAR = 8766

/** The rate is Gamma distributed: `failures` seen (or as good as seen) in `unitHours`. Mean failures / unitHours. */
export interface RateEvidence {
  readonly failures: number
  readonly unitHours: number
}

/**
 * A predicted rate as good as so many failures seen: its standard deviation is the rate over the square root of these.
 *
 * Worked: 5000 FIT worth 4 failures: 4 failures in 800,000 unit-hours.
 */
export function evidenceOfPrediction(fit: number, worthFailures: number): RateEvidence {
  checkAboveZero('fit', fit)
  checkAboveZero('worthFailures', worthFailures)
  return { failures: worthFailures, unitHours: worthFailures / (fit * 1e-9) }
}

/**
 * With what was seen since (the Gamma distribution is conjugate to Poisson failures).
 *
 * Worked: 4 failures in 800,000 unit-hours, then 2 more in 1,000,000: 6 in 1,800,000, 3333 FIT.
 */
export function withFailuresSeen(prior: RateEvidence, seen: RateEvidence): RateEvidence {
  for (const { failures, unitHours } of [prior, seen]) {
    checkAmount('failures', failures)
    checkAmount('unitHours', unitHours)
  }
  return { failures: prior.failures + seen.failures, unitHours: prior.unitHours + seen.unitHours }
}

/** Mean rate in failures in 10^9 unit-hours. Worked: 6 failures in 1,800,000 unit-hours: 3333 FIT. */
export function fitOf({ failures, unitHours }: RateEvidence): number {
  checkAmount('failures', failures)
  checkAboveZero('unitHours', unitHours)
  return (failures / unitHours) * 1e9
}

/**
 * How many will fail in so many unit-hours: negative binomial with r = failures and p = unitHours / (unitHours + exposure),
 * of mean failures exposure / unitHours and of a variance 1 + exposure / unitHours times that.
 *
 * Worked: 6 failures in 1,800,000 unit-hours; in 900,000 more 3 are expected, with a variance of 4.5; none with probability 0.0878.
 */
export function failuresAhead({ failures, unitHours }: RateEvidence, exposureHours: number): Distribution {
  checkAmount('failures', failures)
  checkAboveZero('unitHours', unitHours)
  checkAmount('exposureHours', exposureHours)
  const ratio = exposureHours / unitHours
  // So little may be left to learn that the two cannot be told apart.
  return ratio < 1e-9 ? poissonDistribution(failures * ratio) : negativeBinomial(failures * ratio, 1 + ratio)
}

/**
 * Failures in 10^9 h of a unit with this mean time between failures, in a place with this factor (1 of a central office, 1.5
 * of a remote terminal: TR-332, as quoted with the Lucent DDM-2000).
 *
 * Worked: 4 years (35,064 h): 28,519 FIT, and 42,779 in a remote terminal.
 */
export function fitOfMtbf(hours: number, environmentFactor = 1): number {
  checkAboveZero('hours', hours)
  checkAboveZero('environmentFactor', environmentFactor)
  return (environmentFactor / hours) * 1e9
}

/**
 * Failures of the first year over those of later years; an early rate beyond this is rather a fault of the data (the limit
 * for the Lucent DDM-2000 is "less than 2.5").
 *
 * Worked: TL 9000's example, 3.2049 % early and 1.5600 % in the long run, is within it: 2.05.
 */
export const INFANT_MORTALITY_LIMIT = 2.5

/** Units returned in a month, and units shipped that were of that age: to 6 months, 7 to 18, and longer ago. */
export interface FieldReturns {
  readonly returned: number
  readonly population: number
}

/**
 * Yearly returns in % of the population, from one month: 100 x 12 x returned / population. By age since shipment these are
 * the early return index (ERI, to 6 months), the yearly return rate (YRR, 7 to 18) and the long-term return rate (LTR) of
 * TL 9000. For a run-down use LTR; of units installed within 18 months ERI and YRR.
 *
 * Worked: 153 of 57,288, 163 of 99,626 and 39 of 30,000: 3.2049, 1.9633 and 1.5600 %.
 */
export function yearlyReturnPercent({ returned, population }: FieldReturns): number {
  checkAmount('returned', returned)
  checkAboveZero('population', population)
  return (100 * 12 * returned) / population
}

/**
 * Failures in 10^9 h of a yearly share, with 8766 h in a year. Returns with no fault found are in it.
 *
 * Worked: 1.56 % are 1780 FIT.
 */
export function fitOfYearlyPercent(percent: number): number {
  checkAmount('percent', percent)
  return (percent / 100 / HOURS_A_YEAR) * 1e9
}
