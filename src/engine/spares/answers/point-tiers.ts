// The two tiers as the answers ask them: exact where nothing repaired comes back, and simulated where it does.

import { makePointCurves, type PointCurves, reuseTier } from '../exact/exact-tier.ts'
import { poissonAtMost, poissonProbability } from '../chance/poisson.ts'
import { singlePoint } from '../points/single-point.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import { standardErrorsOf, survivalByStock, survivalOf } from '../simulation/point-tally.ts'
import { simulateBatch } from '../simulation/simulate-points.ts'
import { fingerprintPoint } from './fingerprint-point.ts'
import type { Known, Reckoned } from './known.ts'
import type { RateNode } from './rate-grid.ts'
import { sureAtEnd, sureSurvival } from './sure-survival.ts'
import { worstStep } from './worst-step.ts'
import { type Chances, keyOf, simulatedPoint, type SimulatedPoint, simulationOf } from './simulations.ts'
import {
  methodOf,
  type OwedTier,
  type PointOutlook,
  type RoughTiers,
  type SurvivalByBought,
  type Tiers,
} from './tiers.ts'

const exactTier = reuseTier()

/** What asks no chance. */
export const CHANCELESS_TIERS: RoughTiers & OwedTier = {
  owedByBought(points, point, arrivalStep, quantities): Float64Array {
    return exactTier(singlePoint(points, point)).owedByBought(0, quantities, arrivalStep)
  },

  roughSurvivalByStock(points, point, node, most): Float64Array {
    const { used, arrived } = worstStep(singlePoint(points, point, node))
    return poissonFrom(Math.floor(arrived), most + 1, used)
  },
}

const FULL_DIGITS = 1e-290

/** P(X <= n) of so many n, X being Poisson: each from the one before. */
function poissonFrom(first: number, length: number, mean: number): Float64Array {
  const atMost = new Float64Array(length)
  let sum = poissonAtMost(first, mean)
  let term = poissonProbability(first, mean)
  atMost[0] = sum
  for (let place = 1; place < length; place++) {
    const count = first + place
    // Far below the mean it is too small for all the digits of a number, and there is none to go on from.
    term = term > FULL_DIGITS || count > mean ? (term * mean) / count : poissonProbability(count, mean)
    atMost[place] = Math.min(1, (sum += term))
  }
  return atMost
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
  const find = (
    points: StockingPoints,
    point: number,
    { factor }: RateNode,
    needFromStep: number,
  ): SimulatedPoint | undefined => simulated.get(keyOf(points, point, factor, needFromStep, chances))
  return {
    outlookOf(points, point, node, arrivalStep): PointOutlook {
      const one = singlePoint(points, point, node)
      const isExact = methodOf(one, 0) === 'exact'
      const known = isExact ? undefined : find(points, point, node, arrivalStep)
      const curves = known ? undefined : reckonCurves(one)
      if (isExact) return { survival: curves!.survival, standardErrors: new Float64Array(points.stepCount) }
      const sure = curves && sureSurvival(curves.shortfall)
      if (sure) return { survival: sure, standardErrors: sure.map((survival) => 1 - survival) }
      const { tally, point: at } = (known?.courses ?? simulate(points, point, node, arrivalStep).courses)!
      return { survival: survivalOf(tally, at), standardErrors: standardErrorsOf(tally, at) }
    },
    survivalByBought(points, point, node, arrivalStep, most): SurvivalByBought {
      const one = singlePoint(points, point, node)
      if (methodOf(one, 0) === 'simulated') {
        const known = find(points, point, node, arrivalStep)
        const sure = known ? undefined : sureAtEnd(one, reckoned)
        // More units add nothing that matters.
        if (sure) return { survival: sure, replications: Number.POSITIVE_INFINITY }
        const isCounted = known && survivalByStock(known.needs, arrivalStep) !== undefined
        const { needs } = isCounted ? known : simulate(points, point, node, arrivalStep)
        const survival = survivalByStock(needs, arrivalStep)!.subarray(0, most + 1)
        return { survival, replications: needs.replications }
      }
      const key = `${fingerprintPoint(one)}.${arrivalStep}.${most}`
      let known = reckoned.get(key)
      if (!known) reckoned.set(key, (known = exactTier(one).survivalByBought(0, most, arrivalStep)))
      return { survival: known, replications: Number.POSITIVE_INFINITY }
    },
    ...CHANCELESS_TIERS,
  }
}
