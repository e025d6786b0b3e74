// The what-ifs one after another: of one of them what must be simulated, and then what comes of it. What was simulated for it
// alone is let go of before the next, so that a nation's what-ifs take no more memory than one.

import { type Known, layOver, type Reckoned } from './known.ts'
import { createTiers } from './point-tiers.ts'
import {
  type Chances,
  type Simulated,
  type SimulatedPoint,
  SimulationList,
  type SimulationTask,
} from './simulations.ts'
import {
  isAlike,
  isMoved,
  type Ordered,
  outcomeOf,
  type SwingCase,
  type SwingOutcomes,
  type SwingQuestion,
  type Swings,
} from './swings.ts'
import type { Watch } from './watch.ts'

/** What is simulated, before it is looked at. */
export interface Look {
  readonly tasks: readonly SimulationTask[]
  /** Looks are taken in their order. What is not among what was simulated is so when it is needed. */
  readonly take: (simulated: Simulated) => void
}

export class WhatIfs {
  readonly #swings: Swings
  readonly #question: SwingQuestion
  /** Points that are simulated together: one share, of none, where there are none. */
  readonly #shares: readonly (readonly number[])[]
  readonly #chances: Chances
  readonly #watch: Watch
  /** What was simulated, and reckoned, of points as they are: most what-ifs leave most of them so. */
  readonly #simulated: Simulated = new Map()
  readonly #reckoned: Reckoned
  #again: Ordered | undefined
  readonly #otherwise: (Ordered | undefined)[] = []

  /** `chances`: of the answer; a sixteenth as often, for only differences count. `reckoned`: for the answer. */
  constructor(
    { swings, question, shares }: { swings: Swings; question: SwingQuestion; shares: readonly (readonly number[])[] },
    chances: Chances,
    reckoned: Reckoned,
    watch: Watch,
  ) {
    this.#swings = swings
    this.#question = question
    this.#shares = shares.length > 0 ? shares : [[]]
    this.#chances = {
      seed: chances.seed,
      replications: Math.ceil(chances.replications / 16),
      isForDifferences: true,
    }
    this.#reckoned = reckoned
    this.#watch = watch
  }

  /** As it is first. */
  *looks(): Generator<Look> {
    const { base, swings } = this.#swings
    const sides = swings.flatMap((swing) => swing.sides)
    const asItIs = new Set<string>()
    for (const look of this.#looksAt(base, this.#simulated, this.#reckoned, () => {
      this.#watch('asking what if', 0, sides.length)
      this.#again = this.#outcomeOf(base, this.#simulated, this.#reckoned)
    })) {
      for (const { key } of look.tasks) asItIs.add(key)
      yield look
    }
    for (const [side, { layOut }] of sides.entries()) {
      const otherwise = layOut()
      if (isAlike(otherwise, base)) continue
      const simulated: Simulated = new Map()
      const reckoned = layOver(this.#reckoned)
      const looks = this.#looksAt(otherwise, simulated, reckoned, () => {
        this.#watch('asking what if', side + 1, sides.length)
        const known = layOver(this.#simulated, simulated)
        this.#otherwise[side] = this.#outcomeOf(otherwise, known, reckoned)
      })
      for (const { tasks, take } of looks) yield { tasks: tasks.filter(({ key }) => !asItIs.has(key)), take }
    }
  }

  /** Share after share, what was simulated being kept; then it comes to something. */
  *#looksAt(one: SwingCase, kept: Simulated, reckoned: Reckoned, conclude: () => void): Generator<Look> {
    for (const [place, members] of this.#shares.entries()) {
      const list = new SimulationList(reckoned)
      list.add(one.network, one.named, members, this.#chances)
      const moved = members.filter((point) => isMoved(one, point))
      list.add(one.network, one.unmoved, moved, this.#chances)
      yield {
        tasks: list.tasks,
        take: (simulated) => {
          for (const [key, point] of simulated) {
            // Only needs are asked for.
            point.courses = undefined
            kept.set(key, point)
          }
          if (place + 1 === this.#shares.length) conclude()
        },
      }
    }
  }

  #outcomeOf(one: SwingCase, simulated: Known<SimulatedPoint>, reckoned: Reckoned): Ordered {
    return outcomeOf(one, this.#question, createTiers(this.#chances, simulated, reckoned), reckoned)
  }

  /** When all looks were taken. */
  finish(): SwingOutcomes {
    return { again: this.#again!, otherwise: this.#otherwise }
  }
}
