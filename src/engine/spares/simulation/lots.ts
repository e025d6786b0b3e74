// How many units of each lot of a point are good, in a replication: half a word a lot.

import type { StockingPoints } from '../points/stocking-points.ts'
import { CountTable } from './count-table.ts'
import { halfOf, HALF_SHIFT, type PointStream, REST, USE } from './point-stream.ts'

/** Lots whose halves are drawn at once. */
const DRAWN = 8
/** Of each lot where to begin looking, by the first bits of a half word. */
const GUIDES = 64
const GUIDE_SHIFT = 10

export class Lots {
  /** Of those that arrive in time, in order of steps. */
  #count = 0
  #steps = new Int32Array(16)
  /** Good at least, and where the uniform numbers begin that mean this many, one more, and so on; alike: so many for sure. */
  #least = new Int32Array(16)
  #tableStart = new Int32Array(17)
  /** Numbers of the lots that are not certain, in order: others that come between do not change what they draw. */
  #numbers = new Int32Array(16)
  #uncertain = 0
  #lastUniform = new Int32Array(64)
  /** Of each lot: the first place that a half word of these first bits can mean. */
  #guide = new Int32Array(16 * GUIDES)
  readonly #table = new CountTable()
  readonly #words = new Uint32Array(DRAWN / 2)

  turnTo(points: StockingPoints, point: number): void {
    this.#count = 0
    this.#uncertain = 0
    for (let lot = points.lotStart[point]!; lot < points.lotStart[point + 1]!; lot++) {
      const step = points.lotStep[lot]!
      if (step >= points.stepCount) break
      this.#add(step, points.lotUnits[lot]!, points.lotYield[lot]!)
    }
  }

  #add(step: number, units: number, share: number): void {
    const lot = this.#count++
    if (this.#count > this.#steps.length) {
      this.#steps = longer(this.#steps, 2 * lot)
      this.#least = longer(this.#least, 2 * lot)
      this.#numbers = longer(this.#numbers, 2 * lot)
      this.#tableStart = longer(this.#tableStart, 2 * lot + 1)
      this.#guide = longer(this.#guide, 2 * lot * GUIDES)
    }
    this.#steps[lot] = step
    const start = this.#tableStart[lot]!
    const isCertain = share <= 0 || share >= 1 || units === 0
    if (isCertain) {
      this.#least[lot] = share <= 0 ? 0 : units
      this.#tableStart[lot + 1] = start
      return
    }
    this.#numbers[lot] = this.#uncertain++
    const table = this.#table
    table.fillGood(units, share)
    const end = start + table.last - table.first + 1
    if (end > this.#lastUniform.length) this.#lastUniform = longer(this.#lastUniform, 2 * end)
    this.#lastUniform.set(table.lastUniform.subarray(0, end - start), start)
    this.#least[lot] = table.first
    this.#tableStart[lot + 1] = end
    let place = start
    for (let index = 0; index < GUIDES; index++) {
      while (this.#lastUniform[place]! < index << (GUIDE_SHIFT + HALF_SHIFT)) place++
      this.#guide[lot * GUIDES + index] = place
    }
  }

  /** Takes good units off the changes of the steps in which they arrive. */
  lay(change: Int32Array, busy: Int32Array, stream: PointStream, replication: number): void {
    const steps = this.#steps
    for (let lot = 0; lot < this.#count; lot++) {
      const step = steps[lot]!
      change[step]! -= this.#draw(lot, stream, replication)
      busy[step >>> 5]! |= 1 << step
    }
  }

  #draw(lot: number, stream: PointStream, replication: number): number {
    const start = this.#tableStart[lot]!
    if (this.#tableStart[lot + 1] === start) return this.#least[lot]!
    const number = this.#numbers[lot]!
    const index = number & (DRAWN - 1)
    if (index === 0) stream.fill(this.#words, 1, replication, number >>> 3, USE.lots)
    const lastUniform = this.#lastUniform
    const half = halfOf(this.#words, index)
    let place = this.#guide[lot * GUIDES + (half >>> GUIDE_SHIFT)]!
    while (lastUniform[place]! < half << HALF_SHIFT) place++
    if (lastUniform[place]! < ((half << HALF_SHIFT) | REST)) {
      const uniform = (half << HALF_SHIFT) | stream.restOf(replication, number, USE.lotRest)
      while (lastUniform[place]! < uniform) place++
    }
    return this.#least[lot]! + place - start
  }
}

function longer(column: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(length)
  copy.set(column)
  return copy
}
