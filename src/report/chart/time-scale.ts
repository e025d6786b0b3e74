// Where a day stands on a chart: the horizon as a line from 0 to 1, on which a day is a stretch, not a point.

import { addMonths, AFTER_ALL, BEFORE_ALL, type CivilDay, civilOf, dayOf, parseDay } from '#base/calendar.ts'

export interface TimeScale {
  readonly from: CivilDay
  /** Last day, included: the line ends where it ends. */
  readonly to: CivilDay
  /** Part of the line before the day begins, from 0 to 1; days outside the horizon stand at its ends. */
  readonly startOf: (day: CivilDay) => number
  /** Part of the line before the day ends. */
  readonly endOf: (day: CivilDay) => number
}

/** Day of a report's date text, also of `always` and `never`; undefined for what is no date. */
export function dayOfText(text: string): CivilDay | undefined {
  if (text === 'always') return BEFORE_ALL
  if (text === 'never') return AFTER_ALL
  return parseDay(text)
}

export function createTimeScale(from: CivilDay, to: CivilDay): TimeScale {
  const length = to - from + 1
  const startOf = (day: CivilDay): number => Math.min(1, Math.max(0, (day - from) / length))
  return { from, to, startOf, endOf: (day) => startOf(day + 1) }
}

export interface TimeTick {
  readonly day: CivilDay
  readonly label: string
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const STEPS_IN_MONTHS = [1, 3, 6, 12, 24, 60, 120, 240, 600]

/** `1 Sep 2026`, for labels. */
export function labelDay(day: CivilDay): string {
  if (day <= BEFORE_ALL || day >= AFTER_ALL) return day <= BEFORE_ALL ? 'always' : 'never'
  const { year, month, dayOfMonth } = civilOf(day)
  return `${dayOfMonth} ${MONTHS[month - 1]} ${year}`
}

/** First days of months or years inside the horizon, at most `most` of them. */
export function timeTicks(scale: TimeScale, most: number): readonly TimeTick[] {
  const months = (scale.to - scale.from) / 30.44
  const step = STEPS_IN_MONTHS.find((candidate) => months / candidate <= most) ?? 1200
  const { year } = civilOf(scale.from)
  const first = dayOf(step >= 12 ? Math.floor(year / (step / 12)) * (step / 12) : year, 1, 1)
  const ticks: TimeTick[] = []
  for (let index = 0; ; index++) {
    const day = addMonths(first, index * step)
    if (day > scale.to) return ticks
    if (day < scale.from) continue
    const date = civilOf(day)
    ticks.push({ day, label: step >= 12 ? String(date.year) : `${MONTHS[date.month - 1]} ${date.year}` })
  }
}
