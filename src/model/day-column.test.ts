import { describe, expect, it } from 'vitest'
import { AFTER_ALL, BEFORE_ALL, dayOf, FIRST_DAY, LAST_DAY } from '#base/calendar.ts'
import { DayColumn, DayNumbers } from './day-column.ts'

function column(numbers: DayNumbers, capacity: number): DayColumn {
  const made = new DayColumn(numbers)
  made.reserve(capacity)
  return made
}

describe('a column of days', () => {
  it('gives back every day it was told, of the calendar and beyond', () => {
    const days = [dayOf(2020, 6, 19), BEFORE_ALL, AFTER_ALL, FIRST_DAY, LAST_DAY, LAST_DAY + 1, FIRST_DAY - 1]
    const told = column(new DayNumbers(), days.length)
    for (const [subject, day] of days.entries()) told.set(subject, day)
    expect(days.map((_, subject) => told.get(subject))).toEqual(days)
  })

  it('takes two bytes a day, and shares its numbers with the other columns of the estate', () => {
    const numbers = new DayNumbers()
    const [installed, removed] = [column(numbers, 2), column(numbers, 2)]
    for (const one of [installed, removed]) for (const subject of [0, 1]) one.set(subject, dayOf(2020, 1, 1 + subject))
    expect([numbers.count, installed.codes.BYTES_PER_ELEMENT]).toEqual([2, 2])
  })

  it('keeps its days when it is given room, and when there are more days than two bytes tell apart', () => {
    const numbers = new DayNumbers()
    const told = column(numbers, 1)
    told.set(0, dayOf(2020, 6, 19))
    told.reserve(70_000)
    for (let subject = 1; subject < 70_000; subject++) told.set(subject, FIRST_DAY + subject)
    expect(told.codes.BYTES_PER_ELEMENT).toBe(4)
    expect([0, 1, 65_600, 69_999].map((subject) => told.get(subject))).toEqual([
      dayOf(2020, 6, 19),
      FIRST_DAY + 1,
      FIRST_DAY + 65_600,
      FIRST_DAY + 69_999,
    ])
  })
})
