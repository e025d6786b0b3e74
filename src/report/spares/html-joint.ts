// How bad it may get: all parts simulated together; and what it would gain that pools help each other.

import { formatNumber } from '#base/format-number.ts'
import type { JointOutcome, LateralPart, SparesReport } from '#model/spares-report.ts'
import { percent, PLOT_HEIGHT } from '../chart/drawing.ts'
import { sayTick } from '../chart/say-tick.ts'
import { createValueScale } from '../chart/value-scale.ts'
import { html, type Markup } from '../markup.ts'
import { drawFolded } from './html-fold.ts'
import { isHelped, sayLateral } from './lateral-words.ts'
import { outcomesOf, sayJointCheck, sayReckoned } from './joint-words.ts'
import { lossAt, serviceHours, type ServiceHours, WORST } from './service-hours.ts'
import { sayShareOf, saySurvival } from './words.ts'

const WEAKEST_LISTED = 15

export function drawJoint(report: SparesReport): Markup {
  const { replications, network, weakest } = report.joint
  const head = html`<section aria-labelledby="joint"><h2 id="joint">How bad it may get</h2>
`
  if (weakest.length === 0)
    return html`${head}<p>Simulated ${formatNumber(replications)} times all together, no part ran out.</p></section>
`
  const hours = serviceHours(report, network.weightHoursLost)
  return html`${head}<p class="intro">Without buying or moving: all parts simulated together, ${formatNumber(replications)} times. How late the plan is and how wrong each failure rate is are drawn once for all of them, so that they suffer together. ${sayJointCheck(report.joint, hours)}</p>
${drawLosses(network, hours)}
${drawOutcomes(report, hours)}
<h3>What runs out first</h3>
<p class="intro">In how many of the simulated futures a part is the first of all to run out in some pool, and in how many it runs out at all.</p>
${drawFolded(
  'What runs out first',
  [{ name: 'Part' }, { name: 'How often' }, { name: 'First', isNumber: true }, { name: 'At all', isNumber: true }],
  weakest
    .slice(0, WEAKEST_LISTED)
    .map(({ part, first, ever }) => [
      html`<span class="part-name">${part}</span>`,
      drawShares(first, ever),
      sayShareOf(first, replications),
      sayShareOf(ever, replications),
    ]),
  { total: weakest.length },
)}</section>
`
}

/** All that runs out, and in front of it what is the first to. */
function drawShares(first: number, ever: number): Markup {
  return html`<svg class="bar cover" width="100%" height="14" aria-hidden="true" focusable="false"><rect class="ground" width="100%" y="2" height="10"/><rect class="within" width="${percent(ever)}" y="2" height="10"/><rect width="${percent(first)}" y="2" height="10"/></svg>`
}

/** Part of the width of its column that a bar takes. */
const BAR_PART = 0.78

/** A bar for each share of the replications: what that share loses at most, the least lost at the left. */
function drawLosses(outcome: JointOutcome, hours: ServiceHours): Markup {
  const { lossQuantiles, weightHoursLost } = outcome
  const worst = lossQuantiles.at(-1)?.weightHours
  if (worst === undefined) return html`<p>How much service is lost how often is unknown.</p>`
  if (worst === 0) return html`<p>In fewer than 1 in 100 of them any service is lost.</p>`
  const { top, ticks } = createValueScale(worst / hours.divisor, 4, false)
  const heightOf = (weightHours: number): number => PLOT_HEIGHT * Math.min(1, weightHours / hours.divisor / top)
  const [above, count] = [14, lossQuantiles.length]
  const bottom = above + PLOT_HEIGHT
  const grid = ticks.map((tick) => {
    const y = Math.round(bottom - PLOT_HEIGHT * (tick / top)) + 0.5
    return html`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}"/><text class="tick value" x="-5" y="${y + 3.5}" text-anchor="end">${sayTick(tick)}</text>`
  })
  const middleOf = (share: number): string =>
    percent((lossQuantiles.findIndex((one) => one.share === share) + 0.5) / count)
  const bars = lossQuantiles.map(({ share, weightHours }, index) => {
    const height = heightOf(weightHours)
    const kind = share >= WORST[0]! ? 'loss worst' : 'loss'
    return html`<rect class="${kind}" x="${percent((index + (1 - BAR_PART) / 2) / count)}" width="${percent(BAR_PART / count)}" y="${(bottom - height).toFixed(1)}" height="${height.toFixed(1)}"/>`
  })
  const mean = Math.round(bottom - heightOf(weightHoursLost)) + 0.5
  const [likely, bad, worse] = [0.5, ...WORST].map((share) => hours.say(lossAt(outcome, share)))
  return html`<article class="lasts"><h3>Service lost to the end, ${hours.unit}</h3>
<p class="lasts-words">${hours.say(weightHoursLost)} on average; in half of the simulated futures more than ${likely}, in the worst 1 in 20 more than ${bad}, in the worst 1 in 100 more than ${worse}. Each bar: what one in twenty futures more loses at most; in red the worst.</p>
<figure class="timeline"><svg role="img" aria-labelledby="losses-t losses-d" height="${bottom + 20}">
<title id="losses-t">Service lost to the end, in ${hours.unit}</title><desc id="losses-d">What is lost at most in each twentieth of the simulated futures, from the best to the worst: from ${hours.say(lossQuantiles[0]!.weightHours)} to ${hours.say(worst)}.</desc>
${grid}${bars}<line class="cap" x1="0" x2="100%" y1="${mean}" y2="${mean}"/><text class="cap-label" x="4" y="${mean - 5}">on average</text>
<text class="tick" x="0" y="${bottom + 14}">the best 1 in 20</text><text class="tick" x="${middleOf(0.5)}" y="${bottom + 14}" text-anchor="middle">half of them</text><text class="tick" x="100%" y="${bottom + 14}" text-anchor="end">the worst 1 in 100</text></svg></figure></article>
`
}

/** The network, and each manufacturer of which anything ever ran out. */
function drawOutcomes(report: SparesReport, hours: ServiceHours): Markup {
  const rows = outcomesOf(report)
  return html`<h3>Reckoned and simulated</h3>
<p class="intro">Survival to the end: the bar is what was reckoned, the mark what was simulated, twice its standard error to either side.</p>
${drawFolded(
  'Survival reckoned and simulated, and service lost',
  [
    { name: 'Manufacturer' },
    { name: 'Survival' },
    { name: 'Reckoned', isNumber: true },
    { name: 'Simulated', isNumber: true },
    { name: `Lost, ${hours.unit}`, isNumber: true },
    { name: 'Worst 1 in 20', isNumber: true },
    { name: 'Worst 1 in 100', isNumber: true },
  ],
  rows.map(({ name, outcome }) => [
    name,
    drawSpan(0, outcome.reckoned, outcome),
    sayReckoned(outcome),
    saySurvival(outcome),
    hours.say(outcome.weightHoursLost),
    ...WORST.map((share) => hours.say(lossAt(outcome, share))),
  ]),
)}`
}

/** A bar from one survival to another, and on it a simulated one with twice its standard error to either side. */
function drawSpan(
  from: number,
  to: number,
  { survivalAtEnd, standardError }: Pick<JointOutcome, 'survivalAtEnd' | 'standardError'>,
): Markup {
  const within = (share: number): string => percent(Math.min(1, Math.max(0, share)))
  return html`<svg class="bar cover" width="100%" height="14" aria-hidden="true" focusable="false"><rect class="ground" width="100%" y="2" height="10"/><rect class="within" x="${within(from)}" width="${within(to - from)}" y="2" height="10"/><line class="spread" x1="${within(survivalAtEnd - 2 * standardError)}" x2="${within(survivalAtEnd + 2 * standardError)}" y1="7" y2="7"/><line class="simulated" x1="${within(survivalAtEnd)}" x2="${within(survivalAtEnd)}" y1="0" y2="14"/></svg>`
}

export function drawLateral(report: SparesReport): Markup {
  const { lateral } = report
  if (!lateral)
    return html`<section aria-labelledby="lateral"><h2 id="lateral">If pools helped each other</h2><p>No part lies in two pools of one region, and the scenario names none that help each other: nothing is reckoned of it.</p></section>
`
  const hours = serviceHours(report, report.joint.network.weightHoursLost)
  const helped = lateral.parts.filter(isHelped)
  const groups = lateral.groups.map(
    ({ pools, statedBy }) =>
      html`<li>${pools.join(', ')}${statedBy === 'region' ? ' (depots in one region)' : ''}</li>`,
  )
  return html`<section aria-labelledby="lateral"><h2 id="lateral">If pools helped each other</h2>
<p class="intro">${sayLateral(lateral, hours)} The bar reaches from the survival of a part with each pool for itself to that of one pool of all; the mark is lateral supply.</p>
<p>These help each other:</p><ul class="plain">${groups}</ul>
${
  helped.length === 0
    ? html`<p>It helps no part.</p>`
    : drawFolded(
        'What lateral supply gains',
        [
          { name: 'Part' },
          { name: 'Survival' },
          { name: 'As they stand', isNumber: true },
          { name: 'Helping each other', isNumber: true },
          { name: 'As one pool', isNumber: true },
          { name: `Saved, ${hours.unit}`, isNumber: true },
        ],
        helped.map((part) => describeHelped(part, hours)),
      )
}</section>
`
}

function describeHelped(part: LateralPart, hours: ServiceHours): (string | Markup)[] {
  const { asTheyStand, asTheyStandError, onePool, onePoolError } = part
  return [
    html`<span class="part-name">${part.part}</span>`,
    drawSpan(asTheyStand, onePool, part),
    saySurvival({ survivalAtEnd: asTheyStand, standardError: asTheyStandError }),
    saySurvival(part),
    saySurvival({ survivalAtEnd: onePool, standardError: onePoolError }),
    hours.say(part.weightHoursSaved),
  ]
}
