// Counter-based random numbers: Philox4x32-10 (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3",
// SC 2011). The same key and counter give the same words on any machine and in any order, so a world or a
// simulation is a function of its seed.

// The two multipliers by their 16-bit halves, as signed 32-bit numbers, and what is added to the key in each round.
const MULTIPLIER_0 = 0xd2511f53 | 0
const LOW_0 = 0x1f53
const HIGH_0 = 0xd251
const MULTIPLIER_1 = 0xcd9e8d57 | 0
const LOW_1 = 0x8d57
const HIGH_1 = 0xcd9e
const WEYL_0 = 0x9e3779b9 | 0
const WEYL_1 = 0xbb67ae85 | 0

export type Words4 = [number, number, number, number]

/** One block of four unsigned 32-bit words. Counter and key are taken by their lowest 32 bits. */
export function philox([word0, word1, word2, word3]: Words4, [key0, key1]: [number, number]): Words4 {
  const words = new Uint32Array(4)
  fillPhilox(words, 1, word0, word1, word2, word3, key0, key1)
  return [words[0]!, words[1]!, words[2]!, words[3]!]
}

/**
 * Blocks of four words each, of counters whose third word counts on from `from`: the same as `philox` block by block, and
 * several times as fast. Products of 32 by 32 bits are put together from halves: JavaScript has no wider multiplication.
 */
export function fillPhilox(
  into: Uint32Array,
  blockCount: number,
  counter0: number,
  counter1: number,
  from: number,
  counter3: number,
  firstKey0: number,
  firstKey1: number,
): void {
  for (let block = 0; block < blockCount; block++) {
    let word0 = counter0 | 0
    let word1 = counter1 | 0
    let word2 = (from + block) | 0
    let word3 = counter3 | 0
    let key0 = firstKey0 | 0
    let key1 = firstKey1 | 0
    for (let round = 0; round < 10; round++) {
      const left0 = word0 & 0xffff
      const right0 = word0 >>> 16
      const middle0 = Math.imul(HIGH_0, left0) + (Math.imul(LOW_0, left0) >>> 16)
      const cross0 = Math.imul(LOW_0, right0) + (middle0 & 0xffff)
      const high0 = Math.imul(HIGH_0, right0) + (middle0 >>> 16) + (cross0 >>> 16)
      const left1 = word2 & 0xffff
      const right1 = word2 >>> 16
      const middle1 = Math.imul(HIGH_1, left1) + (Math.imul(LOW_1, left1) >>> 16)
      const cross1 = Math.imul(LOW_1, right1) + (middle1 & 0xffff)
      const high1 = Math.imul(HIGH_1, right1) + (middle1 >>> 16) + (cross1 >>> 16)
      const low0 = Math.imul(MULTIPLIER_0, word0)
      const low1 = Math.imul(MULTIPLIER_1, word2)
      word0 = high1 ^ word1 ^ key0
      word1 = low1
      word2 = high0 ^ word3 ^ key1
      word3 = low0
      key0 = (key0 + WEYL_0) | 0
      key1 = (key1 + WEYL_1) | 0
    }
    const place = block << 2
    into[place] = word0
    into[place + 1] = word1
    into[place + 2] = word2
    into[place + 3] = word3
  }
}
