// The two tiers as the answers ask them: exact where nothing repaired comes back, and simulated where it does.

import { ExactTier, isReplenishedByRepair, makePointCurves } from '../exact/exact-tier.ts'
import { singlePoint } from '../points/single-point.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import { survivalWithoutRepair } from '../run-down/survival-without-repair.ts'
import { standardErrorOf, survivalByStock, survivalOf } from '../simulation/point-tally.ts'
import { simulateBatch } from '../simulation/simulate-points.ts'
import type { PointOutlook, RateNode, Tiers } from './tiers.ts'

export interface Chances {
  readonly seed: number
  /** Of each point that is simulated; rounded up to whole blocks of 256. */
  readonly replications: number
}

const BLOCK = 256

export function createTiers({ seed, replications }: Chances): Tiers {
  const whole = Math.ceil(replications / BLOCK) * BLOCK
  const simulate = (points: StockingPoints, needFromStep?: number) =>
    simulateBatch(
      {
        points,
        seed,
        replications: whole,
        ...(needFromStep === undefined ? {} : { needFromStep: Uint32Array.of(needFromStep) }),
      },
      0,
      whole,
    )
  return {
    nodesOf: (): readonly RateNode[] => [{ factor: 1, weight: 1 }],
    outlookOf(points, point, factor): PointOutlook {
      const one = singlePoint(points, point, { factor })
      const curves = makePointCurves(1, points.stepCount)
      new ExactTier(one).reckon(0, 1, curves)
      if (!isReplenishedByRepair(one, 0))
        return { survival: curves.survival, owed: curves.backorders, standardError: 0 }
      const tally = simulate(one)
      return { survival: survivalOf(tally, 0), owed: curves.backorders, standardError: standardErrorOf(tally, 0) }
    },
    survivalByBought(points, point, factor, arrivalStep, most): Float64Array {
      const one = singlePoint(points, point, { factor })
      if (isReplenishedByRepair(one, 0)) return firstUnits(survivalByStock(simulate(one, arrivalStep), 0), most)
      return Float64Array.from({ length: most + 1 }, (_, units) => {
        const more = singlePoint(points, point, { factor, stock: points.stock[point]! + units })
        const failures = more.installed.map((value) => value * more.failuresPerUnitStep[0]!)
        const lots = Array.from(more.lotStep, (step, lot) => ({
          step,
          units: more.lotUnits[lot]!,
          yield: more.lotYield[lot]!,
        }))
        return survivalWithoutRepair(more.stock[0]!, failures, lots).at(-1)!
      })
    },
  }
}

/** By 0 to `most` units more; beyond the largest need that was met with, as sure as that. */
function firstUnits(survival: Float64Array, most: number): Float64Array {
  return Float64Array.from({ length: most + 1 }, (_, units) => survival[Math.min(units, survival.length - 1)]!)
}
