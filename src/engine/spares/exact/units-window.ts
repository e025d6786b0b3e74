// How many units there are, as lots arrive and failures use them up: only what matters is held, from the first count on.

import { makeCountWindow, reserve, setToBinomial, setToPoisson, trim } from './count-window.ts'

export class UnitsWindow {
  #held = makeCountWindow()
  #spare = makeCountWindow()
  readonly #other = makeCountWindow()

  get first(): number {
    return this.#held.first
  }

  /** 0: nothing that matters is left. */
  get length(): number {
    return this.#held.length
  }

  /** Those of `first` and what follows; more than `length` of them, to be read before the next change. */
  get probabilities(): Float64Array {
    return this.#held.probabilities
  }

  setTo(count: number): void {
    reserve(this.#held, 1)[0] = 1
    this.#held.first = count
  }

  /** The units left by a Poisson number of failures that found one; the rest of the probability is gone. */
  useUp(mean: number): void {
    if (mean <= 0 || this.length === 0) return
    const { first, length, probabilities } = this.#held
    const last = first + length - 1
    setToPoisson(this.#other, mean, last)
    const { first: fewest, length: spread, probabilities: failing } = this.#other
    const most = fewest + spread - 1
    const left = this.#spare
    left.first = Math.max(0, first - most)
    const room = last - fewest - left.first + 1
    const sums = reserve(left, room)
    sums.fill(0, 0, room)
    for (let index = 0; index < length; index++) {
      const probability = probabilities[index]!
      const target = first + index - fewest - left.first
      const reach = Math.min(spread, target + 1)
      for (let failures = 0; failures < reach; failures++) sums[target - failures]! += probability * failing[failures]!
    }
    this.#swap()
  }

  /** Adds the good ones of so many units. */
  addGood(units: number, share: number): void {
    if (this.length === 0) return
    setToBinomial(this.#other, units, share)
    const { first, length, probabilities } = this.#held
    const { first: fewest, length: spread, probabilities: adding } = this.#other
    const sum = this.#spare
    sum.first = first + fewest
    const sums = reserve(sum, length + spread - 1)
    sums.fill(0, 0, length + spread - 1)
    for (let index = 0; index < length; index++) {
      const probability = probabilities[index]!
      for (let good = 0; good < spread; good++) sums[index + good]! += probability * adding[good]!
    }
    this.#swap()
  }

  #swap(): void {
    const held = this.#held
    this.#held = this.#spare
    this.#spare = held
    trim(this.#held)
  }
}
