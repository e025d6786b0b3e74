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
  const before = new Crossings(0)
  const after = new Crossings(most)
  const failed = failuresByStep(points, point)
  tier.forEachStep(points, point, (weight) => (step) => {
    const crossings = step.step < arrivalStep ? before : after
    crossings.add(step, weight, failed[step.step]!)
  })
  const [early] = before.likely()
  return after.likely().map((late) => {
    const owed = early! + late
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
 * At most P(nothing is owed at the beginning of the step, and something at its end), added up over steps.
 *
 * Of n that are outstanding at the end, on average m, and at the beginning as many less as fail in the step, f: P(k or fewer at the
 * beginning, more at the end) is the integral from m - f to m of the Poisson probability of k over its mean, and no more than f times
 * that of k at m where k is at least m: f (k + 1) / m P(n = k + 1). Of a rate as uncertain as a gamma distribution the same is so on
 * average, but for rates at which m is more than k: there a shelf runs out in more than one step, and is counted too often anyway.
 *
 * How many of the lots are good is the same from lot to lot, be it by hundreds of numbers: it is averaged over once for all steps
 * between, not in each.
 */
class Crossings {
  readonly #most: number
  readonly #byGood = new Map<StepOfCourse['good'], CrossingsBetweenLots>()

  /** With so many units at the most beside what there is. */
  constructor(most: number) {
    this.#most = most
  }

  add({ outstanding, good, stock }: StepOfCourse, weight: number, failed: number): void {
    let between = this.#byGood.get(good)
    if (!between)
      this.#byGood.set(good, (between = new CrossingsBetweenLots(this.#most + 1 + good.first + good.length)))
    between.add(outstanding, stock, weight, failed)
  }

  /** With each number of units beside what there is, 0 to the most. */
  likely(): Float64Array {
    const likely = new Float64Array(this.#most + 1)
    for (const [good, between] of this.#byGood) {
      const { least, most, byCovered } = between.reckon()
      for (let lots = 0; lots < good.length; lots++) {
        const covered = good.first + lots
        const last = Math.min(this.#most, most - covered)
        for (let units = Math.max(0, least - covered); units <= last; units++)
          likely[units]! += good.probabilities[lots]! * byCovered[units + covered]!
      }
    }
    return likely
  }
}

/** By how many units beside the stock are covered, from 0 on: as many outstanding, and one more would be owed. */
class CrossingsBetweenLots {
  readonly #likely: Float64Array
  /** What is owed surely with so many or fewer. */
  readonly #surely: Float64Array
  /** Between these numbers there is anything at all. */
  #least = Number.POSITIVE_INFINITY
  #most = -1

  constructor(length: number) {
    this.#likely = new Float64Array(length)
    this.#surely = new Float64Array(length)
  }

  add(
    { first, length, probabilities }: StepOfCourse['outstanding'],
    stock: number,
    weight: number,
    failed: number,
  ): void {
    const mean = meanOf({ first, length, probabilities })
    let more = 0
    for (let index = length - 1; index >= 0; index--) {
      // More than so many are outstanding as likely as this; it adds up from the least likely on.
      more += probabilities[index]!
      const count = first + index
      const covered = count - 1 - stock
      if (covered < 0) return
      if (covered >= this.#likely.length) continue
      const crossing = count > mean ? (failed * count * probabilities[index]!) / mean : Number.POSITIVE_INFINITY
      this.#likely[covered]! += weight * Math.min(1, more, crossing)
      this.#note(covered, covered)
    }
    // With fewer than are outstanding at the least something is owed surely.
    const fewest = Math.min(this.#surely.length, first - 1 - stock) - 1
    if (fewest < 0) return
    this.#surely[fewest]! += weight
    this.#note(0, fewest)
  }

  #note(least: number, most: number): void {
    if (least < this.#least) this.#least = least
    if (most > this.#most) this.#most = most
  }

  /** To be asked once, when all is added. */
  reckon(): { readonly least: number; readonly most: number; readonly byCovered: Float64Array } {
    let surely = 0
    for (let covered = this.#most; covered >= 0; covered--) {
      surely += this.#surely[covered]!
      this.#likely[covered]! += surely
    }
    return { least: this.#least, most: this.#most, byCovered: this.#likely }
  }
}

function meanOf({ first, length, probabilities }: StepOfCourse['outstanding']): number {
  let mean = 0
  for (let index = 0; index < length; index++) mean += (first + index) * probabilities[index]!
  return mean
}
