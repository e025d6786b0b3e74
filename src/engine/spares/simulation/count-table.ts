// How many there are, failures of a point or good units of a lot, from a uniform number of 31 bits: the distribution of a
// count as whole numbers.

/** Uniform numbers are whole, from 0 to this. */
export const LARGEST_UNIFORM = 0x7fffffff

/** What is less likely than this, beside the likeliest count, is below the last of 31 bits. */
const NEGLIGIBLE = 1e-12

/** Counts and the last uniform number that means each. One is refilled again and again. */
export class CountTable {
  /** The least count that a uniform number means, and the greatest. */
  first = 0
  last = 0
  /** The last uniform number that means `first + index` or fewer. */
  lastUniform = new Int32Array(64)
  #weights = new Float64Array(64)

  /** Failures: Poisson; if the rate has a Gamma distributed factor of mean 1 and this shape, negative binomial. */
  fillFailures(mean: number, shape: number): void {
    if (shape === Number.POSITIVE_INFINITY) {
      this.#fill(mean, 0, Math.floor(mean))
    } else {
      const slope = mean / (mean + shape)
      this.#fill(slope * shape, slope, Math.max(0, Math.floor((mean * (shape - 1)) / shape)))
    }
  }

  /** Good units of a lot, each by itself with the same probability, above 0 and below 1: binomial. */
  fillGood(units: number, share: number): void {
    const odds = share / (1 - share)
    this.#fill(units * odds, -odds, Math.min(units, Math.floor((units + 1) * share)))
  }

  /** All three have P(n + 1) / P(n) = (start + slope n) / (n + 1): weights from the likeliest up and down, no exponential. */
  #fill(start: number, slope: number, mode: number): void {
    let below = mode
    for (let weight = 1; below > 0; below--) {
      weight *= below / (start + slope * (below - 1))
      if (weight < NEGLIGIBLE) break
      this.#put(mode - below, weight)
    }
    const down = mode - below
    let count = down
    for (let weight = 1, reached = mode; weight >= NEGLIGIBLE; reached++) {
      this.#put(count++, weight)
      weight *= (start + slope * reached) / (reached + 1)
    }
    // What was put downward from the likeliest count stands before it.
    this.#weights.subarray(0, down).reverse()
    this.first = below
    this.#accumulate(count)
  }

  #put(index: number, weight: number): void {
    if (index === this.#weights.length) {
      const longer = new Float64Array(2 * index)
      longer.set(this.#weights)
      this.#weights = longer
    }
    this.#weights[index] = weight
  }

  #accumulate(count: number): void {
    const weights = this.#weights
    let total = 0
    for (let index = 0; index < count; index++) total += weights[index]!
    if (this.lastUniform.length < count) this.lastUniform = new Int32Array(2 * count)
    const scale = (LARGEST_UNIFORM + 1) / total
    let sum = 0
    let index = 0
    for (; index < count - 1; index++) {
      sum += weights[index]!
      const lastUniform = Math.floor(sum * scale) - 1
      if (lastUniform >= LARGEST_UNIFORM) break
      this.lastUniform[index] = lastUniform
    }
    this.lastUniform[index] = LARGEST_UNIFORM
    this.last = this.first + index
  }

  /** The last uniform number that means this many or fewer; -1: none. */
  lastOf(count: number): number {
    if (count < this.first) return -1
    return count >= this.last ? LARGEST_UNIFORM : this.lastUniform[count - this.first]!
  }
}
