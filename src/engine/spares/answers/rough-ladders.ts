// What-ifs climb ladders that are simulated more roughly than those of the answer: each once, for all rates.

import { joinPoints } from '../points/join-points.ts'
import type { NamedPoints } from '../points/make-points.ts'
import { singlePoint } from '../points/single-point.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import { type LadderQuestion, type SimulatedLadder, simulateLadders } from '../simulation/simulate-ladders.ts'
import { fingerprintPoint } from './fingerprint-point.ts'
import type { Known, Reckoned } from './known.ts'
import { gridOf, unitsThatMatter } from './ladders.ts'
import { termsOf } from './obtainable.ts'
import { CHANCELESS_TIERS, exactByBought } from './point-tiers.ts'
import type { Chances } from './simulations.ts'
import { sureAtEnd } from './sure-survival.ts'
import { type LadderTiers, methodOf, type SurvivalByBought } from './tiers.ts'

/** As often as the answer is simulated is one in so many, each future as often as any other. */
export const ROUGHER = 16

/** One point in one future, from which step on units come, and how many at the most. */
export interface LadderTask {
  /** The same of the same ladder of the same point. */
  readonly key: string
  /** A point that stands alone. */
  readonly one: StockingPoints
  readonly arrivalStep: number
  readonly most: number
  /** Multiples of its rate, the lowest first. */
  readonly factors: readonly number[]
}

/** By the key of its task. */
export type SimulatedLadders = Map<string, SimulatedLadder>

function ladderTaskOf(points: StockingPoints, point: number, arrivalStep: number, most: number): LadderTask {
  const one = singlePoint(points, point)
  const limit = Math.min(most, unitsThatMatter(points, point))
  const key = `${fingerprintPoint(one)} ${one.rateShape[0]} ${arrivalStep} ${limit}`
  return { key, one, arrivalStep, most: limit, factors: gridOf(points, point).reckoned.map(({ factor }) => factor) }
}

/** At each rate, where it is as good as sure at all of them; undefined: somewhere it is not. */
function sureLadder(points: StockingPoints, point: number, reckoned: Reckoned): Float64Array[] | undefined {
  const surely = (factor: number) => sureAtEnd(singlePoint(points, point, { factor, isRateKnown: true }), reckoned)
  const { reckoned: nodes } = gridOf(points, point)
  const least = surely(nodes.at(-1)!.factor)
  return least && nodes.map(({ factor }) => surely(factor) ?? least)
}

/** What must be simulated, each once. */
export class LadderList {
  readonly #reckoned: Reckoned
  readonly #tasks = new Map<string, LadderTask>()

  /** `reckoned`: what is as good as sure, of which nothing is simulated. */
  constructor(reckoned: Reckoned) {
    this.#reckoned = reckoned
  }

  /** Adds those of some points; of units that can be bought, or, where it is told, of no more than so many. */
  add(network: SparesNetwork, { futures, names }: NamedPoints, members: readonly number[], most?: number): void {
    for (const { points } of futures)
      for (const point of members) {
        if (methodOf(points, point) === 'exact' || sureLadder(points, point, this.#reckoned)) continue
        const terms = termsOf(network, names[point]!.part)
        const task = ladderTaskOf(points, point, terms.arrivalStep, most ?? terms.most)
        this.#tasks.set(task.key, task)
      }
  }

  get tasks(): LadderTask[] {
    return [...this.#tasks.values()]
  }
}

/** The tasks as one question that threads can share; there are some. */
export function askForLadders(tasks: readonly LadderTask[], { seed, replications }: Chances): LadderQuestion {
  const factorStart = new Uint32Array(tasks.length + 1)
  for (const [point, { factors }] of tasks.entries()) factorStart[point + 1] = factorStart[point]! + factors.length
  return {
    points: joinPoints(tasks.map(({ one }) => one)),
    seed,
    replications,
    arrivalStep: Uint32Array.from(tasks, ({ arrivalStep }) => arrivalStep),
    most: Float64Array.from(tasks, ({ most }) => most),
    factorStart,
    factor: Float64Array.from(tasks.flatMap(({ factors }) => factors)),
  }
}

/** What is not among `ladders` is simulated when it is asked for, and remembered there; so is what is reckoned. */
export function createRoughTiers(chances: Chances, ladders: Known<SimulatedLadder>, reckoned: Reckoned): LadderTiers {
  const ladderOf = (task: LadderTask): SimulatedLadder => {
    let ladder = ladders.get(task.key)
    if (!ladder) {
      ;[ladder] = simulateLadders(askForLadders([task], chances), 0, 1)
      ladders.set(task.key, ladder!)
    }
    return ladder!
  }
  return {
    survivalsByBought(points, point, _probability, arrivalStep, most): SurvivalByBought[] {
      if (methodOf(points, point) === 'exact') return exactByBought(points, point, arrivalStep, most, reckoned)
      const sure = sureLadder(points, point, reckoned)
      if (sure) return sure.map((survival) => ({ survival, replications: Number.POSITIVE_INFINITY }))
      const { replications } = chances
      return ladderOf(ladderTaskOf(points, point, arrivalStep, most)).map((atRate) => ({ ...atRate, replications }))
    },
    ...CHANCELESS_TIERS,
  }
}
