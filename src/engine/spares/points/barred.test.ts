import { describe, expect, it } from 'vitest'
import { AFTER_ALL, type CivilDay } from '#base/calendar.ts'
import { type Barred, barFrom, barToTheEnd } from './barred.ts'
import { createStepCalendar } from './step-calendar.ts'

const CALENDAR = createStepCalendar(100, 200, 7)
const bar = (rule: string, from: CivilDay, until: CivilDay): Barred => ({
  rule,
  title: rule,
  of: 'bought',
  from,
  until,
})
const asked = (...bars: Barred[]) => new Map([[0, bars]])
const ruleFrom = (day: CivilDay, ...bars: Barred[]) =>
  barFrom(asked(...bars), CALENDAR, { part: 0, of: 'bought', day })?.rule

describe('rules that forbid putting in what is bought', () => {
  it('bar it for good where one takes over from another without a day between them', () => {
    const chain = [bar('NEW', 150, AFTER_ALL), bar('OLD', 50, 150), bar('OLDER', 20, 60)]
    expect(ruleFrom(100, ...chain)).toBe('OLD')
    expect(ruleFrom(160, ...chain)).toBe('NEW')
    expect(barToTheEnd(asked(...chain), CALENDAR, { part: 0, of: 'bought' })).toMatchObject({ rule: 'OLDER', from: 20 })
  })

  it('do not where a day is left between them, or after the last', () => {
    expect(ruleFrom(100, bar('NEW', 151, AFTER_ALL), bar('OLD', 50, 150))).toBeUndefined()
    expect(ruleFrom(100, bar('OLD', 50, 200))).toBeUndefined()
    expect(ruleFrom(100, bar('OLD', 50, 201))).toBe('OLD')
    expect(barFrom(asked(bar('OLD', 50, 201)), CALENDAR, { part: 0, of: 'held', day: 100 })).toBeUndefined()
  })
})
