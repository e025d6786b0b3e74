import { formatNumber } from '#base/format-number.ts'
import { describe, expect, it } from 'vitest'
import { formatCountRange, formatKnownPart, formatShareRange, joinNames, nameUnit } from './figures.ts'

describe('figures', () => {
  it('groups thousands and leaves decimals alone', () => {
    expect([0, 999, 1000, 1234567, -12345, 0.25, 1234.5].map(formatNumber)).toEqual([
      '0',
      '999',
      '1,000',
      '1,234,567',
      '-12,345',
      '0.25',
      '1,234.5',
    ])
  })

  it('writes a range once where both ends read the same', () => {
    expect(formatShareRange(0.31, 0.384, 0.35)).toBe('31 – 38.4 %')
    expect(formatShareRange(0.384, 0.384, 0.35)).toBe('38.4 %')
    expect(formatCountRange(3, 3)).toBe('3')
    expect(formatCountRange(3, 12_000)).toBe('3 – 12,000')
  })

  it('says of a count without bound what is certain of it', () => {
    expect(formatCountRange(3, null)).toBe('at least 3')
    expect(formatCountRange(0, null)).toBe('0 or more')
  })

  it('calls nothing wholly known of which one part in a million is not', () => {
    expect(formatKnownPart(999_999, 1)).toBe('99 %')
    expect(formatKnownPart(5, 0)).toBe('100 %')
    expect(formatKnownPart(0, 5)).toBe('0 %')
    expect(formatKnownPart(0, 0)).toBe('nothing in question')
  })

  it('lists a few names and counts the rest', () => {
    expect(joinNames([])).toBe('')
    expect(joinNames(['A'])).toBe('A')
    expect(joinNames(['A', 'B', 'C'])).toBe('A, B and C')
    expect(joinNames(['A', 'B', 'C', 'D', 'E'])).toBe('A, B, C and 2 more')
  })

  it('names one site a site', () => {
    expect([nameUnit(1, 'sites'), nameUnit(2, 'sites'), nameUnit(1, 'premises')]).toEqual(['site', 'sites', 'premises'])
  })
})
