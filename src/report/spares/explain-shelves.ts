// What lies where of the part, pool by pool, and what of it is not reckoned with.

import { formatNumber } from '#base/format-number.ts'
import type { PartResult } from '#model/spares-report.ts'
import { layTable, type TextColumn } from '../text-table.ts'
import { head, type Page, say } from './explain-page.ts'
import { sayLent } from './lent-words.ts'
import { sayExpected, sayPoolSurvival } from './words.ts'

const POOL_COLUMNS: readonly TextColumn[] = [
  { name: 'pool', wraps: true },
  { name: 'units, first', isNumber: true },
  { name: 'units, last', isNumber: true },
  { name: 'failures', isNumber: true },
  { name: 'on hand', isNumber: true },
  { name: 'arriving', isNumber: true },
  { name: 'at the end', isNumber: true },
  { name: 'buy', isNumber: true },
]

export function explainShelves(page: Page, number: string): void {
  const { part, reckoned } = page
  head(page, number, 'What lies where')
  if (reckoned.pools.length === 0) say(page, 'Nothing.')
  else {
    const rows = reckoned.pools.map((pool) => [
      pool.pool,
      formatNumber(pool.unitsFirst),
      formatNumber(pool.unitsLast),
      sayExpected(pool.expectedFailures),
      formatNumber(pool.onHand),
      sayExpected(pool.arriving),
      sayPoolSurvival(pool),
      pool.buy === 0 ? 'none' : formatNumber(pool.buy),
    ])
    page.lines.push(...layTable(POOL_COLUMNS, rows, page.width, (text) => text))
  }
  for (const { pool, lent, expectedFailures } of reckoned.pools)
    if (lent) say(page, `Of what is on hand in ${pool}: ${sayLent(lent, expectedFailures)}.`)
  for (const { units, why, place } of part.notCounted)
    say(page, `Not reckoned with: ${formatNumber(units)} ${why} (${place}).`)
  for (const standIn of part.standIns ?? []) say(page, sayStandIn(standIn))
}

function sayStandIn({ says, onHand, why, takes, place }: NonNullable<PartResult['standIns']>[number]): string {
  const lies = `${onHand === 0 ? 'none' : formatNumber(onHand)} of it ${onHand > 1 ? 'lie' : 'lies'} on the shelf`
  const reckoned =
    why === undefined
      ? 'as many of the operator’s own as reach what is asked for the least money are set aside for it before anything is bought'
      : `not reckoned with, for ${why}. That takes ${takes}`
  return `${says} (${place}), and ${lies}: ${reckoned}.`
}
