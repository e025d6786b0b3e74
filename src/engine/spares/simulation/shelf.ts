// One replication of one point: what its failures and arrivals do to the shelf, step by step.

import type { StockingPoints } from '../points/stocking-points.ts'
import { NetChanges } from './net-changes.ts'
import { OwedPath } from './owed-path.ts'
import type { PointStream } from './point-stream.ts'

const NEVER = -1

export interface Asked {
  /** Failures expected over all steps. */
  readonly expected: number
  /** Replications with no more failures than this are not run. */
  readonly screen: number
  readonly needFromStep: number
}

export class Shelf {
  /**
   * The least stock with which no failure of the last replication would have found the shelf empty, or the screen if that is
   * more. From a later step on: with which none would have from then on; -1: one did before, with the stock there is.
   */
  need = 0
  /** The same from the first step on. */
  needAtOnce = 0
  /** The first step in which a failure found the shelf empty; -1: none did. */
  firstEmpty = NEVER
  /** What was owed in the last replication. */
  readonly path: OwedPath
  /** By how much what was owed at the end of a step changed in it, over all replications since the point was turned to. */
  readonly owedChange: Int32Array

  readonly #changes: NetChanges
  #stock = 0
  #screen = 0
  #needFromStep = 0

  constructor(stepCount: number) {
    this.#changes = new NetChanges(stepCount)
    this.owedChange = new Int32Array(stepCount)
    this.path = new OwedPath(stepCount)
  }

  turnTo(points: StockingPoints, point: number, { expected, screen, needFromStep }: Asked): void {
    this.#changes.turnTo(points, point, expected)
    this.owedChange.fill(0)
    this.#stock = points.stock[point]!
    this.#screen = screen
    this.#needFromStep = needFromStep
  }

  /** A replication with so many failures. */
  run(stream: PointStream, replication: number, failures: number): void {
    this.#changes.lay(stream, replication, failures)
    this.#walk()
  }

  #walk(): void {
    const { change, busy } = this.#changes
    const { owedChange, path } = this
    const stock = this.#stock
    const needFromStep = this.#needFromStep
    /** Failures less arrivals so far. */
    let taken = 0
    const screen = this.#screen
    let need = screen
    let needAtOnce = screen
    let owed = 0
    let firstEmpty = NEVER
    path.clear()
    for (let word = 0; word < busy.length; word++) {
      let bits = busy[word]!
      busy[word] = 0
      while (bits !== 0) {
        const bit = bits & -bits
        bits ^= bit
        const step = (word << 5) | (31 - Math.clz32(bit))
        taken += change[step]!
        change[step] = 0
        if (taken <= screen && owed === 0) continue
        if (taken > needAtOnce) needAtOnce = taken
        if (taken > need && step >= needFromStep) need = taken
        const nowOwed = taken > stock ? taken - stock : 0
        if (nowOwed === owed) continue
        if (firstEmpty === NEVER) firstEmpty = step
        owedChange[step]! += nowOwed - owed
        path.note(step, nowOwed)
        owed = nowOwed
      }
    }
    this.needAtOnce = needAtOnce
    this.need = firstEmpty >= 0 && firstEmpty < needFromStep ? NEVER : need
    this.firstEmpty = firstEmpty
  }
}
