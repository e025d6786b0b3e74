// What must be simulated for an answer: every point that repair replenishes, in every future, at every rate reckoned.

import { joinPoints } from '../points/join-points.ts'
import type { NamedPoints } from '../points/make-points.ts'
import { singlePoint } from '../points/single-point.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import type { PointTally, SimulationQuestion } from '../simulation/point-tally.ts'
import { BLOCK } from '../simulation/strata.ts'
import { fingerprintPoint } from './fingerprint-point.ts'
import { gridOf } from './ladders.ts'
import { termsOf } from './obtainable.ts'
import type { RateNode } from './rate-grid.ts'
import { methodOf } from './tiers.ts'

export interface Chances {
  readonly seed: number
  /** Of each point that is simulated, over all futures and rates; each of them gets whole blocks of 256. */
  readonly replications: number
  /** Of each point at each rate in each future; by default two, for fewer do not tell how much they differ. */
  readonly leastBlocks?: number
}

/** One point at one rate, and from which step on its need is counted. */
export interface SimulationTask {
  readonly key: string
  /** A point that stands alone, its rate taken as known. */
  readonly one: StockingPoints
  readonly needFromStep: number
  readonly replications: number
}

/** `node`: with the weight of its future in its own. */
export function simulationOf(
  points: StockingPoints,
  point: number,
  node: RateNode,
  needFromStep: number,
  { replications, leastBlocks = 2 }: Chances,
): SimulationTask {
  const one = singlePoint(points, point, { factor: node.factor, isRateKnown: true })
  const whole = Math.max(leastBlocks, Math.ceil((replications * node.weight) / BLOCK)) * BLOCK
  return { key: `${fingerprintPoint(one)}.${needFromStep}.${whole}`, one, needFromStep, replications: whole }
}

/** Those of some networks of points, each once. */
export function listSimulations(
  network: SparesNetwork,
  variants: readonly NamedPoints[],
  chances: Chances,
): SimulationTask[] {
  const tasks = new Map<string, SimulationTask>()
  for (const { futures, names } of variants)
    for (const { points, probability } of futures)
      for (const [point, { part }] of names.entries()) {
        if (methodOf(points, point) === 'exact') continue
        const { arrivalStep } = termsOf(network, part)
        for (const { factor, weight } of gridOf(points, point).reckoned) {
          const node = { factor, weight: weight * probability }
          const task = simulationOf(points, point, node, arrivalStep, chances)
          tasks.set(task.key, task)
        }
      }
  return [...tasks.values()]
}

/** The tasks as questions that threads can share: one for each number of replications. */
export interface SharedQuestion {
  readonly tasks: readonly SimulationTask[]
  readonly question: SimulationQuestion
}

export function shareQuestions(tasks: readonly SimulationTask[], { seed }: Chances): SharedQuestion[] {
  const byReplications = new Map<number, SimulationTask[]>()
  for (const task of tasks) {
    const known = byReplications.get(task.replications)
    if (known) known.push(task)
    else byReplications.set(task.replications, [task])
  }
  return [...byReplications].map(([replications, some]) => ({
    tasks: some,
    question: {
      points: joinPoints(some.map(({ one }) => one)),
      seed,
      replications,
      needFromStep: Uint32Array.from(some, ({ needFromStep }) => needFromStep),
    },
  }))
}

/** What was simulated, by the key of its task: a tally, and the place of the point in it. */
export type Simulated = Map<string, { readonly tally: PointTally; readonly point: number }>
