// Figures of the spares report in words: probabilities that never say more than they know, money, months.

import { formatNumber } from '#base/format-number.ts'
import type { Lasting, SparesReport } from '#model/spares-report.ts'

/** `95.2 %`; never `100 %` or `0 %` of what is neither sure nor impossible. */
export function sayProbability(probability: number): string {
  if (probability >= 1) return '100 %'
  if (probability > 0.9999) return 'above 99.99 %'
  if (probability > 0.99) return `${floorTo(probability * 100, 2)} %`
  if (probability >= 0.0005) return `${(probability * 100).toFixed(1)} %`
  return probability > 0 ? 'below 0.05 %' : '0 %'
}

function floorTo(value: number, decimals: number): string {
  const scale = 10 ** decimals
  return (Math.floor(value * scale) / scale).toFixed(decimals)
}

/** Whole units of the currency where that is precise enough. */
export function sayMoney(hundredths: number, currency: string | undefined): string {
  const whole = Math.round(hundredths / 100)
  return `${currency === undefined ? '' : `${currency} `}${formatNumber(whole)}`
}

export function sayMonths(months: number): string {
  if (months < 1) return 'less than a month'
  return months < 24 ? `${Math.floor(months)} months` : `${(Math.floor(months / 1.2) / 10).toFixed(1)} years`
}

/** `to the end`, `until 2024-03-02`, `not even a week`. */
export function sayUntil({ lastsToEnd, lastsUntil }: Lasting): string {
  if (lastsToEnd) return 'to the end'
  return lastsUntil === null ? 'not even the first step' : `until ${lastsUntil}`
}

export function sayTarget({ scenario: { target } }: SparesReport): string {
  const of = { part: 'each part', vendor: 'the parts of each vendor', network: 'all parts together' }[target.per]
  return `${of} to survive to the end with ${sayProbability(target.survival)}`
}

/** What fails it first, stated whole: parts that do not reach the target, the shortest lasting first. */
export function partsThatFallShort(report: SparesReport): SparesReport['parts'] {
  const survivalOf = (part: SparesReport['parts'][number]): number => part.lasting?.survivalAtEnd ?? 1
  return report.parts
    .filter((part) => survivalOf(part) < report.scenario.target.survival)
    .sort(
      (left, right) => left.lasting!.coverMonths - right.lasting!.coverMonths || survivalOf(left) - survivalOf(right),
    )
}
