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

  /** None, with any probability: nothing has come to this. */
  setToNone(): void {
    reserve(this.#held, 0)
    this.#held.first = 0
  }

  setToSame({ first, length, probabilities }: UnitsWindow): void {
    reserve(this.#held, length).set(probabilities.subarray(0, length))
    this.#held.first = first
  }

  /** As many as another holds less a number of failures, each of which found one; the rest of the probability is gone. */
  setToLess(others: UnitsWindow, { first, length, probabilities }: CountWindow): void {
    this.setToSame(others)
    if (length === 0 || others.length === 0) return this.setToNone()
    const failures = this.#other
    reserve(failures, length).set(probabilities.subarray(0, length))
    reverse(failures)
    this.#add(failures, -(first + length - 1))
  }

  /** Another case beside this, as likely as its probabilities say times `share`. */
  join({ first, length, probabilities }: UnitsWindow, share: number): void {
    if (length === 0) return
    const held = this.#held
    const from = held.length === 0 ? first : Math.min(held.first, first)
    const end = held.length === 0 ? first + length : Math.max(held.first + held.length, first + length)
    const sums = reserve(this.#spare, end - from).fill(0, 0, end - from)
    for (let index = 0; index < held.length; index++) sums[held.first - from + index]! += held.probabilities[index]!
    for (let index = 0; index < length; index++) sums[first - from + index]! += share * probabilities[index]!
    this.#spare.first = from
    this.#held = this.#spare
    this.#spare = held
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
