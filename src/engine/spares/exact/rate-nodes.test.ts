import { describe, expect, it } from 'vitest'
import { poissonMoreThan, poissonQuantile } from '../chance/poisson.ts'
import { uncertainPoissonMoreThan, uncertainPoissonProbability } from '../chance/uncertain-poisson.ts'
import { rateNodes } from './rate-nodes.ts'

const SHAPES = [0.25, 0.5, 1, 2, 4, 11.11, 100, 1e4, 1e8]
const FAILURES = [0.1, 1.6, 10, 100, 2636]

const average = (nodes: ReturnType<typeof rateNodes>, figure: (factor: number) => number) => ({
  fine: nodes.reduce((sum, { factor, weight }) => sum + weight * figure(factor), 0),
  coarse: nodes.reduce((sum, { factor, coarseWeight }) => sum + coarseWeight * figure(factor), 0),
})

describe('rates in the place of an uncertain one', () => {
  it('have the mean and the variance of the gamma distribution', () => {
    for (const shape of SHAPES)
      for (const failures of FAILURES) {
        const nodes = rateNodes(shape, failures)
        expect(average(nodes, () => 1).fine).toBeCloseTo(1, 13)
        expect(average(nodes, (factor) => factor).fine).toBeCloseTo(1, 8)
        expect(average(nodes, (factor) => shape * (factor - 1) ** 2).fine).toBeCloseTo(1, 7)
      }
  })

  it('average Poisson probabilities to the negative binomial ones, and never tell too small an error', () => {
    for (const shape of SHAPES)
      for (const failures of FAILURES) {
        const nodes = rateNodes(shape, failures)
        for (const share of [0.01, 0.1, 0.5, 0.9, 0.99, 0.9999]) {
          const stock = Math.round(poissonQuantile(share, failures) * (1 + (share - 0.5) / Math.sqrt(shape)))
          const { fine, coarse } = average(nodes, (factor) => poissonMoreThan(stock, failures * factor))
          const next = uncertainPoissonProbability(stock + 1, failures, shape)
          const exact = uncertainPoissonMoreThan(stock, failures, shape, next)
          expect(Math.abs(fine - exact), `${shape} ${failures} ${stock}`).toBeLessThan(1e-9)
          expect(Math.abs(fine - exact)).toBeLessThan(Math.abs(fine - coarse) + 1e-9)
          expect(Math.abs(fine - coarse)).toBeLessThan(1e-4)
        }
      }
  })

  it('are more where more failures tell rates apart, and one where the rate is known', () => {
    expect(rateNodes(Number.POSITIVE_INFINITY, 100)).toEqual([{ factor: 1, weight: 1, coarseWeight: 1 }])
    const counts = [0.1, 1.6, 10, 100, 2636].map((failures) => rateNodes(4, failures).length)
    expect(counts).toEqual([...counts].sort((left, right) => left - right))
    expect(counts[0]).toBeLessThan(30)
    expect(counts.at(-1)).toBeLessThan(600)
  })
})
