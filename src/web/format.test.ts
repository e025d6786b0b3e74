import { describe, expect, it } from 'vitest'
import { formatAgo, formatDay, formatDaysIn, formatFromDay, formatPercent, formatShort, formatSize } from './format.ts'

describe('what is written for people', () => {
  it('never says everything or nothing of a share that is neither', () => {
    expect([0, 0.00001, 0.034, 0.5, 0.9988, 0.99999, 1].map(formatPercent)).toEqual([
      '0 %',
      'below 0.05 %',
      '3.4 %',
      '50 %',
      '99.9 %',
      'above 99.9 %',
      '100 %',
    ])
  })

  it('writes sizes in powers of a thousand, and never a thousand of a unit', () => {
    expect([0, 999, 999.6, 1500, 99_960, 999_499, 999_999, 4.2e9].map(formatSize)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '1.5 kB',
      '100 kB',
      '999 kB',
      '1.0 MB',
      '4.2 GB',
    ])
  })

  it('writes the days within a sentence as it writes days alone, and leaves names that have one as they are', () => {
    expect(formatDaysIn('lasts until 2020-07-16; from 2021-01-01.')).toBe('lasts until 16 Jul 2020; from 1 Jan 2021.')
    for (const name of ['ORDER-2020-06-19', '2020-06-19-b', '2020-13-40', '12020-06-19'])
      expect(formatDaysIn(name)).toBe(name)
  })

  it('shortens counts where there is little room', () => {
    expect([7, 999, 1000, 86_731, 145_005, 999_600, 2_400_000].map(formatShort)).toEqual([
      '7',
      '999',
      '1 k',
      '86.7 k',
      '145 k',
      '1 M',
      '2.4 M',
    ])
  })

  it('leaves a text that is no day as it is', () => {
    expect(formatDay('2020-06-19')).toBe('19 Jun 2020')
    expect(formatDay('2020-06')).toBe('2020-06')
    expect(formatDay('unknown')).toBe('unknown')
  })

  it('says how long ago, and how far off', () => {
    const now = Date.parse('2026-01-10T12:00:00Z')
    expect(formatAgo('2026-01-10T11:59:30Z', now)).toBe('just now')
    expect(formatAgo('2026-01-10T10:00:00Z', now)).toBe('2 hours ago')
    expect(formatFromDay('2020-06-19', '2020-06-19')).toBe('today')
    expect(formatFromDay('2020-06-20', '2020-06-19')).toBe('in 1 day')
    expect(formatFromDay('2020-09-01', '2020-06-19')).toBe('in 2 months')
    expect(formatFromDay('2017-06-19', '2020-06-19')).toBe('3 years ago')
  })
})
