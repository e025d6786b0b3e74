// The what-ifs one after another: of one of them what must be simulated, and then what comes of it. What was simulated for it
// alone is let go of before the next, so that a nation's what-ifs take no more memory than one.

import type { SimulatedLadder } from '../simulation/simulate-ladders.ts'
import { type Known, layOver, type Reckoned } from './known.ts'
import { createRoughTiers, LadderList, type LadderTask, ROUGHER, type SimulatedLadders } from './rough-ladders.ts'
import type { Chances } from './simulations.ts'
import {
  isAlike,
  isMoved,
  moveFirst,
  outcomeOf,
  type RoughlyOrdered,
  type SwingCase,
  type SwingOutcomes,
  type SwingQuestion,
  type Swings,
} from './swings.ts'
import type { Watch } from './watch.ts'

/** What is simulated of a what-if, before it is looked at. */
export interface LadderLook {
  readonly kind: 'ladders'
  readonly tasks: readonly LadderTask[]
  readonly chances: Chances
  readonly take: (simulated: SimulatedLadders) => void
}

export class WhatIfs {
  readonly #swings: Swings
  readonly #question: SwingQuestion
  /** Points that are simulated together: one share, of none, where there are none. */
  readonly #shares: readonly (readonly number[])[]
  readonly #chances: Chances
  readonly #watch: Watch
  /** What was simulated, and reckoned, of points as they are: most what-ifs leave most of them so. */
  readonly #simulated: SimulatedLadders = new Map()
  readonly #reckoned: Reckoned
  #again: RoughlyOrdered | undefined
  readonly #otherwise: (RoughlyOrdered | undefined)[] = []

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
    const { futures } = swings.base.named
    this.#chances = { seed: chances.seed, replications: Math.ceil(chances.replications / ROUGHER / futures.length) }
    this.#reckoned = reckoned
    this.#watch = watch
  }

  /** As it is first. */
  *looks(): Generator<LadderLook> {
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
      const laidOut = layOut()
      if (isAlike(laidOut, base)) continue
      const simulated: SimulatedLadders = new Map()
      const reckoned = layOver(this.#reckoned)
      const otherwise = moveFirst(laidOut, this.#swings, this.#question)
      const looks = this.#looksAt(otherwise, simulated, reckoned, () => {
        this.#watch('asking what if', side + 1, sides.length)
        const known = layOver(this.#simulated, simulated)
        this.#otherwise[side] = this.#outcomeOf(otherwise, known, reckoned)
      })
      for (const look of looks) yield { ...look, tasks: look.tasks.filter(({ key }) => !asItIs.has(key)) }
    }
  }

  /** Share after share, what was simulated being kept; then it comes to something. */
  *#looksAt(one: SwingCase, kept: SimulatedLadders, reckoned: Reckoned, conclude: () => void): Generator<LadderLook> {
    for (const [place, members] of this.#shares.entries()) {
      const list = new LadderList(reckoned)
      list.add(one.network, one.named, members)
      const moved = members.filter((point) => isMoved(one, point))
      list.add(one.network, one.unmoved, moved, 0)
      yield {
        kind: 'ladders',
        tasks: list.tasks,
        chances: this.#chances,
        take: (simulated) => {
          for (const [key, ladder] of simulated) kept.set(key, ladder)
          if (place + 1 === this.#shares.length) conclude()
        },
      }
    }
  }

  #outcomeOf(one: SwingCase, simulated: Known<SimulatedLadder>, reckoned: Reckoned): RoughlyOrdered {
    return outcomeOf(one, this.#question, createRoughTiers(this.#chances, simulated, reckoned), reckoned)
  }

  /** When all looks were taken. */
  finish(): SwingOutcomes {
    return { again: this.#again!, otherwise: this.#otherwise }
  }
}
