// What others own on the shelves and take away on a day.

import { formatCount } from '#base/format-number.ts'
import type { PoolResult, SparesReport } from '#model/spares-report.ts'

/** `30 units are others’, used first, and what is left of them goes on 2022-12-20`. */
export function sayLent({ units, until }: NonNullable<PoolResult['lent']>): string {
  const [are, them] = units === 1 ? ['is', 'it'] : ['are', 'them']
  return `${formatCount(units, 'unit')} ${are} others’, used first, and what is left of ${them} goes on ${until}`
}

/** Over all parts: `On hand are 30 units of 1 part that others own: ...`; '' where they lend nothing. */
export function sayAllLent({ parts }: SparesReport): string {
  const lending = parts.filter((part) => part.pools.some(({ lent }) => lent !== undefined))
  const lent = lending.flatMap((part) => part.pools.flatMap((pool) => pool.lent ?? []))
  if (lent.length === 0) return ''
  const units = lent.reduce((sum, one) => sum + one.units, 0)
  const days = [...new Set(lent.map(({ until }) => until))].sort()
  const [are, them] = units === 1 ? ['is', 'it'] : ['are', 'them']
  const when = days.length === 1 ? `on ${days[0]}` : `between ${days[0]} and ${days.at(-1)}`
  return `On hand ${are} ${formatCount(units, 'unit')} of ${formatCount(lending.length, 'part')} that others own and take away: used first, and what is left of ${them} goes ${when}.`
}
