import { describe, expect, it } from 'vitest'
import { ExactTier, makePointCurves } from '../exact/exact-tier.ts'
import { stockingPoints } from '../exact/fixtures/stocking-points.ts'
import { createTiers } from './point-tiers.ts'
import { meanOverRates, rateGrid, spreadOverRates } from './rate-grid.ts'

/** Stocks at which survival is anything between nothing and all. */
function casesOf(mean: number) {
  return [0.5, 0.8, 1, 1.2, 1.6, 2.4].map((share) => ({ stock: Math.round(share * mean) }))
}

describe('averaging over a failure rate that is uncertain', () => {
  it.each([
    [0.7, 4, 0.001],
    [8, 4, 0.002],
    [60, 4, 0.003],
    [600, 4, 0.02],
    [3000, 4, 0.04],
    [60, 1, 0.003],
    [600, 50, 0.005],
    [3000, 3780, 0.005],
  ])(
    'of %d failures and shape %d is within %d of the negative binomial distribution at every step',
    (mean, shape, error) => {
      const steps = 10
      const failures = Array.from({ length: steps }, () => mean / steps)
      const points = stockingPoints(
        casesOf(mean).map(({ stock }) => ({ stock, failures })),
        [shape],
      )
      const curves = makePointCurves(points.pointCount, steps)
      new ExactTier(points).reckonUncertain(0, points.pointCount, curves, new Float64Array(points.pointCount))
      const grid = rateGrid(shape, false)
      const tiers = createTiers({ seed: 1, replications: 256 }, new Map(), new Map())
      for (let point = 0; point < points.pointCount; point++) {
        const byNode = grid.reckoned.map((node) => tiers.outlookOf(points, point, node, 0).survival)
        const averaged = meanOverRates(grid, byNode)
        for (let step = 0; step < steps; step++)
          expect(Math.abs(averaged[step]! - curves.survival[point * steps + step]!)).toBeLessThan(error)
      }
    },
  )

  it('is the mean of what it is spread to, and never rises with time', () => {
    const grid = rateGrid(4, false)
    const byNode = grid.reckoned.map(({ factor }) => Float64Array.from([0.999, 0.9, 0.3], (base) => base ** factor))
    const spread = spreadOverRates(grid, byNode)
    const mean = meanOverRates(grid, byNode)
    for (let time = 0; time < 3; time++) {
      const sum = spread.reduce((all, survival, rate) => all + grid.averaged[rate]!.weight * survival[time]!, 0)
      expect(mean[time]).toBeCloseTo(sum, 12)
    }
    expect(mean[0]).toBeGreaterThan(mean[1]!)
  })

  it('is left out where the rate is exactly known', () => {
    const grid = rateGrid(Number.POSITIVE_INFINITY, false)
    expect(grid.reckoned).toEqual([{ factor: 1, weight: 1 }])
    expect([...meanOverRates(grid, [Float64Array.of(0.5, 0.25)])]).toEqual([0.5, 0.25])
  })
})
