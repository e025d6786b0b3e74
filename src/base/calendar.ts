// Civil dates as whole day numbers: no clock, no time zone, no locale.
//
// A CivilDay counts days since 1970-01-01 in the proleptic Gregorian calendar. The dates of an instrument are civil dates
// where its law holds, and those of an inventory where the network stands. No instant is ever turned into one but now:
// today is the date of the machine, as `cli/terminal.ts` reads it.

/** Days since 1970-01-01. Integers from {@link FIRST_DAY} to {@link LAST_DAY}. */
export type CivilDay = number

/** 1900-01-01: nothing in a network is older; earlier dates are typing errors. */
export const FIRST_DAY: CivilDay = -25567
/** 2199-12-31: nothing is planned later; later dates are typing errors. */
export const LAST_DAY: CivilDay = 84005

/** "Some time before anything we know": the lower end of an unknown date. */
export const BEFORE_ALL: CivilDay = -1_000_000
/** "Later than anything we plan", and "never": the upper end of an unknown date. */
export const AFTER_ALL: CivilDay = 1_000_000

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/**
 * Day number of a civil date (Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil).
 * Worked number: 2020-06-19 is day 18432.
 */
export function dayOf(year: number, month: number, dayOfMonth: number): CivilDay {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

/** Year, month (1 to 12) and day of month of a day number (Hinnant, civil_from_days). */
export function civilOf(day: CivilDay): { year: number; month: number; dayOfMonth: number } {
  const shifted = day + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch + (monthFromMarch < 10 ? 3 : -9)
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  }
}

export function daysInMonth(year: number, month: number): number {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 ? (isLeapYear ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Reads `YYYY-MM-DD` of an existing day between 1900 and 2199; anything else is undefined. */
export function parseDay(text: string): CivilDay | undefined {
  const match = ISO_DATE.exec(text)
  if (!match) return undefined
  const [year, month, dayOfMonth] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined
  const day = dayOf(year, month, dayOfMonth)
  return day < FIRST_DAY || day > LAST_DAY ? undefined : day
}

/** `YYYY-MM-DD`; the two ends of time read `always` and `never`. */
export function formatDay(day: CivilDay): string {
  if (day <= BEFORE_ALL) return 'always'
  if (day >= AFTER_ALL) return 'never'
  const { year, month, dayOfMonth } = civilOf(day)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`
}

const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `19 June 2020`, for sentences. */
export function spellDay(day: CivilDay): string {
  if (day <= BEFORE_ALL || day >= AFTER_ALL) return formatDay(day)
  const { year, month, dayOfMonth } = civilOf(day)
  return `${dayOfMonth} ${MONTH_NAMES[month - 1]} ${year}`
}

/** The same day of month some months later; the last day of the month where that day does not exist. */
export function addMonths(day: CivilDay, months: number): CivilDay {
  const { year, month, dayOfMonth } = civilOf(day)
  const monthIndex = year * 12 + (month - 1) + months
  const newYear = Math.floor(monthIndex / 12)
  const newMonth = monthIndex - newYear * 12 + 1
  return dayOf(newYear, newMonth, Math.min(dayOfMonth, daysInMonth(newYear, newMonth)))
}

/** A twelfth of 365.25. */
export const DAYS_A_MONTH = 30.4375
