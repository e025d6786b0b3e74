import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backordersOf } from '../chance/poisson.ts'
import { owedOf } from '../simulation/point-tally.ts'
import { simulateBatch } from '../simulation/simulate-points.ts'
import { ExactTier, makePointCurves } from './exact-tier.ts'
import { type PointByHand, stockingPoints } from './fixtures/stocking-points.ts'

const runs = Number(process.env.MAINSTAY_RUNS ?? 100)
const STEPS = 10
const MOST = 12

const point: fc.Arbitrary<PointByHand> = fc.record({
  stock: fc.integer({ min: 0, max: 12 }),
  failures: fc.array(fc.double({ min: 0, max: 4, noNaN: true }), { minLength: STEPS, maxLength: STEPS }),
  lots: fc
    .array(
      fc.record({
        step: fc.integer({ min: 0, max: 12 }),
        units: fc.integer({ min: 0, max: 12 }),
        yield: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { maxLength: 3 },
    )
    .map((some) => some.sort((left, right) => left.step - right.step)),
  repair: fc.record({
    yield: fc.constantFrom(0, 0.7),
    turnaroundSteps: fc.integer({ min: 1, max: 5 }),
    untilStep: fc.integer({ min: 0, max: STEPS }),
  }),
})

const upTo = (most: number): number[] => Array.from({ length: most + 1 }, (_, units) => units)

/** The same with so many units more, as a lot that surely arrives. */
const withBought = (one: PointByHand, units: number, step: number): PointByHand => ({
  ...one,
  lots: [...(one.lots ?? []), { step, units, yield: 1 }].sort((left, right) => left.step - right.step),
})

describe('what is owed by units bought', () => {
  it('is what is owed where they are a lot that surely arrives then, be the rate known or not', () => {
    fc.assert(
      fc.property(
        point,
        fc.integer({ min: 0, max: STEPS - 1 }),
        fc.constantFrom(0.6, 4, 40, Number.POSITIVE_INFINITY),
        (one, arrival, shape) => {
          const bought = Array.from({ length: MOST + 1 }, (_, units) => withBought(one, units, arrival))
          const curves = makePointCurves(MOST + 1, STEPS)
          new ExactTier(stockingPoints(bought, [shape])).reckonUncertain(
            0,
            MOST + 1,
            curves,
            new Float64Array(MOST + 1),
          )
          const owed = new ExactTier(stockingPoints([one], [shape])).owedByBought(0, upTo(MOST), arrival)
          for (const [place, backorders] of curves.backorders.entries())
            expect(Math.abs(owed[place]! - backorders)).toBeLessThan(1e-11 * Math.max(1, backorders))
        },
      ),
      { numRuns: runs },
    )
  })

  it('is the same of some numbers as of all', () => {
    fc.assert(
      fc.property(
        point,
        fc.integer({ min: 0, max: STEPS - 1 }),
        fc.subarray(upTo(MOST), { minLength: 1 }),
        (one, arrival, some) => {
          const tier = new ExactTier(stockingPoints([one], [4]))
          const all = tier.owedByBought(0, upTo(MOST), arrival)
          const owed = tier.owedByBought(0, some, arrival)
          for (const [place, units] of some.entries())
            expect(owed.slice(place * STEPS, (place + 1) * STEPS)).toEqual(
              all.slice(units * STEPS, (units + 1) * STEPS),
            )
        },
      ),
      { numRuns: runs },
    )
  })

  it('keeps the digits of what is hardly ever owed', () => {
    const owed = new ExactTier(stockingPoints([{ stock: 2, failures: [2] }])).owedByBought(0, upTo(12), 0)
    for (const [units, backorders] of owed.entries())
      expect(backorders / backordersOf(2 + units, 2).expected).toBeCloseTo(1, 9)
    expect(owed[1]).toBeCloseTo(0.2180175491, 9)
  })

  it('is what simulated shelves owe on average', () => {
    const one: PointByHand = {
      stock: 3,
      failures: [1, 2, 1, 2, 1, 2, 1, 2],
      lots: [{ step: 2, units: 3, yield: 0.6 }],
      repair: { yield: 0.5, turnaroundSteps: 2, untilStep: 5 },
    }
    const replications = 40_960
    const owed = new ExactTier(stockingPoints([one])).owedByBought(0, upTo(4), 3)
    for (const units of [0, 2, 4]) {
      const points = stockingPoints([withBought(one, units, 3)])
      const simulated = owedOf(simulateBatch({ points, seed: 7, replications }, 0, replications), 0)
      for (const [step, average] of simulated.entries())
        expect(Math.abs(average - owed[units * 8 + step]!)).toBeLessThan(0.05)
    }
  })
})
