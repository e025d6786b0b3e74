// What the bytes of a cell say, where they say it in the plainest way; everything else is left to the text.

import { dayOf, daysInMonth } from '#base/calendar.ts'

const FIRST_YEAR = 1900
const YEARS = 300

/** First day of every month from 1900 to 2199, and of the month after. */
const MONTH_STARTS = new Int32Array(YEARS * 12 + 1)
for (let month = 0; month < YEARS * 12; month++)
  MONTH_STARTS[month] = dayOf(FIRST_YEAR + Math.floor(month / 12), (month % 12) + 1, 1)
MONTH_STARTS[YEARS * 12] = MONTH_STARTS[YEARS * 12 - 1]! + daysInMonth(FIRST_YEAR + YEARS - 1, 12)

/** The day of `YYYY-MM-DD` in ASCII, or NaN where it is anything else: then the text decides. */
export function readAsciiDay(bytes: Uint8Array, start: number, end: number): number {
  if (end - start !== 10 || bytes[start + 4] !== 0x2d || bytes[start + 7] !== 0x2d) return Number.NaN
  let digits = 0
  for (let index = start; index < end; index++) {
    if (index === start + 4 || index === start + 7) continue
    const digit = bytes[index]! - 0x30
    if (digit < 0 || digit > 9) return Number.NaN
    digits = digits * 10 + digit
  }
  const year = (digits / 10_000) | 0
  const month = (((digits / 100) | 0) % 100) - 1
  const dayOfMonth = digits % 100
  if (year < FIRST_YEAR || year >= FIRST_YEAR + YEARS || month < 0 || month > 11 || dayOfMonth < 1) return Number.NaN
  const monthIndex = (year - FIRST_YEAR) * 12 + month
  const day = MONTH_STARTS[monthIndex]! + dayOfMonth - 1
  return day < MONTH_STARTS[monthIndex + 1]! ? day : Number.NaN
}

/** Digits that always make a safe integer. */
const SAFE_DIGITS = 15

/**
 * Parts of `123` or `123.45` in ASCII: all its digits as one integer and how many of them are decimals. Undefined where
 * it is anything else or has more than 15 digits. One object is used again and again: nothing is made per cell.
 */
const decimal = { digits: 0, decimals: 0 }
export function readAsciiDecimal(bytes: Uint8Array, start: number, end: number): typeof decimal | undefined {
  let digits = 0
  let point = -1
  if (start === end) return undefined
  for (let index = start; index < end; index++) {
    const digit = bytes[index]! - 0x30
    if (digit >= 0 && digit <= 9) digits = digits * 10 + digit
    else if (digit === -2 && point < 0 && index > start && index < end - 1) point = index
    else return undefined
  }
  if (end - start - (point < 0 ? 0 : 1) > SAFE_DIGITS) return undefined
  decimal.digits = digits
  decimal.decimals = point < 0 ? 0 : end - 1 - point
  return decimal
}

/** Powers of ten up to 10^22 are exact in binary. */
export const POWERS_OF_TEN = Array.from({ length: SAFE_DIGITS + 1 }, (_, exponent) => Number(`1e${exponent}`))
