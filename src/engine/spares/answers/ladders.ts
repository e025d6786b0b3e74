// How much longer a point lasts for each unit more: its survival to the end by units that come beside its stock.

import { log } from '#base/elementary.ts'
import { LARGEST_SURVIVAL_ASKED } from '#model/scenario.ts'
import { poissonQuantile } from '../chance/poisson.ts'
import type { NamedPoints } from '../points/make-points.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import type { HoursLost } from './hours-lost.ts'
import { meanOverFutures } from './mean-survival.ts'
import { plainError } from '../simulation/point-tally.ts'
import { errorOverRates, meanOverRates, type RateGrid, rateGrid } from './rate-grid.ts'
import { type LadderTiers, methodOf, type RoughTiers } from './tiers.ts'

export interface Ladder {
  /** Survival by units more, 0 to the last, in each future, at each rate reckoned; with more of them as with the last. */
  readonly byFuture: readonly (readonly Float64Array[])[]
  /** Of which each of these is a share; infinitely many where it is exact. */
  readonly replications: readonly (readonly number[])[]
  /** By how much the survival is more by halves of the replications, as `LadderAtRate` has it; undefined: exact, or not told. */
  readonly inHalves: readonly (readonly (Float32Array | undefined)[])[]
  /** The mean over all futures and rates. */
  readonly survival: Float64Array
  /** What so many units are worth: their part in the sum that is to grow. */
  readonly value: Float64Array
}

/** What is not survived in one case of a thousand million is not bought for, be it by all points together. */
const NOT_BOUGHT_FOR = 1 - LARGEST_SURVIVAL_ASKED

/** Survival below this is as good as none. */
export const LEAST_SURVIVAL = 1e-300

/** What units are worth other than the logarithm of the survival. */
export interface Worth {
  readonly hours: HoursLost
  /** Where no number of units makes survival as likely as this; Infinity: everywhere, for hours are asked. */
  readonly whereBelow: number
}

/** Units that come at the beginning of a step beside the stock of the points. */
export interface Stretch {
  readonly named: NamedPoints
  readonly arrivalStep: number
  /** Units, at the most. */
  readonly most: number
  readonly worth?: Worth | undefined
}

/**
 * Units that come at the beginning of `arrivalStep`: 0 to as many as can matter, and to `most` at the most. They are worth the
 * logarithm of the survival, or what is then still lost, below 0.
 */
export function climbLadder(
  tiers: LadderTiers,
  named: NamedPoints,
  point: number,
  arrivalStep: number,
  most = Number.POSITIVE_INFINITY,
  worth?: Worth,
): Ladder {
  return joinLadder([climbStretch(tiers, point, { named, arrivalStep, most, worth })], point)
}

/**
 * The same of units of which the first come at once, and all others later, beside those: `late` has them in its stock. The tiers
 * are to ask no chance.
 */
export function climbFurther(tiers: LadderTiers, point: number, atOnce: Stretch, late: Stretch): Ladder {
  const first = climbStretch(tiers, point, atOnce)
  // The second begins where the first was to end, whether or not so many matter.
  const toItsEnd = first.byFuture.map((byNode) => byNode.map((survival) => lengthen(survival, atOnce.most + 1)))
  return joinLadder([{ ...first, byFuture: toItsEnd, furthest: atOnce.most }, climbStretch(tiers, point, late)], point)
}

interface Climbed {
  readonly stretch: Stretch
  /** Units up to which hours are of interest. */
  readonly furthest: number
  readonly byFuture: Ladder['byFuture']
  readonly replications: Ladder['replications']
  readonly inHalves: Ladder['inHalves']
}

function climbStretch(tiers: LadderTiers, point: number, stretch: Stretch): Climbed {
  const { named, arrivalStep, most } = stretch
  const { futures } = named
  const furthest = unitsOfInterest(named, point, most)
  const climbed = futures.map(({ points, probability }) =>
    tiers.survivalsByBought(points, point, probability, arrivalStep, furthest),
  )
  const rungs = Math.max(...climbed.flat().map(({ survival }) => survival.length))
  return {
    stretch,
    furthest,
    byFuture: climbed.map((byNode) => byNode.map(({ survival }) => lengthen(survival, rungs))),
    replications: climbed.map((byNode) => byNode.map((one) => one.replications)),
    inHalves: climbed.map((byNode) => byNode.map((one) => one.inHalves)),
  }
}

function joinLadder(climbed: readonly [Climbed, ...Climbed[]], point: number): Ladder {
  const { stretch, byFuture: lowest, replications, inHalves } = climbed[0]
  const { futures } = stretch.named
  const byFuture = lowest.map((byNode, future) =>
    byNode.map((_, node) => joined(climbed.map((one) => one.byFuture[future]![node]!))),
  )
  const survival = meanOverFutures(
    futures,
    futures.map(({ points }, future) => meanOverRates(gridOf(points, point), byFuture[future]!)),
  )
  const ladder = { byFuture, replications, inHalves, survival }
  const { worth } = stretch
  if (worth === undefined || survival.at(-1)! >= worth.whereBelow)
    return { ...ladder, value: toLastGain(survival.map(logSurvival)) }
  const lost = joined(climbed.map((one) => hoursLostBy(one, point)))
  const value =
    worth.whereBelow === Number.POSITIVE_INFINITY
      ? lost.map((some) => -some)
      : insteadOfSurvival(survival.at(-1)!, lost)
  return { ...ladder, value: toLastGain(value) }
}

function hoursLostBy({ stretch: { worth, arrivalStep }, furthest }: Climbed, point: number): Float64Array {
  const everyCount = Array.from({ length: furthest + 1 }, (_, units) => units)
  return worth!.hours.byBought(point, arrivalStep, everyCount)
}

/** Each begins with what the one before ends with. */
function joined(stretches: readonly Float64Array[]): Float64Array {
  if (stretches.length === 1) return stretches[0]!
  return Float64Array.from(stretches.flatMap((values, index) => [...(index === 0 ? values : values.subarray(1))]))
}

/** Standard error of the survival with so many units more, at most that of plain samples; 0 where it is exact. */
export function errorWithUnits({ futures }: NamedPoints, point: number, ladder: Ladder, units: number): number {
  return futures.reduce((sum, { points, probability }, future) => {
    const replications = ladder.replications[future]!
    if (replications.every((made) => made === Number.POSITIVE_INFINITY)) return sum
    const grid = gridOf(points, point)
    const survivals = ladder.byFuture[future]!.map((survival) => Float64Array.of(withUnits(survival, units)))
    const errors = survivals.map(([survival], node) => Float64Array.of(plainError(survival!, replications[node]!)))
    // Futures are simulated by the same random numbers: they err alike.
    return sum + probability * errorOverRates(grid, survivals, errors, meanOverRates(grid, survivals))[0]!
  }, 0)
}

/**
 * Where a shelf runs out as good as surely, whatever is bought, what is simulated cannot tell more units from fewer, and the
 * little there is to tell would decide nothing: more units are worth the hours they save. All that can be saved counts as five
 * times less survival, so that what is worth half a hundredth of survival elsewhere is a thousandth of the hours here.
 */
function insteadOfSurvival(best: number, lost: Float64Array): Float64Array {
  const [none, least] = [lost[0]!, lost.at(-1)!]
  return lost.map(
    (some) => logSurvival(best) - (none === least ? 0 : (ALL_THAT_CAN_BE_SAVED * (some - least)) / (none - least)),
  )
}

/** In the logarithm of survival. */
const ALL_THAT_CAN_BE_SAVED = 5

/** Without what is worth no more than the least that is worth as much. */
function toLastGain(value: Float64Array): Float64Array {
  let length = value.length
  while (length > 1 && value[length - 2] === value[length - 1]) length--
  return value.subarray(0, length)
}

/** Of a survival by units more, with more than the last as with that. */
export function withUnits(survival: Float64Array, units: number): number {
  return survival[Math.min(units, survival.length - 1)]!
}

/** With more units as with the last. */
export function lengthen(survival: Float64Array, length: number): Float64Array {
  if (survival.length === length) return survival
  const longer = new Float64Array(length).fill(survival.at(-1)!)
  longer.set(survival)
  return longer
}

/** The rates at which a point is reckoned. */
export function gridOf(points: StockingPoints, point: number): RateGrid {
  let grids = gridsOf.get(points)
  if (!grids) gridsOf.set(points, (grids = listGrids(points)))
  return grids[point]!
}

/** They are asked for again and again. */
const gridsOf = new WeakMap<StockingPoints, readonly RateGrid[]>()

/** By point. */
function listGrids(points: StockingPoints): RateGrid[] {
  const failures = Float64Array.from(points.rateGroupOf, (_, point) => expectedFailures(points, point))
  // Of each rate group: of the point that fails most.
  const mostFailures = new Float64Array(points.rateShape.length)
  for (const [point, group] of points.rateGroupOf.entries())
    mostFailures[group] = Math.max(mostFailures[group]!, failures[point]!)
  return Array.from(points.rateGroupOf, (group, point) =>
    rateGrid({
      shape: points.rateShape[group]!,
      failures: failures[point]!,
      mostFailures: mostFailures[group]!,
      isSimulated: methodOf(points, point) === 'simulated',
    }),
  )
}

/** Survival by the stock at the beginning, roughly where repaired units come back: to weigh pools against one another. */
export function roughLadder(tiers: RoughTiers, points: StockingPoints, point: number, most: number): Float64Array {
  const grid = gridOf(points, point)
  return meanOverRates(
    grid,
    grid.reckoned.map((node) => tiers.roughSurvivalByStock(points, point, node, most)),
  )
}

/** In any future, and no more than the most. */
export function unitsOfInterest({ futures }: NamedPoints, point: number, most: number): number {
  return Math.min(most, Math.max(...futures.map(({ points }) => unitsThatMatter(points, point))))
}

/** Beside the stock, as if nothing came back and the rate were as high as it may be. */
export function unitsThatMatter(points: StockingPoints, point: number): number {
  const { factor } = gridOf(points, point).reckoned.at(-1)!
  const quantile = poissonQuantile(1 - NOT_BOUGHT_FOR / points.pointCount, expectedFailures(points, point) * factor)
  return Math.max(0, quantile - points.stock[point]!)
}

/** Failures expected over all steps, or the first of them. */
export function expectedFailures(points: StockingPoints, point: number, steps = points.stepCount): number {
  const { stepCount, installed, curveOf, failuresPerUnitStep } = points
  let unitSteps = 0
  const first = curveOf[point]! * stepCount
  for (let step = 0; step < steps; step++) unitSteps += installed[first + step]!
  return unitSteps * failuresPerUnitStep[point]!
}

/** The same, on the average of what may come. */
export function meanFailures({ futures }: NamedPoints, point: number, steps?: number): number {
  return futures.reduce((sum, { points, probability }) => sum + probability * expectedFailures(points, point, steps), 0)
}

/** The logarithm of a survival, of none a very low one. */
export function logSurvival(survival: number): number {
  return log(Math.max(LEAST_SURVIVAL, survival))
}
