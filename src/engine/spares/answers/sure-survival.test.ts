import { describe, expect, it } from 'vitest'
import { ExactTier, makePointCurves } from '../exact/exact-tier.ts'
import { stockingPoints } from '../exact/fixtures/stocking-points.ts'
import { survivalOf } from '../simulation/point-tally.ts'
import { simulateBatch } from '../simulation/simulate-points.ts'
import { sureSurvival, sureSurvivalOf } from './sure-survival.ts'

const repaired = (stock: number) =>
  stockingPoints([{ stock, failures: [2, 2, 2, 2, 2, 2], repair: { yield: 0.9, turnaroundSteps: 2 } }])

describe('a shelf to which repaired units come back', () => {
  it('is taken as sure only where all that may ever be owed is next to nothing', () => {
    expect(sureSurvivalOf(repaired(8))).toBeUndefined()
    const survival = sureSurvivalOf(repaired(30))!
    expect(survival.at(-1)).toBeLessThan(1)
    expect(survival.at(-1)).toBeGreaterThan(1 - 1e-8)
  })

  it('runs out no more often than something is owed at the end of some step', () => {
    const replications = 256 * 400
    for (const stock of [6, 8, 10]) {
      const points = repaired(stock)
      const curves = makePointCurves(1, 6)
      new ExactTier(points).reckon(0, 1, curves)
      const least = 1 - curves.shortfall.reduce((sum, owed) => sum + owed, 0)
      const simulated = survivalOf(simulateBatch({ points, seed: 3, replications }, 0, replications), 0).at(-1)!
      expect(simulated).toBeGreaterThan(least - 1e-3)
      expect(simulated).toBeLessThan(1 - Math.max(...curves.shortfall) + 1e-3)
    }
  })

  it('is told step by step, and never grows surer', () => {
    const survival = sureSurvival(Float64Array.of(0, 1e-10, 0, 3e-10))!
    expect([...survival].map((one) => 1e10 * (1 - one)).map(Math.round)).toEqual([0, 1, 1, 4])
    expect(sureSurvival(Float64Array.of(0, 1e-8, 1e-8))).toBeUndefined()
  })
})
