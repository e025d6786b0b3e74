// The survival of several points together: independent of one another once it is known how wrong each rate is.
//
// Points of one rate group share that error, so that they live and die together more than by chance: the product over points
// is taken at each rate first, and then the mean over its values.

import { meanOfSums } from './mean-survival.ts'
import { multiplyOverRates, type RateGrid, type RateNode } from './rate-grid.ts'

/** The points of a rate group. */
export interface GroupSurvival {
  /** Of the Gamma distribution of their rate. */
  readonly shape: number
  readonly rates: readonly RateNode[]
  /** At each of these rates the product of the points' survivals, time by time. */
  readonly products: readonly Float64Array[]
}

export class JointSurvival {
  readonly #length: number
  readonly #groups = new Map<number, GroupSurvival>()

  constructor(length: number) {
    this.#length = length
  }

  get groups(): ReadonlyMap<number, GroupSurvival> {
    return this.#groups
  }

  /** Takes in a point of a rate group: its survival at each time, at each of the rates its grid reckons at. */
  add(group: number, grid: RateGrid, byNode: readonly Float64Array[]): void {
    let known = this.#groups.get(group)
    if (!known) {
      const { shape, averaged: rates } = grid
      known = { shape, rates, products: rates.map(() => new Float64Array(this.#length).fill(1)) }
      this.#groups.set(group, known)
    }
    multiplyOverRates(grid, byNode, known.products)
  }

  /** Takes in all points of others, which have these times among theirs. */
  addAll(others: JointSurvival, places: Uint32Array): void {
    for (const [group, other] of others.groups) {
      const products = other.products.map((product) => Float64Array.from(places, (place) => product[place]!))
      const known = this.#groups.get(group)
      if (known) multiply(known.products, products)
      else this.#groups.set(group, { ...other, products })
    }
  }

  /** P(all points survive), time by time; 1 where there are none. */
  finish(): Float64Array {
    const joint = new Float64Array(this.#length).fill(1)
    for (const { rates, products } of this.#groups.values())
      for (let time = 0; time < this.#length; time++) {
        let [survived, lost] = [0, 0]
        for (const [rate, product] of products.entries()) {
          const { weight } = rates[rate]!
          survived += weight * product[time]!
          lost += weight * (1 - product[time]!)
        }
        joint[time]! *= meanOfSums(survived, lost)
      }
    return joint
  }
}

function multiply(products: readonly Float64Array[], factors: readonly Float64Array[]): void {
  for (const [rate, product] of products.entries()) {
    const factor = factors[rate]!
    for (let time = 0; time < product.length; time++) product[time]! *= factor[time]!
  }
}
