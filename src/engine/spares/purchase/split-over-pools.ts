// How many of the units of one order each pool is to get: so that the values of all pools add up to the most.
//
// Nothing is said of the shapes of the values: of every number of units the best split is found, a pool added at a time. What
// is bought of a part is then one item, with one least and one most order, however many pools it is for.

/** Of every number of units of one order, the split over its pools that is worth the most: by dynamic programming, pool by pool. */
export class SplitOverPools {
  /** The most that so many units are worth, from none on. */
  readonly value: Float64Array
  readonly #poolCount: number
  /** Of each pool but the first: what it gets of each number of units for it and those before it. */
  readonly #given: readonly UnitColumn[]

  /**
   * `pools`: of each what it is worth to give it so many units. `most`: in all.
   *
   * Worked: -0.5, -0.1 and -0.4, -0.3, -0.1: one unit is worth -0.5, all of it to the first; two -0.4, three -0.2.
   */
  constructor(pools: readonly Float64Array[], most: number) {
    let value = pools[0]!.subarray(0, most + 1)
    const given: UnitColumn[] = []
    for (const pool of pools.slice(1)) {
      const next = addPool(value, pool, most)
      value = next.value
      given.push(next.given)
    }
    this.value = value
    this.#poolCount = pools.length
    this.#given = given
  }

  /** Units of each pool. */
  of(count: number): Uint32Array {
    const split = new Uint32Array(this.#poolCount)
    let left = count
    for (let pool = split.length - 1; pool > 0; pool--) {
      split[pool] = this.#given[pool - 1]![left]!
      left -= split[pool]!
    }
    split[0] = left
    return split
  }
}

type UnitColumn = Uint8Array | Uint32Array

/** Pools may be many, but few want many units. */
const FEW_UNITS = 256

/** With one more pool, and what that one gets of each number of units: as few as are worth as much. */
function addPool(before: Float64Array, pool: Float64Array, most: number): { value: Float64Array; given: UnitColumn } {
  const count = Math.min(most, before.length + pool.length - 2) + 1
  const value = new Float64Array(count).fill(Number.NEGATIVE_INFINITY)
  const given = pool.length <= FEW_UNITS ? new Uint8Array(count) : new Uint32Array(count)
  for (let own = 0; own < pool.length; own++) {
    const worth = pool[own]!
    const until = Math.min(count - own, before.length)
    for (let others = 0; others < until; others++) {
      const sum = before[others]! + worth
      if (sum <= value[others + own]!) continue
      value[others + own] = sum
      given[others + own] = own
    }
  }
  return { value, given }
}
