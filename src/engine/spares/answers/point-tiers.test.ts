import { expect, it } from 'vitest'
import { poissonAtMost } from '../chance/poisson.ts'
import { stockingPoints } from '../exact/fixtures/stocking-points.ts'
import { CHANCELESS_TIERS } from './point-tiers.ts'

it('a rough survival is that of all failures together, also where a small stock has no chance that a number could hold', () => {
  for (const mean of [0, 0.4, 30, 1500]) {
    const points = stockingPoints([{ stock: 0, failures: [mean / 2, mean / 2] }])
    const byStock = CHANCELESS_TIERS.roughSurvivalByStock(points, 0, { factor: 1, weight: 1 }, 2000)
    for (const stock of [0, 1, 29, 700, 1400, 1480, 1500, 1700, 2000]) {
      // A share of the survival, and 0 of one that no number holds.
      const survival = poissonAtMost(stock, mean)
      expect(Math.abs(byStock[stock]! - survival)).toBeLessThanOrEqual(1e-11 * survival)
    }
  }
})
