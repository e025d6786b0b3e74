// Streams of random numbers that are a function of their seed.

import { philox, type Words4 } from './philox.ts'

/** A stream of random numbers: `stream` separates uses of one seed, `subject` the things drawn for. */
export class RandomStream {
  readonly #key: [number, number]
  readonly #stream: number
  readonly #subject: number
  #block = 0
  #words: Words4 = [0, 0, 0, 0]
  #next = 4

  constructor(seed: number, stream: number, subject = 0) {
    this.#key = [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0]
    this.#stream = stream >>> 0
    this.#subject = subject >>> 0
  }

  /** A uniform 32-bit unsigned integer. */
  word(): number {
    if (this.#next === 4) {
      this.#words = philox([this.#subject, this.#block++, 0, this.#stream], this.#key)
      this.#next = 0
    }
    return this.#words[this.#next++]!
  }

  /** Uniform in [0, 1), with 32 bits. */
  uniform(): number {
    return this.word() / 2 ** 32
  }

  /** A whole number in [low, high], both included; unbiased to 2^-32. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1))
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.uniform() < probability
  }
}
