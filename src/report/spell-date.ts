// A date of a report as a sentence says it.

import { spellDay } from '#base/calendar.ts'
import { dayOfText } from './chart/time-scale.ts'

/** `19 June 2020`; what is no date as it is. */
export function spellDate(date: string): string {
  const day = dayOfText(date)
  return day === undefined ? date : spellDay(day)
}
