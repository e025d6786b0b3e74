// When a shelf is likeliest to be empty, roughly.

import type { StockingPoints } from '../points/stocking-points.ts'

/**
 * Of a point that stands alone, the step at whose end most is used up beyond what arrived: units outstanding on average, and
 * good ones arrived.
 */
export function worstStep(one: StockingPoints): { used: number; arrived: number } {
  const { stepCount, installed, lotStart, lotStep, lotUnits, lotYield } = one
  const [rate, share] = [one.failuresPerUnitStep[0]!, one.repairYield[0]!]
  const [turnaround, last, order] = [one.turnaroundSteps[0]!, one.repairsUntilStep[0]!, one.orderSteps[0]!]
  let [failed, returned, arrived, lot] = [0, 0, 0, lotStart[0]!]
  let worst = { used: 0, arrived: 0 }
  for (let step = 0; step < stepCount; step++) {
    for (; lot < lotStart[1]! && lotStep[lot]! <= step; lot++) arrived += lotUnits[lot]! * lotYield[lot]!
    failed += rate * installed[step]!
    const [repairedSince, orderedSince] = [step - turnaround, step - order]
    if (share > 0 && repairedSince >= 0 && repairedSince < last) returned += share * rate * installed[repairedSince]!
    if (order > 0 && orderedSince >= 0)
      returned += (orderedSince < last ? 1 - share : 1) * rate * installed[orderedSince]!
    if (failed - returned - arrived > worst.used - worst.arrived) worst = { used: failed - returned, arrived }
  }
  return worst
}
