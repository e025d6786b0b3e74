// How surely a shelf lasts at the least, by what lies on it: asks no chance, also where repaired units come back.
//
// A shelf runs out in a step only if something is owed at its end, which the exact tier knows the probability of: all of them
// together are no less than the probability that it ever runs out (Boole's inequality).

import type { StepOfCourse } from '../exact/course.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import type { CourseTier } from './tiers.ts'

/**
 * Over all rates, by units that come beside the stock at the beginning of a step, 0 to `most`: the survival that is simulated for a
 * purchase is no less, but by chance.
 */
export function leastSurvival(
  tier: CourseTier,
  points: StockingPoints,
  point: number,
  arrivalStep: number,
  most: number,
): Float64Array {
  const runsOut = new Float64Array(most + 1)
  const before = new Float64Array(1)
  tier.forEachStep(points, point, (weight) => (step) => {
    addShortfalls(step, weight, step.step < arrivalStep ? before : runsOut)
  })
  return runsOut.map((after) => {
    const owed = before[0]! + after
    return Math.max(0, 1 - owed - byChance(owed))
  })
}

/** By how much more of the replications may run out than is likely: three standard errors of a simulation of so many. */
function byChance(share: number): number {
  return 3 * Math.sqrt(share / FEW_REPLICATIONS)
}

/** A quarter of what is usual. */
const FEW_REPLICATIONS = 2560

/** P(something is owed) with each number of units beside what there is. */
function addShortfalls({ outstanding, good, stock }: StepOfCourse, weight: number, runsOut: Float64Array): void {
  const { first, length, probabilities } = outstanding
  const fewest = stock + good.first
  let more = 0
  for (let index = length - 1; index >= 0; index--) {
    // More than so many are outstanding as likely as this; it adds up from the least likely on.
    more += probabilities[index]!
    for (let lots = 0; lots < good.length; lots++) {
      const units = first + index - 1 - fewest - lots
      if (units >= 0 && units < runsOut.length)
        runsOut[units]! += weight * good.probabilities[lots]! * Math.min(1, more)
    }
  }
  // With fewer than are outstanding at the least something is owed surely.
  for (let lots = 0; lots < good.length; lots++)
    for (let units = Math.min(runsOut.length, first - 1 - fewest - lots) - 1; units >= 0; units--)
      runsOut[units]! += weight * good.probabilities[lots]!
}
