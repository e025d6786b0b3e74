import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { poissonAtMost } from '../chance/poisson.ts'
import { ExactTier, makePointCurves } from './exact-tier.ts'
import { stockingPoints } from './fixtures/stocking-points.ts'

const runs = Number(process.env.MAINSTAY_RUNS ?? 100)

const failures = fc.array(fc.double({ min: 0, max: 4, noNaN: true }), { minLength: 12, maxLength: 12 })
const lots = fc
  .array(
    fc.record({
      step: fc.integer({ min: 0, max: 14 }),
      units: fc.integer({ min: 0, max: 12 }),
      yield: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 4 },
  )
  .map((some) => some.sort((left, right) => left.step - right.step))

describe('how likely each stock lasts', () => {
  it('is the Poisson distribution where there are no lots', () => {
    const tier = new ExactTier(stockingPoints([{ stock: 0, failures: [1200, 900, 500] }]))
    for (const [until, mean] of [
      [0, 0],
      [1, 1200],
      [3, 2600],
    ] as const)
      for (const [stock, survival] of tier.survivalByStock(0, 2800, until).entries())
        expect(survival).toBeCloseTo(poissonAtMost(stock, mean), 11)
  })

  it('is what reckoning forward says of one stock after another, up to any step', () => {
    fc.assert(
      fc.property(
        failures,
        lots,
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        (means, some, until, factor) => {
          const points = Array.from({ length: 31 }, (_, stock) => ({ stock, failures: means, lots: some }))
          const tier = new ExactTier(stockingPoints(points))
          const curves = makePointCurves(31, 12)
          tier.reckon(0, 31, curves, factor)
          for (const [stock, survival] of tier.survivalByStock(0, 30, until, factor).entries())
            expect(survival).toBeCloseTo(curves.survival[stock * 12 + until - 1]!, 12)
        },
      ),
      { numRuns: runs },
    )
  })

  it('is left open where repaired units come back', () => {
    const repair = { yield: 0.5, turnaroundSteps: 1 }
    const tier = new ExactTier(stockingPoints([{ stock: 0, failures: [1, 1], repair }]))
    expect([...tier.survivalByStock(0, 2)]).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })
})
