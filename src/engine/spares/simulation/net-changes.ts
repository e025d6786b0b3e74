// What comes and goes at a point in one replication: failures less arrivals, by step. All of it is laid down at once, for
// whether a unit is repaired and whether a lot is good does not depend on the shelf.

import type { StockingPoints } from '../points/stocking-points.ts'
import { FailureTimes, GUIDE_SHIFT } from './failure-times.ts'
import { Lots } from './lots.ts'
import { halfOf, HALF_SHIFT, type PointStream, REST, USE } from './point-stream.ts'

/** Failures drawn at once, half a word each. */
const DRAWN = 2048

/** Whoever reads the changes of a replication leaves nothing of them. */
export class NetChanges {
  /** Failures less arrivals of each step, and a place for what arrives after the last. */
  readonly change: Int32Array
  /** A bit for each step that may have a change. */
  readonly busy: Int32Array
  readonly #stepCount: number
  readonly #times: FailureTimes
  readonly #lots = new Lots()
  readonly #words = new Uint32Array(DRAWN / 2)
  #stream: PointStream | undefined
  #replication = 0

  constructor(stepCount: number) {
    this.#stepCount = stepCount
    this.#times = new FailureTimes(stepCount)
    this.change = new Int32Array(stepCount + 1)
    this.busy = new Int32Array((stepCount >>> 5) + 1)
  }

  /** Turns to a point of which so many failures are expected over all steps. */
  turnTo(points: StockingPoints, point: number, expected: number): void {
    this.#times.fill(points, point, expected)
    this.#lots.turnTo(points, point)
  }

  /** Of a replication with so many failures. */
  lay(stream: PointStream, replication: number, failures: number): void {
    this.#stream = stream
    this.#replication = replication
    for (let from = 0; from < failures; from += DRAWN) {
      const count = Math.min(DRAWN, failures - from)
      stream.fill(this.#words, (count + 7) >>> 3, replication, from >>> 3, USE.failures)
      if (this.#times.isRepaired) this.#layRepaired(from, count)
      else this.#layLost(from, count)
    }
    this.#lots.lay(this.change, this.busy, stream, replication)
    const steps = this.#stepCount
    this.change[steps] = 0
    this.busy[steps >>> 5]! &= ~(1 << steps)
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

  #layRepaired(from: number, count: number): void {
    const { lastUniform, guide, arrival } = this.#times
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
      busy[back >>> 5]! |= 1 << back
    }
  }

  /** The kind of a failure, from this one on; where its half word can mean several, the other bits decide. */
  #seek(failure: number, half: number, from: number): number {
    const { lastUniform } = this.#times
    const uniform = half << HALF_SHIFT
    let kind = from
    while (lastUniform[kind]! < uniform) kind++
    if (lastUniform[kind]! >= (uniform | REST)) return kind
    const refined = uniform | this.#stream!.restOf(this.#replication, failure, USE.failureRest)
    while (lastUniform[kind]! < refined) kind++
    return kind
  }
}
