import { describe, expect, it } from 'vitest'
import { atMost, backordersAt, fittedTo, momentsOf, negativeBinomial, poissonDistribution } from './distribution.ts'

/** Mean, ratio of variance to mean, stock, expected backorders, their variance: computed twice by independent codes. */
const NEGATIVE_BINOMIAL = [
  [1, 1.5, 0, 1, 1.5],
  [1, 1.5, 1, 0.4444444444, 0.8580246914],
  [1, 1.5, 3, 0.0740740741, 0.1611796982],
  [1, 1.5, 8, 0.0005588579, 0.0011936114],
  [1, 1.5, 20, 0.0000000022, 0.0000000045],
  [2.349, 1.2, 0, 2.349, 2.8188],
  [2.349, 1.2, 1, 1.4664941558, 2.3705017352],
  [2.349, 1.2, 3, 0.4057457417, 0.8562710966],
  [2.349, 1.2, 8, 0.0038156617, 0.0074862099],
  [2.349, 1.2, 20, 0.0000000009, 0.0000000015],
  [5, 2, 0, 5, 10],
  [5, 2, 1, 4.03125, 9.7177734375],
  [5, 2, 3, 2.3671875, 7.6854858398],
  [5, 2, 8, 0.3852539062, 1.6010911465],
  [5, 2, 20, 0.0010880828, 0.0040641509],
  [10, 3, 0, 10, 30],
  [10, 3, 1, 9.0041152263, 29.9217937645],
  [10, 3, 3, 7.0672153635, 28.935125442],
  [10, 3, 8, 3.1706097196, 19.0492114597],
  [10, 3, 20, 0.1955107559, 1.3652502108],
] as const

/** Stock, r, p, half of E[(X - s)+ (X - s - 1)+]: published with textbooks of inventory (Snyder and Shen). */
const SECOND_LOSSES = [
  [14, 4, 0.2, 30.877804945158992],
  [14, 10, 0.3, 76.585631112912552],
  [10, 10, 0.4, 27.426595183995328],
] as const

describe('negative binomial demand', () => {
  it('leaves the backorders of the table', () => {
    for (const [mean, ratio, stock, expected, variance] of NEGATIVE_BINOMIAL) {
      const found = backordersAt(negativeBinomial(mean, ratio), stock)
      expect(found.expected).toBeCloseTo(expected, 9)
      expect(found.variance).toBeCloseTo(variance, 9)
    }
  })

  it('leaves second moments of backorders as published', () => {
    for (const [stock, r, p, half] of SECOND_LOSSES) {
      const { expected, variance } = backordersAt(negativeBinomial((r * (1 - p)) / p, 1 / p), stock)
      expect((variance + expected * expected - expected) / 2).toBeCloseTo(half, 10)
    }
  })
})

describe('negative binomial demand of a variance as small as its mean', () => {
  it('is Poisson, and comes near it from above', () => {
    for (const mean of [0.2, 5, 300]) {
      expect(negativeBinomial(mean, 1)).toEqual(poissonDistribution(mean))
      for (const above of [Number.EPSILON, 1e-12, 1e-9])
        expect(atMost(negativeBinomial(mean, 1 + above), 5)).toBeCloseTo(atMost(poissonDistribution(mean), 5), 8)
    }
  })

  it('is refused below, where there is none', () => {
    for (const ratio of [0.9, 0.5, 0.01, 1 - Number.EPSILON])
      expect(() => negativeBinomial(5, ratio)).toThrow(
        new RangeError(`varianceToMean: a finite number, 1 or more, not ${ratio}`),
      )
  })
})

describe('a distribution of two given moments', () => {
  it('has them, whether it spreads more than a Poisson one, as much, or less', () => {
    for (const [mean, variance] of [
      [3, 7],
      [3, 3],
      [3, 2.5],
      [1.5, 0.3],
      [0.4, 0.25],
      [12.25, 1.6],
    ] as const) {
      const found = fittedTo(mean, variance)
      expect(atMost(found, 1000)).toBeCloseTo(1, 12)
      expect(momentsOf(found).mean).toBeCloseTo(mean, 10)
      expect(momentsOf(found).variance).toBeCloseTo(variance, 9)
    }
  })

  it('is certain of what does not vary', () => {
    for (const mean of [0, 2]) {
      const moments = momentsOf(fittedTo(mean, 0))
      expect(moments.mean).toBeCloseTo(mean, 12)
      expect(moments.variance).toBeCloseTo(0, 12)
    }
    expect(momentsOf(fittedTo(1.5, 0)).variance).toBeCloseTo(0.25, 12)
  })
})
