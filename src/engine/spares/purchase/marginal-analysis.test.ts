import { describe, expect, it } from 'vitest'
import { purchasesInOrder } from './marginal-analysis.ts'
import { backordersOf, poissonMoreThan } from '../chance/poisson.ts'

/** Nine units of one base (KTH Stockholm, course SF1862): failures a time unit, repair times, costs. */
const FAILURES = [50, 40, 45, 50, 25, 48, 60, 35, 15].map((thousandths) => thousandths / 1000)
const REPAIR_TIMES = [6, 8, 14, 25, 12, 18, 33, 8, 12]
const COSTS = [12, 14, 21, 20, 11, 45, 75, 30, 22]
const MEANS = FAILURES.map((failures, item) => failures * REPAIR_TIMES[item]!)
const ITEMS = COSTS.map((cost, item) => ({ cost, gain: (bought: number) => poissonMoreThan(bought, MEANS[item]!) }))

/** Item bought (counted from 1), cost so far, backorders left. */
const STEPS = [
  [4, 20, 5.3905047969],
  [5, 31, 5.1313230175],
  [3, 52, 4.6639148185],
  [1, 64, 4.4047330392],
  [2, 78, 4.1308820763],
  [4, 98, 3.7755178692],
  [6, 143, 3.196990684],
  [7, 218, 2.3350599213],
] as const

describe('buying where each pound gains most', () => {
  it('goes through the efficient points of the table', () => {
    let left = MEANS.reduce((sum, mean) => sum + mean, 0)
    expect(left).toBeCloseTo(6.104, 12)
    const found = [...purchasesInOrder(ITEMS, 218)].map(({ item, cost, gain }) => [item + 1, cost, (left -= gain)])
    for (const [index, [item, cost, backorders]] of STEPS.entries()) {
      expect(found[index]!.slice(0, 2)).toEqual([item, cost])
      expect(found[index]![2]).toBeCloseTo(backorders, 9)
    }
  })

  it('passes over what the budget does not reach, and names the runner-up', () => {
    const items = [
      { cost: 10, gain: () => 5 },
      { cost: 4, gain: (bought: number) => 1 / (bought + 1) },
    ]
    const purchases = [...purchasesInOrder(items, 19)]
    expect(purchases.map(({ item, runnerUp }) => [item, runnerUp])).toEqual([
      [0, 1],
      [1, undefined],
      [1, undefined],
    ])
  })

  it('is no worse than any other purchase of the same cost, tried one by one', () => {
    const few = ITEMS.slice(0, 4)
    const backordersOfAll = (stocks: readonly number[]) =>
      stocks.reduce((sum, stock, item) => sum + backordersOf(stock, MEANS[item]!).expected, 0)
    let left = backordersOfAll([0, 0, 0, 0])
    const most = [0, 1, 2, 3, 4]
    for (const { cost, gain } of purchasesInOrder(few, 90)) {
      left -= gain
      for (const a of most)
        for (const b of most)
          for (const c of most)
            for (const d of most)
              if (a * 12 + b * 14 + c * 21 + d * 20 <= cost && cost <= 98)
                expect(backordersOfAll([a, b, c, d])).toBeGreaterThan(left - 1e-12)
    }
  })
})
