import { describe, expect, it } from 'vitest'
import { BEFORE_ALL, parseDay } from '#base/calendar.ts'
import { Ageing } from './ageing.ts'
import { createStepCalendar } from './step-calendar.ts'

const FROM = parseDay('2021-01-01')!
const CALENDAR = createStepCalendar(FROM, parseDay('2022-12-29')!, 7)
/** One failure in 10,000 hours. */
const RATE = 1e-4

describe('a unit that wears out', () => {
  it('hardly fails while it is new', () => {
    // Shape 2: the scale of a mean of 10,000 h is 10,000 / gamma(1.5) = 11,283.79 h. In the first week it fails with
    // 1 - exp(-(168 / 11,283.79)^2) = 0.00022165, against 0.0168 at the mean rate.
    const { firstStep, ratios } = new Ageing(RATE, 2, CALENDAR).ratiosOf(FROM)!
    expect([firstStep, ratios.length]).toEqual([0, 104])
    expect(ratios[0]).toBeCloseTo(0.00022165 / 0.0168, 5)
    // In the second, with (336 / 11,283.79)^2 - (168 / 11,283.79)^2 = 0.00066502, and hardly anything is replaced yet.
    expect(ratios[1]).toBeCloseTo(0.00066502 / 0.0168, 4)
  })

  it('fails more often than on average once it is old', () => {
    // At 71 weeks, 11,928 h: (12,096 / 11,283.79)^2 - (11,928 / 11,283.79)^2 = 0.0316995 in the first week, so that
    // 1 - exp(-0.0316995) = 0.0312023 of them fail; of what replaces them hardly any does.
    const { ratios } = new Ageing(RATE, 2, createStepCalendar(FROM, FROM + 7, 7)).ratiosOf(FROM - 7 * 71)!
    expect(ratios[0]).toBeCloseTo(0.0312023 / 0.0168, 3)
  })

  it('is taken to have replaced the first, at an age that one in a thousand comes to, however long a step is', () => {
    // exp(-(a / 11,283.79)^2) = 0.001 at a = 11,283.79 x sqrt(6.907755) = 29,656.8 h: 1,235.7 days.
    for (const stepDays of [1, 7, 28]) {
      const calendar = createStepCalendar(FROM, FROM + 365, stepDays)
      const ageing = new Ageing(RATE, 2, calendar)
      expect(ageing.ratiosOf(FROM - 1235 + (1235 % stepDays))).toBeDefined()
      expect(ageing.ratiosOf(FROM - 1236 - stepDays)).toBeUndefined()
    }
  })

  it('begins to age when it is put in, if that is later', () => {
    const ageing = new Ageing(RATE, 2, CALENDAR)
    const [fresh, later] = [FROM, FROM + 70].map((day) => ageing.ratiosOf(day)!)
    expect(later!.firstStep).toBe(10)
    expect(later!.ratios).toEqual(fresh!.ratios)
  })

  it('fails at the mean rate at any age where its shape is 1', () => {
    const { ratios } = new Ageing(RATE, 1, CALENDAR).ratiosOf(FROM - 21)!
    for (const ratio of ratios) expect(ratio).toBeCloseTo(1, 4)
  })

  it('is of no age where nobody knows the day of its installation', () => {
    expect(new Ageing(RATE, 2, CALENDAR).ratiosOf(BEFORE_ALL)).toBeUndefined()
  })
})
