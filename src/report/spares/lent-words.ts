// What others own on the shelves and take away on a day.

import { formatCount } from '#base/format-number.ts'
import type { PoolResult, SparesReport } from '#model/spares-report.ts'

/**
 * `30 units are others’, used first, and what is left of them goes on 2022-12-20`; where nothing can fail none is used: `30 units
 * are others’, of no use where nothing can fail, and go on 2022-12-20`.
 */
export function sayLent({ units, until }: Lent, expectedFailures: number): string {
  const [are, them, go] = units === 1 ? ['is', 'it', 'goes'] : ['are', 'them', 'go']
  const others = `${formatCount(units, 'unit')} ${are} others’`
  if (expectedFailures === 0) return `${others}, of no use where nothing can fail, and ${go} on ${until}`
  return `${others}, used first, and what is left of ${them} goes on ${until}`
}

type Lent = NonNullable<PoolResult['lent']>

interface Lending extends Lent {
  readonly part: string
  /** Whether anything can fail in the pool. */
  readonly isUsed: boolean
}

/**
 * Over all parts: `On hand are 30 units of 1 part that others own and take away: used first, and what is left of them goes on
 * 2022-12-20.` Then: `5 units of 1 part that others own lie where nothing can fail: of no use there, they go on 2022-12-20.`
 */
export function sayAllLent({ parts }: SparesReport): string {
  const lent = parts.flatMap(({ part, pools }) =>
    pools.flatMap((pool): Lending[] => (pool.lent ? [{ ...pool.lent, part, isUsed: pool.expectedFailures > 0 }] : [])),
  )
  return [sayUsed(lent.filter(({ isUsed }) => isUsed)), sayIdle(lent.filter(({ isUsed }) => !isUsed))]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function sayUsed(lent: readonly Lending[]): string {
  if (lent.length === 0) return ''
  const [are, them] = unitsOf(lent) === 1 ? ['is', 'it'] : ['are', 'them']
  return `On hand ${are} ${sayUnits(lent)} that others own and take away: used first, and what is left of ${them} goes ${whenOf(lent)}.`
}

function sayIdle(lent: readonly Lending[]): string {
  if (lent.length === 0) return ''
  const [lie, they] = unitsOf(lent) === 1 ? ['lies', 'it goes'] : ['lie', 'they go']
  return `${sayUnits(lent)} that others own ${lie} where nothing can fail: of no use there, ${they} ${whenOf(lent)}.`
}

/** `30 units of 1 part`. */
function sayUnits(lent: readonly Lending[]): string {
  return `${formatCount(unitsOf(lent), 'unit')} of ${formatCount(new Set(lent.map(({ part }) => part)).size, 'part')}`
}

const unitsOf = (lent: readonly Lending[]): number => lent.reduce((sum, { units }) => sum + units, 0)

function whenOf(lent: readonly Lending[]): string {
  const days = [...new Set(lent.map(({ until }) => until))].sort()
  return days.length === 1 ? `on ${days[0]}` : `between ${days[0]} and ${days.at(-1)}`
}
