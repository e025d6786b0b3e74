// The survival of several points together: independent of one another once it is known how wrong each rate is.
//
// Points of one rate group share that error, so that they live and die together more than by chance: the product over points
// is taken at each rate first, and then the mean over its values.

import { type RateGrid, rateGrid, spreadOverRates } from './rate-grid.ts'

export class JointSurvival {
  readonly #shapeOf: Float64Array
  readonly #length: number
  /** Of each rate group that has points here: for each rate averaged over, the product of its points' survivals, time by time. */
  readonly #products = new Map<number, Float64Array[]>()

  /** `shapeOf`: the shape of each rate group. */
  constructor(shapeOf: Float64Array, length: number) {
    this.#shapeOf = shapeOf
    this.#length = length
  }

  /** Takes in a point of a rate group: its survival at each time, at each of the rates its grid reckons at. */
  add(group: number, grid: RateGrid, byNode: readonly Float64Array[]): void {
    const spread = spreadOverRates(grid, byNode)
    const products = this.#products.get(group)
    if (!products)
      this.#products.set(
        group,
        spread.map((survival) => survival.slice()),
      )
    else
      for (const [rate, product] of products.entries())
        for (let time = 0; time < this.#length; time++) product[time]! *= spread[rate]![time]!
  }

  /** P(all points survive), time by time; 1 where there are none. */
  finish(): Float64Array {
    const joint = new Float64Array(this.#length).fill(1)
    for (const [group, products] of this.#products) {
      const { averaged } = rateGrid(this.#shapeOf[group]!, false)
      for (let time = 0; time < this.#length; time++) {
        let mean = 0
        for (const [rate, product] of products.entries()) mean += averaged[rate]!.weight * product[time]!
        joint[time]! *= mean
      }
    }
    return joint
  }
}
