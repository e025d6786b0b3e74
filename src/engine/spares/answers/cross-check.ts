// The two tiers held against each other: some of the points that are reckoned exactly are simulated as well.

import type { SparesReport } from '#model/spares-report.ts'
import { asPlanned, type NamedPoints } from '../points/make-points.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import { survivalOf } from '../simulation/point-tally.ts'
import { simulateBatch } from '../simulation/simulate-points.ts'
import { expectedFailures } from './ladders.ts'
import { simulationOf } from './simulations.ts'
import { standardErrorsApart } from './standard-errors-apart.ts'
import { methodOf, type Tiers } from './tiers.ts'

const MOST_POINTS = 24
const REPLICATIONS = 4096
/** A point of more would take as long as all the others. */
const MOST_FAILURES = 300
/** A stock that surely lasts tells nothing. */
const LASTS = 0.98

/**
 * At the rate that is expected, with the plan as it stands, and at the step at which one in two has run out, or at the end.
 * Strata leave less than the standard error of plain samples, which is what they are held against.
 */
export function crossCheck(named: NamedPoints, tiers: Tiers, seed: number): SparesReport['crossCheck'] {
  const points = asPlanned(named)
  const telling = Array.from({ length: points.pointCount }, (_, point) => point)
    .filter((point) => methodOf(points, point) === 'exact' && expectedFailures(points, point) <= MOST_FAILURES)
    .map((point) => ({ point, survival: tiers.outlookOf(points, point, AS_EXPECTED, 0).survival }))
    .filter(({ survival }) => survival.at(-1)! < LASTS)
  const every = Math.max(1, Math.ceil(telling.length / MOST_POINTS))
  const deviations = telling
    .filter((_, index) => index % every === 0)
    .map(({ point, survival }) => deviationAt(points, point, survival, seed))
  const squares = deviations.reduce((sum, one) => sum + one * one, 0)
  return {
    points: deviations.length,
    rootMeanSquare: deviations.length === 0 ? 0 : Math.sqrt(squares / deviations.length),
    largest: Math.max(0, ...deviations),
  }
}

const AS_EXPECTED = { factor: 1, weight: 1 }

/** In standard errors. */
function deviationAt(points: StockingPoints, point: number, exact: Float64Array, seed: number): number {
  const { one } = simulationOf(points, point, AS_EXPECTED, 0, { seed, replications: REPLICATIONS })
  const simulated = survivalOf(simulateBatch({ points: one, seed, replications: REPLICATIONS }, 0, REPLICATIONS), 0)
  const half = exact.findIndex((survival) => survival <= 0.5)
  const step = half < 0 ? exact.length - 1 : half
  return standardErrorsApart(simulated[step]!, REPLICATIONS, { survival: exact[step]!, error: 0 })
}
