// How surely a shelf lasts at the least, by what lies on it: asks no chance, also where repaired units come back.
//
// A shelf runs out first in a step that begins with as many units as are owed or more, and ends with fewer. The steps of which that is
// so are on average at least as many as it is likely that there is one (Boole's inequality). As long as a shelf stays empty these are
// fewer by far than the steps at the end of which something is owed.

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
  const failed = failuresByStep(points, point)
  tier.forEachStep(points, point, (weight) => (step) => {
    addCrossings(step, { weight, failed: failed[step.step]! }, step.step < arrivalStep ? before : runsOut)
  })
  return runsOut.map((after) => {
    const owed = before[0]! + after
    return Math.max(0, 1 - owed - byChance(owed))
  })
}

/** Failures expected in each step; infinitely many where what others lend may end, for then a shelf runs out otherwise too. */
function failuresByStep(points: StockingPoints, point: number): Float64Array {
  const { stepCount, installed, curveOf, failuresPerUnitStep, lentUnits } = points
  if (lentUnits[point]! > 0) return new Float64Array(stepCount).fill(Number.POSITIVE_INFINITY)
  const first = curveOf[point]! * stepCount
  return Float64Array.from({ length: stepCount }, (_, step) => installed[first + step]! * failuresPerUnitStep[point]!)
}

/** By how much more of the replications may run out than is likely: three standard errors of a simulation of so many. */
function byChance(share: number): number {
  return 3 * Math.sqrt(share / FEW_REPLICATIONS)
}

/** A quarter of what is usual. */
const FEW_REPLICATIONS = 2560

/**
 * At most P(nothing is owed at the beginning of the step, and something at its end) with each number of units beside what there is.
 *
 * Of n that are outstanding at the end, on average m, and at the beginning as many less as fail in the step, f: P(k or fewer at the
 * beginning, more at the end) is the integral from m - f to m of the Poisson probability of k over its mean, and no more than f times
 * that of k at m where k is at least m: f (k + 1) / m P(n = k + 1). Of a rate as uncertain as a gamma distribution the same is so on
 * average, but for rates at which m is more than k: there a shelf runs out in more than one step, and is counted too often anyway.
 */
function addCrossings(
  { outstanding, good, stock }: StepOfCourse,
  { weight, failed }: { readonly weight: number; readonly failed: number },
  runsOut: Float64Array,
): void {
  const { first, length, probabilities } = outstanding
  const fewest = stock + good.first
  const mean = meanOf(outstanding)
  let more = 0
  for (let index = length - 1; index >= 0; index--) {
    // More than so many are outstanding as likely as this; it adds up from the least likely on.
    more += probabilities[index]!
    const count = first + index
    const crossing = count > mean ? (failed * count * probabilities[index]!) / mean : Number.POSITIVE_INFINITY
    const likely = Math.min(1, more, crossing)
    for (let lots = 0; lots < good.length; lots++) {
      const units = count - 1 - fewest - lots
      if (units >= 0 && units < runsOut.length) runsOut[units]! += weight * good.probabilities[lots]! * likely
    }
  }
  // With fewer than are outstanding at the least something is owed surely.
  for (let lots = 0; lots < good.length; lots++)
    for (let units = Math.min(runsOut.length, first - 1 - fewest - lots) - 1; units >= 0; units--)
      runsOut[units]! += weight * good.probabilities[lots]!
}

function meanOf({ first, length, probabilities }: StepOfCourse['outstanding']): number {
  let mean = 0
  for (let index = 0; index < length; index++) mean += (first + index) * probabilities[index]!
  return mean
}
