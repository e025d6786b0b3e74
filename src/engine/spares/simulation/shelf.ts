// One replication of one point: what its failures and arrivals do to the shelf, step by step.
//
// The net change of each step is laid down first, failures less arrivals, for whether a unit is repaired does not depend on
// the shelf. Then one walk over the steps in which something happens.

import type { StockingPoints } from '../points/stocking-points.ts'
import { FailureTimes, GUIDE_SHIFT } from './failure-times.ts'
import { type PointStream, USE } from './point-stream.ts'

/** Failures drawn at once: half a word each, the high 16 of the 31 bits of a uniform number. */
const DRAWN = 2048
const HALF_SHIFT = 15
/** The other bits: of another word, and only where they matter. */
const REST = 0x7fff
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
  readonly #lotBits: Int32Array
  readonly #words = new Uint32Array(DRAWN / 2)
  readonly #unitWords = new Uint32Array(4)
  readonly #rest = new Uint32Array(4)
  #points: StockingPoints | undefined
  #stream: PointStream | undefined
  #replication = 0
  #firstLot = 0
  #endLot = 0
  /** The next lot, and the number of its first unit among those not certain to be good. */
  #lot = 0
  #unit = 0
  #stock = 0
  #screen = 0
  #needFromStep = 0

  constructor(stepCount: number) {
    this.#stepCount = stepCount
    this.times = new FailureTimes(stepCount)
    this.owedChange = new Int32Array(stepCount)
    this.#change = new Int32Array(stepCount + 1)
    this.#busy = new Int32Array((stepCount >>> 5) + 1)
    this.#lotBits = new Int32Array((stepCount >>> 5) + 1)
  }

  turnTo(points: StockingPoints, point: number, { expected, screen, needFromStep }: Asked): void {
    this.times.fill(points, point, expected)
    this.owedChange.fill(0)
    this.#lotBits.fill(0)
    this.#points = points
    this.#firstLot = points.lotStart[point]!
    this.#endLot = this.#firstLot
    for (; this.#endLot < points.lotStart[point + 1]!; this.#endLot++) {
      const step = points.lotStep[this.#endLot]!
      if (step >= this.#stepCount) break
      this.#lotBits[step >>> 5]! |= 1 << step
    }
    this.#busy.set(this.#lotBits)
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
    const uniform = (half << HALF_SHIFT) | this.#restOf(failure, USE.failureRest)
    let kind = from
    while (lastUniform[kind]! < uniform) kind++
    return kind
  }

  #walk(): void {
    const steps = this.#stepCount
    const change = this.#change
    const busy = this.#busy
    const lotBits = this.#lotBits
    const owedChange = this.owedChange
    const stock = this.#stock
    const needFromStep = this.#needFromStep
    // What arrives after the last step.
    change[steps] = 0
    busy[steps >>> 5]! &= ~(1 << steps)
    this.#lot = this.#firstLot
    this.#unit = 0
    /** Failures less arrivals so far. */
    let taken = 0
    let need = this.#screen
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
        if ((lots & bit) !== 0) taken -= this.#arriving(step)
        if (taken > need && step >= needFromStep) need = taken
        const nowOwed = taken > stock ? taken - stock : 0
        if (nowOwed !== owed) {
          if (firstEmpty === NEVER) firstEmpty = step
          owedChange[step]! += nowOwed - owed
          owedSteps += (nowOwed - owed) * (steps - step)
          owed = nowOwed
        }
      }
    }
    this.need = firstEmpty >= 0 && firstEmpty < needFromStep ? NEVER : need
    this.firstEmpty = firstEmpty
    this.owedSteps = owedSteps
  }

  /** Good units of the lots that arrive in this step. */
  #arriving(step: number): number {
    const { lotStep, lotUnits, lotYield } = this.#points!
    let good = 0
    for (; this.#lot < this.#endLot && lotStep[this.#lot] === step; this.#lot++) {
      const units = lotUnits[this.#lot]!
      const share = lotYield[this.#lot]!
      good += share >= 1 ? units : this.#goodOf(units, share)
    }
    return good
  }

  #goodOf(units: number, share: number): number {
    const words = this.#unitWords
    const goodBelow = Math.floor(share * 2 ** 31)
    const end = this.#unit + units
    let good = 0
    for (; this.#unit < end; this.#unit++) {
      const place = this.#unit & 7
      if (place === 0) this.#stream!.fill(words, 1, this.#replication, this.#unit >>> 3, USE.lots)
      const half = halfOf(words, place)
      const isGood =
        half === goodBelow >>> HALF_SHIFT
          ? this.#restOf(this.#unit, USE.lotRest) < (goodBelow & REST)
          : half < goodBelow >>> HALF_SHIFT
      if (isGood) good++
    }
    return good
  }

  /** The other bits of a uniform number, of which half a word was drawn before. */
  #restOf(index: number, use: number): number {
    this.#stream!.fill(this.#rest, 1, this.#replication, index >>> 2, use)
    return this.#rest[index & 3]! & REST
  }
}

/** Of words that are drawn in halves, the low one first. */
function halfOf(words: Uint32Array, index: number): number {
  return (words[index >>> 1]! >>> ((index & 1) << 4)) & 0xffff
}
