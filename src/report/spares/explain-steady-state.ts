// What waits of the part while supply runs as it does today.

import { formatCount, formatNumber } from '#base/format-number.ts'
import { formatShare } from '#base/rational.ts'
import { NONE_WAITING, type SteadyPart } from '#model/steady-state-report.ts'
import { layTable, type TextColumn } from '../text-table.ts'
import { head, type Page, round, say } from './explain-page.ts'
import { sayWaiting } from './steady-words.ts'
import { sayProbability } from '#model/say-probability.ts'
import { sayFew } from './words.ts'

const STEADY_COLUMNS: readonly TextColumn[] = [
  { name: 'pool', wraps: true },
  { name: 'failures a year', isNumber: true, from: 120 },
  { name: 'in resupply', isNumber: true },
  { name: 'position', isNumber: true },
  { name: 'best', isNumber: true },
  { name: 'fill', isNumber: true },
  { name: 'takes', isNumber: true },
  { name: 'ready', isNumber: true },
  { name: 'takes', isNumber: true },
  { name: 'waiting', isNumber: true },
]

export function explainSteadyState(page: Page, number: string): void {
  const { report, reckoned } = page
  const { steadyState } = report
  head(page, number, 'What waits while supply runs as it does today')
  const steady = steadyState.parts.find((one) => one.part === reckoned.part)
  const reason = steadyState.notKnown.find(({ parts }) => parts.includes(reckoned.part))
  if (!steady) return say(page, reason === undefined ? 'Not reckoned.' : `Not reckoned: ${reason.why}.`)
  const { resupplyDays, failuresAYear, unitsInResupply, central } = steady
  say(
    page,
    `A failed unit is made good after ${formatNumber(round(resupplyDays, 1))} days on average: ${sayFew(failuresAYear)} failures a year leave ${sayFew(unitsInResupply)} units in resupply.`,
  )
  const rows = steady.pools.map((pool) => [
    pool.pool,
    sayFew(pool.failuresAYear),
    sayFew(pool.unitsInResupply),
    formatNumber(pool.position),
    formatNumber(pool.positionBest),
    sayProbability(pool.fillRate),
    sayNeeded(pool.neededToFill),
    sayProbability(pool.readyRate),
    sayNeeded(pool.neededToBeReady),
    sayWaiting(pool.unitsWaiting),
  ])
  page.lines.push(...layTable(STEADY_COLUMNS, rows, page.width, (text) => text))
  say(
    page,
    `Fill: a spare is on the shelf at the next failure, P(X <= s - 1). Ready: nothing waits, P(X <= s). X is what is in resupply, s the position; beside each what ${formatShare(steadyState.asked)} takes. Best: where the same units of the part would leave fewest waiting.`,
  )
  if (central)
    say(
      page,
      `Behind them the central depot has ${formatNumber(central.position)}. By VARI-METRIC ${sayWaiting(central.unitsWaitingVariMetric)} units wait, exactly ${sayWaiting(steady.unitsWaiting)}.`,
    )
  say(page, saySteadyPlaces(steady))
  if (page.reckoned.wearOut)
    say(page, 'It wears out: taken here at the mean rate over a life, whatever the age of its units is.')
}

/** What the same units would do elsewhere. */
function saySteadyPlaces(steady: SteadyPart): string {
  const { unitsWaiting, unitsWaitingBest, unitsWaitingPooled, position, central, pools } = steady
  const best =
    unitsWaiting - unitsWaitingBest < NONE_WAITING
      ? `${formatCount(position, 'unit')} cannot lie better`
      : `the best split of ${formatCount(position, 'unit')}${central ? `, ${formatNumber(central.positionBest)} of them at the central depot,` : ''} leaves ${sayWaiting(unitsWaitingBest)}`
  const pooled =
    pools.length < 2 ? '' : ` If pools helped each other at once, at best ${sayWaiting(unitsWaitingPooled)} would wait.`
  return `${sayWaiting(unitsWaiting)} wait as the stock lies; ${best}.${pooled}`
}

function sayNeeded(needed: number | null): string {
  return needed === null ? 'no store' : formatNumber(needed)
}
