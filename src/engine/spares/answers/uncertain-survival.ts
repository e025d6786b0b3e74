// How long a point lasts where its failure rate is uncertain, and how surely that is known.

import type { StockingPoints } from '../points/stocking-points.ts'
import { gridOf } from './ladders.ts'
import { errorOverRates, meanOverRates } from './rate-grid.ts'
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
  const grid = gridOf(points, point)
  const outlooks = grid.reckoned.map(({ factor, weight }) =>
    tiers.outlookOf(points, point, { factor, weight: weight * probability }, arrivalStep),
  )
  const byNode = outlooks.map(({ survival }) => survival)
  const survival = meanOverRates(grid, byNode)
  const errors = outlooks.map(({ standardErrors }) => standardErrors)
  return { byNode, survival, standardErrors: errorOverRates(grid, byNode, errors, survival) }
}
