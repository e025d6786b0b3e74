// What comes and goes at a point in one replication: failures less arrivals, by step. All of it is laid down at once, for
// whether a unit is repaired and whether a lot is good does not depend on the shelf.

import type { StockingPoints } from '../points/stocking-points.ts'
import { binomialCountOf } from './binomial-count.ts'
import { LARGEST_UNIFORM } from './count-table.ts'
import { seekKind } from './failure-kinds.ts'
import { FailureTimes, GUIDE_SHIFT } from './failure-times.ts'
import { LentUnits } from './lent-units.ts'
import { Lots } from './lots.ts'
import { halfOf, HALF_SHIFT, type PointStream, REST, USE } from './point-stream.ts'

/** Failures drawn at once, half a word each. */
const DRAWN = 2048
/** Where more are expected for each kind of failure, it is quicker to draw how many there are of the kind than the kind of each. */
const MANY_OF_A_KIND = 12

/** Whoever reads the changes of a replication leaves nothing of them. */
export class NetChanges {
  /** Failures less arrivals of each step, and a place for what arrives after the last. */
  readonly change: Int32Array
  /** A bit for each step that may have a change. */
  readonly busy: Int32Array
  readonly #stepCount: number
  readonly #times: FailureTimes
  readonly #lots = new Lots()
  readonly #lent: LentUnits
  readonly #words: Uint32Array
  #areMany = false
  #stream: PointStream | undefined
  #replication = 0

  constructor(stepCount: number) {
    this.#stepCount = stepCount
    this.#times = new FailureTimes(stepCount)
    this.#lent = new LentUnits(stepCount)
    this.change = new Int32Array(stepCount + 1)
    this.busy = new Int32Array((stepCount >>> 5) + 1)
    this.#words = new Uint32Array(Math.max(DRAWN / 2, 4 * Math.ceil(stepCount / 2)))
  }

  /** Turns to a point of which so many failures are expected over all steps. */
  turnTo(points: StockingPoints, point: number, expected: number): void {
    this.#times.fill(points, point, expected)
    this.#lots.turnTo(points, point)
    this.#lent.turnTo(points, point)
    this.#areMany = expected > MANY_OF_A_KIND * this.#kindCount
  }

  get #kindCount(): number {
    return this.#times.comesBack ? 2 * this.#stepCount : this.#stepCount
  }

  /** Of a replication with so many failures. */
  lay(stream: PointStream, replication: number, failures: number): void {
    this.#stream = stream
    this.#replication = replication
    if (this.#areMany) this.#layCounts(failures)
    else this.#layEach(failures)
    this.#lent.serve(this.change)
    this.#lots.lay(this.change, this.busy, stream, replication)
    const steps = this.#stepCount
    this.change[steps] = 0
    this.busy[steps >>> 5]! &= ~(1 << steps)
  }

  /** How many there are of each kind, given how many are left for it and those after it: one word a kind. */
  #layCounts(failures: number): void {
    const { comesBack, lastUniform, arrival } = this.#times
    const { change, busy } = this
    const { untilStep, late } = this.#lent
    const words = this.#words
    this.#stream!.fill(words, (this.#kindCount + 3) >>> 2, this.#replication, 0, USE.failureCounts)
    let [left, before] = [failures, -1]
    for (let kind = 0; left > 0; kind++) {
      const [last, open] = [lastUniform[kind]!, LARGEST_UNIFORM - before]
      const uniform = ((words[kind]! >>> 1) + 0.5) / (LARGEST_UNIFORM + 1)
      const count = last === LARGEST_UNIFORM ? left : binomialCountOf(uniform, left, (last - before) / open)
      before = last
      if (count === 0) continue
      left -= count
      const step = comesBack ? kind >>> 1 : kind
      change[step]! += count
      busy[step >>> 5]! |= 1 << step
      if (!comesBack) continue
      const back = arrival[kind]!
      change[back]! -= count
      if (step < untilStep && back >= untilStep) late[back]! += count
      busy[back >>> 5]! |= 1 << back
    }
  }

  #layEach(failures: number): void {
    for (let from = 0; from < failures; from += DRAWN) {
      const count = Math.min(DRAWN, failures - from)
      this.#stream!.fill(this.#words, (count + 7) >>> 3, this.#replication, from >>> 3, USE.failures)
      if (this.#times.comesBack) this.#layBack(from, count)
      else this.#layLost(from, count)
    }
  }

  #layLost(from: number, count: number): void {
    const { lastUniform, guide } = this.#times
    const { change, busy } = this
    const words = this.#words
    for (let index = 0; index < count; index++) {
      const half = halfOf(words, index)
      let step = guide[half >>> GUIDE_SHIFT]!
      if (lastUniform[step]! < ((half << HALF_SHIFT) | REST)) step = this.#seek(from + index, half, step)
      change[step]!++
      busy[step >>> 5]! |= 1 << step
    }
  }

  #layBack(from: number, count: number): void {
    const { lastUniform, guide, arrival } = this.#times
    const { untilStep, late } = this.#lent
    const { change, busy } = this
    const words = this.#words
    for (let index = 0; index < count; index++) {
      const half = halfOf(words, index)
      let kind = guide[half >>> GUIDE_SHIFT]!
      if (lastUniform[kind]! < ((half << HALF_SHIFT) | REST)) kind = this.#seek(from + index, half, kind)
      const step = kind >>> 1
      change[step]!++
      busy[step >>> 5]! |= 1 << step
      const back = arrival[kind]!
      change[back]!--
      if (step < untilStep && back >= untilStep) late[back]!++
      busy[back >>> 5]! |= 1 << back
    }
  }

  #seek(failure: number, half: number, from: number): number {
    return seekKind(this.#times, this.#stream!, this.#replication, failure, half, from)
  }
}
