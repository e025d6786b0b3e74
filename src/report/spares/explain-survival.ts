// How long the spares of the part last, by which method, and what help between its pools would gain.

import { formatCount } from '#base/format-number.ts'
import type { Lasting, PoolResult } from '#model/spares-report.ts'
import { head, type Page, say } from './explain-page.ts'
import { sayBand, sayMonths, sayServiceHours, sayStated, saySurvival, sayUntil } from './words.ts'

export function explainSurvival(page: Page, number: string): void {
  const { reckoned, report } = page
  head(page, number, 'How long that lasts')
  const { lasting } = reckoned
  if (!lasting) return say(page, 'Not reckoned.')
  for (const sentence of sayMethod(page, lasting)) say(page, sentence)
  const { probability: asked } = report.scenario
  say(
    page,
    `All pools together: ${saySurvival(lasting)} to the end, and ${sayServiceHours(lasting.weightHoursLost, report)} expected to be lost. With ${sayStated(asked)} it lasts ${sayUntil(lasting)}${lasting.lastsToEnd || lasting.lastsUntil === null ? '' : `, ${sayMonths(lasting.coverMonths)}`}.`,
  )
  const band = sayBand(lasting)
  if (band !== '')
    say(
      page,
      `Were it known how often it fails and how late the plan is, that would be ${band} in nine cases of ten, and it would last ${sayUntil(lasting.atLeast)} or longer in nineteen of twenty.`,
    )
  explainHelp(page)
}

/** How it is reckoned, of one pool by its formula where that is short. */
function sayMethod({ reckoned, report }: Page, { standardError }: Lasting): string[] {
  if (reckoned.method === 'simulated')
    return [
      standardError < SURELY
        ? 'Repaired units come back, and it is as good as certain that they are enough: less than one chance in a hundred million that any pool ever owes a unit, reckoned exactly.'
        : `By simulation, for repaired units come back after a fixed time: standard error ${(standardError * 100).toFixed(2)} %.`,
      ...(reckoned.wearOut ? [POISSON_THOUGH_WORN] : []),
    ]
  const exactly =
    reckoned.method === 'approximate'
      ? `P(no failure finds an empty shelf) of each pool. ${POISSON_THOUGH_WORN}`
      : 'P(no failure finds an empty shelf) of each pool, exactly: failures are Poisson, given the rate.'
  const example = reckoned.pools.find(isPlain)
  return example && (reckoned.rateVariation ?? 0) === 0 && report.scenario.futures === 1
    ? [
        exactly,
        `In ${example.pool}, where nothing arrives: P(Poisson(${example.expectedFailures.toFixed(4)}) <= ${example.onHand}) = ${example.survivalAtEnd.toFixed(6)}.`,
      ]
    : [exactly]
}

const POISSON_THOUGH_WORN =
  'This is an approximation: failures are taken as Poisson ones at the rate at which places renew their units, and what wears out (shape above 1) fails more regularly. Where more lie there than are expected to fail, survival is rather too low, and where fewer do, too high; below shape 1 the other way round.'

/** The chances of many pools that were too small to be simulated. */
const SURELY = 1e-6

/** What its pools would gain by helping each other. */
function explainHelp(page: Page): void {
  const { lateral } = page.report
  const helped = lateral?.parts.find(({ part }) => part === page.reckoned.part)
  if (!lateral || !helped) return
  const bound = saySurvival({ survivalAtEnd: helped.onePool, standardError: helped.onePoolError })
  say(
    page,
    `If its pools helped each other, each keeping ${formatCount(lateral.reserve, 'unit')}: ${saySurvival(helped)}, simulated; if they were one pool: ${bound}.`,
  )
}

/** Nothing arrives or goes, so that its survival is one Poisson probability. */
function isPlain({ arriving, lent, expectedFailures: failures, survivalAtEnd }: PoolResult): boolean {
  return arriving === 0 && lent === undefined && failures > 0 && survivalAtEnd < 1
}
