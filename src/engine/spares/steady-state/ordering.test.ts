import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backordersOf } from '../chance/poisson.ts'
import {
  costOfLots,
  costOfLotUnderInterruptions,
  costOfOrderUpTo,
  costOfStock,
  costOfStockUnderInterruptions,
  lotsOfLeastCost,
  lotUnderInterruptions,
  orderUpToOfLeastCost,
  stockOfLeastCost,
  stockUnderInterruptions,
} from './ordering.ts'

// Values of the tests of stockpyl 1.0.2, of examples and problems of Snyder and Shen; of Zheng and Federgruen (1991) as printed.

const costs = (holdingCost: number, shortageCost: number, orderCost = 0) => ({ holdingCost, shortageCost, orderCost })

/** Of 10 wanted a period, holding 1, short 7. */
function costPeriodByPeriod(stock: number, periods: { interruption: number; recovery: number }): number {
  let cost = 0
  let likely = periods.recovery / (periods.interruption + periods.recovery)
  for (let since = 0; likely > 1e-17; since++) {
    const left = stock - 10 * (since + 1)
    cost += likely * (left > 0 ? left : -7 * left)
    likely *= since === 0 ? periods.interruption : 1 - periods.recovery
  }
  return cost
}

describe('stock against a Poisson demand', () => {
  it.each([
    [6, costs(1, 4), 8, 3.570106945770946, 5, 6.590296024616344],
    [18, costs(200, 270), 19, 786.0884409351115, 13, 1445.751062891969],
    [18 * 5, costs(0.08, 1.25), 105, 1.5450188691551778, 105, 1.5450188691551778],
  ])('of a mean of %d costs least where the newsvendor says', (mean, of, best, least, other, more) => {
    expect(stockOfLeastCost(mean, of)).toBe(best)
    expect(costOfStock(best, mean, of)).toBeCloseTo(least, 8)
    expect(costOfStock(other, mean, of)).toBeCloseTo(more, 8)
  })

  it('that is owed costs what is short', () => {
    expect(costOfStock(-2, 3, costs(1, 4))).toBe(4 * 5)
    expect(costOfStock(0, 3, costs(1, 4))).toBeCloseTo(4 * backordersOf(0, 3).expected, 12)
  })
})

describe('orders of a lot', () => {
  it.each([
    [1.5, 2, costs(20, 150, 100), [3, 5], 107.9235806331498, [8, 12], 242.5281637662021],
    [12, 0.5, costs(4, 28, 4), [6, 7], 28.241312842169155, [3, 9], 34.264154469469503],
  ] as const)(
    'at %d a time and a lead time of %d are those of least cost',
    (rate, lead, of, best, least, other, more) => {
      expect(lotsOfLeastCost(rate, lead, of)).toEqual({ reorderPoint: best[0], lot: best[1] })
      expect(costOfLots({ reorderPoint: best[0], lot: best[1] }, rate, lead, of)).toBeCloseTo(least, 8)
      expect(costOfLots({ reorderPoint: other[0], lot: other[1] }, rate, lead, of)).toBeCloseTo(more, 8)
    },
  )

  it('cost no more than any other, by enumeration', () => {
    const amount = fc.double({ min: 0.1, max: 9, noNaN: true })
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        fc.double({ min: 0, max: 30, noNaN: true }),
        (rate, holding, short, order) => {
          const of = costs(holding, short, order)
          const least = costOfLots(lotsOfLeastCost(rate, 1, of), rate, 1, of)
          for (let reorderPoint = -6; reorderPoint < 24; reorderPoint++)
            for (let lot = 1; lot < 24; lot++)
              expect(costOfLots({ reorderPoint, lot }, rate, 1, of)).toBeGreaterThanOrEqual(least * (1 - 1e-12))
        },
      ),
      { numRuns: 15 },
    )
  })
})

describe('orders up to a level', () => {
  it.each([
    [6, costs(1, 4, 5), [4, 10], 8.034111561471644, 8],
    [6, costs(1, 4, 5), [6, 18], 10.193798671644046, 8],
    [4, costs(40, 125, 150), [2, 7], 223.5748295669688, 8],
    [4, costs(40, 125, 150), [4, 10], 262.2755613772775, 8],
    [10, costs(1, 9, 64), [6, 40], 35.022, 3],
    [75, costs(1, 9, 64), [67, 86], 79.554, 3],
  ] as const)('of a mean of %d cost what is published', (mean, of, [reorderPoint, orderUpTo], cost, digits) => {
    expect(costOfOrderUpTo({ reorderPoint, orderUpTo }, mean, of)).toBeCloseTo(cost, digits)
  })

  it.each([
    [6, costs(1, 4, 5), 4, 10],
    [4, costs(40, 125, 150), 2, 7],
    [10, costs(1, 9, 64), 6, 40],
    [75, costs(1, 9, 64), 67, 86],
  ] as const)('of a mean of %d are those of least cost', (mean, of, reorderPoint, orderUpTo) => {
    expect(orderUpToOfLeastCost(mean, of)).toEqual({ reorderPoint, orderUpTo })
  })

  it('cost no more than any other, by enumeration', () => {
    const amount = fc.double({ min: 0.5, max: 6, noNaN: true })
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        fc.double({ min: 0, max: 20, noNaN: true }),
        (mean, holding, short, order) => {
          const of = costs(holding, short, order)
          const least = costOfOrderUpTo(orderUpToOfLeastCost(mean, of), mean, of)
          for (let reorderPoint = -5; reorderPoint < 14; reorderPoint++)
            for (let orderUpTo = reorderPoint + 1; orderUpTo < 22; orderUpTo++)
              expect(costOfOrderUpTo({ reorderPoint, orderUpTo }, mean, of)).toBeGreaterThanOrEqual(least * (1 - 1e-12))
        },
      ),
      { numRuns: 15 },
    )
  })
})

describe('supply that is away from time to time', () => {
  const interruptions = { perTime: 1.5, recoveriesPerTime: 14 }
  const ofLots = costs(0.225, 5, 8)
  const periods = { interruption: 0.04, recovery: 0.25 }

  it('is answered with the lot of least cost', () => {
    const lot = lotUnderInterruptions(1300, interruptions, ofLots)
    // The cost is flat about its least: what is known of it to sixteen digits tells the lot to eight.
    expect(lot / 772.8110631910017).toBeCloseTo(1, 6)
    expect(costOfLotUnderInterruptions(lot, 1300, interruptions, ofLots)).toBeCloseTo(173.9500025731971, 8)
  })

  it('costs what the lot of Harris does where it never is: the square root of 2 K d h', () => {
    const never = { perTime: 0, recoveriesPerTime: 14 }
    const lot = lotUnderInterruptions(1300, never, ofLots)
    expect(lot / Math.sqrt((2 * 8 * 1300) / 0.225)).toBeCloseTo(1, 6)
    expect(costOfLotUnderInterruptions(lot, 1300, never, ofLots)).toBeCloseTo(Math.sqrt(2 * 8 * 1300 * 0.225), 8)
  })

  it('is answered with a stock of some periods', () => {
    expect(stockUnderInterruptions(2000, periods, costs(0.25, 3))).toBe(8000)
    for (const [stock, cost] of [
      [8000, 2737.068965490435],
      [2000, 3310.344827558603],
      [12_000, 3075.161637904759],
    ] as const)
      expect(costOfStockUnderInterruptions(stock, 2000, periods, costs(0.25, 3))).toBeCloseTo(cost, 6)
  })

  it('costs what it does period by period, and least where it is told to, however the stock lies', () => {
    const of = costs(1, 7)
    for (const interruption of [0, 0.3, 1])
      for (const recovery of [0.05, 0.4, 1]) {
        const costAt = (stock: number): number =>
          costOfStockUnderInterruptions(stock, 10, { interruption, recovery }, of)
        const best = stockUnderInterruptions(10, { interruption, recovery }, of)
        for (let stock = 0; stock <= 120; stock += 2.5) {
          expect(costAt(stock)).toBeCloseTo(costPeriodByPeriod(stock, { interruption, recovery }), 8)
          expect(costAt(best)).toBeLessThanOrEqual(costAt(stock) + 1e-9)
        }
      }
  })

  it('is answered at once where supply hardly ever comes back', () => {
    const hardly = { interruption: 0.5, recovery: 1e-9 }
    const of = costs(1e-6, 1e6)
    const best = stockUnderInterruptions(1, hardly, of)
    // ln(10^12) periods of 10^9.
    expect(best / 27.631e9).toBeCloseTo(1, 4)
    const least = costOfStockUnderInterruptions(best, 1, hardly, of)
    for (const share of [0.9, 1.1])
      expect(costOfStockUnderInterruptions(share * best, 1, hardly, of)).toBeGreaterThan(least)
  })
})
