// What is left of a point's own units when units lent to it leave, where nothing that fails comes back: those lent serve first.
//
// The own units wait untouched until more has failed than was lent; then they are used up like any stock. So there are two
// cases, each with its own distribution, and what arrives meanwhile is told in both.

import { makeCountWindow, reserve, setToPoisson, setToSum } from './count-window.ts'
import { UnitsWindow } from './units-window.ts'

export class OwnUnitsLeft {
  /** As if nothing of them were used yet. */
  readonly #untouched = new UnitsWindow()
  /** Where some are used, and nothing found an empty shelf. */
  readonly #touched = new UnitsWindow()
  readonly #taken = new UnitsWindow()
  #failed = makeCountWindow()
  #spare = makeCountWindow()
  readonly #failures = makeCountWindow()
  readonly #beyond = makeCountWindow()
  #lent = 0

  setTo(own: number, lent: number): void {
    this.#untouched.setTo(own)
    this.#touched.setToNone()
    this.#lent = lent
    reserve(this.#failed, 1)[0] = 1
    this.#failed.first = 0
  }

  /** A Poisson number of failures. */
  fail(mean: number): void {
    if (mean <= 0) return
    this.#touched.useUp(mean)
    setToPoisson(this.#failures, mean, Number.POSITIVE_INFINITY)
    setToSum(this.#spare, this.#failed, this.#failures)
    this.#spare.first = this.#failed.first + this.#failures.first
    const { first, length, probabilities } = this.#spare
    const within = Math.min(length, Math.max(0, this.#lent + 1 - first))
    const beyond = reserve(this.#beyond, length - within)
    beyond.set(probabilities.subarray(within, length))
    this.#beyond.first = first + within - this.#lent
    this.#taken.setToLess(this.#untouched, this.#beyond)
    this.#touched.join(this.#taken, 1)
    this.#spare.length = within
    const swapped = this.#failed
    this.#failed = this.#spare
    this.#spare = swapped
  }

  addGood(units: number, share: number): void {
    this.#untouched.addGood(units, share)
    this.#touched.addGood(units, share)
  }

  /** To be read before the next question. */
  get left(): UnitsWindow {
    const { length, probabilities } = this.#failed
    let untouched = 0
    for (let index = 0; index < length; index++) untouched += probabilities[index]!
    this.#touched.join(this.#untouched, untouched)
    return this.#touched
  }
}
