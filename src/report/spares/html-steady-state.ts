// The years before a cut-off on the page: how well the stock lies while supply runs, and what more or other stock would give.

import { formatCount, formatNumber } from '#base/format-number.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { leastWaitingTold, type SteadyPart, type SteadyState } from '#model/steady-state-report.ts'
import { type CurvePoint, curvePath, groundPath } from '../chart/curve-path.ts'
import { percent, PLOT_HEIGHT } from '../chart/drawing.ts'
import { sayTick } from '../chart/say-tick.ts'
import { createValueScale } from '../chart/value-scale.ts'
import { html, type Markup } from '../markup.ts'
import type { TableColumn } from '../page/table.ts'
import { drawFolded } from './html-fold.ts'
import { drawChosenSwatch } from './html-purchase.ts'
import {
  positionTaken,
  sayNotKnown,
  sayPlaces,
  saySteadyColumns,
  saySteadyStock,
  saySteadyTitle,
  sayWaiting,
  waitingMost,
} from './steady-words.ts'
import { sayFew, sayMoney } from './words.ts'

const COLUMNS = 1000
const PARTS_LISTED = 25

export function drawSteadyState(report: SparesReport): Markup {
  const { steadyState } = report
  const { parts, notKnown } = steadyState
  const nothing = parts.length + notKnown.length === 0
  return html`<section aria-labelledby="steady"><h2 id="steady">${saySteadyTitle(steadyState)}</h2>
${nothing ? html`<p>Nothing is in service.</p>` : ''}${parts.length === 0 ? '' : drawStock(report)}
${sayNotKnown(steadyState).map((sentence) => html`<p class="more">${sentence}</p>`)}</section>
`
}

function drawStock(report: SparesReport): Markup {
  const { steadyState, currency } = report
  return html`<p class="intro">Whatever fails is repaired, or ordered anew at once.</p>
<p class="steady-words">${saySteadyStock(report).join(' ')}</p>
${steadyState.frontier.length < 2 || steadyState.today.cost === 0 ? '' : html`<article class="lasts"><h3>Units waiting, by what all stock costs${currency === undefined ? '' : html`, in ${currency}`}</h3>${drawStockFrontier(steadyState, currency)}</article>`}
${drawSteadyNext(steadyState, currency)}
${drawSteadyParts(steadyState)}`
}

/** Units waiting go by tens: a unit more takes away a share of them. */
interface StockAxes {
  readonly xOf: (cost: number) => number
  readonly heightOf: (waiting: number) => number
  readonly amounts: readonly { readonly at: number; readonly label: string }[]
  readonly levels: readonly number[]
}

function axesOf({ frontier, onward, today }: SteadyState): StockAxes {
  const most = Math.max(today.cost, frontier.at(-1)!.cost, onward.at(-1)!.cost)
  const { top, ticks } = createValueScale(most / 100, 5, false)
  const lowest = Math.floor(Math.log10(leastWaitingTold(today)))
  const highest = Math.max(lowest + 1, Math.ceil(Math.log10(frontier[0]!.unitsWaiting)))
  const decades = highest - lowest
  const every = Math.ceil(decades / 6)
  return {
    xOf: (cost) => cost / 100 / top,
    heightOf: (waiting) => (PLOT_HEIGHT * (highest - Math.max(lowest, Math.log10(waiting)))) / decades,
    amounts: ticks.map((tick) => ({ at: tick / top, label: sayTick(tick) })),
    levels: Array.from({ length: Math.floor(decades / every) + 1 }, (_, index) => 10 ** (highest - index * every)),
  }
}

function drawStockFrontier(steadyState: SteadyState, currency: string | undefined): Markup {
  const { frontier, onward, today } = steadyState
  const { xOf, heightOf, amounts, levels } = axesOf(steadyState)
  const [topY, bottom] = [12, 12 + PLOT_HEIGHT]
  const line = (points: SteadyState['frontier']): CurvePoint[] =>
    points.map(({ cost, unitsWaiting }) => ({ x: xOf(cost) * COLUMNS, y: heightOf(unitsWaiting) }))
  const best = line(frontier)
  const all = [...best, { x: COLUMNS, y: best.at(-1)!.y }]
  const grid = levels.map((level) => {
    const y = Math.round(topY + heightOf(level)) + 0.5
    return html`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}"/><text class="tick value" x="-5" y="${y + 3.5}" text-anchor="end">${sayFew(level)}</text>`
  })
  const costs = amounts.map(({ at, label }, index) => {
    const anchor = index === 0 ? 'start' : index === amounts.length - 1 ? 'end' : 'middle'
    return html`<line class="grid" x1="${percent(at)}" x2="${percent(at)}" y1="${topY}" y2="${bottom + 4}"/><text class="tick" x="${percent(at)}" y="${bottom + 16}" text-anchor="${anchor}">${label}</text>`
  })
  const at = { x: xOf(today.cost), y: topY + heightOf(today.unitsWaiting) }
  const mark = `today: ${sayWaiting(today.unitsWaiting)} waiting`
  return html`<figure class="timeline">
<svg role="img" aria-labelledby="stock-t stock-d" height="${bottom + 22}">
<title id="stock-t">Units waiting for a spare by the cost of all stock</title><desc id="stock-d">${sayStock(steadyState, currency)}</desc>
${grid}${costs}
<svg class="plot" x="0" y="${topY}" width="100%" height="${PLOT_HEIGHT}" viewBox="0 0 ${COLUMNS} ${PLOT_HEIGHT}" preserveAspectRatio="none"><path class="area" d="${groundPath(all, PLOT_HEIGHT)}"/><path class="edge" d="${curvePath(all)}"/><path class="edge high" d="${curvePath(line(onward))}"/></svg>
<line class="marker chosen" x1="${percent(at.x)}" x2="${percent(at.x)}" y1="${at.y.toFixed(1)}" y2="${bottom}"/><circle class="chosen" cx="${percent(at.x)}" cy="${at.y.toFixed(1)}" r="5"/></svg>
${drawLegend(mark)}</figure>
`
}

function sayStock({ frontier, today, sameAvailability }: SteadyState, currency: string | undefined): string {
  const all = `From ${sayWaiting(frontier[0]!.unitsWaiting)} waiting without any stock`
  const now = `today’s leaves ${sayWaiting(today.unitsWaiting)} for ${sayMoney(today.cost, currency)}`
  return `${all}; ${now}, which ${sayMoney(sameAvailability.cost, currency)} could do.`
}

function drawLegend(mark: string): Markup {
  const swatch = (shape: Markup): Markup =>
    html`<svg width="22" height="12" aria-hidden="true" focusable="false">${shape}</svg>`
  return html`<ul class="legend"><li>${swatch(html`<path class="edge" d="M0 6h22"/>`)}every stock as well placed as can be</li><li>${swatch(html`<path class="edge high" d="M0 6h22"/>`)}today’s stock, and the best bought beside it</li><li>${drawChosenSwatch()}${mark}</li></ul>`
}

const NEXT_COLUMNS: readonly TableColumn[] = [
  { name: 'Part' },
  { name: 'Units', isNumber: true },
  { name: 'For' },
  { name: 'Cost', isNumber: true },
  { name: 'Waiting', isNumber: true },
  { name: 'Then', isNumber: true },
]

function drawSteadyNext({ next }: SteadyState, currency: string | undefined): Markup {
  if (next.length === 0) return html`<h3 id="steady-next">Most for the next money</h3><p>Nothing that would tell.</p>`
  return html`<h3 id="steady-next">Most for the next money</h3>
<p class="intro">Beside what lies there, of each part its best next purchase${currency === undefined ? '' : html`; in ${currency}`}.</p>
${drawFolded(
  'What takes most waiting away for the next money',
  NEXT_COLUMNS,
  next.map((one) => [
    html`<span class="identifier">${one.part}</span>`,
    formatNumber(one.quantity),
    html`<span class="identifier">${sayPlaces(one)}</span>`,
    sayMoney(one.cost, undefined),
    sayWaiting(one.unitsWaitingBefore),
    sayWaiting(one.unitsWaitingAfter),
  ]),
)}`
}

const PART_COLUMNS: readonly TableColumn[] = [
  { name: 'Part' },
  { name: 'Failures a year', isNumber: true },
  { name: 'In resupply', isNumber: true },
  { name: 'Position', isNumber: true },
  { name: 'Waiting', isNumber: true },
  { name: 'Placed best', isNumber: true },
  { name: 'Pools as one', isNumber: true },
  { name: 'Fill takes', isNumber: true },
  { name: 'Ready takes', isNumber: true },
  { name: 'Same money', isNumber: true },
]

function drawSteadyParts(steadyState: SteadyState): Markup {
  const parts = waitingMost(steadyState)
  if (parts.length === 0)
    return html`<h3 id="steady-parts">What waits</h3><p>No part leaves as much as ${sayFew(leastWaitingTold(steadyState.today))} of a unit waiting.</p>`
  return html`<h3 id="steady-parts">What waits <span class="count">${formatCount(parts.length, 'part')}</span></h3>
<p class="intro">The parts that leave most units waiting. ${saySteadyColumns(steadyState)} Pools as one: waiting, were all of it in one place. Same money: the position, were the money of all stock spent as well as can be. <code>spares --format csv-steady</code> lists every part and pool.</p>
${drawFolded('Parts that leave units waiting', PART_COLUMNS, parts.slice(0, PARTS_LISTED).map(describePart), { total: parts.length, whole: 'spares --format csv-steady lists all' })}`
}

function describePart(part: SteadyPart): (string | Markup)[] {
  return [
    html`<span class="identifier">${part.part}</span>`,
    sayFew(part.failuresAYear),
    sayFew(part.unitsInResupply),
    formatNumber(part.position),
    sayWaiting(part.unitsWaiting),
    sayWaiting(part.unitsWaitingBest),
    sayWaiting(part.unitsWaitingPooled),
    formatNumber(positionTaken(part, 'neededToFill')),
    formatNumber(positionTaken(part, 'neededToBeReady')),
    part.positionForSameMoney === undefined ? 'no price' : formatNumber(part.positionForSameMoney),
  ]
}
