// Which replications of a block can run a point out, and how many failures each has.
//
// A block is 256 replications. The uniform number that means a replication's count of failures is drawn from one of 256
// strata, each stratum once, and which replication has which stratum is drawn too. So each replication by itself is as if
// drawn alone, and points stay independent of each other; but a block holds few and many failures in their due shares,
// which takes away two thirds of the variance of plain sampling.

import { poissonProbability } from '../chance/poisson.ts'
import { type CountTable, LARGEST_UNIFORM } from './count-table.ts'
import { type PointStream, USE } from './point-stream.ts'

export const BLOCK = 256
/** From a uniform number to its stratum. */
const STRATUM_SHIFT = 23
/** From a word to its place in a stratum. */
const PLACE_SHIFT = 9

/** A stratified uniform number of 31 bits for each replication of a block. */
export function stratifiedUniforms(stream: PointStream, block: number, use: number): Int32Array {
  const words = new Uint32Array(4 + BLOCK)
  stream.fill(words, 1 + (BLOCK >> 2), block, 0, use)
  const uniforms = new Int32Array(BLOCK)
  for (let stratum = 0; stratum < BLOCK; stratum++)
    uniforms[replicationOf(words[0]!, stratum)] = (stratum << STRATUM_SHIFT) | (words[4 + stratum]! >>> PLACE_SHIFT)
  return uniforms
}

/** An odd factor and an offset, from one word, make an order of all 256. */
function replicationOf(order: number, stratum: number): number {
  return (Math.imul((order >>> 8) | 1, stratum) + order) & (BLOCK - 1)
}

export class Strata {
  /** Replications of the block with more failures than the screen. */
  readonly replication = new Int32Array(BLOCK)
  readonly failures = new Int32Array(BLOCK)
  readonly #order = new Uint32Array(4)
  readonly #places = new Uint32Array(BLOCK)

  /**
   * The replications of a block that have more failures than the screen; how many there are. The others need no look: what
   * arrives only adds, so a stock is not run out by as many failures as it had units.
   */
  draw(counts: CountTable, screen: number, stream: PointStream, block: number): number {
    const screened = counts.lastOf(screen)
    if (screened === LARGEST_UNIFORM) return 0
    const from = (screened + 1) >>> STRATUM_SHIFT
    stream.fill(this.#order, 1, block, 0, USE.strata)
    stream.fill(this.#places, (BLOCK >> 2) - (from >> 2), block, 1 + (from >> 2), USE.strata)
    const order = this.#order[0]!
    const { replication, failures } = this
    const { lastUniform, first } = counts
    const places = this.#places
    const skipped = from & ~3
    let count = Math.max(0, screen + 1 - first)
    let drawn = 0
    for (let stratum = from; stratum < BLOCK; stratum++) {
      const uniform = (stratum << STRATUM_SHIFT) | (places[stratum - skipped]! >>> PLACE_SHIFT)
      if (uniform <= screened) continue
      while (lastUniform[count]! < uniform) count++
      replication[drawn] = replicationOf(order, stratum)
      failures[drawn++] = first + count
    }
    return drawn
  }

  /** The same where the mean number of failures is not the same in each replication. */
  drawAround(means: Float64Array, screen: number, stream: PointStream, block: number): number {
    const uniforms = stratifiedUniforms(stream, block, USE.strata)
    let drawn = 0
    for (let index = 0; index < BLOCK; index++) {
      const failures = failuresOf(uniforms[index]!, means[index]!)
      if (failures <= screen) continue
      this.replication[drawn] = index
      this.failures[drawn++] = failures
    }
    return drawn
  }
}

/** Spreads below the mean where nothing is left of a Poisson distribution. */
const REACH = 9

/** The failures that a uniform number of 31 bits means with this mean, by adding up their probabilities. */
function failuresOf(uniform: number, mean: number): number {
  const sought = (uniform + 0.5) / (LARGEST_UNIFORM + 1)
  let failures = Math.max(0, Math.floor(mean - REACH * Math.sqrt(mean)))
  let probability = poissonProbability(failures, mean)
  let sum = probability
  while (sum < sought && (failures < mean || probability > 1e-18)) {
    failures++
    probability *= mean / failures
    sum += probability
  }
  return failures
}
