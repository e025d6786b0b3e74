import { describe, expect, it } from 'vitest'
import { exp, log, logGamma, logOnePlus } from './elementary.ts'

/** Distance in units of the last place of the reference. */
function unitsApart(value: number, reference: number): number {
  const unit = Math.max(Math.abs(reference) * 2 ** -52, Number.MIN_VALUE)
  return Math.abs(value - reference) / unit
}

const GRID = Array.from({ length: 20_001 }, (_, index) => (index - 10_000) / 10_000)

describe('the exponential', () => {
  it('lies within two units in the last place of the engine, from the smallest to the largest exponent', () => {
    for (const part of GRID) {
      const x = part * 708
      expect(unitsApart(exp(x), Math.exp(x)), `exp(${x})`).toBeLessThanOrEqual(2)
    }
  })

  it('ends in 0 and in infinity, and keeps what is not a number', () => {
    expect([exp(0), exp(-746), exp(710), exp(Number.NaN)]).toEqual([1, 0, Number.POSITIVE_INFINITY, Number.NaN])
    expect(unitsApart(exp(1), Math.E)).toBeLessThanOrEqual(1)
    expect(exp(-744)).toBeGreaterThan(0)
  })
})

describe('the logarithm', () => {
  it('lies within two units in the last place of the engine, over 600 orders of magnitude', () => {
    for (const part of GRID) {
      const x = 10 ** (part * 300)
      expect(Math.abs(log(x) - Math.log(x)), `log(${x})`).toBeLessThanOrEqual(
        2 * 2 ** -52 * Math.max(Math.abs(Math.log(x)), 1e-3),
      )
    }
  })

  it('is minus infinity of 0 and no number below', () => {
    expect([log(1), log(0), log(-1), log(Number.POSITIVE_INFINITY)]).toEqual([
      0,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      Number.POSITIVE_INFINITY,
    ])
    expect(log(5e-324)).toBeCloseTo(-744.4400719213812, 12)
  })
})

describe('the logarithm of one and a little', () => {
  it('keeps the digits of the little', () => {
    expect(logOnePlus(-1)).toBe(Number.NEGATIVE_INFINITY)
    for (const little of [-0.9, -0.3, -1e-9, -1e-20, 0, 1e-300, 1e-12, 0.5, 100])
      expect(unitsApart(logOnePlus(little), Math.log1p(little)), `${little}`).toBeLessThanOrEqual(4)
  })
})

describe('the logarithm of the gamma function', () => {
  it('is that of the factorials', () => {
    let logFactorial = 0
    for (let n = 1; n <= 170; n++) {
      logFactorial += Math.log(n)
      expect(logGamma(n + 1) / Math.max(1, logFactorial)).toBeCloseTo(logFactorial / Math.max(1, logFactorial), 13)
    }
  })

  it('has the values of the tables (Abramowitz and Stegun 6.1, 6.1.8 and 6.1.41)', () => {
    expect(logGamma(0.5)).toBeCloseTo(0.5723649429247001, 14)
    expect(logGamma(0.001)).toBeCloseTo(6.907178885383853, 13)
    expect(logGamma(1.5)).toBeCloseTo(-0.12078223763524522, 14)
    expect(logGamma(1e6) / 12815504.569147613).toBeCloseTo(1, 14)
  })
})
