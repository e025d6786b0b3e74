// How likely each stock lasts, reckoned backward over failures and lots: none below some stock, all from another on, and
// between them as far as it matters. However large the stocks, only what lies between is held.

import { type CountWindow, makeCountWindow, setToBinomial, setToPoisson } from './count-window.ts'

/** What is this near to 0 is taken as that. */
const NEGLIGIBLE = 1e-17
/** And so is what is this near to 1, for sums of many probabilities are no nearer to what they should be. */
const NO_DOUBT = 1e-13

export class LastingByStock {
  /** The least stock that may last. */
  #first = 0
  /** How many stocks from there on do not surely last. */
  #length = 0
  #survival = new Float64Array(64)
  #spare = new Float64Array(64)
  readonly #counts: CountWindow = makeCountWindow()

  /** From some step on every stock lasts. */
  setToSure(): void {
    this.#first = 0
    this.#length = 0
  }

  /** With less than this on the shelf nothing lasts. */
  get first(): number {
    return this.#first
  }

  /** With this and more on the shelf everything does. */
  get sure(): number {
    return this.#first + this.#length
  }

  at(stock: number): number {
    if (stock < this.#first) return 0
    const index = stock - this.#first
    return index < this.#length ? this.#survival[index]! : 1
  }

  /** Before a Poisson number of failures, each of which must find a unit. */
  beforeFailures(mean: number): void {
    if (mean <= 0) return
    setToPoisson(this.#counts, mean, Number.POSITIVE_INFINITY)
    const { first: fewest, length: spread, probabilities } = this.#counts
    const first = this.#first + fewest
    const length = this.#length + spread
    const before = this.#room(length)
    const held = this.#survival
    const heldLength = this.#length
    for (let index = 0; index < length; index++) {
      // `index` units above the first: after `failures` more than the fewest, so many are left above the old first.
      let sum = 0
      const sure = Math.min(spread, index - heldLength + 1)
      for (let failures = 0; failures < sure; failures++) sum += probabilities[failures]!
      const until = Math.min(spread, index + 1)
      for (let failures = Math.max(0, sure); failures < until; failures++)
        sum += probabilities[failures]! * held[index - failures]!
      before[index] = sum
    }
    this.#keep(first, length)
  }

  /** Before the good ones of a lot are added. */
  beforeLot(units: number, share: number): void {
    setToBinomial(this.#counts, units, share)
    const { first: fewest, length: spread, probabilities } = this.#counts
    const most = fewest + spread - 1
    const first = Math.max(0, this.#first - most)
    const length = Math.max(0, this.#first + this.#length - fewest - first)
    const before = this.#room(length)
    for (let index = 0; index < length; index++) {
      let sum = 0
      for (let good = 0; good < spread; good++) sum += probabilities[good]! * this.at(first + index + fewest + good)
      before[index] = sum
    }
    this.#keep(first, length)
  }

  #room(length: number): Float64Array {
    if (this.#spare.length < length) this.#spare = new Float64Array(2 * length)
    return this.#spare
  }

  /** What was made takes the place of what was held, without what is nothing or all. */
  #keep(first: number, length: number): void {
    const made = this.#spare
    let [start, end] = [0, length]
    while (start < end && made[start]! < NEGLIGIBLE) start++
    while (end > start && made[end - 1]! > 1 - NO_DOUBT) end--
    if (start > 0) made.copyWithin(0, start, end)
    this.#spare = this.#survival
    this.#survival = made
    this.#first = first + start
    this.#length = end - start
  }
}
