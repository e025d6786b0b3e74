// Counter-based random numbers: Philox4x32-10 (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3",
// SC 2011). The same key and counter give the same words on any machine and in any order, so a world or a
// simulation is a function of its seed.

const MULTIPLIER_0 = 0xd2511f53
const MULTIPLIER_1 = 0xcd9e8d57
const WEYL_0 = 0x9e3779b9
const WEYL_1 = 0xbb67ae85

/** High 32 bits of a 32 x 32 bit product, by 16-bit halves: JavaScript has no wider multiplication. */
function multiplyHigh(left: number, right: number): number {
  const leftLow = left & 0xffff
  const leftHigh = left >>> 16
  const rightLow = right & 0xffff
  const rightHigh = right >>> 16
  const middle = Math.imul(leftHigh, rightLow) >>> 0
  const carry = (Math.imul(leftLow, rightLow) >>> 16) + (middle & 0xffff) + (Math.imul(leftLow, rightHigh) & 0xffff)
  return (
    (Math.imul(leftHigh, rightHigh) + (middle >>> 16) + (Math.imul(leftLow, rightHigh) >>> 16) + (carry >>> 16)) >>> 0
  )
}

export type Words4 = [number, number, number, number]

/** One block of four 32-bit words. `counter` and `key` are unsigned 32-bit integers. */
export function philox(counter: Words4, key: [number, number]): Words4 {
  let [word0, word1, word2, word3] = counter
  let [key0, key1] = key
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, word0)
    const low0 = Math.imul(MULTIPLIER_0, word0) >>> 0
    const high1 = multiplyHigh(MULTIPLIER_1, word2)
    const low1 = Math.imul(MULTIPLIER_1, word2) >>> 0
    word0 = (high1 ^ word1 ^ key0) >>> 0
    word1 = low1
    word2 = (high0 ^ word3 ^ key1) >>> 0
    word3 = low0
    key0 = (key0 + WEYL_0) >>> 0
    key1 = (key1 + WEYL_1) >>> 0
  }
  return [word0, word1, word2, word3]
}

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
