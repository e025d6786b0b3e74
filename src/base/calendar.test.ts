import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, civilOf, dayOf, FIRST_DAY, formatDay, LAST_DAY, parseDay, spellDay } from './calendar.ts'

describe('civil days', () => {
  it('agree with the platform calendar on every day from 1900 to 2199', () => {
    const wrong: string[] = []
    for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
      const platform = new Date(day * 86_400_000)
      const { year, month, dayOfMonth } = civilOf(day)
      const isSame =
        year === platform.getUTCFullYear() &&
        month === platform.getUTCMonth() + 1 &&
        dayOfMonth === platform.getUTCDate()
      if (!isSame || dayOf(year, month, dayOfMonth) !== day) wrong.push(platform.toISOString())
    }
    expect(wrong).toEqual([])
  })

  it('are written and read back without loss', () => {
    fc.assert(fc.property(fc.integer({ min: FIRST_DAY, max: LAST_DAY }), (day) => parseDay(formatDay(day)) === day))
    expect(formatDay(18432)).toBe('2020-06-19')
    expect(spellDay(18432)).toBe('19 June 2020')
  })

  it('refuse days that do not exist and years that are typing errors', () => {
    for (const text of [
      '2021-02-29',
      '2020-13-01',
      '2020-00-10',
      '2020-6-19',
      '19/06/2020',
      '0202-06-19',
      '2200-01-01',
      '',
    ])
      expect(parseDay(text)).toBeUndefined()
  })

  it('keep to the last day of a shorter month when months are added', () => {
    expect(formatDay(addMonths(dayOf(2024, 1, 31), 1))).toBe('2024-02-29')
    expect(formatDay(addMonths(dayOf(2020, 12, 15), 13))).toBe('2022-01-15')
    expect(formatDay(addMonths(dayOf(2020, 3, 31), -13))).toBe('2019-02-28')
  })
})
