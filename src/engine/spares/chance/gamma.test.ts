import { describe, expect, it } from 'vitest'
import { log } from '#base/elementary.ts'
import { gammaFactor } from './gamma.ts'

describe('a Gamma distributed factor of mean 1', () => {
  it('has the quantiles of the tables of chi-squared', () => {
    // Degrees of freedom, probability, quantile: half of it is Gamma distributed with half the degrees as shape.
    const table = [
      [1, 0.95, 3.841458820694124],
      [2, 0.5, 1.386294361119891],
      [4, 0.05, 0.7107230213973241],
      [10, 0.99, 23.209251158954356],
      [100, 0.025, 74.22192747492373],
    ] as const
    for (const [degrees, probability, quantile] of table)
      expect(gammaFactor(probability, degrees / 2)).toBeCloseTo(quantile / degrees, 10)
  })

  it('is exponential where its shape is 1, into both tails', () => {
    for (const probability of [1e-9, 1e-4, 0.3, 0.9999, 1 - 1e-9])
      expect(gammaFactor(probability, 1) / -log(1 - probability)).toBeCloseTo(1, 6)
  })

  it('has the mean 1 and the variance that its shape says', () => {
    for (const shape of [0.4, 1, 3.7, 25, 400]) {
      const count = 4000
      const factors = Array.from({ length: count }, (_, index) => gammaFactor((index + 0.5) / count, shape))
      const mean = factors.reduce((sum, one) => sum + one, 0) / count
      const variance = factors.reduce((sum, one) => sum + (one - 1) ** 2, 0) / count
      expect(mean).toBeCloseTo(1, 2)
      expect(variance * shape).toBeCloseTo(1, 1)
      for (let index = 1; index < count; index++) expect(factors[index]!).toBeGreaterThan(factors[index - 1]!)
    }
  })
})
