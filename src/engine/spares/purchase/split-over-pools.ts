// How many of the units of one order each pool is to get: so that the values of all pools add up to the most.
//
// Nothing is said of the shapes of the values: of every number of units the best split is found, a pool added at a time. What
// is bought of a part is then one item, with one least and one most order, however many pools it is for.

export class SplitOverPools {
  /** The most that so many units are worth, from none on. */
  readonly value: Float64Array
  readonly #pools: readonly Float64Array[]
  readonly #known = new Map<number, Uint32Array>()

  /**
   * `pools`: of each what it is worth to give it so many units. `most`: in all.
   *
   * Worked: -0.5, -0.1 and -0.4, -0.3, -0.1: one unit is worth -0.5, all of it to the first; two -0.4, three -0.2.
   */
  constructor(pools: readonly Float64Array[], most: number) {
    this.#pools = pools
    this.value = pools.slice(1).reduce((best, pool) => addPool(best, pool, most).value, cut(pools[0]!, most))
  }

  /** Finds some splits at once, which is quicker than one by one. */
  find(counts: readonly number[]): void {
    const wanted = counts.filter((count) => !this.#known.has(count))
    if (wanted.length === 0) return
    const most = Math.max(...wanted)
    const given: Uint32Array[] = []
    let value = cut(this.#pools[0]!, most)
    for (const pool of this.#pools.slice(1)) {
      const next = addPool(value, pool, most)
      value = next.value
      given.push(next.given)
    }
    for (const count of wanted) {
      const split = new Uint32Array(this.#pools.length)
      let left = count
      for (let pool = given.length; pool > 0; pool--) {
        split[pool] = given[pool - 1]![left]!
        left -= split[pool]!
      }
      split[0] = left
      this.#known.set(count, split)
    }
  }

  /** Units of each pool. */
  of(count: number): Uint32Array {
    this.find([count])
    return this.#known.get(count)!
  }
}

function cut(value: Float64Array, most: number): Float64Array {
  return value.subarray(0, Math.min(value.length, most + 1))
}

/** With one more pool, and what that one gets of each number of units: as few as are worth as much. */
function addPool(before: Float64Array, pool: Float64Array, most: number): { value: Float64Array; given: Uint32Array } {
  const count = Math.min(most, before.length + pool.length - 2) + 1
  const value = new Float64Array(count).fill(Number.NEGATIVE_INFINITY)
  const given = new Uint32Array(count)
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
