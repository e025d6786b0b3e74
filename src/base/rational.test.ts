import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareShare, formatShare, parseRational } from './rational.ts'

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

  it('are written with one decimal where that says enough', () => {
    expect([0, 0.35, 0.384, 0.2876, 1].map((share) => formatShare(share))).toEqual([
      '0 %',
      '35 %',
      '38.4 %',
      '28.8 %',
      '100 %',
    ])
  })

  it('are never rounded to the limit they exceed or fall short of', () => {
    expect(formatShare(0.35004, 0.35)).toBe('35.004 %')
    expect(formatShare(0.34996, 0.35)).toBe('34.996 %')
    expect(formatShare(0.35, 0.35)).toBe('35 %')
    expect(formatShare(0.35 + 1e-12, 0.35)).toBe('about 35 %')
  })

  it('are never rounded to nothing or to everything', () => {
    expect(formatShare(0.9997)).toBe('99.97 %')
    expect(formatShare(1e-7)).toBe('0.00001 %')
  })

  it('read differently on the two sides of a limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 100_000 }), (of, part) => {
        fc.pre(part <= of)
        const [share, limit] = [part / of, 0.35]
        fc.pre(share !== limit)
        expect(formatShare(share, limit)).not.toBe(formatShare(limit, limit))
      }),
    )
  })
})
