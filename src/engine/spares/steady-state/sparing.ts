// How many spares a stock needs whose failed units are all replaced after a while, by either of the two criteria in use.
//
// Units in resupply are Poisson distributed of mean failures times resupply time, whatever the law of that time (Palm's
// theorem), if failures are Poisson and each is resupplied by itself.

import { poissonAtMost, poissonQuantile } from '../chance/poisson.ts'
import { checkAmount, checkCount, checkOneOf } from '../chance/domain.ts'

/**
 * Fill: P(X <= s - 1), a spare is on the shelf when the next unit fails; it is what the sparing tables of telecom vendors
 * mean by continuity. Ready: P(X <= s), no failed unit waits for a spare. The first needs one spare more than the second.
 */
export type SparingCriterion = (typeof SPARING_CRITERIA)[number]

const SPARING_CRITERIA = ['fill', 'ready'] as const

/**
 * Units in resupply on average: failures in a resupply time.
 *
 * Worked: 100 units of 3619 FIT, resupplied within 10 days: 0.086856.
 */
export function unitsInResupply(units: number, fit: number, resupplyHours: number): number {
  checkAmount('units', units)
  checkAmount('fit', fit)
  checkAmount('resupplyHours', resupplyHours)
  return units * fit * 1e-9 * resupplyHours
}

/**
 * The least stock that meets a criterion with a probability below 1.
 *
 * Worked: 0.086856 in resupply, 0.999: 3 by fill, 2 by ready.
 */
export function sparesFor(criterion: SparingCriterion, probability: number, inResupply: number): number {
  checkOneOf('criterion', criterion, SPARING_CRITERIA)
  checkAmount('inResupply', inResupply)
  const ready = poissonQuantile(probability, inResupply)
  if (criterion === 'ready') return ready
  return probability === 0 ? 0 : ready + 1
}

/**
 * What a stock attains by a criterion.
 *
 * Worked: 2 spares, 0.086856 in resupply: 0.996439 by fill, 0.999898 by ready.
 */
export function attainedBy(criterion: SparingCriterion, stock: number, inResupply: number): number {
  checkOneOf('criterion', criterion, SPARING_CRITERIA)
  checkCount('stock', stock)
  checkAmount('inResupply', inResupply)
  return poissonAtMost(criterion === 'fill' ? stock - 1 : stock, inResupply)
}
