import { describe, expect, it } from 'vitest'
import { poissonAtMost } from '../chance/poisson.ts'
import { survivalWithoutRepair } from './survival-without-repair.ts'

const HOURS_A_MONTH = 730.5

/** 360 units of 10,000 FIT, ten of them removed at the end of each of 36 months. */
const FAILURES = Float64Array.from({ length: 36 }, (_, month) => (360 - 10 * month) * 1e-5 * HOURS_A_MONTH)

/** What is removed at the end of a month is usable in the next. */
const harvestFrom = (month: number, share: number) =>
  Array.from({ length: 36 - month }, (_, index) => ({ step: month + index + 1, units: 10, yield: share }))

const lasting = (stock: number, share = 0, from = 0) =>
  survivalWithoutRepair(stock, FAILURES, share === 0 ? [] : harvestFrom(from, share)).at(-1)!

describe('a stock that nothing replenishes', () => {
  it('lasts as long as the failures up to then are no more than it', () => {
    const survival = survivalWithoutRepair(40, FAILURES, [])
    let expected = 0
    for (const [month, failures] of FAILURES.entries()) {
      expected += failures
      expect(survival[month]).toBeCloseTo(poissonAtMost(40, expected), 12)
    }
  })

  it('lasts with the probabilities of the table', () => {
    const table = { 0: 0, 20: 2.8e-6, 30: 0.00279965, 40: 0.11917997, 50: 0.61301789, 60: 0.95144349 }
    for (const [stock, survival] of Object.entries(table)) expect(lasting(Number(stock))).toBeCloseTo(survival, 7)
    expect(
      [57, 58, 59, 60, 65, 66].map((stock) => [0.9, 0.95, 0.99].filter((p) => lasting(stock) >= p).length),
    ).toEqual([0, 1, 1, 2, 2, 3])
  })
})

describe('a stock that what is removed replenishes', () => {
  it('may be small if the harvest begins at once, and not if it begins after a year', () => {
    expect(lasting(6, 0.5)).toBeCloseTo(0.96529, 2)
    expect(lasting(6, 0.7)).toBeCloseTo(0.98104, 2)
    expect(lasting(38, 0.7, 12)).toBeCloseTo(0.96488, 2)
  })

  it('never lasts less long for one unit more, and never longer for a later harvest', () => {
    for (let stock = 0; stock < 40; stock++) {
      expect(lasting(stock + 1, 0.5, 6)).toBeGreaterThanOrEqual(lasting(stock, 0.5, 6))
      expect(lasting(stock, 0.5, 7)).toBeLessThanOrEqual(lasting(stock, 0.5, 6))
    }
  })
})
