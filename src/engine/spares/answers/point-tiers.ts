// The two tiers as the answers ask them: exact where nothing repaired comes back, and simulated where it does.

import { ExactTier, isReplenishedByRepair, makePointCurves } from '../exact/exact-tier.ts'
import { poissonAtMost } from '../chance/poisson.ts'
import { singlePoint } from '../points/single-point.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import { type PointTally, standardErrorOf, survivalByStock, survivalOf } from '../simulation/point-tally.ts'
import { simulateBatch } from '../simulation/simulate-points.ts'
import { fingerprintPoint } from './fingerprint-point.ts'
import type { RateNode } from './rate-grid.ts'
import type { PointOutlook, Tiers } from './tiers.ts'

export interface Chances {
  readonly seed: number
  /** Of each point that is simulated, over all nodes of its rate; rounded up to whole blocks of 256 for each. */
  readonly replications: number
}

const BLOCK = 256
/** Fewer do not tell how much blocks differ. */
const LEAST_BLOCKS = 2

/** What was once simulated is remembered: a what-if leaves most points as they are. */
export function createTiers({ seed, replications }: Chances): Tiers {
  const remembered = new Map<string, PointTally>()
  /** Nodes share the replications as they share the probability. */
  const simulate = (one: StockingPoints, { weight }: RateNode, needFromStep: number): PointTally => {
    const key = `${fingerprintPoint(one)} ${needFromStep} ${weight}`
    let tally = remembered.get(key)
    if (!tally) {
      const whole = Math.max(LEAST_BLOCKS, Math.ceil((replications * weight) / BLOCK)) * BLOCK
      const question = { points: one, seed, replications: whole, needFromStep: Uint32Array.of(needFromStep) }
      remembered.set(key, (tally = simulateBatch(question, 0, whole)))
    }
    return tally
  }
  return {
    outlookOf(points, point, node, arrivalStep): PointOutlook {
      const one = singlePoint(points, point, node)
      const curves = makePointCurves(1, points.stepCount)
      new ExactTier(one).reckon(0, 1, curves)
      if (!isReplenishedByRepair(one, 0))
        return { survival: curves.survival, owed: curves.backorders, standardError: 0 }
      const tally = simulate(one, node, arrivalStep)
      return { survival: survivalOf(tally, 0), owed: curves.backorders, standardError: standardErrorOf(tally, 0) }
    },
    survivalByBought(points, point, node, arrivalStep, most): Float64Array {
      const one = singlePoint(points, point, node)
      if (!isReplenishedByRepair(one, 0)) return new ExactTier(one).survivalByBought(0, most, arrivalStep)
      return firstUnits(survivalByStock(simulate(one, node, arrivalStep), 0), most)
    },
    roughSurvivalByStock(points, point, node, most): Float64Array {
      const { used, arrived } = worstStep(singlePoint(points, point, node))
      return Float64Array.from({ length: most + 1 }, (_, units) => poissonAtMost(units + Math.floor(arrived), used))
    },
  }
}

/** By 0 to `most` units more; beyond the largest need that was met with, as sure as that. */
function firstUnits(survival: Float64Array, most: number): Float64Array {
  return Float64Array.from({ length: most + 1 }, (_, units) => survival[Math.min(units, survival.length - 1)]!)
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
