// What is moved and bought of the part, what cannot be had of it, and what rules forbid.

import { formatNumber } from '#base/format-number.ts'
import { head, type Page, say } from './explain-page.ts'
import { sayMissing, WHAT_IS_MISSING } from './missing-words.ts'
import { sayMoves } from './move-words.ts'
import { sayMoney, sayServiceHours, saySurvival } from './words.ts'

function explainMoves(page: Page): void {
  const { reckoned, report } = page
  const { withMoves } = reckoned
  if (!withMoves) return
  say(
    page,
    `Move first: ${sayMoves(report, reckoned)}. With that alone it lasts to the end with ${saySurvival(withMoves)}, and ${sayServiceHours(withMoves.weightHoursLost, report)} are expected to be lost.`,
  )
}

export function explainPurchase(page: Page, number: string): void {
  const { part, reckoned, report } = page
  head(page, number, 'What to move and buy')
  explainMoves(page)
  const buys = report.purchase.buys.filter((row) => row.part === part.part || part.sharesWith?.includes(row.part))
  if (part.price) say(page, `One costs ${sayMoney(part.price.value, report.currency)} (${part.price.source}).`)
  for (const { quantity, part: what, pool, depot, arrivesOn, cost, reason, caution, whyNoDepot } of buys) {
    const where = depot === undefined ? pool : `${pool} (${depot})`
    const price = cost === null ? 'for a price nobody knows' : `for ${sayMoney(cost, report.currency)}`
    say(
      page,
      `${formatNumber(quantity)} ${what} for ${where}, ${price}, there ${arrivesOn === null ? 'on a day nobody knows' : `on ${arrivesOn}`}: ${reason}.`,
    )
    if (caution !== undefined) say(page, `With them: ${caution}.`)
    if (whyNoDepot !== undefined) say(page, `They have nowhere to go: ${whyNoDepot}.`)
  }
  if (buys.length === 0) say(page, 'Nothing is to be bought.')
  for (const row of report.purchase.unobtainable.filter(({ part: name }) => name === reckoned.part)) {
    say(page, `${sayMissing(row)} ${WHAT_IS_MISSING}, and cannot be had: ${row.why}.`)
    say(page, `Instead: ${row.alternatives.join('; or ')}.`)
  }
  for (const { rule, title, from, answer } of report.bars.filter((row) => row.part === part.part))
    say(page, `From ${from} ${answer === 'yes' ? '' : 'perhaps '}not to be put in: ${title} (${rule}).`)
}
