import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AFTER_ALL, BEFORE_ALL, formatDay, parseDay } from '#base/calendar.ts'
import { createTimeScale, dayOfText, labelDay, timeTicks } from './time-scale.ts'

const scaleOf = (from: string, to: string) => createTimeScale(parseDay(from)!, parseDay(to)!)

describe('time scale', () => {
  it('gives a day a stretch that ends where the next begins', () => {
    const scale = scaleOf('2026-01-01', '2026-01-10')
    expect(scale.startOf(parseDay('2026-01-01')!)).toBe(0)
    expect(scale.endOf(parseDay('2026-01-10')!)).toBe(1)
    expect(scale.endOf(parseDay('2026-01-04')!)).toBe(scale.startOf(parseDay('2026-01-05')!))
    expect(scale.startOf(parseDay('2026-01-06')!)).toBe(0.5)
  })

  it('holds days outside the horizon at its ends', () => {
    const scale = scaleOf('2026-01-01', '2026-12-31')
    expect([scale.startOf(BEFORE_ALL), scale.endOf(AFTER_ALL)]).toEqual([0, 1])
  })

  it('reads the words for the ends of time, and nothing that is no date', () => {
    expect(['always', 'never', '2020-06-19', '9999-99-99', 'soon'].map(dayOfText)).toEqual([
      BEFORE_ALL,
      AFTER_ALL,
      18432,
      undefined,
      undefined,
    ])
  })

  it('labels days for people', () => {
    expect(labelDay(parseDay('2026-09-01')!)).toBe('1 Sep 2026')
    expect(labelDay(AFTER_ALL)).toBe('never')
  })

  it('marks years on long horizons and months on short ones', () => {
    expect(timeTicks(scaleOf('2020-01-01', '2031-12-31'), 6).map((tick) => tick.label)).toEqual([
      '2020',
      '2022',
      '2024',
      '2026',
      '2028',
      '2030',
    ])
    expect(timeTicks(scaleOf('2026-02-10', '2027-01-31'), 4).map((tick) => tick.label)).toEqual([
      'Apr 2026',
      'Jul 2026',
      'Oct 2026',
      'Jan 2027',
    ])
    expect(timeTicks(scaleOf('2026-09-02', '2026-09-02'), 6)).toEqual([])
  })

  it('never has many more marks than wanted, and all of them inside', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 60_000 }), fc.integer({ min: 0, max: 24_000 }), (from, length) => {
        const scale = createTimeScale(from, from + length)
        const ticks = timeTicks(scale, 6)
        expect(ticks.length).toBeLessThanOrEqual(8)
        for (const { day } of ticks) {
          expect(day).toBeGreaterThanOrEqual(scale.from)
          expect(day).toBeLessThanOrEqual(scale.to)
          expect(formatDay(day)).toMatch(/-01$/)
        }
      }),
    )
  })
})
