// What two scenarios differ in, when both draw the same random numbers.

import { describe, expect, it } from 'vitest'
import { type Point, randomPoints, stockingPoints } from './fixtures/points.ts'
import { type PointTally, survivalOf } from './point-tally.ts'
import { simulateBatch } from './simulate-points.ts'

const STEPS = 40
const points = randomPoints(40, 6, { stepCount: STEPS, isRepaired: true })

function simulate(scenario: readonly Point[], seed: number, replications = 512): PointTally {
  return simulateBatch({ points: stockingPoints(scenario), seed, replications }, 0, replications)
}

const withMore = points.map((point) => ({ ...point, stock: point.stock + 1 }))
const cutOffAt = (change: (untilStep: number) => number) =>
  points.map((point) => ({ ...point, repair: { ...point.repair!, untilStep: change(point.repair!.untilStep!) } }))
const withLess = points.map((point) => ({ ...point, repair: { ...point.repair!, yield: 0.9 * point.repair!.yield } }))

describe('with the same random numbers', () => {
  const base = simulate(points, 1)

  it('more stock never hurts, at any step', () => {
    const more = simulate(withMore, 1)
    for (const index of points.keys())
      for (const [step, survival] of survivalOf(base, index).entries())
        expect(survivalOf(more, index)[step]).toBeGreaterThanOrEqual(survival)
  })

  it('an earlier end of repairs never helps, nor does a lower yield of them', () => {
    const scenarios = [cutOffAt((step) => Math.max(0, step - 5)), cutOffAt(() => 0), withLess]
    for (const scenario of scenarios) {
      const worse = simulate(scenario, 1)
      for (const index of points.keys())
        for (const [step, survival] of survivalOf(base, index).entries())
          expect(survivalOf(worse, index)[step]).toBeLessThanOrEqual(survival)
    }
  })

  it('differences are much sharper than with other ones', () => {
    const variance = (values: readonly number[]) => {
      const mean = values.reduce((sum, one) => sum + one, 0) / values.length
      return values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1)
    }
    /** Variance of each point's difference over pairs of runs, added up. */
    const spread = (scenario: readonly Point[], otherSeed: (seed: number) => number) => {
      const pairs = Array.from({ length: 12 }, (_, seed) => [
        simulate(points, seed, 256),
        simulate(scenario, otherSeed(seed), 256),
      ])
      return points.reduce(
        (sum, _, index) =>
          sum +
          variance(pairs.map(([left, right]) => survivalOf(right!, index).at(-1)! - survivalOf(left!, index).at(-1)!)),
        0,
      )
    }
    const gain = (scenario: readonly Point[]) =>
      spread(scenario, (seed) => 1000 + seed) / spread(scenario, (seed) => seed)
    expect(gain(cutOffAt((step) => Math.max(0, step - 2)))).toBeGreaterThan(5)
    expect(gain(withLess)).toBeGreaterThan(5)
    expect(gain(withMore)).toBeGreaterThan(1.2)
  })
})
