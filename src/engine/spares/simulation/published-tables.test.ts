import { expect, it } from 'vitest'
import { type Point, stockingPoints } from './fixtures/points.ts'
import { needsOf, standardErrorOf, survivalByStock, survivalOf } from './point-tally.ts'
import { simulateBatch } from './simulate-points.ts'

const REPLICATIONS = 256 * 200

function simulate(points: readonly Point[]) {
  const leastStock = new Int32Array(points.length)
  const question = { points: stockingPoints(points), seed: 1, replications: REPLICATIONS, leastStock }
  return simulateBatch(question, 0, REPLICATIONS)
}

it('a fixed turnaround asks for the same stock as an exponential one, and lasts a little less long with too little', () => {
  // Two failures a month for three years, four in five repaired within three months; 20 steps a month.
  const stepsAMonth = 20
  const failures = Array.from({ length: 36 * stepsAMonth }, () => 2 / stepsAMonth)
  const tally = simulate([{ failures, stock: 29, repair: { yield: 0.8, turnaroundSteps: 3 * stepsAMonth } }])
  const fixed = survivalByStock(needsOf(tally, 0))!
  const exponential = { 15: 0.06024677, 20: 0.42117103, 25: 0.83803147, 27: 0.9233634, 29: 0.96819613, 32: 0.99326732 }
  for (const [stock, survival] of Object.entries(exponential)) {
    expect(fixed[Number(stock)]!).toBeLessThan(survival + 0.001)
    expect(fixed[Number(stock)]!).toBeGreaterThan(survival - (survival > 0.95 ? 0.003 : 0.02))
  }
  expect([0.9, 0.95, 0.99].map((target) => fixed.findIndex((lasting) => lasting >= target))).toEqual([27, 29, 32])
})

it('what is removed lengthens the life of a stock as in the table', () => {
  // 360 units of 10,000 FIT, ten of them removed at the end of each of 36 months and usable in the next.
  const failures = Array.from({ length: 36 }, (_, month) => (360 - 10 * month) * 1e-5 * 730.5)
  const harvest = (from: number, share: number) =>
    Array.from({ length: 36 - from }, (_, month) => ({ step: from + month + 1, units: 10, yield: share }))
  const tally = simulate([
    { failures, stock: 60 },
    { failures, stock: 6, lots: harvest(0, 0.5) },
    { failures, stock: 6, lots: harvest(0, 0.7) },
    { failures, stock: 38, lots: harvest(12, 0.7) },
  ])
  // The published simulations of 100,000 runs, each with its standard error.
  for (const [point, survival] of [0.95207, 0.96529, 0.98104, 0.96488].entries()) {
    const error = Math.sqrt(standardErrorOf(tally, point) ** 2 + (survival * (1 - survival)) / 100_000)
    expect(Math.abs(survivalOf(tally, point).at(-1)! - survival) / error).toBeLessThan(3)
  }
  expect(Math.abs(survivalOf(tally, 0).at(-1)! - 0.95144349) / standardErrorOf(tally, 0)).toBeLessThan(3)
  const byStock = survivalByStock(needsOf(tally, 0))!
  for (const [stock, survival] of Object.entries({ 40: 0.11917997, 50: 0.61301789, 60: 0.95144349 }))
    expect(byStock[Number(stock)]).toBeCloseTo(survival, 2)
})
