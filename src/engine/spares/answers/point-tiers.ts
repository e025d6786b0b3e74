// The two tiers as the answers ask them: exact where nothing repaired comes back, and simulated where it does.

import { makePointCurves, type PointCurves, reuseTier, supplyOf } from '../exact/exact-tier.ts'
import { poissonCurve } from '../chance/poisson-curve.ts'
import { singlePoint } from '../points/single-point.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import { standardErrorsOf, survivalByStock, survivalOf } from '../simulation/point-tally.ts'
import { simulateBatch } from '../simulation/simulate-points.ts'
import { fingerprintPoint } from './fingerprint-point.ts'
import type { Known, Reckoned } from './known.ts'
import { gridOf, lengthen, roughLadder } from './ladders.ts'
import { leastSurvival } from './least-survival.ts'
import type { RateNode } from './rate-grid.ts'
import { sureAtEnd, sureSurvival } from './sure-survival.ts'
import { worstStep } from './worst-step.ts'
import { type Chances, keyOf, simulatedPoint, type SimulatedPoint, simulationOf } from './simulations.ts'
import {
  methodOf,
  type CourseTier,
  type LadderTiers,
  type PointOutlook,
  type RoughTiers,
  type SurvivalByBought,
  type Tiers,
} from './tiers.ts'

const exactTier = reuseTier()

const EMPTY_SHELF = Int32Array.of(0)

/** What asks no chance. */
export const CHANCELESS_TIERS: RoughTiers & CourseTier = {
  forEachStep(points, point, begin): void {
    exactTier(singlePoint(points, point)).forEachStep(0, begin)
  },

  roughSurvivalByStock(points, point, node, most): Float64Array {
    const one = { ...singlePoint(points, point, node), stock: EMPTY_SHELF }
    const isExact = methodOf(one, 0) === 'exact' && (supplyOf(one, 0) === 'lots' || one.lentUnits[0]! > 0)
    if (isExact) return lengthen(exactTier(one).survivalByBought(0, most, 0), most + 1)
    const { used, arrived } = worstStep(one)
    return poissonCurve(Math.floor(arrived), most + 1, used)
  },
}

/**
 * Ladders without chance. Where repaired units come back, alike at all rates: of survivals that are never too high (`least`), or that
 * lie between those and the rough ones, which are never too low, in the middle of the logarithms of what is lost (`likely`).
 */
export function chancelessLadders(kind: 'least' | 'likely', reckoned: Reckoned): LadderTiers {
  return {
    ...CHANCELESS_TIERS,
    survivalsByBought(points, point, probability, arrivalStep, most): SurvivalByBought[] {
      if (methodOf(points, point) === 'exact') return exactByBought(points, point, arrivalStep, most, reckoned)
      const least = leastOf(points, point, arrivalStep, most, reckoned)
      const survival = kind === 'least' ? least : inTheMiddle(least, roughBeside(points, point, most))
      return gridOf(points, point).reckoned.map(() => ({ survival, replications: Number.POSITIVE_INFINITY }))
    },
  }
}

/** Reckoned once of what says the same: of fewer units it begins alike. */
function leastOf(
  points: StockingPoints,
  point: number,
  arrivalStep: number,
  most: number,
  reckoned: Reckoned,
): Float64Array {
  const key = `least ${fingerprintPoint(singlePoint(points, point))}.${arrivalStep}`
  let known = reckoned.get(key)
  if (!known || known.length <= most)
    reckoned.set(key, (known = leastSurvival(CHANCELESS_TIERS, points, point, arrivalStep, most)))
  return known.subarray(0, most + 1)
}

/** By units that come beside the stock, as if they came at once. */
function roughBeside(points: StockingPoints, point: number, most: number): Float64Array {
  const stock = points.stock[point]!
  return roughLadder(CHANCELESS_TIERS, points, point, stock + most).subarray(stock)
}

function inTheMiddle(least: Float64Array, most: Float64Array): Float64Array {
  return least.map((low, units) => 1 - Math.sqrt((1 - low) * (1 - most[units]!)))
}

function reckonCurves(one: StockingPoints): PointCurves {
  const curves = makePointCurves(1, one.stepCount)
  exactTier(one).reckon(0, 1, curves)
  return curves
}

/**
 * What is not among `simulated` is simulated when it is asked for, and remembered there; so is what is reckoned: what-ifs and
 * moves leave most points as they are.
 */
export function createTiers(chances: Chances, simulated: Known<SimulatedPoint>, reckoned: Reckoned): Tiers {
  const simulate = (points: StockingPoints, point: number, node: RateNode, needFromStep: number): SimulatedPoint => {
    const { key, one, replications } = simulationOf(points, point, node, needFromStep, chances)
    const question = { points: one, seed: chances.seed, replications, needFromStep: Uint32Array.of(needFromStep) }
    const made = simulatedPoint(simulateBatch(question, 0, replications), 0, needFromStep)
    simulated.set(key, made)
    return made
  }
  const find = (points: StockingPoints, point: number, { factor }: RateNode): SimulatedPoint | undefined =>
    simulated.get(keyOf(points, point, factor))
  return {
    outlookOf(points, point, node, arrivalStep): PointOutlook {
      const one = singlePoint(points, point, node)
      const isExact = methodOf(one, 0) === 'exact'
      const known = isExact ? undefined : find(points, point, node)
      const curves = known ? undefined : reckonCurves(one)
      if (isExact) return { survival: curves!.survival, standardErrors: new Float64Array(points.stepCount) }
      const sure = curves && sureSurvival(curves.shortfall)
      if (sure) return { survival: sure, standardErrors: sure.map((survival) => 1 - survival) }
      const { tally, point: at } = (known?.courses ?? simulate(points, point, node, arrivalStep).courses)!
      return { survival: survivalOf(tally, at), standardErrors: standardErrorsOf(tally, at) }
    },
    survivalsByBought(points, point, probability, arrivalStep, most): SurvivalByBought[] {
      if (methodOf(points, point) === 'exact') return exactByBought(points, point, arrivalStep, most, reckoned)
      return gridOf(points, point).reckoned.map(({ factor, weight }) => {
        const node = { factor, weight: weight * probability }
        const known = find(points, point, node)
        const sure = known ? undefined : sureAtEnd(singlePoint(points, point, node), reckoned)
        // More units add nothing that matters.
        if (sure) return { survival: sure, replications: Number.POSITIVE_INFINITY }
        const isCounted = known && survivalByStock(known.needs, arrivalStep) !== undefined
        const { needs } = isCounted ? known : simulate(points, point, node, arrivalStep)
        const survival = survivalByStock(needs, arrivalStep)!.subarray(0, most + 1)
        return { survival, replications: needs.replications }
      })
    },
    ...CHANCELESS_TIERS,
  }
}

/** Where nothing repaired comes back, at each rate reckoned. */
export function exactByBought(
  points: StockingPoints,
  point: number,
  arrivalStep: number,
  most: number,
  reckoned: Reckoned,
): SurvivalByBought[] {
  return gridOf(points, point).reckoned.map((node) => {
    const one = singlePoint(points, point, node)
    const key = `${fingerprintPoint(one)}.${arrivalStep}.${most}`
    let known = reckoned.get(key)
    if (!known) reckoned.set(key, (known = exactTier(one).survivalByBought(0, most, arrivalStep)))
    return { survival: known, replications: Number.POSITIVE_INFINITY }
  })
}
