// What must be simulated for an answer: every point that repair replenishes, in every future, at every rate reckoned.

import { joinPoints } from '../points/join-points.ts'
import type { NamedPoints } from '../points/make-points.ts'
import { singlePoint } from '../points/single-point.ts'
import { atFactor } from '../points/stream-key.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import { needsOf, type PointTally, type SimulationQuestion, type StockNeeds } from '../simulation/point-tally.ts'
import { BLOCK } from '../simulation/strata.ts'
import { fingerprintPoint } from './fingerprint-point.ts'
import type { Reckoned } from './known.ts'
import { gridOf } from './ladders.ts'
import { termsOf } from './obtainable.ts'
import type { RateNode } from './rate-grid.ts'
import { sureAtEnd } from './sure-survival.ts'
import { methodOf } from './tiers.ts'

export interface Chances {
  readonly seed: number
  /** Of each point that is simulated, over all futures and rates; each of them gets whole blocks of 256. */
  readonly replications: number
}

/** One point at one rate, and from which step on its need is counted. */
export interface SimulationTask {
  /** The same of the same point at the same rate, however often it is simulated. */
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
  { replications }: Chances,
): SimulationTask {
  const whole = Math.max(1, Math.ceil((replications * node.weight) / BLOCK)) * BLOCK
  const one = atRate(points, point, node.factor)
  return { key: fingerprintPoint(one), one, needFromStep, replications: whole }
}

/** Of the simulation of a point at so many times its rate. */
export function keyOf(points: StockingPoints, point: number, factor: number): string {
  return fingerprintPoint(atRate(points, point, factor))
}

function atRate(points: StockingPoints, point: number, factor: number): StockingPoints {
  const one = singlePoint(points, point, { factor, isRateKnown: true })
  return factor === 1 ? one : { ...one, ...atFactor(one, factor) }
}

/** What must be simulated, each once and as often as whoever asks for most. */
export class SimulationList {
  readonly #reckoned: Reckoned
  readonly #tasks = new Map<string, SimulationTask>()

  /** `reckoned`: what is as good as sure, of which nothing is simulated. */
  constructor(reckoned: Reckoned) {
    this.#reckoned = reckoned
  }

  /** Adds those of some points. */
  add(network: SparesNetwork, { futures, names }: NamedPoints, members: readonly number[], chances: Chances): void {
    for (const { points, probability } of futures)
      for (const point of members) {
        if (methodOf(points, point) === 'exact') continue
        const { arrivalStep } = termsOf(network, names[point]!.part)
        for (const { factor, weight } of gridOf(points, point).reckoned) {
          const node = { factor, weight: weight * probability }
          if (!sureAtEnd(singlePoint(points, point, node), this.#reckoned))
            this.#addTask(simulationOf(points, point, node, arrivalStep, chances))
        }
      }
  }

  #addTask(task: SimulationTask): void {
    const known = this.#tasks.get(task.key)
    if (!known || known.replications < task.replications) this.#tasks.set(task.key, task)
  }

  get tasks(): SimulationTask[] {
    return [...this.#tasks.values()]
  }
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

/** What was simulated of a point. */
export interface SimulatedPoint {
  readonly needs: StockNeeds
  /** A tally and the place of the point in it: only while somebody asks what became of it step by step. */
  courses: { readonly tally: PointTally; readonly point: number } | undefined
}

/** By the key of its task. */
export type Simulated = Map<string, SimulatedPoint>

export function simulatedPoint(tally: PointTally, point: number, needFromStep: number): SimulatedPoint {
  return { needs: needsOf(tally, point, needFromStep), courses: { tally, point } }
}
