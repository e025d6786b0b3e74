import { describe, expect, it } from 'vitest'
import { atMost, momentsOf } from '../chance/distribution.ts'
import { poissonAtMost } from '../chance/poisson.ts'
import {
  evidenceOfPrediction,
  failuresAhead,
  fitOf,
  fitOfMtbf,
  fitOfYearlyPercent,
  INFANT_MORTALITY_LIMIT,
  withFailuresSeen,
  yearlyReturnPercent,
} from './failure-rate.ts'

describe('a failure rate', () => {
  const known = withFailuresSeen(evidenceOfPrediction(5000, 4), { failures: 2, unitHours: 1e6 })

  it('moves from the prediction towards what was seen', () => {
    expect(fitOf(evidenceOfPrediction(5000, 4))).toBeCloseTo(5000, 9)
    expect(known.failures).toBe(6)
    expect(known.unitHours).toBeCloseTo(1.8e6, 6)
    expect(fitOf(known)).toBeCloseTo(10_000 / 3, 9)
  })

  it('spreads what is to come by how little is known of it', () => {
    const ahead = failuresAhead(known, 9e5)
    expect(momentsOf(ahead).mean).toBeCloseTo(3, 10)
    expect(momentsOf(ahead).variance).toBeCloseTo(4.5, 9)
    // SciPy: nbinom.cdf(count, 6, 1.8 / 2.7).
    expect(atMost(ahead, 0)).toBeCloseTo(0.0877914951989026, 12)
    expect(atMost(ahead, 5)).toBeCloseTo(0.877914951989026, 12)
  })

  it('that is known for certain leaves Poisson failures', () => {
    const certain = failuresAhead({ failures: 3e10, unitHours: 1e16 }, 1e6)
    for (const count of [0, 2, 5]) expect(atMost(certain, count)).toBeCloseTo(poissonAtMost(count, 3), 12)
  })

  it('can be had from returns by age as TL 9000 counts them', () => {
    const rates = [
      [153, 57_288, 3.2049],
      [163, 99_626, 1.9633],
      [39, 30_000, 1.56],
    ] as const
    for (const [returned, population, percent] of rates)
      expect(yearlyReturnPercent({ returned, population })).toBeCloseTo(percent, 4)
    expect(fitOfYearlyPercent(1.56)).toBeCloseTo(1779.6, 1)
  })

  it('can be had from a mean time between failures, and is higher in a remote terminal', () => {
    expect(fitOfMtbf(4 * 8766)).toBeCloseTo(28_519.3, 1)
    expect(fitOfMtbf(4 * 8766, 1.5)).toBeCloseTo(42_778.9, 1)
  })

  it('is higher early in life, but within the limit that makers state', () => {
    const [early, late] = [
      { returned: 153, population: 57_288 },
      { returned: 39, population: 30_000 },
    ].map(yearlyReturnPercent) as [number, number]
    expect(early / late).toBeCloseTo(2.05, 2)
    expect(early / late).toBeLessThan(INFANT_MORTALITY_LIMIT)
  })
})
