// Which replications of a block can run a point out, and how many failures each has.
//
// A block is 256 replications. The uniform number that means a replication's count of failures is drawn from one of 256
// strata, each stratum once, and which replication has which stratum is drawn too. So each replication by itself is as if
// drawn alone, and points stay independent of each other; but a block holds few and many failures in their due shares,
// which takes away two thirds of the variance of plain sampling.

import { type CountTable, LARGEST_UNIFORM } from './count-table.ts'
import { type PointStream, USE } from './point-stream.ts'

export const BLOCK = 256
/** From a uniform number to its stratum. */
const STRATUM_SHIFT = 23
/** From a word to its place in a stratum. */
const PLACE_SHIFT = 9

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
    // An odd factor makes an order of all 256: the replication of each stratum.
    const factor = (this.#order[0]! >>> 8) | 1
    const offset = this.#order[0]! & (BLOCK - 1)
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
      replication[drawn] = (Math.imul(factor, stratum) + offset) & (BLOCK - 1)
      failures[drawn++] = first + count
    }
    return drawn
  }
}
