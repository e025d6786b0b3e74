// How many units there are, as lots arrive and failures use them up: only what matters is held, from the first count on.

import {
  type CountWindow,
  makeCountWindow,
  reserve,
  reverse,
  setToBinomial,
  setToPoisson,
  setToSum,
  trim,
} from './count-window.ts'

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
    const failures = this.#other
    setToPoisson(failures, mean, this.first + this.length - 1)
    // To take off is to add what is below 0: the most failures first.
    reverse(failures)
    this.#add(failures, -(failures.first + failures.length - 1))
  }

  /** Adds the good ones of so many units. */
  addGood(units: number, share: number): void {
    if (this.length === 0) return
    setToBinomial(this.#other, units, share)
    this.#add(this.#other, this.#other.first)
  }

  /** As many as another holds, and the good ones of so many units. */
  setToWithGood({ first, length, probabilities }: UnitsWindow, units: number, share: number): void {
    reserve(this.#held, length).set(probabilities.subarray(0, length))
    this.#held.first = first
    this.addGood(units, share)
  }

  #add(other: CountWindow, first: number): void {
    const held = this.#held
    setToSum(this.#spare, held, other)
    this.#spare.first = held.first + first
    trim(this.#spare)
    this.#held = this.#spare
    this.#spare = held
  }
}
