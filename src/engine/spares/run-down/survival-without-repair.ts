// How long a stock lasts that nothing replenishes but what is harvested: the probability that by each step no failure has
// found an empty shelf.
//
// Failures are Poisson with a mean for each step; between harvests the stock only falls, so that survival up to a step is a
// sum of Poisson probabilities over the stock at the last harvest. Within a step: harvest first, then failures.

import { atMost, binomial, type Distribution, poissonDistribution } from '../chance/distribution.ts'
import { checkAmount, checkCount } from '../chance/domain.ts'

/** Removed units that are tested by the beginning of a step, each good with the probability of the yield. */
export interface Harvest {
  readonly step: number
  readonly units: number
  readonly yield: number
}

/**
 * P(no failure found an empty shelf in steps 0 to t), for each t.
 *
 * Worked: 65.745 failures expected over the steps in all and no harvest, 79 in stock: survival to the end is
 * P(Poisson(65.745) <= 79) = 0.953.
 */
export function survivalWithoutRepair(
  stock: number,
  failuresByStep: Float64Array,
  harvests: readonly Harvest[],
): Float64Array {
  checkCount('stock', stock)
  for (const failures of failuresByStep) checkAmount('failuresByStep', failures)
  const survival = new Float64Array(failuresByStep.length)
  const byStep = new Map<number, Harvest[]>()
  for (const harvest of harvests) byStep.set(harvest.step, [...(byStep.get(harvest.step) ?? []), harvest])
  /** Probability of each stock, having survived, at the last harvest; and the failures expected since. */
  let onShelf = new Float64Array(stock + 1)
  onShelf[stock] = 1
  let expected = 0
  for (let step = 0; step < failuresByStep.length; step++) {
    for (const { units, yield: share } of byStep.get(step) ?? []) {
      onShelf = add(useUp(onShelf, expected), binomial(units, share))
      expected = 0
    }
    expected += failuresByStep[step]!
    survival[step] = survivalOf(onShelf, expected)
  }
  return survival
}

/** P(failures <= stock), over the stock. */
function survivalOf(onShelf: Float64Array, expected: number): number {
  const failures = poissonDistribution(expected)
  let survived = 0
  let [within, count] = [atMost(failures, -1), -1]
  for (const [units, probability] of onShelf.entries()) {
    for (; count < units; count++) within += probabilityOf(failures, count + 1)
    survived += probability * within
  }
  return Math.min(1, survived)
}

/** The stock left by those failures that it served; what ran out is gone. */
function useUp(onShelf: Float64Array, expected: number): Float64Array<ArrayBuffer> {
  const left = new Float64Array(onShelf.length)
  if (expected === 0) {
    left.set(onShelf)
    return left
  }
  const { first, probabilities } = poissonDistribution(expected)
  for (const [units, probability] of onShelf.entries()) {
    if (probability === 0) continue
    for (let index = 0; index < probabilities.length && first + index <= units; index++)
      left[units - first - index]! += probability * probabilities[index]!
  }
  return left
}

function add(onShelf: Float64Array, { first, probabilities }: Distribution): Float64Array<ArrayBuffer> {
  const sum = new Float64Array(onShelf.length + first + probabilities.length - 1)
  for (const [units, probability] of onShelf.entries())
    for (const [index, one] of probabilities.entries()) sum[units + first + index]! += probability * one
  return sum
}

function probabilityOf({ first, probabilities }: Distribution, count: number): number {
  return probabilities[count - first] ?? 0
}
