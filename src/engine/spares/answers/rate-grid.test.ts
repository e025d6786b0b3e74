import { describe, expect, it } from 'vitest'
import { ExactTier, makePointCurves } from '../exact/exact-tier.ts'
import { stockingPoints } from '../exact/fixtures/stocking-points.ts'
import { rateNodes } from '../exact/rate-nodes.ts'
import { poissonAtMost } from '../chance/poisson.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import { FutureSurvival } from './future-survival.ts'
import { gridOf } from './ladders.ts'
import { createTiers } from './point-tiers.ts'
import { bend, errorOfReading, meanOverRates, multiplyOverRates, rateGrid, unbend } from './rate-grid.ts'

const STEPS = 10
/** What the grid may be wrong by. */
const ERROR = 0.002

const evenly = (mean: number): number[] => Array.from({ length: STEPS }, () => mean / STEPS)

/** Stocks at which survival is anything between nothing and all. */
function casesOf(mean: number, lots: { step: number; units: number; yield: number }[] = []) {
  return [0.3, 0.5, 0.8, 0.9, 1, 1.2, 1.6, 2.4].map((share) => ({
    stock: Math.round(share * mean),
    failures: evenly(mean),
    lots,
  }))
}

const tiers = createTiers({ seed: 1, replications: 256 }, new Map(), new Map())

const survivalsOf = (points: StockingPoints, point: number): Float64Array[] =>
  gridOf(points, point).reckoned.map((node) => tiers.outlookOf(points, point, node, 0).survival)

const SHAPES_AND_FAILURES = [0.3, 1, 4, 50, 3780].flatMap((shape) =>
  [0.7, 8, 60, 200, 600, 3000].map((mean) => [shape, mean] as const),
)

/** How far what is read off lies from the exact tier, point by point at every step. */
function errorsOf(points: StockingPoints): number[] {
  const curves = makePointCurves(points.pointCount, STEPS)
  new ExactTier(points).reckonUncertain(0, points.pointCount, curves, new Float64Array(points.pointCount))
  return Array.from({ length: points.pointCount }, (_, point) => {
    const averaged = meanOverRates(gridOf(points, point), survivalsOf(points, point))
    return Array.from(averaged, (survival, step) => Math.abs(survival - curves.survival[point * STEPS + step]!))
  }).flat()
}

describe('averaging over a failure rate that is uncertain', () => {
  it.each(SHAPES_AND_FAILURES)(
    'of shape %d, of %d failures, is within 0.002 of the negative binomial distribution at every step',
    (shape, mean) => {
      for (const error of errorsOf(stockingPoints(casesOf(mean), [shape]))) expect(error).toBeLessThan(ERROR)
    },
  )

  it.each([
    [1, 8],
    [4, 60],
    [4, 600],
  ])('of shape %d, of %d failures, is as near where units arrive that are good by chance', (shape, mean) => {
    const lots = [
      { step: 3, units: Math.ceil(mean / 5), yield: 0.7 },
      { step: 7, units: Math.ceil(mean / 3), yield: 0.4 },
    ]
    for (const error of errorsOf(stockingPoints(casesOf(mean, lots), [shape]))) expect(error).toBeLessThan(ERROR)
  })

  it.each([
    [4, 12, 600],
    [1, 6, 60],
    [16, 30, 300],
  ])(
    'of shape %d is as near for %d points together of %d failures each, which share the error',
    (shape, count, mean) => {
      for (const share of [0.6, 0.9, 1.1, 1.5]) {
        const stock = Math.round(share * mean)
        const points = stockingPoints(
          Array.from({ length: count }, () => ({ stock, failures: evenly(mean) })),
          [shape],
        )
        const joint = new FutureSurvival([{ probability: 1, points }], STEPS)
        for (let point = 0; point < count; point++) joint.add(point, [survivalsOf(points, point)])
        const dense = rateNodes(shape, 20 * mean).reduce(
          (sum, { factor, weight }) => sum + weight * poissonAtMost(stock, mean * factor) ** count,
          0,
        )
        expect(Math.abs(joint.finish().at(-1)! - dense)).toBeLessThan(ERROR)
      }
    },
  )

  it.each(SHAPES_AND_FAILURES)(
    'of shape %d, of %d failures, is within 0.002 at the rates at which is simulated, the error told beside',
    (shape, mean) => {
      const grid = rateGrid({ shape, failures: mean, mostFailures: mean, isSimulated: true })
      for (const { stock } of casesOf(mean)) {
        const at = (factor: number): number => poissonAtMost(stock, mean * factor)
        const byRate = grid.reckoned.map(({ factor }) => Float64Array.of(at(factor)))
        const averaged = meanOverRates(grid, byRate)
        const told = errorOfReading(grid, byRate, averaged)
        const dense = rateNodes(shape, 20 * mean).reduce((sum, { factor, weight }) => sum + weight * at(factor), 0)
        expect(Math.abs(averaged[0]! - dense)).toBeLessThan(ERROR + told[0]!)
        expect(told[0]!).toBeLessThan(0.005)
      }
    },
  )

  it('is the mean of what it is spread to, and never rises with time', () => {
    const grid = rateGrid({ shape: 4, failures: 60, mostFailures: 900, isSimulated: false })
    const byNode = grid.reckoned.map(({ factor }) => Float64Array.from([0.999, 0.9, 0.3], (base) => base ** factor))
    const spread = grid.averaged.map(() => new Float64Array(3).fill(1))
    multiplyOverRates(grid, byNode, spread)
    const mean = meanOverRates(grid, byNode)
    for (let time = 0; time < 3; time++) {
      const sum = spread.reduce((all, survival, rate) => all + grid.averaged[rate]!.weight * survival[time]!, 0)
      expect(mean[time]).toBeCloseTo(sum, 12)
    }
    expect(mean[0]).toBeGreaterThan(mean[1]!)
  })

  it.each([0.3, 1, 4, 50])('of shape %d is 1, and no rounding less, where all survive at every rate', (shape) => {
    for (const mean of [0.7, 60, 3000]) {
      const points = stockingPoints([{ stock: 9, failures: evenly(mean) }], [shape])
      const futures = [0.1, 0.2, 0.3, 0.4].map((probability) => ({ probability, points }))
      const sure = gridOf(points, 0).reckoned.map(() => new Float64Array(3).fill(1))
      const together = new FutureSurvival(futures, 3)
      together.add(
        0,
        futures.map(() => sure),
      )
      expect([...together.finish()]).toEqual([1, 1, 1])
    }
  })

  it('keeps the digits of survivals that are next to nothing', () => {
    const grid = rateGrid({ shape: 4, failures: 60, mostFailures: 60, isSimulated: false })
    const [next] = meanOverRates(
      grid,
      grid.reckoned.map(() => Float64Array.of(1e-30)),
    )
    expect(next! / 1e-30).toBeCloseTo(1, 9)
  })

  it('is left out where the rate is exactly known', () => {
    const shape = Number.POSITIVE_INFINITY
    const grid = rateGrid({ shape, failures: 60, mostFailures: 60, isSimulated: false })
    expect(grid.reckoned).toEqual([{ factor: 1, weight: 1 }])
    expect([...meanOverRates(grid, [Float64Array.of(0.5, 0.25)])]).toEqual([0.5, 0.25])
  })

  it('reckons at no more than a few rates more for ten times the failures', () => {
    const countOf = (failures: number): number =>
      rateGrid({ shape: 4, failures, mostFailures: failures, isSimulated: false }).reckoned.length
    expect([countOf(10), countOf(100), countOf(1000)]).toEqual([17, 17, 22])
  })

  it('bends and unbends to the same probability, in the tails too', () => {
    for (const survival of [0, 1e-12, 1e-4, 0.3, 0.5, 0.9, 0.9999, 1])
      expect(unbend(bend(survival)) / (survival || 1)).toBeCloseTo(survival === 0 ? 0 : 1, 9)
    // The normal quantile of 0.975 is 1.96.
    expect(bend(0.975)).toBeCloseTo(1.96, 0)
  })
})
