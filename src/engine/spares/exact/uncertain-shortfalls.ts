// What is owed where the failure rate itself is uncertain: units outstanding are then Poisson with a gamma distributed mean,
// and their sums are as exact as with a rate that is known.

import { uncertainPoissonMoreThan, uncertainPoissonProbability } from '../chance/uncertain-poisson.ts'
import type { OnHand } from './shortfalls.ts'

/** As `reckonShortfalls`, each mean being that of a gamma distributed mean of this shape. */
export function reckonUncertainShortfalls(
  { least, range, expected, isOwed, owed }: OnHand,
  means: Float64Array,
  count: number,
  shape: number,
  backorders: Float64Array,
  shortfall: Float64Array,
  at: number,
): void {
  const most = least + range
  for (let index = 0; index < count; index++) {
    const mean = means[index]!
    if (mean <= 0) {
      backorders[at + index] = shortfall[at + index] = 0
      continue
    }
    let probability = 0
    let sum = 0
    let term = range === 0 ? 0 : uncertainPoissonProbability(least + 1, mean, shape)
    for (let place = 0; place < range; place++) {
      const units = least + 1 + place
      probability += term * isOwed[place]!
      sum += term * owed[place]!
      term *= ((shape + units) / (units + 1)) * (mean / (shape + mean))
    }
    // Beyond: E[X; X > n] (1 - x) = x (a P(X > n) + (a + n) P(X = n)), x = m / (a + m), for (k + 1) P(k + 1) = x (a + k) P(k).
    const next = uncertainPoissonProbability(most + 1, mean, shape)
    const above = uncertainPoissonMoreThan(most, mean, shape, next)
    probability += above
    sum += Math.max(0, mean * above + (1 + mean / shape) * (most + 1) * next - expected * above)
    backorders[at + index] = sum
    shortfall[at + index] = Math.min(1, probability)
  }
}
