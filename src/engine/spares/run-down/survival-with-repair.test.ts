import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { poissonAtMost } from '../chance/poisson.ts'
import { type RepairLoop, survivalWithRepairByStock, survivalWithRepair } from './survival-with-repair.ts'

const RUNS = Number(process.env.MAINSTAY_RUNS ?? 100)

/** Two failures a month for three years, four in five repaired within three months. */
const LOOP: RepairLoop = {
  failuresByStep: new Float64Array(36).fill(2),
  yield: 0.8,
  turnaroundSteps: 3,
  inRepair: 'returned',
}

const lasting = (stock: number, loop: Partial<RepairLoop> = {}) =>
  survivalWithRepair(stock, { ...LOOP, ...loop }).at(-1)!

describe('a stock with a repair loop', () => {
  it('lasts with the probabilities of the table', () => {
    const table = { 15: 0.06024677, 20: 0.42117103, 25: 0.83803147, 27: 0.9233634, 29: 0.96819613, 32: 0.99326732 }
    for (const [stock, survival] of Object.entries(table)) expect(lasting(Number(stock))).toBeCloseTo(survival, 7)
  })

  it('needs 65 units where the repair stops after a year, and 70 where what is in repair is lost too', () => {
    const stopped = { cutOffStep: 12 }
    expect([64, 65].map((stock) => lasting(stock, stopped) >= 0.95)).toEqual([false, true])
    expect([69, 70].map((stock) => lasting(stock, { ...stopped, inRepair: 'lost' }) >= 0.95)).toEqual([false, true])
  })

  it('is as good as no loop where nothing can be repaired', () => {
    expect(lasting(80, { yield: 0 })).toBeCloseTo(poissonAtMost(80, 72), 10)
  })
})

describe('every stock at once', () => {
  it('lasts as each does by itself, wherever the repair stops', () => {
    const seasons = Float64Array.from({ length: 20 }, (_, month) => (month % 5) * 0.7)
    for (const cutOffStep of [undefined, 0, 7, 19, 25])
      for (const inRepair of ['returned', 'lost'] as const)
        for (const yielded of [0, 0.6, 1]) {
          const loop: RepairLoop = {
            failuresByStep: seasons,
            yield: yielded,
            turnaroundSteps: 2.5,
            cutOffStep,
            inRepair,
          }
          const all = survivalWithRepairByStock(30, loop)
          for (const stock of [0, 1, 2, 5, 13, 30])
            expect(all[stock]).toBeCloseTo(survivalWithRepair(stock, loop).at(-1)!, 11)
        }
  })

  it('of more units lasts no less long, and none lasts while nothing fails', () => {
    const all = survivalWithRepairByStock(60, LOOP)
    for (let stock = 1; stock <= 60; stock++) expect(all[stock]).toBeGreaterThanOrEqual(all[stock - 1]! - 1e-15)
    const idle = survivalWithRepairByStock(2, { ...LOOP, failuresByStep: new Float64Array(5) })
    for (const survival of idle) expect(survival).toBeCloseTo(1, 14)
  })
})

describe('whatever the loop', () => {
  const loops = fc.record({
    failuresByStep: fc
      .array(fc.double({ min: 0, max: 4, noNaN: true }), { minLength: 1, maxLength: 8 })
      .map((failures) => Float64Array.from(failures)),
    yield: fc.double({ min: 0, max: 1, noNaN: true }),
    turnaroundSteps: fc.double({ min: 0.1, max: 6, noNaN: true }),
    cutOffStep: fc.integer({ min: 0, max: 9 }),
    inRepair: fc.constantFrom('returned' as const, 'lost' as const),
  })

  it('more stock, a later cut-off, a better yield and units that come back never make it last less long', () => {
    fc.assert(
      fc.property(loops, fc.integer({ min: 0, max: 9 }), (loop, stock) => {
        const here = survivalWithRepair(stock, loop)
        for (const better of [
          survivalWithRepair(stock + 1, loop),
          survivalWithRepair(stock, { ...loop, cutOffStep: loop.cutOffStep + 1 }),
          survivalWithRepair(stock, { ...loop, yield: (1 + loop.yield) / 2 }),
          survivalWithRepair(stock, { ...loop, inRepair: 'returned' }),
        ])
          for (const [step, survival] of better.entries()) expect(survival).toBeGreaterThanOrEqual(here[step]! - 1e-12)
      }),
      { numRuns: RUNS },
    )
  })

  it('stock lasts at least as long as without repair, and never gains by going on', () => {
    fc.assert(
      fc.property(loops, fc.integer({ min: 0, max: 12 }), (loop, stock) => {
        let expected = 0
        let before = 1
        for (const [step, survival] of survivalWithRepair(stock, loop).entries()) {
          expected += loop.failuresByStep[step]!
          expect(survival).toBeGreaterThanOrEqual(poissonAtMost(stock, expected) - 1e-12)
          expect(survival).toBeLessThanOrEqual(before + 1e-12)
          before = survival
        }
      }),
      { numRuns: RUNS },
    )
  })
})
