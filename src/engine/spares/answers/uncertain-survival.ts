// How long a point lasts where its failure rate is uncertain, and how surely that is known.

import type { StockingPoints } from '../points/stocking-points.ts'
import { gridOf } from './ladders.ts'
import { errorOfReading, meanOverRates } from './rate-grid.ts'
import type { Tiers } from './tiers.ts'

export interface UncertainSurvival {
  /** At each rate reckoned, step by step. */
  readonly byNode: readonly Float64Array[]
  /** The mean over all rates. */
  readonly survival: Float64Array
  readonly standardErrors: Float64Array
}

/** `probability`: of the future that the points are of. */
export function survivalOverRates(
  tiers: Tiers,
  points: StockingPoints,
  point: number,
  probability: number,
  arrivalStep: number,
): UncertainSurvival {
  const { stepCount } = points
  const grid = gridOf(points, point)
  const byNode: Float64Array[] = []
  const variance = new Float64Array(stepCount)
  for (const { factor, weight } of grid.reckoned) {
    const outlook = tiers.outlookOf(points, point, { factor, weight: weight * probability }, arrivalStep)
    byNode.push(outlook.survival)
    for (let step = 0; step < stepCount; step++) variance[step]! += (weight * outlook.standardErrors[step]!) ** 2
  }
  const survival = meanOverRates(grid, byNode)
  const reading = errorOfReading(grid, byNode, survival)
  const standardErrors = variance.map((simulated, step) => Math.hypot(Math.sqrt(simulated), reading[step]!))
  return { byNode, survival, standardErrors }
}
