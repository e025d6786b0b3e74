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

describe('a stock to which units are bought', () => {
  it('lasts as if what is bought were a lot that surely arrives then', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 15 }),
        failures,
        lots,
        fc.integer({ min: 0, max: 11 }),
        (stock, means, some, arrival) => {
          const bought = Array.from({ length: 21 }, (_, units) => ({
            stock,
            failures: means,
            lots: [...some, { step: arrival, units, yield: 1 }].sort((left, right) => left.step - right.step),
          }))
          const curves = makePointCurves(21, 12)
          new ExactTier(stockingPoints(bought)).reckon(0, 21, curves)
          const tier = new ExactTier(stockingPoints([{ stock, failures: means, lots: some }]))
          for (const [units, survival] of tier.survivalByBought(0, 20, arrival).entries())
            expect(survival).toBeCloseTo(curves.survival[units * 12 + 11]!, 12)
        },
      ),
      { numRuns: runs },
    )
  })

  it('of thousands lasts with a Poisson probability where nothing else arrives', () => {
    const tier = new ExactTier(stockingPoints([{ stock: 2000, failures: [1500, 1500] }]))
    const byBought = tier.survivalByBought(0, 1400, 0)
    for (const units of [0, 800, 950, 1000, 1100, 1400])
      expect(byBought[Math.min(units, byBought.length - 1)]).toBeCloseTo(poissonAtMost(2000 + units, 3000), 11)
  })

  it('is looked at only as far as more units help, however many lots come', () => {
    const lots = Array.from({ length: 39 }, (_, step) => ({ step: step + 1, units: 60, yield: 0.7 }))
    const failures = [25, ...lots.map(() => 30)]
    const byBought = new ExactTier(stockingPoints([{ stock: 20, failures, lots }])).survivalByBought(0, 10_000, 1)
    // Mostly it has run out before they come, and later more comes than fails.
    expect(byBought.length).toBeLessThan(100)
    expect(byBought.at(-1)).toBeCloseTo(poissonAtMost(20, 25), 12)
  })

  it('does not last the longer for what comes too late', () => {
    const tier = new ExactTier(stockingPoints([{ stock: 3, failures: [4, 0, 0] }]))
    for (const survival of tier.survivalByBought(0, 50, 1)) expect(survival).toBeCloseTo(poissonAtMost(3, 4), 13)
  })

  it('lasts as the worked example says', () => {
    const lots = [{ step: 1, units: 4, yield: 0.5 }]
    const tier = new ExactTier(stockingPoints([{ stock: 0, failures: [2, 3], lots }]))
    expect(tier.survivalByBought(0, 3, 0)[3]).toBeCloseTo(0.5775914558, 10)
  })

  it('is left open where repaired units come back', () => {
    const repair = { yield: 0.5, turnaroundSteps: 1 }
    const tier = new ExactTier(stockingPoints([{ stock: 0, failures: [1, 1], repair }]))
    expect([...tier.survivalByBought(0, 2, 0)]).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })
})
