// The two tiers held against each other: some of the points that are reckoned exactly are simulated as well.

import type { SparesReport } from '#model/spares-report.ts'
import { asPlanned, type NamedPoints } from '../points/make-points.ts'
import { standardErrorOf, survivalOf } from '../simulation/point-tally.ts'
import { simulateBatch } from '../simulation/simulate-points.ts'
import { expectedFailures } from './ladders.ts'
import { simulationOf } from './simulations.ts'
import { methodOf, type Tiers } from './tiers.ts'

const MOST_POINTS = 24
const REPLICATIONS = 4096
/** A point of more would take as long as all the others. */
const MOST_FAILURES = 300
/** Where hardly anything, or everything, survives, a simulation has nothing to say. */
const TELLING = 0.02

/** At the rate that is expected, with the plan as it stands; at points evenly over all that can tell. */
export function crossCheck(named: NamedPoints, tiers: Tiers, seed: number): SparesReport['crossCheck'] {
  const points = asPlanned(named)
  const exactly = (point: number): number =>
    tiers.outlookOf(points, point, { factor: 1, weight: 1 }, 0).survival.at(-1)!
  const telling = Array.from({ length: points.pointCount }, (_, point) => point).filter((point) => {
    if (methodOf(points, point) === 'simulated' || expectedFailures(points, point) > MOST_FAILURES) return false
    const survival = exactly(point)
    return survival > TELLING && survival < 1 - TELLING
  })
  const every = Math.max(1, Math.ceil(telling.length / MOST_POINTS))
  const deviations = telling
    .filter((_, index) => index % every === 0)
    .map((point) => {
      const { one } = simulationOf(points, point, { factor: 1, weight: 1 }, 0, { seed, replications: REPLICATIONS })
      const tally = simulateBatch({ points: one, seed, replications: REPLICATIONS }, 0, REPLICATIONS)
      return Math.abs(survivalOf(tally, 0).at(-1)! - exactly(point)) / standardErrorOf(tally, 0)
    })
  const squares = deviations.reduce((sum, one) => sum + one * one, 0)
  return {
    points: deviations.length,
    rootMeanSquare: deviations.length === 0 ? 0 : Math.sqrt(squares / deviations.length),
    largest: Math.max(0, ...deviations),
  }
}
