import { describe, expect, it } from 'vitest'
import { rateNodes } from '../exact/rate-nodes.ts'
import { predictedRate } from './failure-rate.ts'

describe('a predicted rate', () => {
  it('is exactly known where it varies by less than could be told', () => {
    for (const variation of [0, 1e-200, 1e-20, 0.99e-7])
      expect(predictedRate(5000, variation).shape).toBe(Number.POSITIVE_INFINITY)
  })

  it('can be reckoned with however little it varies beyond that', () => {
    const { shape } = predictedRate(5000, 1e-7)
    expect(shape).toBeCloseTo(1e14, -1)
    const nodes = rateNodes(shape, 1e5)
    expect(nodes.reduce((sum, { factor, weight }) => sum + factor * weight, 0)).toBeCloseTo(1, 8)
    expect(nodes.reduce((sum, { factor, weight }) => sum + shape * (factor - 1) ** 2 * weight, 0)).toBeCloseTo(1, 1)
  })
})
