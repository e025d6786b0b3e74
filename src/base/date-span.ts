// A date as far as it is known: exact, ranged or unknown.

import {
  AFTER_ALL,
  BEFORE_ALL,
  type CivilDay,
  civilOf,
  dayOf,
  daysInMonth,
  FIRST_DAY,
  formatDay,
  LAST_DAY,
  parseDay,
} from './calendar.ts'

/** The true day lies in `[earliest, latest]`, both included. Exact when they are equal; `never` is AFTER_ALL twice. */
export interface DateSpan {
  readonly earliest: CivilDay
  readonly latest: CivilDay
}

export const UNKNOWN_DATE: DateSpan = { earliest: BEFORE_ALL, latest: AFTER_ALL }
export const NEVER: DateSpan = { earliest: AFTER_ALL, latest: AFTER_ALL }

export function exactDate(day: CivilDay): DateSpan {
  return { earliest: day, latest: day }
}

export function isExact(span: DateSpan): boolean {
  return span.earliest === span.latest
}

/**
 * Reads a date as people write what they know of it:
 * `2020-06-19`, `2020-06` (that month), `2020-Q2`, `2020`, `2020-01-01..2020-03-31`, `..2020-03-31` (by then),
 * `2020-01-01..` (then or later), `unknown`, `never`. Undefined when it is none of these or the range runs backwards.
 */
export function parseDateSpan(text: string): DateSpan | undefined {
  const day = parseDay(text)
  if (day !== undefined) return exactDate(day)
  if (text === 'unknown') return UNKNOWN_DATE
  if (text === 'never') return NEVER
  const separator = text.indexOf('..')
  if (separator < 0) return parsePeriod(text)
  const from = text.slice(0, separator).trim()
  const until = text.slice(separator + 2).trim()
  if (from === '' && until === '') return undefined
  const start = from === '' ? UNKNOWN_DATE : parsePlainSpan(from)
  const end = until === '' ? UNKNOWN_DATE : parsePlainSpan(until)
  if (!start || !end || start.earliest > end.latest) return undefined
  return { earliest: start.earliest, latest: end.latest }
}

/** Whether it would be a date, or a range of dates, were its years within the days that there are. */
export function isBeyondCalendar(text: string): boolean {
  const { year: first } = civilOf(FIRST_DAY)
  const { year: last } = civilOf(LAST_DAY)
  const within = text.replace(/(?<![\d-])\d{4}(?!\d)/g, (year) => `${Math.min(last, Math.max(first, Number(year)))}`)
  return within !== text && parseDateSpan(within) !== undefined
}

function parsePlainSpan(text: string): DateSpan | undefined {
  const day = parseDay(text)
  return day === undefined ? parsePeriod(text) : exactDate(day)
}

function parsePeriod(text: string): DateSpan | undefined {
  const match = /^(\d{4})(?:-(?:(\d{2})|Q([1-4])))?$/.exec(text)
  if (!match) return undefined
  const year = Number(match[1])
  if (year < 1900 || year > 2199) return undefined
  if (match[3] !== undefined) {
    const lastMonth = Number(match[3]) * 3
    return { earliest: dayOf(year, lastMonth - 2, 1), latest: dayOf(year, lastMonth, daysInMonth(year, lastMonth)) }
  }
  if (match[2] !== undefined) {
    const month = Number(match[2])
    if (month < 1 || month > 12) return undefined
    return { earliest: dayOf(year, month, 1), latest: dayOf(year, month, daysInMonth(year, month)) }
  }
  return { earliest: dayOf(year, 1, 1), latest: dayOf(year, 12, 31) }
}

/** The inverse of {@link parseDateSpan} up to how a period is written. */
export function formatDateSpan(span: DateSpan): string {
  if (isExact(span)) return formatDay(span.earliest)
  if (span.earliest <= BEFORE_ALL && span.latest >= AFTER_ALL) return 'unknown'
  const from = span.earliest <= BEFORE_ALL ? '' : formatDay(span.earliest)
  const until = span.latest >= AFTER_ALL ? '' : formatDay(span.latest)
  return `${from}..${until}`
}
