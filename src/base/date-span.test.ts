import { describe, expect, it } from 'vitest'
import { formatDateSpan, isBeyondCalendar, parseDateSpan } from './date-span.ts'

const read = (text: string) => {
  const span = parseDateSpan(text)
  return span && formatDateSpan(span)
}

describe('a date as far as it is known', () => {
  it.each([
    ['2020-06-19', '2020-06-19'],
    ['2020-06', '2020-06-01..2020-06-30'],
    ['2020-Q1', '2020-01-01..2020-03-31'],
    ['2020', '2020-01-01..2020-12-31'],
    ['2020-01-01..2020-03', '2020-01-01..2020-03-31'],
    ['..2020-03-31', '..2020-03-31'],
    ['2020-01-01..', '2020-01-01..'],
    ['unknown', 'unknown'],
    ['never', 'never'],
  ])('%s means %s', (text, meaning) => expect(read(text)).toBe(meaning))

  it.each(['2020-03-31..2020-01-01', '..', '2020-Q5', '2020-13', 'soon', '20-06-2020', '1850'])(
    '%s is refused',
    (text) => expect(read(text)).toBeUndefined(),
  )

  it('lies within the calendar: 1850 and 9999 would be years, and 30 February is a day of none', () => {
    expect(['1850-01-01', '9999-12-31', '1850', '2020..9999', '1850-Q1..'].filter(isBeyondCalendar)).toHaveLength(5)
    expect(
      ['2020-02-30', '1850-02-30', '2020-01-01', 'soon', '1850-13', '9999..1850'].filter(isBeyondCalendar),
    ).toEqual([])
  })
})
