// How many to buy when it is the last time, where nothing is repaired and nothing else arrives.

import { exp } from '#base/elementary.ts'
import { backordersOf, poissonAtMost, poissonQuantile } from '../chance/poisson.ts'
import { checkAboveZero, checkAmount, checkCount } from '../chance/domain.ts'

/**
 * The least stock with which no failure finds an empty shelf with this probability: P(failures <= stock) >= probability.
 *
 * Worked: 65.745 failures expected: 76, 79, 85 and 92 units for 0.90, 0.95, 0.99 and 0.999.
 */
export function finalOrder(expectedFailures: number, probability: number): number {
  checkAmount('expectedFailures', expectedFailures)
  return poissonQuantile(probability, expectedFailures)
}

/** P(it lasts to the end), and how many failures on average find the shelf empty. */
export interface FinalOrderOutcome {
  readonly survival: number
  readonly expectedShort: number
}

/** Worked: 42 units for 65.745 failures: survival 0.00116382, 23.7467 short on average. */
export function finalOrderOutcome(stock: number, expectedFailures: number): FinalOrderOutcome {
  checkCount('stock', stock)
  checkAmount('expectedFailures', expectedFailures)
  return {
    survival: poissonAtMost(stock, expectedFailures),
    expectedShort: backordersOf(stock, expectedFailures).expected,
  }
}

/** What a spare costs and saves; money in one unit, time in steps. */
export interface SpareEconomics {
  readonly price: number
  /** Saved by having a spare at a failure, rather than none. */
  readonly penalty: number
  /** Of keeping one for a step. */
  readonly holdingCost: number
  /** What one that is left brings at the end. */
  readonly salvage: number
  /** Interest of a step, continuous; 0: none. */
  readonly discountRate: number
}

export interface SpareWorth {
  /** Expected at the day of the order. */
  readonly benefit: number
  readonly cost: number
}

/**
 * What the n-th spare is expected to save and to cost: it is used at the n-th failure, kept until then, and sold at the end
 * if that does not come. (After Teunter and Fortuin, "End-of-life service", International Journal of Production Economics
 * 59, 1999.) With tau the time of the n-th failure, T the end, alpha the interest: benefit = penalty E[e^(-alpha tau);
 * tau <= T], cost = price + holding E[integral of e^(-alpha t) to min(tau, T)] - salvage e^(-alpha T) P(tau > T).
 * The integral is numeric, by Gauss and Legendre on stretches of at most one failure: to ten digits.
 *
 * Worked: 2 failures a step for 3 steps, price 100, penalty 400, holding 5, salvage 10, no interest: the 6th spare saves
 * 221.7281 and costs 108.1339.
 */
export function worthOfSpare(n: number, failuresByStep: Float64Array, economics: SpareEconomics): SpareWorth {
  checkAboveZero('n', n)
  checkEconomics(economics)
  const { price, penalty, holdingCost, salvage, discountRate } = economics
  const end = exp(-discountRate * failuresByStep.length)
  const all = failuresByStep.reduce((sum, failures) => sum + failures, 0)
  const unused = poissonAtMost(n - 1, all)
  const kept = timeKept(n, failuresByStep, discountRate)
  const always = timeKept(Number.POSITIVE_INFINITY, failuresByStep, discountRate)
  // By parts: E[e^(-alpha tau); tau <= T] = e^(-alpha T) P(tau <= T) + alpha times the time it is no longer kept.
  const used = end * (1 - unused) + discountRate * (always - kept)
  return { benefit: penalty * used, cost: price + holdingCost * kept - salvage * end * unused }
}

function checkEconomics(economics: SpareEconomics): void {
  for (const [name, value] of Object.entries(economics)) checkAmount(name, value)
}

/**
 * The stock up to which each spare saves at least what it costs.
 *
 * Worked: the case above: 7.
 */
export function economicOrder(failuresByStep: Float64Array, economics: SpareEconomics): number {
  for (let stock = 0; ; stock++) {
    const { benefit, cost } = worthOfSpare(stock + 1, failuresByStep, economics)
    if (benefit < cost || benefit === 0) return stock
  }
}

/** Places and weights of five points on -1 to 1 (Abramowitz and Stegun 25.4.30). */
const PLACES = [-0.906179845938664, -0.5384693101056831, 0, 0.5384693101056831, 0.906179845938664]
const WEIGHTS = [0.23692688505618908, 0.47862867049936647, 0.5688888888888889, 0.47862867049936647, 0.23692688505618908]

/** Integral of e^(-alpha t) P(fewer than n failures by t) over all steps: discounted time for which spare n is kept. */
function timeKept(n: number, failuresByStep: Float64Array, discountRate: number): number {
  let [sum, expected] = [0, 0]
  for (const [step, failures] of failuresByStep.entries()) {
    const pieces = Math.max(2, Math.ceil(failures))
    for (let piece = 0; piece < pieces; piece++)
      for (const [point, place] of PLACES.entries()) {
        const part = (piece + (place + 1) / 2) / pieces
        const isKept = n === Number.POSITIVE_INFINITY ? 1 : poissonAtMost(n - 1, expected + part * failures)
        sum += (WEIGHTS[point]! / 2 / pieces) * exp(-discountRate * (step + part)) * isKept
      }
    expected += failures
  }
  return sum
}
