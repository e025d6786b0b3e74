// The two tiers as the answers ask them: exact where nothing repaired comes back, and simulated where it does.

import { ExactTier, makePointCurves } from '../exact/exact-tier.ts'
import { poissonAtMost } from '../chance/poisson.ts'
import { singlePoint } from '../points/single-point.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import { standardErrorOf, survivalByStock, survivalOf } from '../simulation/point-tally.ts'
import { simulateBatch } from '../simulation/simulate-points.ts'
import { fingerprintPoint } from './fingerprint-point.ts'
import type { RateNode } from './rate-grid.ts'
import { type Chances, type Simulated, simulationOf } from './simulations.ts'
import { methodOf, type OwedTier, type PointOutlook, type RoughTiers, type Tiers } from './tiers.ts'

/** What asks no chance. */
export const CHANCELESS_TIERS: RoughTiers & OwedTier = {
  owedByBought(points, point, arrivalStep, most): Float64Array {
    return new ExactTier(singlePoint(points, point)).owedByBought(0, most, arrivalStep)
  },

  roughSurvivalByStock(points, point, node, most): Float64Array {
    const { used, arrived } = worstStep(singlePoint(points, point, node))
    return Float64Array.from({ length: most + 1 }, (_, units) => poissonAtMost(units + Math.floor(arrived), used))
  },
}

/** Survivals reckoned exactly, by what the point says. */
export type Reckoned = Map<string, Float64Array>

/**
 * What is not among `simulated` is simulated when it is asked for, and remembered there; so is what is reckoned: what-ifs and
 * moves leave most points as they are.
 */
export function createTiers(chances: Chances, simulated: Simulated, reckoned: Reckoned): Tiers {
  const simulate = (points: StockingPoints, point: number, node: RateNode, needFromStep: number) => {
    const { key, one, replications } = simulationOf(points, point, node, needFromStep, chances)
    let known = simulated.get(key)
    if (!known) {
      const question = { points: one, seed: chances.seed, replications, needFromStep: Uint32Array.of(needFromStep) }
      known = { tally: simulateBatch(question, 0, replications), point: 0 }
      simulated.set(key, known)
    }
    return known
  }
  return {
    outlookOf(points, point, node, arrivalStep): PointOutlook {
      const one = singlePoint(points, point, node)
      if (methodOf(one, 0) === 'exact') {
        const curves = makePointCurves(1, points.stepCount)
        new ExactTier(one).reckon(0, 1, curves)
        return { survival: curves.survival, standardError: 0 }
      }
      const { tally, point: at } = simulate(points, point, node, arrivalStep)
      return { survival: survivalOf(tally, at), standardError: standardErrorOf(tally, at) }
    },
    survivalByBought(points, point, node, arrivalStep, most): Float64Array {
      const one = singlePoint(points, point, node)
      if (methodOf(one, 0) === 'simulated') {
        const { tally, point: at } = simulate(points, point, node, arrivalStep)
        return survivalByStock(tally, at).subarray(0, most + 1)
      }
      const key = `${fingerprintPoint(one)}.${arrivalStep}.${most}`
      let known = reckoned.get(key)
      if (!known) reckoned.set(key, (known = new ExactTier(one).survivalByBought(0, most, arrivalStep)))
      return known
    },
    ...CHANCELESS_TIERS,
  }
}

/** The step at whose end most is used up beyond what arrived: units outstanding on average, and good ones arrived. */
function worstStep(one: StockingPoints): { used: number; arrived: number } {
  const { stepCount, installed, lotStart, lotStep, lotUnits, lotYield } = one
  const [rate, share] = [one.failuresPerUnitStep[0]!, one.repairYield[0]!]
  const [turnaround, last] = [one.turnaroundSteps[0]!, one.repairsUntilStep[0]!]
  let [failed, returned, arrived, lot] = [0, 0, 0, lotStart[0]!]
  let worst = { used: 0, arrived: 0 }
  for (let step = 0; step < stepCount; step++) {
    for (; lot < lotStart[1]! && lotStep[lot]! <= step; lot++) arrived += lotUnits[lot]! * lotYield[lot]!
    failed += rate * installed[step]!
    const since = step - turnaround
    if (share > 0 && since >= 0 && since < last) returned += share * rate * installed[since]!
    if (failed - returned - arrived > worst.used - worst.arrived) worst = { used: failed - returned, arrived }
  }
  return worst
}
