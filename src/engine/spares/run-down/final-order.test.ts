import { describe, expect, it } from 'vitest'
import { economicOrder, type SpareEconomics, worthOfSpare } from './final-order.ts'

const PLAIN: SpareEconomics = { price: 100, penalty: 400, holdingCost: 5, salvage: 10, discountRate: 0 }
const DISCOUNTED: SpareEconomics = { price: 120, penalty: 900, holdingCost: 2.5, salvage: 30, discountRate: 0.013 }

/** Spare, failures by step, benefit, cost: by adaptive quadrature of SciPy over the density of the failure that uses it. */
const WORTHS = [
  [6, [2, 2, 2], PLAIN, 221.72814345415563, 108.13385647063419],
  [7, [2, 2, 2], PLAIN, 157.47888703496344, 107.51186810412291],
  [8, [2, 2, 2], PLAIN, 102.40809581851317, 106.77514892257736],
  [5, [2.5, 0.5, 7, 3, 0], DISCOUNTED, 872.1240131393505, 125.17726199956232],
  [40, [12, 25, 7, 3, 0], DISCOUNTED, 754.3245797605363, 122.8712901873986],
] as const

describe('one spare more', () => {
  it('saves and costs what its integrals say', () => {
    for (const [spare, failures, economics, benefit, cost] of WORTHS) {
      const worth = worthOfSpare(spare, Float64Array.from(failures), economics)
      expect(worth.benefit).toBeCloseTo(benefit, 6)
      expect(worth.cost).toBeCloseTo(cost, 6)
    }
  })

  it('is bought as long as it saves what it costs', () => {
    expect(economicOrder(Float64Array.of(2, 2, 2), PLAIN)).toBe(7)
    expect(economicOrder(new Float64Array(3), PLAIN)).toBe(0)
    expect(economicOrder(Float64Array.of(2, 2, 2), { ...PLAIN, penalty: 90 })).toBe(0)
  })

  it('saves no more than the one before it', () => {
    const failures = Float64Array.of(3, 0, 11, 2)
    for (let spare = 1; spare < 40; spare++)
      expect(worthOfSpare(spare + 1, failures, DISCOUNTED).benefit).toBeLessThanOrEqual(
        worthOfSpare(spare, failures, DISCOUNTED).benefit + 1e-9,
      )
  })
})
