import { describe, expect, it } from 'vitest'
import { compareShare, formatPercent, parseRational } from './rational.ts'

describe('exact shares', () => {
  it('are read as people write them', () => {
    expect(parseRational('35 %')).toEqual({ numerator: 35, denominator: 100 })
    expect(parseRational('33.3%')).toEqual({ numerator: 333, denominator: 1000 })
    expect(parseRational('0.35')).toEqual({ numerator: 35, denominator: 100 })
    expect(parseRational('1/3')).toEqual({ numerator: 1, denominator: 3 })
    for (const text of ['', 'many', '-1', '1/0', '35 % of']) expect(parseRational(text)).toBeUndefined()
  })

  it('meet their limit exactly where binary fractions would not', () => {
    const limit = parseRational('35 %')!
    expect(compareShare(7, 20, limit)).toBe(0)
    expect(compareShare(3_500_000_000_000_01, 1_000_000_000_000_000, limit)).toBe(1)
    expect(compareShare(349_999_999_999_999, 1_000_000_000_000_000, limit)).toBe(-1)
    expect(compareShare(350_000_000_000_000, 1_000_000_000_000_000, limit)).toBe(0)
  })

  it('are spelt without needless digits', () => {
    expect(formatPercent(0.35)).toBe('35 %')
    expect(formatPercent(0.38412)).toBe('38.4 %')
  })
})
