// For how long a stock lasts with a given probability, against how long it must.
//
// Cover is told in time lasted with a probability, never as stock over mean failures: half of all stocks fall short of that.

import { poissonMeanAt } from '../chance/poisson.ts'
import { checkAmount, checkCount, checkOneOf, checkProbability } from '../chance/domain.ts'

const SHAPES = ['linear', 'constant'] as const

/** Units taken out of service one after the other at a steady pace until none is left, or none taken out at all. */
export interface SwapOut {
  /** In service at the beginning. */
  readonly units: number
  readonly failuresPerUnitMonth: number
  readonly months: number
  readonly shape: (typeof SHAPES)[number]
}

/**
 * Expected failures up to a month, lambda N (t - t^2 / 2T) where units go at a steady pace and lambda N t where they stay.
 *
 * Worked: 1000 units of 5000 FIT, linear over 36 months of 730.5 h: 65.745 in all.
 */
export function failuresUpTo({ units, failuresPerUnitMonth, months, shape }: SwapOut, month: number): number {
  checkAmount('month', month)
  checkAmount('units', units)
  checkAmount('failuresPerUnitMonth', failuresPerUnitMonth)
  checkAmount('months', months)
  checkOneOf('shape', shape, SHAPES)
  const within = Math.min(month, months)
  if (within <= 0) return 0
  const unitMonths = shape === 'linear' ? within - (within * within) / (2 * months) : within
  return units * failuresPerUnitMonth * unitMonths
}

/** The month by which so many failures are expected; Infinity: never before the end. */
function monthOf(swapOut: SwapOut, failures: number): number {
  const { units, failuresPerUnitMonth, months, shape } = swapOut
  if (failures >= failuresUpTo(swapOut, months)) return Number.POSITIVE_INFINITY
  const unitMonths = failures / (units * failuresPerUnitMonth)
  // The root that does not cancel where few have gone.
  return shape === 'linear' ? (2 * unitMonths) / (1 + Math.sqrt(1 - (2 * unitMonths) / months)) : unitMonths
}

/**
 * Months for which no failure finds an empty shelf with this probability, without repair and without anything arriving;
 * Infinity: to the end. The failure that is one too many is a Gamma distributed number of expected failures away.
 *
 * Worked: 42 units for the units above, probability 0.95: 10.5206 months.
 */
export function monthsSurvived(stock: number, probability: number, swapOut: SwapOut): number {
  checkCount('stock', stock)
  return monthOf(swapOut, poissonMeanAt(stock, probability))
}

/**
 * Months until a stock is used up if exactly as many fail as are expected: the answer of a plan without chance, which about
 * half of all cases fall short of.
 *
 * Worked: 42 units for the units above: 14.3650 months.
 */
export function monthsExpected(stock: number, swapOut: SwapOut): number {
  checkCount('stock', stock)
  return monthOf(swapOut, stock)
}

/**
 * Steps for which a survival curve, that of the end of each step, stays at a probability or above it; within a step by a
 * straight line; Infinity: to the end of the curve.
 *
 * Worked: survival 1, 0.98, 0.9 after steps 0, 1, 2, probability 0.94: 2.5 steps.
 */
export function stepsSurvived(survival: Float64Array, probability: number): number {
  checkProbability('probability', probability)
  const missed = survival.findIndex((one) => one < probability)
  if (missed === -1) return Number.POSITIVE_INFINITY
  const before = missed === 0 ? 1 : survival[missed - 1]!
  return missed + (before - probability) / (before - survival[missed]!)
}
