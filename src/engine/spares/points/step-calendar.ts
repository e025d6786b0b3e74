// Steps of equal length from the first day reckoned: where a day falls, and how long a wait is.

import { addMonths, AFTER_ALL, type CivilDay } from '#base/calendar.ts'

export interface StepCalendar {
  /** First day of step 0. */
  readonly from: CivilDay
  /** First day after the last step. */
  readonly until: CivilDay
  /** The last day asked for: the last step may end after it. */
  readonly lastDay: CivilDay
  readonly stepDays: number
  readonly stepCount: number
}

export const HOURS_A_DAY = 24

/** Whole steps that cover `from` to `lastDay`, both included. */
export function createStepCalendar(from: CivilDay, lastDay: CivilDay, stepDays: number): StepCalendar {
  const stepCount = Math.max(1, Math.ceil((lastDay - from + 1) / stepDays))
  return { from, until: from + stepCount * stepDays, lastDay, stepDays, stepCount }
}

/** Whether what ends on this day ends within the days asked for; on a day after the last it makes no difference to them. */
export function isWithin({ lastDay }: StepCalendar, day: CivilDay): boolean {
  return day <= lastDay
}

/** The first step that begins on this day or later: what is there on the day is there from this step on. */
export function firstStepFrom({ from, stepDays, stepCount }: StepCalendar, day: CivilDay): number {
  return Math.min(stepCount, Math.max(0, Math.ceil((day - from) / stepDays)))
}

/** The steps that end before this day: what ends on the day is reckoned with in these alone. */
export function stepsBefore({ from, stepDays, stepCount }: StepCalendar, day: CivilDay): number {
  return Math.min(stepCount, Math.max(0, Math.floor((day - from) / stepDays)))
}

/** Whole steps that a wait of so many days takes, rounded up; at least one. */
export function stepsOf({ stepDays }: StepCalendar, days: number): number {
  return Math.max(1, Math.ceil(days / stepDays))
}

/** The last day of a step, of those asked for. */
export function lastDayOf({ from, stepDays, lastDay }: StepCalendar, step: number): CivilDay {
  return Math.min(lastDay, from + (step + 1) * stepDays - 1)
}

/** The first step whose last day is this day or later; the number of steps: none is. */
export function firstStepWithin(calendar: StepCalendar, day: CivilDay): number {
  if (day > calendar.lastDay) return calendar.stepCount
  const step = Math.max(0, Math.floor((day - calendar.from) / calendar.stepDays))
  return day <= lastDayOf(calendar, step) ? step : step + 1
}

/** Of the days asked for: the last step may have fewer than the others. */
export function hoursOf(calendar: StepCalendar, step: number): number {
  return (lastDayOf(calendar, step) + 1 - (calendar.from + step * calendar.stepDays)) * HOURS_A_DAY
}

export function monthsLater(day: CivilDay, months: number): CivilDay {
  return months === 0 ? day : addMonths(day, months)
}

/** What ends after the first day ends later; or earlier, and then no earlier than on the day after the first. */
export function slip(day: CivilDay, { from }: StepCalendar, planSlipMonths = 0): CivilDay {
  if (planSlipMonths === 0 || day <= from || day >= AFTER_ALL) return day
  return Math.max(from + 1, monthsLater(day, planSlipMonths))
}
