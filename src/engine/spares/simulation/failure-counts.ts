// How many failures a point has over all steps, from a uniform number of 31 bits: the distribution as whole numbers.

/** Uniform numbers are whole, from 0 to this. */
export const LARGEST_UNIFORM = 0x7fffffff

/** What is less likely than this, beside the likeliest count, is below the last of 31 bits. */
const NEGLIGIBLE = 1e-12

/**
 * Counts of failures and the last uniform number that means each. Poisson; with a rate that is known but for a Gamma
 * distributed factor of mean 1, negative binomial. One is refilled point after point.
 */
export class FailureCounts {
  /** The least count that a uniform number means, and the greatest. */
  first = 0
  last = 0
  /** The last uniform number that means `first + index` failures or fewer. */
  lastUniform = new Int32Array(64)
  #weights = new Float64Array(64)

  /** Weights from the likeliest count up and down by their ratios: no exponential is needed. */
  fill(mean: number, shape: number): void {
    const isCertain = shape === Number.POSITIVE_INFINITY
    const slope = isCertain ? 0 : mean / (mean + shape)
    const start = isCertain ? mean : slope * shape
    const mode = Math.max(0, Math.floor(isCertain ? mean : (mean * (shape - 1)) / shape))
    // P(n + 1) / P(n) = (start + slope n) / (n + 1).
    let below = mode
    for (let weight = 1; below > 0; below--) {
      weight *= below / (start + slope * (below - 1))
      if (weight < NEGLIGIBLE) break
      this.#put(mode - below, weight)
    }
    const down = mode - below
    let count = down
    for (let weight = 1, failures = mode; weight >= NEGLIGIBLE; failures++) {
      this.#put(count++, weight)
      weight *= (start + slope * failures) / (failures + 1)
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

  /** The last uniform number that means this many failures or fewer; -1: none. */
  lastOf(failures: number): number {
    if (failures < this.first) return -1
    return failures >= this.last ? LARGEST_UNIFORM : this.lastUniform[failures - this.first]!
  }
}
