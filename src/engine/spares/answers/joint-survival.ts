// The survival of several points together: independent of one another once it is known how wrong each rate is.
//
// Points of one rate group share that error, so that they live and die together more than by chance: the product over points
// is taken for each value of the error first, and then the mean over its values.

import type { RateNode } from './tiers.ts'

export class JointSurvival {
  readonly #nodesOf: (group: number) => readonly RateNode[]
  readonly #length: number
  /** Of each rate group that has points here: for each node the product of its points' survivals, time by time. */
  readonly #products = new Map<number, Float64Array[]>()

  constructor(nodesOf: (group: number) => readonly RateNode[], length: number) {
    this.#nodesOf = nodesOf
    this.#length = length
  }

  /** Takes in a point: its survival at each time, under a node of its rate group. */
  add(group: number, node: number, survival: Float64Array): void {
    let products = this.#products.get(group)
    if (!products) {
      products = this.#nodesOf(group).map(() => new Float64Array(this.#length).fill(1))
      this.#products.set(group, products)
    }
    const product = products[node]!
    for (let time = 0; time < this.#length; time++) product[time]! *= survival[time]!
  }

  /** P(all points survive), time by time; 1 where there are none. */
  finish(): Float64Array {
    const joint = new Float64Array(this.#length).fill(1)
    for (const [group, products] of this.#products) {
      const nodes = this.#nodesOf(group)
      for (let time = 0; time < this.#length; time++) {
        let mean = 0
        for (const [node, product] of products.entries()) mean += nodes[node]!.weight * product[time]!
        joint[time]! *= mean
      }
    }
    return joint
  }
}
