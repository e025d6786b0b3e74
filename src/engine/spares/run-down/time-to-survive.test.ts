import { describe, expect, it } from 'vitest'
import { finalOrder, finalOrderOutcome } from './final-order.ts'
import { survivalWithoutRepair } from './survival-without-repair.ts'
import { failuresUpTo, monthsExpected, monthsSurvived, stepsSurvived, type SwapOut } from './time-to-survive.ts'

const HOURS_A_MONTH = 730.5
const swapOut = (units: number, fit: number, months: number, shape: SwapOut['shape']): SwapOut => ({
  units,
  failuresPerUnitMonth: fit * 1e-9 * HOURS_A_MONTH,
  months,
  shape,
})

/**
 * Swap-out; failures expected; final orders for 0.9, 0.95, 0.99, 0.999; half of the third of them, the probability that it
 * lasts, how many it is short on average, and the months it lasts with probability 0.95.
 */
const FINAL_ORDERS = [
  [swapOut(1000, 5000, 36, 'linear'), 65.745, [76, 79, 85, 92], 42, 0.0011638233, 23.7467231488, 10.520601992],
  [swapOut(1000, 5000, 36, 'constant'), 131.49, [146, 151, 159, 168], 79, 5.2846977e-7, 52.4900007334, 18.0364211609],
] as const

describe('a final order', () => {
  it('is that of the table, and half of it lasts as long as the table says', () => {
    for (const [units, failures, orders, half, survival, short, months] of FINAL_ORDERS) {
      const all = failuresUpTo(units, 36)
      expect(all).toBeCloseTo(failures, 9)
      expect([0.9, 0.95, 0.99, 0.999].map((probability) => finalOrder(all, probability))).toEqual(orders)
      const outcome = finalOrderOutcome(half, all)
      expect(outcome.survival).toBeCloseTo(survival, 10)
      expect(outcome.expectedShort).toBeCloseTo(short, 8)
      expect(monthsSurvived(half, 0.95, units)).toBeCloseTo(months, 8)
    }
  })

  it('is confident to a degree, and on the mean alone hardly at all', () => {
    // A unit of MTBF 8760 h supported for 26,280 h: three spares on the mean (Quanterion).
    expect(finalOrderOutcome(3, 26_280 / 8760).survival).toBeCloseTo(0.647232, 6)
    expect([0.9, 0.95, 0.99, 0.999].map((probability) => finalOrder(3, probability))).toEqual([5, 6, 8, 10])
  })
})

describe('the time a stock lasts', () => {
  it('is that after which its survival is the probability asked for', () => {
    for (const [units] of FINAL_ORDERS)
      for (const stock of [0, 1, 7, 42])
        for (const probability of [0.05, 0.5, 0.95, 0.999]) {
          const months = monthsSurvived(stock, probability, units)
          expect(finalOrderOutcome(stock, failuresUpTo(units, months)).survival).toBeCloseTo(probability, 11)
        }
    expect(monthsSurvived(100, 0.95, FINAL_ORDERS[0][0])).toBe(Infinity)
  })

  it('without chance is when as many are expected to have failed', () => {
    const [units] = FINAL_ORDERS[0]
    expect(monthsExpected(42, units)).toBeCloseTo(14.364983892512292, 10)
    expect(failuresUpTo(units, monthsExpected(42, units))).toBeCloseTo(42, 10)
    expect(monthsExpected(66, units)).toBe(Infinity)
    expect(monthsExpected(0, units)).toBe(0)
    expect(failuresUpTo({ ...units, months: 0 }, 3)).toBe(0)
    expect(monthsExpected(0, { ...units, units: 0 })).toBe(Infinity)
  })

  it('can be read from any survival curve, to within its step', () => {
    expect(stepsSurvived(Float64Array.of(1, 0.98, 0.9), 0.94)).toBeCloseTo(2.5, 12)
    expect(stepsSurvived(Float64Array.of(0.5, 0.4), 0.75)).toBeCloseTo(0.5, 12)
    expect(stepsSurvived(Float64Array.of(1, 0.98), 0.98)).toBe(Infinity)
    const [units, , , half] = FINAL_ORDERS[1]
    const monthly = new Float64Array(36).fill(failuresUpTo(units, 1))
    expect(stepsSurvived(survivalWithoutRepair(half, monthly, []), 0.95)).toBeCloseTo(18.036, 1)
  })
})
