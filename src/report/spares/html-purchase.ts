// What to do now: move, buy, and mind what cannot be had; and what more or less money would do.

import { formatCount, formatNumber } from '#base/format-number.ts'
import type { BarRow, BuyRow, MoveRow, NextPurchase, SparesReport } from '#model/spares-report.ts'
import { percent, PLOT_HEIGHT } from '../chart/drawing.ts'
import { bandPath, linePath } from '../chart/step-path.ts'
import { sayTick } from '../chart/say-tick.ts'
import { createValueScale } from '../chart/value-scale.ts'
import { groupBy } from '../group-by.ts'
import { bindPercent, html, markDays, type Markup, type MarkupValue } from '../markup.ts'
import { drawIcon } from '../page/icon.ts'
import { drawTable, type TableColumn } from '../page/table.ts'
import { drawFolded } from './html-fold.ts'
import { sayWithoutDepot, unitsWithoutDepot } from './depot-words.ts'
import { sayMissing, WHAT_IS_MISSING } from './missing-words.ts'
import { movedParts, savedByMoves, sayDepots, sayWithMoves } from './move-words.ts'
import { serviceHours } from './service-hours.ts'
import { barsOfBought } from './summary.ts'
import { sayProbability } from '#model/say-probability.ts'
import {
  hoursIn,
  isOfHours,
  NOTHING_HELPS,
  sayBar,
  sayBehind,
  sayBought,
  sayGain,
  sayMoney,
  sayUnitsBought,
  sayPools,
  sayReached,
  sayRough,
  sayServiceHours,
  sayShared,
  saySurvival,
} from './words.ts'
import { joinNames } from '../figures.ts'

const DEPOTS_LISTED = 30
/** Of moves, and of what is bought for one depot; the workbook has all. */
const ROWS_LISTED = 15
const IN_WORKBOOK = 'the workbook (--format xlsx) and the JSON report hold all'
/** Depots unfolded from the first. */
const DEPOTS_OPEN = 4
const COLUMNS = 1000

const BUY_COLUMNS: readonly TableColumn[] = [
  { name: 'Part' },
  { name: 'Units', isNumber: true },
  { name: 'Unit price', isNumber: true },
  { name: 'Cost', isNumber: true },
  { name: 'Arrives' },
  { name: 'For pool' },
  { name: 'Why' },
]

const costOf = (buys: readonly BuyRow[]): number => buys.reduce((sum, { cost }) => sum + (cost ?? 0), 0)
const unitsOf = (buys: readonly BuyRow[]): number => buys.reduce((sum, { quantity }) => sum + quantity, 0)

function describeBuy(
  { part, pool, quantity, cost, arrivesOn, reason, caution }: BuyRow,
  report: SparesReport,
): readonly MarkupValue[] {
  return [
    html`<span class="identifier">${part}</span>`,
    formatNumber(quantity),
    cost === null ? 'not known' : sayMoney(cost / quantity, undefined),
    cost === null ? 'not known' : sayMoney(cost, undefined),
    html`<span class="date">${arrivesOn ?? 'not known'}</span>`,
    html`<span class="identifier">${pool}</span>`,
    html`<span class="why">${bindPercent(reason)}${caution === undefined ? '' : html`; ${caution}`}</span>${barsOfBought(report, part).map(drawBar)}`,
  ]
}

/** That a rule forbids it, surely or perhaps. */
function drawBar(bar: BarRow): Markup {
  const tone = bar.answer === 'yes' ? 'bad' : 'doubt'
  return html`<span class="state-word barred ${tone}">${drawIcon(tone)}<span>forbidden: ${markDays(sayBar(bar))} (${bar.rule})</span></span>`
}

function drawDepot(depot: string, buys: readonly BuyRow[], report: SparesReport, isOpen: boolean): Markup {
  const { currency } = report
  const sorted = buys.toSorted((left, right) => (right.cost ?? 0) - (left.cost ?? 0))
  return html`<details class="depot"${isOpen ? html` open` : ''}><summary>${depot} <span class="count">${formatCount(unitsOf(buys), 'unit')}, ${sayMoney(costOf(buys), currency)}</span></summary>
${drawTable(
  `To buy for ${depot}`,
  BUY_COLUMNS,
  sorted.slice(0, ROWS_LISTED).map((buy) => describeBuy(buy, report)),
  { total: sorted.length, whole: 'spares --format csv lists all' },
)}</details>
`
}

function drawBuys(report: SparesReport): Markup {
  const { purchase, currency } = report
  const { buys } = purchase
  if (buys.length === 0) return html`<h3 id="buy">Buy</h3><p>Nothing.</p>`
  const depots = [...groupBy(buys, ({ depot, pool }) => depot ?? `pool ${pool}, without a depot`)].toSorted(
    ([, left], [, right]) => costOf(right) - costOf(left),
  )
  const hidden = depots.slice(DEPOTS_LISTED)
  const least =
    purchase.leastCost === null || purchase.leastCost >= purchase.cost
      ? ''
      : ` ${report.moves.length > 0 ? 'Once all is moved, no' : 'No'} purchase that does as much can cost less than ${sayMoney(purchase.leastCost, currency)}.`
  return html`<h3 id="buy">Buy <span class="count">${sayUnitsBought(purchase, currency)}, for ${formatCount(depots.length, 'depot')}</span></h3>
<p class="intro">Prices${currency === undefined ? '' : html` in ${currency}`}, the most costly first.${least} <code>spares --format csv</code> is the list for an order.</p>
${unitsWithoutDepot(buys).map((one) => html`<p class="state-word bad">${drawIcon('bad')}<span>${markDays(sayWithoutDepot(one))}.</span></p>`)}${depots.slice(0, DEPOTS_LISTED).map(([depot, some], index) => drawDepot(depot, some, report, index < DEPOTS_OPEN))}${hidden.length > 0 ? html`<p class="more">And ${formatCount(hidden.length, 'depot')} more, for ${sayMoney(costOf(hidden.flatMap(([, some]) => some)), currency)}; <code>spares --format csv</code> lists all.</p>` : ''}`
}

function drawMoves(report: SparesReport): Markup {
  const { moves, currency } = report
  if (moves.length === 0) return html`<h3 id="moves">Move first</h3><p>Nothing: units lie where they help most.</p>`
  const saved = savedByMoves(report)
  return html`<h3 id="moves">Move first <span class="count">${formatCount(moves.length, 'move')}</span></h3>
<p class="intro">The purchase below reckons with it${saved > 0 ? html`: without it, as much would cost ${sayMoney(saved, currency)} more` : ''}.</p>
${drawFolded(
  'Units to move between pools, or to set aside for other parts',
  [{ name: 'Part' }, { name: 'Units', isNumber: true }, { name: 'From pool' }, { name: 'To pool' }],
  moves
    .slice(0, ROWS_LISTED)
    .map((move) => [
      drawMovedPart(move),
      formatNumber(move.quantity),
      drawPlace(move.fromPool, move.fromDepots),
      drawPlace(move.toPool, move.toDepots),
    ]),
  { total: moves.length, whole: IN_WORKBOOK },
)}${drawWithMoves(report)}`
}

function drawMovedPart({ part, standsInFor }: MoveRow): Markup {
  const forWhich = standsInFor === undefined ? '' : html` <span class="sub">set aside for ${standsInFor}</span>`
  return html`<span class="identifier">${part}</span>${forWhich}`
}

/** A pool with its depots, where they are known and not called the same. */
function drawPlace(pool: string, depots: MoveRow['fromDepots']): Markup {
  const said = sayDepots(depots)
  return html`<span class="identifier">${pool}</span>${said === '' || said === pool ? '' : html` <span class="sub">${said}</span>`}`
}

/** What the moves alone do for all parts together, and for each of those moved. */
function drawWithMoves(report: SparesReport): Markup {
  const moved = movedParts(report)
  if (moved.length === 0) return html``
  const hours = serviceHours(report, Math.max(...moved.map(({ asTheyLie }) => asTheyLie.weightHoursLost)))
  return html`<p class="intro">${bindPercent(sayWithMoves(report))}</p>
${drawFolded(
  'What the moves alone do, nothing bought',
  [
    { name: 'Part' },
    { name: 'Units moved', isNumber: true },
    { name: 'At the end', isNumber: true },
    { name: 'With the moves', isNumber: true },
    { name: `Lost, ${hours.unit}`, isNumber: true },
    { name: 'With the moves', isNumber: true },
  ],
  moved
    .slice(0, ROWS_LISTED)
    .map(({ part, units, asTheyLie, withMoves }) => [
      html`<span class="identifier">${part.part}</span>${sayShared(part) === '' ? '' : html` <span class="sub">${sayShared(part)}</span>`}`,
      formatNumber(units),
      saySurvival(asTheyLie),
      saySurvival(withMoves),
      hours.say(asTheyLie.weightHoursLost),
      hours.say(withMoves.weightHoursLost),
    ]),
  { total: moved.length, whole: IN_WORKBOOK },
)}`
}

function drawUnobtainable({ purchase }: SparesReport): Markup {
  const rows = purchase.unobtainable
  if (rows.length === 0) return html`<h3 id="beyond">Cannot be had</h3><p>Nothing that is needed.</p>`
  return html`<h3 id="beyond">Cannot be had <span class="count">${formatCount(rows.length, 'part')}</span></h3>
<p class="intro">Units that ${WHAT_IS_MISSING}.</p>
${drawTable(
  'What is needed and cannot be had',
  [{ name: 'Part' }, { name: 'Units' }, { name: 'Why not' }, { name: 'What else' }],
  rows.map((row) => [
    html`<span class="state-word bad">${drawIcon('bad')}<span class="identifier">${row.part}</span></span>`,
    html`<span class="whole">${sayMissing(row)}</span>`,
    row.why,
    html`<ul class="plain">${row.alternatives.map((one) => html`<li>${one}</li>`)}</ul>`,
  ]),
)}`
}

const COVER_TONES = { met: 'good', 'not met': 'bad', 'cannot be shown': 'doubt' } as const

/** Rules that ask for stock: hardly one gives a number, and what was measured by instead is said beside. */
function drawCover({ cover }: SparesReport): Markup {
  if (cover.length === 0) return html``
  return html`<h3 id="asked-stock">What rules ask of the stock <span class="count">${formatNumber(cover.length)}</span></h3>
<p class="intro">Every manufacturer’s parts that fall under the rule, without what is bought.</p>
${drawFolded(
  'Rules that ask for stock',
  [
    { name: 'Rule' },
    { name: 'Verdict' },
    { name: 'Parts', isNumber: true },
    { name: 'Fall short' },
    { name: 'Measured by' },
  ],
  cover.map((row) => {
    const tone = COVER_TONES[row.verdict]
    return [
      html`<span class="identifier">${row.rule}</span> ${row.title} <span class="sub">${row.pack}, ${row.status}; ${row.provenance}</span>`,
      html`<span class="state-word ${tone}">${drawIcon(tone)}<span>${row.verdict}</span></span>`,
      formatNumber(row.parts),
      html`${row.partsShort.length === 0 ? 'none' : joinNames(row.partsShort, 5)}${row.why === undefined ? '' : html` <span class="sub">${row.why}</span>`}`,
      row.measuredBy,
    ]
  }),
)}`
}

function drawBars({ bars }: SparesReport): Markup {
  if (bars.length === 0) return html``
  return html`<h3 id="barred">What rules forbid <span class="count">${formatNumber(bars.length)}</span></h3>
<p class="intro">Units that may not be put in, within the days reckoned. What a rule in force surely forbids to the last day is not bought; all else, also what is held, is reckoned as if it might be put in.</p>
${drawFolded(
  'Units that may not be put in',
  [{ name: 'Part' }, { name: 'May not be put in' }, { name: 'Rule' }, { name: 'Pack' }, { name: 'Known' }],
  bars.map((bar) => {
    const tone = bar.answer === 'yes' ? 'bad' : 'doubt'
    return [
      html`<span class="identifier">${bar.part}</span>`,
      html`<span class="state-word barred ${tone}">${drawIcon(tone)}<span>${markDays(sayBar(bar))}</span></span>`,
      html`<span class="identifier">${bar.rule}</span> ${bar.title}${bar.clause === undefined ? '' : html` <span class="sub">${bar.clause}</span>`}`,
      html`${bar.pack} <span class="sub">${bar.status}</span>`,
      bar.provenance,
    ]
  }),
)}`
}

export function drawPurchase(report: SparesReport): Markup {
  const { isReached, weightHoursLost } = report.purchase
  const bought = report.purchase.buys.length > 0
  return html`<section aria-labelledby="purchase"><h2 id="purchase">What to do now</h2>
${bought ? html`<p class="intro">With what is moved and bought, what was asked is ${isReached === false ? html`<span class="state-word bad">${drawIcon('bad')}not met</span>` : sayReached(report.purchase)}; the survival of all parts together is then ${sayBought(report.purchase)}, and ${sayServiceHours(weightHoursLost.after, report)} are expected to be lost instead of ${sayRough(hoursIn(weightHoursLost.before, weightHoursLost.after, report))}.</p>` : ''}
${drawMoves(report)}
${drawBuys(report)}
${drawUnobtainable(report)}
${drawBars(report)}${drawCover(report)}</section>
`
}

function describeStep(step: NextPurchase, report: SparesReport): Markup {
  return html`${formatNumber(step.quantity)} <span class="identifier">${step.part}</span> for pool <span class="identifier">${sayPools(step)}</span> (${sayMoney(step.cost, report.currency)}): ${sayGain(step, report)}`
}

function drawNext(report: SparesReport): Markup {
  const { next, runnerUp, purchase, frontier } = report
  if (next === undefined) return frontier.length < 2 ? html`` : html`<p>${NOTHING_HELPS}</p>`
  const second =
    runnerUp === undefined
      ? ''
      : html`<div><dt>Next best, ${sayBehind(runnerUp)}</dt><dd>${describeStep(runnerUp, report)}</dd></div>`
  const beside = purchase.buys.length === 0 ? '' : ', beside what is bought'
  return html`<dl class="steps"><div><dt>Most for the next money${beside}</dt><dd>${describeStep(next, report)}</dd></div>${second}</dl>`
}

/** What the curve of money shows: survival, or hours lost, where that is asked. */
interface Measure {
  readonly title: string
  readonly top: number
  readonly levels: readonly number[]
  readonly sayLevel: (level: number) => string
  readonly valueOf: (point: { readonly survival: number; readonly weightHoursLost: number }) => number
  readonly say: (value: number) => string
  /** What is asked of all parts together. */
  readonly asked?: number
}

function measureOf(report: SparesReport): Measure {
  const { frontier, scenario } = report
  if (!isDrawnInHours(report))
    return {
      title: 'Survival of all parts together',
      top: 1,
      levels: [0, 0.25, 0.5, 0.75, 1],
      sayLevel: (level) => `${level * 100} %`,
      valueOf: ({ survival }) => survival,
      say: sayProbability,
    }
  const most = Math.max(...frontier.map(({ weightHoursLost }) => weightHoursLost))
  const { divisor, unit } = serviceHours(report, most)
  const { top, ticks } = createValueScale(most / divisor, 4, false)
  return {
    title: `Service lost by all parts together, ${unit}`,
    top,
    levels: ticks,
    sayLevel: sayTick,
    valueOf: ({ weightHoursLost }) => weightHoursLost / divisor,
    say: (value) => sayServiceHours(value * divisor, report),
    ...(scenario.target.per === 'network' && isOfHours(report)
      ? { asked: scenario.target.weightHoursLost! / divisor }
      : {}),
  }
}

function drawFrontierCurve(report: SparesReport): Markup {
  const { frontier, purchase, currency } = report
  const measure = measureOf(report)
  const { valueOf, say } = measure
  const most = Math.max(purchase.cost, ...frontier.map(({ cost }) => cost))
  const { top, ticks } = createValueScale(most / 100, 5, false)
  const xOf = (cost: number): number => cost / 100 / top
  const heightOf = (value: number): number => PLOT_HEIGHT * (1 - Math.min(1, value / measure.top))
  const steps = frontier.map((point) => ({ x: xOf(point.cost) * COLUMNS, y: heightOf(valueOf(point)) }))
  const end = xOf(frontier.at(-1)!.cost) * COLUMNS
  const ground = steps.map(({ x }) => ({ x, y: PLOT_HEIGHT }))
  const topY = 12
  const bottom = topY + PLOT_HEIGHT
  const levels = measure.levels.map((level) => {
    const y = Math.round(topY + heightOf(level)) + 0.5
    return html`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}"/><text class="tick value" x="-5" y="${y + 3.5}" text-anchor="end">${measure.sayLevel(level)}</text>`
  })
  const amounts = ticks.map((tick, index) => {
    const x = percent(tick / top)
    const anchor = index === 0 ? 'start' : index === ticks.length - 1 ? 'end' : 'middle'
    return html`<line class="grid" x1="${x}" x2="${x}" y1="${topY}" y2="${bottom + 4}"/><text class="tick" x="${x}" y="${bottom + 16}" text-anchor="${anchor}">${sayTick(tick)}</text>`
  })
  const value = valueOf({ survival: purchase.networkSurvival ?? 0, weightHoursLost: purchase.weightHoursLost.after })
  const at = { x: xOf(purchase.cost), y: topY + heightOf(value) }
  const done = isDrawnInHours(report) ? say(value) : sayBought(purchase)
  const chosen = `this purchase: ${sayMoney(purchase.cost, currency)}, ${done}`
  return html`<figure class="timeline">
<svg role="img" aria-labelledby="frontier-t frontier-d" height="${bottom + 22}">
<title id="frontier-t">${measure.title}, by what is spent</title><desc id="frontier-d">From ${say(valueOf(frontier[0]!))} for nothing to ${say(valueOf(frontier.at(-1)!))} for ${sayMoney(frontier.at(-1)!.cost, currency)}; ${chosen}.</desc>
${levels}${amounts}
<svg class="plot" x="0" y="${topY}" width="100%" height="${PLOT_HEIGHT}" viewBox="0 0 ${COLUMNS} ${PLOT_HEIGHT}" preserveAspectRatio="none"><path class="area" d="${bandPath(steps, ground, end)}"/><path class="edge" d="${linePath(steps, end)}"/></svg>
${drawAsked(measure, topY + heightOf(measure.asked ?? 0))}<line class="marker chosen" x1="${percent(at.x)}" x2="${percent(at.x)}" y1="${at.y.toFixed(1)}" y2="${bottom}"/><circle class="chosen" cx="${percent(at.x)}" cy="${at.y.toFixed(1)}" r="5"/></svg>
<ul class="legend"><li>${drawChosenSwatch()}${chosen}</li></ul></figure>
`
}

/** Of what stands on a curve: said below the drawing, where no line is in its way. */
export function drawChosenSwatch(): Markup {
  return html`<svg class="swatch" width="22" height="12" aria-hidden="true" focusable="false"><circle class="chosen" cx="11" cy="6" r="5"/></svg>`
}

/** What is asked, as a line across. */
function drawAsked({ asked, say, top }: Measure, y: number): Markup {
  if (asked === undefined || asked > top) return html``
  return html`<line class="cap" x1="0" x2="100%" y1="${y.toFixed(1)}" y2="${y.toFixed(1)}"/><text class="cap-label" x="100%" dx="-4" y="${(y - 5).toFixed(1)}" text-anchor="end">at most ${say(asked)} asked</text>`
}

export function drawFrontier(report: SparesReport): Markup {
  return html`<section aria-labelledby="money"><h2 id="money">What money buys</h2>
${drawCurveOfMoney(report)}
${drawNext(report)}</section>
`
}

/** Survival that cannot be told from none is no curve: what money does is told in the service it saves. */
function isDrawnInHours(report: SparesReport): boolean {
  const { frontier, purchase } = report
  return (
    isOfHours(report) || [purchase.networkSurvival ?? 0, ...frontier.map(({ survival }) => survival)].every(isAsNone)
  )
}

const isAsNone = (survival: number): boolean => survival < 0.0005

function drawCurveOfMoney(report: SparesReport): Markup {
  const { frontier, purchase, currency, scenario } = report
  const isHours = isDrawnInHours(report)
  if (frontier.length < 2)
    return html`<p>There is nothing to buy that makes all parts together ${isHours ? 'lose less' : 'last longer'}.</p>`
  const isInstead = isHours && !isOfHours(report)
  const inHours = isInstead
    ? ` Whatever is spent, their survival stays ${sayBought(purchase)}: what cannot be had decides.`
    : ''
  const asked =
    scenario.target.per === 'network'
      ? isInstead
        ? 'survival, so it may lie above the curve'
        : 'just that'
      : `each ${scenario.target.per} by itself, so it may lie ${isHours ? 'above' : 'below'} the curve`
  const what = isHours
    ? 'How much service all parts together are expected to lose'
    : 'How surely all parts together last to the end'
  return html`<p class="intro">${what}, by what is spent, the best purchases first.${inHours} The purchase marked asks for ${asked}.</p>
<article class="lasts"><h3>${measureOf(report).title}, by what is spent${currency === undefined ? '' : html`, in ${currency}`}</h3>${drawFrontierCurve(report)}</article>`
}
