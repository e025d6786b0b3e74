import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExactTier, makePointCurves } from './exact-tier.ts'
import { type PointByHand, stockingPoints } from './fixtures/stocking-points.ts'
import { rateNodes } from './rate-nodes.ts'

const runs = Number(process.env.MAINSTAY_RUNS ?? 100)

function reckon(point: PointByHand, shape: number) {
  const curves = makePointCurves(1, point.failures.length)
  const errors = new Float64Array(1)
  new ExactTier(stockingPoints([point], [shape])).reckonUncertain(0, 1, curves, errors)
  return { ...curves, error: errors[0]! }
}

/** A survival that is left open, as a number that none has. */
const toldOf = (survival: number) => (Number.isNaN(survival) ? -1 : survival)

const lotsOf = (lots: readonly (readonly [number, number, number])[]) =>
  lots.map(([step, units, share]) => ({ step, units, yield: share }))

describe('a point whose failure rate is uncertain', () => {
  it('lasts over lots as SciPy says, far within the error that is told', () => {
    // SciPy 1.17: convolutions of stats.poisson.pmf and stats.binom.pmf, integrated over stats.gamma.pdf by 90 panels of
    // 20 Gauss-Legendre nodes.
    const small = [
      [1, 10, 0.7],
      [2, 10, 0.7],
      [3, 3, 1],
    ] as const
    for (const [stock, failures, lots, shape, survival] of [
      [3, [2, 3], [[1, 4, 0.5]], 4, 0.5994923825518171],
      [20, [12, 9, 8, 11], small, 4, 0.5176841608772521],
      [20, [12, 9, 8, 11], small, 0.5, 0.6667524475931081],
      [400, [350, 180], [[1, 200, 0.6]], 11.11, 0.5162140542367554],
      [400, [350, 180], [[1, 200, 0.6]], 1, 0.6254415316146297],
    ] as const) {
      const found = reckon({ stock, failures: [...failures], lots: lotsOf(lots) }, shape)
      expect(found.survival.at(-1)).toBeCloseTo(survival, 9)
      expect(found.error).toBeLessThan(1e-4)
      expect(found.error).toBeGreaterThan(Math.abs(found.survival.at(-1)! - survival))
    }
  })

  it('owes what SciPy says', () => {
    // SciPy 1.17: sums of stats.nbinom.sf and pmf over stats.binom.pmf of the lots.
    for (const [mean, stock, lots, shape, shortfall, backorders] of [
      [12, 5, [[0, 10, 0.7]], 4, 0.40934961637018863, 2.76178056794427],
      [
        300,
        250,
        [
          [0, 40, 0.6],
          [0, 30, 0.9],
        ],
        2,
        0.40335084183337794,
        81.07716239152566,
      ],
      [300, 100, [[0, 400, 0.55]], 11.11, 0.3760780496318772, 28.128729407374202],
      [5, 9, [], 0.5, 0.17267830398717168, 1.5623227721913493],
      [
        3,
        1,
        [
          [0, 2, 1],
          [0, 6, 0.5],
        ],
        100,
        0.05813481402703708,
        0.09733217137612715,
      ],
    ] as const) {
      const found = reckon({ stock, failures: [mean], lots: lotsOf(lots) }, shape)
      expect(found.shortfall[0]).toBeCloseTo(shortfall, 10)
      expect(found.backorders[0]).toBeCloseTo(backorders, 9)
    }
  })

  it('is the average of what it would be at each rate, with repair and lots', () => {
    const mean = fc.double({ min: 0, max: 4, noNaN: true })
    const arbitrary = fc.record({
      stock: fc.integer({ min: 0, max: 30 }),
      failures: fc.array(mean, { minLength: 6, maxLength: 6 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      shape: fc.double({ min: 0.5, max: 50, noNaN: true }),
    })
    fc.assert(
      fc.property(arbitrary, ({ stock, failures, share, shape }) => {
        const lots = lotsOf([
          [2, 5, share],
          [4, 3, 1],
        ])
        for (const repair of [undefined, { yield: share, turnaroundSteps: 2 }]) {
          const point = { stock, failures, lots, ...(repair && { repair }) }
          const mixed = reckon(point, shape)
          const tier = new ExactTier(stockingPoints([point]))
          const sums = makePointCurves(1, 6)
          const given = makePointCurves(1, 6)
          for (const { factor, weight } of rateNodes(shape, 100)) {
            tier.reckon(0, 1, given, factor)
            for (const figure of ['backorders', 'shortfall', 'survival'] as const)
              for (let step = 0; step < 6; step++) sums[figure][step]! += weight * given[figure][step]!
          }
          for (const [step, owed] of sums.backorders.entries()) {
            expect(mixed.backorders[step]).toBeCloseTo(owed, 6)
            expect(mixed.shortfall[step]).toBeCloseTo(sums.shortfall[step]!, 8)
            expect(toldOf(mixed.survival[step]!)).toBeCloseTo(toldOf(sums.survival[step]!), 8)
          }
        }
      }),
      { numRuns: Math.min(runs, 100) },
    )
  })

  it('owes something where hardly anything fails and lots may have nothing good in them', () => {
    const lots = lotsOf(Array.from({ length: 80 }, () => [0, 1, 0.02] as const))
    // P(X >= 1) P(no good unit), and a little for two and more.
    expect(reckon({ stock: 0, failures: [1e-6], lots }, 2).shortfall[0]! / (1e-6 * 0.98 ** 80)).toBeCloseTo(1, 5)
    expect(reckon({ stock: 0, failures: [5e-324], lots }, 2).backorders[0]).toBe(0)
  })

  it('is reckoned as any other where the rate is known, bit for bit', () => {
    const point = { stock: 4, failures: [3, 2, 1], lots: lotsOf([[1, 4, 0.5]]) }
    const known = makePointCurves(1, 3)
    new ExactTier(stockingPoints([point])).reckon(0, 1, known)
    expect(reckon(point, Number.POSITIVE_INFINITY)).toEqual({ ...known, error: 0 })
  })
})
