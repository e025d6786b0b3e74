// How a figure is written so that it never seems to say more, or the opposite, of what it is.

import { formatNumber } from '#base/format-number.ts'
import { formatShare } from '#base/rational.ts'

/** `31 – 38.4 %` of two shares; one figure when both ends read the same. */
export function formatShareRange(low: number, high: number, limit?: number): string {
  const [from, to] = [formatShare(low, limit), formatShare(high, limit)]
  if (from === to) return from
  return from.startsWith('about') || to.startsWith('about') ? `${from} – ${to}` : `${from.slice(0, -2)} – ${to}`
}

/** `3`, `3 – 7`, `at least 3`, `0 or more`. */
export function formatCountRange(low: number, high: number | null): string {
  if (high === null) return low === 0 ? '0 or more' : `at least ${formatNumber(low)}`
  return low === high ? formatNumber(low) : `${formatNumber(low)} – ${formatNumber(high)}`
}

const UNITS_OF_ONE: Record<string, string> = {
  sites: 'site',
  elements: 'element',
  units: 'unit',
  contracts: 'contract',
  changes: 'change',
  vendors: 'vendor',
  subscribers: 'subscriber',
  subjects: 'subject',
}

/** The unit as it stands after a number: `1 site`, `2 sites`, `1 premises`. */
export function nameUnit(value: number, unit: string): string {
  return value === 1 ? (UNITS_OF_ONE[unit] ?? unit) : unit
}

/** The known part of what a figure speaks of, rounded down: 100 % only when everything is known; null: without bound. */
export function formatKnownPart(known: number, uncertain: number | null): string {
  if (uncertain === null) return 'not all'
  if (known + uncertain === 0) return 'nothing in question'
  const percent = Math.floor((known / (known + uncertain)) * 100)
  return `${percent} %`
}

/** `A`, `A and B`, `A, B and 3 more`. */
export function joinNames(names: readonly string[], most = 3): string {
  const shown = names.length <= most ? names : names.slice(0, most)
  const rest = names.length - shown.length
  const last = rest > 0 ? `${formatNumber(rest)} more` : shown.at(-1)
  const before = rest > 0 ? shown : shown.slice(0, -1)
  if (last === undefined) return ''
  return before.length === 0 ? last : `${before.join(', ')} and ${last}`
}
