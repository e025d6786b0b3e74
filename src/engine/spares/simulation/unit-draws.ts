// Which unit of a point fails: any of those in service, each as likely as its part fails often.

import type { PointElements } from './point-elements.ts'
import { type PointStream, USE } from './point-stream.ts'

/** Random words drawn at once. */
const WORDS = 8
const WORD_SPAN = 2 ** 32

/** After so many draws of what is not in service little is, and it is looked for element by element. */
const MOST_DRAWS = 32

export class UnitDraws {
  /** What was drawn: the element, counted from the first of the point on, and which of its units. */
  index = 0
  unit = 0
  readonly #elements: PointElements
  #first = 0
  #count = 0
  /** Units of the elements of the point up to each, each counted as often as it fails. */
  #pacedUntil = new Float64Array(0)
  readonly #words = new Uint32Array(WORDS)
  #drawn = 0

  constructor(elements: PointElements) {
    this.#elements = elements
  }

  turnTo(point: number): void {
    const { elementStart, unitCount, pace } = this.#elements
    this.#first = elementStart[point]!
    this.#count = elementStart[point + 1]! - this.#first
    if (this.#pacedUntil.length < this.#count) this.#pacedUntil = new Float64Array(2 * this.#count)
    let sum = 0
    for (let index = 0; index < this.#count; index++) {
      const element = this.#first + index
      this.#pacedUntil[index] = sum += unitCount[element]! * pace[element]!
    }
  }

  /** From the first random number of a replication on. */
  begin(): void {
    this.#drawn = 0
  }

  /** One of those in service at the end of the step; false where none is. `stream` is turned to the point. */
  draw(step: number, stream: PointStream, replication: number): boolean {
    const all = this.#pacedUntil[this.#count - 1]!
    for (let draw = 0; draw < MOST_DRAWS; draw++) {
      const place = this.#uniform(stream, replication) * all
      this.#take(this.#indexAt(place), place)
      if (this.isServing(this.index, step)) return true
    }
    return this.#drawAmongServing(step, this.#uniform(stream, replication))
  }

  isServing(index: number, step: number): boolean {
    const { firstStep, endStep } = this.#elements
    const element = this.#first + index
    return firstStep[element]! <= step && endStep[element]! > step
  }

  #drawAmongServing(step: number, uniform: number): boolean {
    let serving = 0
    for (let index = 0; index < this.#count; index++) if (this.isServing(index, step)) serving += this.#pacedOf(index)
    let left = uniform * serving
    for (let index = 0; index < this.#count; index++) {
      if (!this.isServing(index, step)) continue
      const paced = this.#pacedOf(index)
      if (left < paced) {
        this.#take(index, this.#pacedBefore(index) + left)
        return true
      }
      left -= paced
    }
    return false
  }

  /** The unit at this place among all that are counted as often as they fail. */
  #take(index: number, place: number): void {
    this.index = index
    this.unit = Math.floor((place - this.#pacedBefore(index)) / this.#elements.pace[this.#first + index]!)
  }

  #indexAt(place: number): number {
    let [low, high] = [0, this.#count - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#pacedUntil[middle]! > place) high = middle
      else low = middle + 1
    }
    return low
  }

  #pacedBefore(index: number): number {
    return index === 0 ? 0 : this.#pacedUntil[index - 1]!
  }

  #pacedOf(index: number): number {
    return this.#pacedUntil[index]! - this.#pacedBefore(index)
  }

  /** In the middle of its word, so that it is neither 0 nor 1. */
  #uniform(stream: PointStream, replication: number): number {
    const index = this.#drawn % WORDS
    if (index === 0) stream.fill(this.#words, WORDS >> 2, replication, this.#drawn >> 2, USE.units)
    this.#drawn++
    return (this.#words[index]! + 0.5) / WORD_SPAN
  }
}
