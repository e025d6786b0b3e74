// How an amount with a unit is told: sums are kept in small whole units, and a reader expects the usual ones.

import { formatNumber } from '#base/format-number.ts'

export interface Scale {
  readonly unit: string
  /** How many of the unit it is summed in are one of this. */
  readonly divisor: number
}

/** What shared or split subjects are summed in, exactly; and what shared and split ones are. */
const PARTS = [
  { prefix: 'thousandths of ', divisor: 1000 },
  { prefix: 'millionths of ', divisor: 1_000_000 },
] as const
const TRAFFIC = 'kbit/s'
const SCALES_OF_TRAFFIC: readonly Scale[] = [
  { unit: 'Tbit/s', divisor: 1e9 },
  { unit: 'Gbit/s', divisor: 1e6 },
  { unit: 'Mbit/s', divisor: 1e3 },
]

/** The unit of one subject's weight, which is never in parts of one. */
export function unitOfOne(unit: string): string {
  return wholeScale(unit).unit
}

/** Whole ones of what is summed in parts of one. */
function wholeScale(unit: string): Scale {
  const part = PARTS.find(({ prefix }) => unit.startsWith(prefix))
  return part === undefined ? { unit, divisor: 1 } : { unit: unit.slice(part.prefix.length), divisor: part.divisor }
}

/** The unit for a sentence: whole ones, and traffic in the scale that suits the largest of the amounts told together. */
export function readingScale(unit: string, largest: number): Scale {
  const whole = wholeScale(unit)
  if (whole.unit !== TRAFFIC) return whole
  const suits = SCALES_OF_TRAFFIC.find(({ divisor }) => largest / whole.divisor >= divisor)
  return suits === undefined ? whole : { unit: suits.unit, divisor: suits.divisor * whole.divisor }
}

/** The unit for a column of a table, the same for all rows: that of the workspace's own columns. */
export function columnScale(unit: string): Scale {
  const whole = wholeScale(unit)
  return whole.unit === TRAFFIC ? { unit: 'Mbit/s', divisor: whole.divisor * 1000 } : whole
}

const DIGITS_TOLD = 4

/**
 * Whole amounts in full, others to four digits: `18,432`, `139.1`, `0.25`. `round` says which way: what must be done is
 * rounded up, what may be done down.
 */
export function formatAmount(
  amount: number,
  { divisor }: Scale,
  round: (value: number) => number = Math.round,
): string {
  const value = amount / divisor
  if (Number.isInteger(value) || !Number.isFinite(value)) return formatNumber(value)
  const wholeDigits = String(Math.trunc(Math.abs(value))).length
  const step = 10 ** Math.max(0, DIGITS_TOLD - wholeDigits)
  return formatNumber(round(value * step) / step)
}
