// What is owed, for every stock at once: from one distribution of units outstanding, one more unit leaves owed what is owed
// without it, less the probability that it is used: E[(X - k - 1)+] = E[(X - k)+] - P(X > k).
//
// Summed from the largest stock down, where nothing is owed, so that every term is positive and no digits cancel.

import type { CountWindow } from './count-window.ts'
import type { UnitsWindow } from './units-window.ts'

export class OwedByStock {
  /** By units on hand, from the fewest there may be. */
  #owed = new Float64Array(64)

  /**
   * E[units owed] with the good units of lots and so many units more beside a stock, the fewest first, each `stride` after the
   * one before; where nothing is owed, nothing is written.
   *
   * Worked: 2 outstanding on average, 2 in stock: 0.5413411329; one more: 0.2180175491; two more: 0.0751411100.
   */
  reckon(
    outstanding: CountWindow,
    good: UnitsWindow,
    stock: number,
    quantities: ArrayLike<number>,
    owed: Float64Array,
    at: number,
    stride: number,
  ): void {
    const { length: lots, probabilities } = good
    const fewest = stock + good.first
    const most = quantities[quantities.length - 1]!
    const count = Math.min(most + lots, outstanding.first + outstanding.length - 1 - fewest)
    const byStock = this.#sumDown(outstanding, fewest, count)
    for (let place = 0; place < quantities.length; place++) {
      const units = quantities[place]!
      if (units >= count) break
      let sum = 0
      const owing = Math.min(lots, count - units)
      for (let index = 0; index < owing; index++) sum += probabilities[index]! * byStock[units + index]!
      owed[at + place * stride] = sum
    }
  }

  /** With `fewest` units, one more, and so on, `count` of them: with more nothing is owed, or nobody asks. */
  #sumDown({ first, length, probabilities }: CountWindow, fewest: number, count: number): Float64Array {
    if (this.#owed.length < count) this.#owed = new Float64Array(2 * count)
    const byStock = this.#owed
    let [isOwed, owed] = [0, 0]
    for (let units = first + length - 2; units >= fewest; units--) {
      if (units + 1 >= first) isOwed += probabilities[units + 1 - first]!
      owed += isOwed
      if (units - fewest < count) byStock[units - fewest] = owed
    }
    return byStock
  }
}
