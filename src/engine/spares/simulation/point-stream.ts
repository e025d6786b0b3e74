// The random numbers of a stocking point: the counter is (low key, replication or block, block of words, use with the high
// key above it), the key is the seed. So they depend on the point's identifiers, the seed and their use alone.

import { fillPhilox } from '#base/philox.ts'

/** What random numbers are for. A number is never changed: it is part of every result. */
export const USE = {
  /** By replication: half a word a failure; and a word with the rest of its uniform number, where the half leaves a choice. */
  failures: 2,
  failureRest: 3,
  /** By replication of a point of many failures: a word for each kind of them. */
  failureCounts: 10,
  /** The same of lots. */
  lots: 8,
  lotRest: 9,
  /** By replication: a word for each look at which unit failed. */
  units: 11,
  /** By block: the order of the strata, then one word a stratum. */
  strata: 5,
  /** By block, of a rate group. */
  rate: 6,
  /** By block, of the plan. */
  plan: 7,
} as const

/** Half a word is the high 16 of the 31 bits of a uniform number; the others are drawn only where they matter. */
export const HALF_SHIFT = 15
export const REST = 0x7fff

/** Of words that are drawn in halves, the low one first. */
export function halfOf(words: Uint32Array, index: number): number {
  return (words[index >>> 1]! >>> ((index & 1) << 4)) & 0xffff
}

export class PointStream {
  readonly #seedLow: number
  readonly #seedHigh: number
  readonly #rest = new Uint32Array(4)
  #low = 0
  #high = 0

  constructor(seed: number) {
    this.#seedLow = seed | 0
    this.#seedHigh = Math.floor(seed / 2 ** 32) | 0
  }

  /** Turns to the stream of this key, its low 32 and its high 24 bits. */
  turnTo(low: number, high: number): void {
    this.#low = low | 0
    this.#high = high << 8
  }

  /** Blocks of four words, from this block on. */
  fill(into: Uint32Array, blockCount: number, replication: number, from: number, use: number): void {
    fillPhilox(into, blockCount, this.#low, replication, from, this.#high | use, this.#seedLow, this.#seedHigh)
  }

  /** The other bits of a uniform number, of which half a word was drawn before. */
  restOf(replication: number, index: number, use: number): number {
    this.fill(this.#rest, 1, replication, index >>> 2, use)
    return this.#rest[index & 3]! & REST
  }
}
