// PLACEHOLDER until the tiers are merged.
import { survivalWithoutRepair } from '../run-down/survival-without-repair.ts'
import { singlePoint } from '../points/single-point.ts'
import type { Tiers } from './tiers.ts'

export const SLOW_TIERS: Tiers = {
  nodesOf: () => [{ factor: 1, weight: 1 }],
  outlookOf(points, point, factor) {
    const one = singlePoint(points, point, { factor })
    const failures = one.installed.map((units) => units * one.failuresPerUnitStep[0]!)
    const lots = Array.from(one.lotStep, (step, lot) => ({
      step,
      units: one.lotUnits[lot]!,
      yield: one.lotYield[lot]!,
    }))
    const survival = survivalWithoutRepair(one.stock[0]!, failures, lots)
    return { survival, owed: survival.map((value) => (1 - value) * 3), standardError: 0 }
  },
  survivalByBought(points, point, factor, _arrival, most) {
    return Float64Array.from({ length: most + 1 }, (_, units) => {
      const one = singlePoint(points, point, { factor, stock: points.stock[point]! + units })
      const failures = one.installed.map((value) => value * one.failuresPerUnitStep[0]!)
      const lots = Array.from(one.lotStep, (step, lot) => ({
        step,
        units: one.lotUnits[lot]!,
        yield: one.lotYield[lot]!,
      }))
      return survivalWithoutRepair(one.stock[0]!, failures, lots).at(-1)!
    })
  },
}
