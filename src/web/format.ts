// How numbers, days, instants and sizes are written for people, in one place.

import { formatNumber } from '#base/format-number.ts'

export { formatCount, formatNumber } from '#base/format-number.ts'

const LOCALE = 'en-GB'
const DAY = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const INSTANT = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})
const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** `19 Jun 2020` of `2020-06-19`; what is no date as it is. */
export function formatDay(day: string): string {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  return Number.isNaN(instant) ? day : DAY.format(instant)
}

const DAYS_WITHIN = /(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])/g

/** `lasts until 19 Jun 2020` of `lasts until 2020-06-19`; what a day is only part of, such as `ORDER-2020-06-19`, as it is. */
export function formatDaysIn(text: string): string {
  return text.replace(DAYS_WITHIN, formatDay)
}

/** `19 Jun 2020, 14:05`, by the clock of whoever looks. */
export function formatInstant(instant: string): string {
  const value = Date.parse(instant)
  return Number.isNaN(value) ? instant : INSTANT.format(value)
}

/** `just now`, `5 minutes ago`, `3 hours ago`, `2 days ago`, then the day. */
export function formatAgo(instant: string, nowMilliseconds: number): string {
  const seconds = Math.max(0, (nowMilliseconds - Date.parse(instant)) / 1000)
  if (Number.isNaN(seconds)) return instant
  if (seconds < 60) return 'just now'
  const ago = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'} ago`
  if (seconds < 3600) return ago(Math.floor(seconds / 60), 'minute')
  if (seconds < 86_400) return ago(Math.floor(seconds / 3600), 'hour')
  if (seconds < 7 * 86_400) return ago(Math.floor(seconds / 86_400), 'day')
  return DAY.format(Date.parse(instant))
}

/** `0 B`, `1.2 MB`: powers of a thousand. */
export function formatSize(bytes: number): string {
  let size = bytes
  let unit = 0
  while (size >= 999.5 && unit < SIZES.length - 1) {
    size /= 1000
    unit++
  }
  return `${unit === 0 || size >= 99.95 ? Math.round(size) : size.toFixed(1)} ${SIZES[unit]}`
}

/** `1.2 k`, `3.4 M`: for marks and badges, where a full number has no room. */
export function formatShort(value: number): string {
  if (value < 1000) return formatNumber(value)
  if (value < 999_500) return `${(value / 1000).toFixed(value < 99_950 ? 1 : 0).replace(/\.0$/, '')} k`
  return `${(value / 1e6).toFixed(value < 99.95e6 ? 1 : 0).replace(/\.0$/, '')} M`
}

/**
 * `12 %`, `99.4 %`, `below 0.05 %`: a share never reads 100 % unless it is everything, nor 0 % unless it is nothing.
 */
export function formatPercent(share: number): string {
  if (share <= 0) return '0 %'
  if (share >= 1) return '100 %'
  const percent = share * 100
  if (percent < 0.05) return 'below 0.05 %'
  if (percent > 99.9) return 'above 99.9 %'
  return `${percent < 10 || percent > 90 ? percent.toFixed(1).replace(/\.0$/, '') : Math.round(percent)} %`
}

/** `GBP 1,234,567` of hundredths of a currency. */
export function formatMoney(hundredths: number, currency: string): string {
  return `${currency === '' ? '' : `${currency} `}${formatNumber(Math.round(hundredths / 100))}`
}

/** `in 3 years`, `in 5 months`, `in 12 days`, `today`, `2 months ago`: of two days. */
export function formatFromDay(day: string, today: string): string {
  const days = Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000)
  if (Number.isNaN(days)) return ''
  if (days === 0) return 'today'
  const size = Math.abs(days)
  const [value, unit] =
    size < 60 ? [size, 'day'] : size < 730 ? [Math.round(size / 30.44), 'month'] : [Math.round(size / 365.25), 'year']
  const words = `${value} ${unit}${value === 1 ? '' : 's'}`
  return days > 0 ? `in ${words}` : `${words} ago`
}
