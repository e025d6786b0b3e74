// One replication of one point: what its failures and arrivals do to the shelf, step by step.
//
// The net change of each step is laid down first, failures less arrivals, for whether a unit is repaired does not depend on
// the shelf. Then one walk over the steps in which something happens.

import type { StockingPoints } from '../points/stocking-points.ts'
import { FailureTimes, GUIDE_SHIFT } from './failure-times.ts'
import { Lots } from './lots.ts'
import { halfOf, HALF_SHIFT, type PointStream, REST, USE } from './point-stream.ts'

/** Failures drawn at once, half a word each. */
const DRAWN = 2048
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
  /** The first step in which a failure found the shelf empty; -1: none did. */
  firstEmpty = NEVER
  /** Units owed at the end of a step, added up over the steps. */
  owedSteps = 0
  /** By how much what was owed at the end of a step changed in it, over all replications since the point was turned to. */
  readonly owedChange: Int32Array

  readonly times: FailureTimes
  readonly #stepCount: number
  /** Failures less arrivals of each step, and a place for what arrives after the last. */
  readonly #change: Int32Array
  /** A bit for each step in which something happens; those of the lots stand always. */
  readonly #busy: Int32Array
  readonly #lots: Lots
  readonly #words = new Uint32Array(DRAWN / 2)
  #stream: PointStream | undefined
  #replication = 0
  #stock = 0
  #screen = 0
  #needFromStep = 0

  constructor(stepCount: number) {
    this.#stepCount = stepCount
    this.times = new FailureTimes(stepCount)
    this.owedChange = new Int32Array(stepCount)
    this.#change = new Int32Array(stepCount + 1)
    this.#busy = new Int32Array((stepCount >>> 5) + 1)
    this.#lots = new Lots(stepCount)
  }

  turnTo(points: StockingPoints, point: number, { expected, screen, needFromStep }: Asked): void {
    this.times.fill(points, point, expected)
    this.owedChange.fill(0)
    this.#lots.turnTo(points, point)
    this.#busy.set(this.#lots.bits)
    this.#stock = points.stock[point]!
    this.#screen = screen
    this.#needFromStep = needFromStep
  }

  /** A replication with so many failures. */
  run(stream: PointStream, replication: number, failures: number): void {
    this.#stream = stream
    this.#replication = replication
    for (let from = 0; from < failures; from += DRAWN) {
      const count = Math.min(DRAWN, failures - from)
      stream.fill(this.#words, (count + 7) >>> 3, replication, from >>> 3, USE.failures)
      if (this.times.isRepaired) this.#layRepaired(from, count)
      else this.#layLost(from, count)
    }
    this.#walk()
  }

  #layLost(from: number, count: number): void {
    const { lastUniform, guide } = this.times
    const change = this.#change
    const busy = this.#busy
    const words = this.#words
    for (let index = 0; index < count; index++) {
      const half = halfOf(words, index)
      let step = guide[half >>> GUIDE_SHIFT]!
      while (lastUniform[step]! < half << HALF_SHIFT) step++
      if (lastUniform[step]! < ((half << HALF_SHIFT) | REST)) step = this.#refine(from + index, half, step)
      change[step]!++
      busy[step >>> 5]! |= 1 << step
    }
  }

  #layRepaired(from: number, count: number): void {
    const { lastUniform, guide, arrival } = this.times
    const change = this.#change
    const busy = this.#busy
    const words = this.#words
    for (let index = 0; index < count; index++) {
      const half = halfOf(words, index)
      let kind = guide[half >>> GUIDE_SHIFT]!
      while (lastUniform[kind]! < half << HALF_SHIFT) kind++
      if (lastUniform[kind]! < ((half << HALF_SHIFT) | REST)) kind = this.#refine(from + index, half, kind)
      const step = kind >>> 1
      change[step]!++
      busy[step >>> 5]! |= 1 << step
      const back = arrival[kind]!
      change[back]!--
      busy[back >>> 5]! |= 1 << back
    }
  }

  /** The kind of a failure whose half word can mean this one or one after it: the other bits decide. */
  #refine(failure: number, half: number, from: number): number {
    const { lastUniform } = this.times
    const uniform = (half << HALF_SHIFT) | this.#stream!.restOf(this.#replication, failure, USE.failureRest)
    let kind = from
    while (lastUniform[kind]! < uniform) kind++
    return kind
  }

  #walk(): void {
    const steps = this.#stepCount
    const change = this.#change
    const busy = this.#busy
    const lotBits = this.#lots.bits
    const owedChange = this.owedChange
    const stock = this.#stock
    const needFromStep = this.#needFromStep
    // What arrives after the last step.
    change[steps] = 0
    busy[steps >>> 5]! &= ~(1 << steps)
    this.#lots.rewind()
    /** Failures less arrivals so far. */
    let taken = 0
    const screen = this.#screen
    let need = screen
    let owed = 0
    let owedSteps = 0
    let firstEmpty = NEVER
    for (let word = 0; word < busy.length; word++) {
      let bits = busy[word]!
      const lots = lotBits[word]!
      busy[word] = lots
      while (bits !== 0) {
        const bit = bits & -bits
        bits ^= bit
        const step = (word << 5) | (31 - Math.clz32(bit))
        taken += change[step]!
        change[step] = 0
        if ((lots & bit) !== 0) taken -= this.#lots.arriving(step, this.#stream!, this.#replication)
        if (taken <= screen && owed === 0) continue
        if (taken > need && step >= needFromStep) need = taken
        const nowOwed = taken > stock ? taken - stock : 0
        if (nowOwed === owed) continue
        if (firstEmpty === NEVER) firstEmpty = step
        owedChange[step]! += nowOwed - owed
        owedSteps += (nowOwed - owed) * (steps - step)
        owed = nowOwed
      }
    }
    this.need = firstEmpty >= 0 && firstEmpty < needFromStep ? NEVER : need
    this.firstEmpty = firstEmpty
    this.owedSteps = owedSteps
  }
}
