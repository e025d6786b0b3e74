import { describe, expect, it } from 'vitest'
import { binomial, negativeBinomial } from '../chance/distribution.ts'
import { poissonAtMost } from '../chance/poisson.ts'
import { CountTable, LARGEST_UNIFORM } from './count-table.ts'

const SPAN = LARGEST_UNIFORM + 1

describe('the count that a uniform number means', () => {
  const counts = new CountTable()

  it('has the Poisson distribution, to the last of 31 bits', () => {
    for (const mean of [1e-9, 0.004, 1, 7.3, 95, 2636, 60_000]) {
      counts.fillFailures(mean, Infinity)
      for (let failures = counts.first; failures < counts.last; failures++)
        expect(Math.abs((counts.lastOf(failures) + 1) / SPAN - poissonAtMost(failures, mean))).toBeLessThan(2 / SPAN)
      expect(1 - poissonAtMost(counts.last, mean)).toBeLessThan(2 / SPAN)
    }
  })

  it('has the negative binomial distribution where the rate has a Gamma distributed error', () => {
    for (const [mean, shape] of [
      [0.3, 0.5],
      [8, 1],
      [40, 4],
      [900, 25],
    ] as const) {
      counts.fillFailures(mean, shape)
      const { first, probabilities } = negativeBinomial(mean, 1 + mean / shape)
      let sum = 0
      for (const [index, probability] of probabilities.entries()) {
        sum += probability
        expect(Math.abs((counts.lastOf(first + index) + 1) / SPAN - sum)).toBeLessThan(2 / SPAN)
      }
    }
  })

  it('has the binomial distribution for the good units of a lot', () => {
    for (const [units, share] of [
      [1, 0.3],
      [4, 0.5],
      [7, 1e-9],
      [12, 0.999],
      [3000, 0.71],
    ] as const) {
      counts.fillGood(units, share)
      const { first, probabilities } = binomial(units, share)
      let sum = 0
      for (const [index, probability] of probabilities.entries()) {
        sum += probability
        expect(Math.abs((counts.lastOf(first + index) + 1) / SPAN - sum)).toBeLessThan(2 / SPAN)
      }
      expect(counts.last).toBeLessThanOrEqual(units)
    }
  })

  it('is none where nothing fails', () => {
    counts.fillFailures(0, Infinity)
    expect([counts.first, counts.last, counts.lastOf(0)]).toEqual([0, 0, LARGEST_UNIFORM])
  })
})
