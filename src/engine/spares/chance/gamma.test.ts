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

  // To 18 digits by an integral of the density in 60 digits.
  const OF_LARGE_SHAPE = [
    [1e4, 1e-9, 0.9411828411445864],
    [1e4, 0.01, 0.9768836856696591],
    [1e4, 0.5, 0.9999666668642048],
    [1e4, 0.9, 1.0128367373674176],
    [1e4, 1 - 1e-9, 1.0611486364888996],
    [1e6, 1e-9, 0.9940138460490516],
    [1e6, 0.01, 0.9976751228599252],
    [1e6, 0.9, 1.001281765499621],
    [1e6, 1 - 1e-9, 1.006009469738052],
    [1e14, 1e-9, 0.999999400219415],
    [1e14, 0.9, 1.0000001281551587],
  ] as const

  it.each(OF_LARGE_SHAPE)(
    'is right to 14 digits where the shape is as large as %d, at %d',
    (shape, probability, factor) => {
      expect(Math.abs(gammaFactor(probability, shape) / factor - 1)).toBeLessThan(2e-15)
    },
  )

  it('goes on without a jump, and ever upward, where its sum gives way to an expansion', () => {
    let before = 0
    // Nearer to 1 the sum loses digits, and the expansion none.
    for (const probability of [1e-12, 1e-6, 0.001, 0.3, 0.5, 0.8, 0.999, 1 - 1e-6]) {
      const [below, above] = [gammaFactor(probability, 10_000 - 1e-8), gammaFactor(probability, 10_000)]
      expect(Math.abs(below / above - 1)).toBeLessThan(2e-13)
      expect(above).toBeGreaterThan(before)
      before = above
    }
    for (const shape of [1e4, 1e6, 1e14])
      for (let [index, last] = [0, 0]; index < 5000; index++) {
        const factor = gammaFactor((index + 0.5) / 5000, shape)
        expect(factor).toBeGreaterThan(last)
        last = factor
      }
  })

  it('takes no longer for a rate that is known very well', () => {
    const timeOf = (shape: number): number => {
      const began = performance.now()
      for (let index = 0; index < 20_000; index++) gammaFactor((index + 0.5) / 20_000, shape)
      return performance.now() - began
    }
    timeOf(5)
    expect(timeOf(1e14)).toBeLessThan(3 * timeOf(5) + 50)
  })
})
