// The first page of the spares report: the answer, the figures that matter, and who is cut off when.

import { formatCount, formatNumber } from '#base/format-number.ts'
import type { SparesReport, WithMoves } from '#model/spares-report.ts'
import { drawAxis } from '../chart/draw-axis.ts'
import { MARGIN_PX, percent } from '../chart/drawing.ts'
import { dayOfText, labelDay, type TimeScale } from '../chart/time-scale.ts'
import { bindPercent, html, markDays, type Markup } from '../markup.ts'
import type { Tone } from '../page/icon.ts'
import { drawIcon } from '../page/icon.ts'
import { drawKeyFigure } from '../page/key-figure.ts'
import { spellDate } from '../spell-date.ts'
import { scaleOf } from './html-lasting.ts'
import { type DisruptionTold, sayStop, type Stop, stopsOf } from './stop-words.ts'
import { sayAskedSurvival, type SparesSummary } from './summary.ts'
import {
  isOfHours,
  sayBought,
  sayExpected,
  sayMoney,
  sayMonths,
  sayServiceHours,
  saySurvival,
  sayTarget,
} from './words.ts'

const ANSWER_TONES: Record<SparesSummary['answer'], Tone> = {
  no: 'bad',
  yes: 'good',
  'not all known': 'doubt',
  'nothing known': 'doubt',
  'nothing to reckon': 'blank',
}

export function drawHeader(report: SparesReport, summary: SparesSummary): Markup {
  const tone = ANSWER_TONES[summary.answer]
  const { scenario, currency } = report
  const mind =
    summary.reservations.length === 0
      ? ''
      : html`<div class="mind"><p>What the answer does not know</p><ul>${summary.reservations.map((one) => html`<li>${one}</li>`)}</ul></div>`
  const budget =
    scenario.budget === undefined ? '' : html`<div><dt>Budget</dt><dd>${sayMoney(scenario.budget, currency)}</dd></div>`
  return html`<header class="top">
<h1><span class="product">Mainstay spares report</span> ${report.title}: ${scenario.title}</h1>
<div class="answer ${tone}">${drawIcon(tone)}
<div><p class="question">How long will the spares last, and what must we buy now?</p>
<p class="headline">${summary.headline}</p>
<p class="statement">${bindPercent(`${summary.asked} ${summary.together}`)}</p>
${summary.purchase === '' ? '' : html`<p class="next">${summary.purchase}</p>`}</div></div>
${mind}
<dl class="frame"><div><dt>Operator</dt><dd>${report.operator}</dd></div><div><dt>From</dt><dd>${spellDate(scenario.from)}</dd></div><div><dt>Until</dt><dd>${spellDate(scenario.until)}</dd></div><div><dt>Known at</dt><dd>${spellDate(scenario.knownAt)}</dd></div><div><dt>Asked</dt><dd>${sayTarget(report)}</dd></div>${budget}</dl>
</header>
`
}

/** What is asked of all together, with what is moved. */
function sayReached(withMoves: WithMoves, report: SparesReport): string {
  return isOfHours(report)
    ? `${sayServiceHours(withMoves.weightHoursLost, report)} are lost`
    : `all together survive with ${saySurvival(withMoves)}`
}

/** The manufacturer whose parts last shortest, among those of which something is reckoned. */
function shortestVendor({ vendors }: SparesReport): SparesReport['vendors'][number] | undefined {
  const reckoned = vendors.filter(({ parts, partsNotReckoned }) => parts > partsNotReckoned)
  return reckoned.toSorted((left, right) => left.lasting.coverMonths - right.lasting.coverMonths)[0]
}

export function drawKeyFigures(report: SparesReport, { short, reckonedCount }: SparesSummary): Markup {
  const { coverage, purchase, currency, network } = report
  const asked = sayAskedSurvival(report)
  const isHours = isOfHours(report)
  const bought = purchase.buys.reduce((sum, { quantity }) => sum + quantity, 0)
  const missing = purchase.unobtainable.reduce((sum, one) => sum + one.missing, 0)
  const moved = report.moves.reduce((sum, { quantity }) => sum + quantity, 0)
  const saved = purchase.costWithoutMoves === null ? 0 : purchase.costWithoutMoves - purchase.cost
  const shortest = shortestVendor(report)
  const figures = [
    drawKeyFigure(
      'bad',
      'Do not last to the end',
      formatNumber(short.length),
      `of ${formatCount(reckonedCount, 'part')} reckoned, with ${asked}`,
      `${formatNumber(coverage.partsWithoutRate)} without a failure rate, ${formatNumber(coverage.partsWithClassRate)} with that of their class`,
    ),
    drawKeyFigure(
      undefined,
      isHours ? 'Service lost' : 'Survival of all together',
      reckonedCount === 0
        ? 'not reckoned'
        : isHours
          ? sayServiceHours(network.weightHoursLost, report)
          : saySurvival(network),
      `without buying or moving${isHours ? `; survival of all together: ${saySurvival(network)}` : ''}; ${sayExpected(network.unitsDown.at(-1) ?? 0)} units expected to be down on the last day`,
      `${formatCount(coverage.units, 'unit')} in service, ${formatNumber(coverage.uncertainUnits)} not exactly known`,
    ),
    drawKeyFigure(
      undefined,
      'Shortest cover',
      shortest === undefined
        ? 'not reckoned'
        : shortest.lasting.lastsToEnd
          ? 'to the end'
          : sayMonths(shortest.lasting.coverMonths),
      shortest === undefined
        ? 'no manufacturer has a part that is reckoned'
        : `${shortest.name}, ${formatCount(shortest.parts, 'part')}, with ${asked}`,
      `${formatNumber(coverage.elementsWithoutUnits)} physical elements without a stated unit`,
    ),
    drawKeyFigure(
      undefined,
      'To buy now',
      bought === 0 ? 'nothing' : sayMoney(purchase.cost, currency),
      bought === 0
        ? 'no purchase is proposed'
        : `${formatCount(bought, 'unit')} in ${formatCount(purchase.buys.length, 'line')}; ${isHours ? `lost are then ${sayServiceHours(purchase.weightHoursLost.after, report)}` : `the survival of all together is then ${sayBought(purchase)}`}`,
      `${formatCount(coverage.partsWithoutPrice, 'part')} without a price`,
    ),
    drawKeyFigure(
      'bad',
      'Cannot be had',
      formatNumber(purchase.unobtainable.length),
      `of ${formatCount(reckonedCount, 'part')} reckoned${missing === 0 ? '' : `; ${formatCount(missing, 'unit')} would have to be there on the first day`}. What was asked is ${purchase.isReached ? 'met' : 'not met'} by what is bought`,
      `of ${formatCount(coverage.partsWithoutRate, 'part')} it is not known whether more is needed`,
    ),
    drawKeyFigure(
      undefined,
      'To move first',
      moved === 0 ? 'nothing' : formatCount(moved, 'unit'),
      moved === 0
        ? 'no move between pools is proposed'
        : `in ${formatCount(report.moves.length, 'move')} between pools${report.withMoves ? `; ${sayReached(report.withMoves, report)} then, nothing bought` : ''}${saved > 0 ? `; as much would cost ${sayMoney(saved, currency)} more without` : ''}`,
      `${formatCount(coverage.unitsNotCounted, 'unit')} in stock not reckoned with`,
    ),
  ]
  return html`<section aria-labelledby="figures"><h2 id="figures">Key figures</h2>
<dl class="keys">
${figures}</dl>
</section>
`
}

const ROW_HEIGHT = 34
const BAR_HEIGHT = 9

function drawStop({ from, label: what, idle }: Stop, scale: TimeScale, row: number): Markup {
  const day = dayOfText(from) ?? scale.from
  const at = day > scale.to ? 1 : scale.startOf(day)
  const label = `${what}${day < scale.from ? ' already' : ''} from ${labelDay(day)}${idle === undefined ? '' : `: ${idle}`}`
  const top = row * ROW_HEIGHT
  const stopped = idle === undefined ? 'bad' : 'none'
  return html`<rect class="strip good" x="0" width="${percent(at)}" y="${top + 18}" height="${BAR_HEIGHT}"/><rect class="strip ${stopped}" x="${percent(at)}" width="${percent(1 - at)}" y="${top + 18}" height="${BAR_HEIGHT}"/><text class="stop-label" x="-${MARGIN_PX}" y="${top + 13}">${label}</text>`
}

function drawDisruption(one: DisruptionTold, report: SparesReport, scale: TimeScale, index: number): Markup {
  const stops = stopsOf(one, report)
  const name = one.title === '' ? one.disruption : one.title
  const bottom = stops.length * ROW_HEIGHT
  const said = stops.map(sayStop).join('; ')
  return html`<article class="disruption"><h3>${name}</h3>
<p class="sub">${one.source === '' ? html`no source stated` : markDays(one.source)}</p>
<figure class="timeline">
<svg role="img" aria-labelledby="stop-${index}-t stop-${index}-d" height="${bottom + 20}">
<title id="stop-${index}-t">${name}: what stops when</title><desc id="stop-${index}-d">${said === '' ? 'nothing stops' : said}.</desc>
${drawAxis(scale, 0, bottom)}${stops.map((stop, row) => drawStop(stop, scale, row))}</svg>
</figure>${tellShared(stops)}</article>
`
}

/** What others take away too. */
function tellShared(stops: readonly Stop[]): Markup {
  const shared = stops.filter(({ label, said }) => label !== said).map(({ said }) => said)
  return shared.length === 0 ? html`` : html`<p class="sub">Others take some of it away too: ${shared.join('; ')}.</p>`
}

const DISRUPTIONS_DRAWN = 12

export function drawDisruptions(report: SparesReport): Markup {
  const scale = scaleOf(report)
  const { disruptions } = report
  if (disruptions.length === 0 || scale === undefined)
    return html`<section aria-labelledby="cut-off"><h2 id="cut-off">Who is cut off, and when</h2><p>Nobody: the scenario takes nothing away.</p></section>
`
  const hidden = disruptions.length - DISRUPTIONS_DRAWN
  return html`<section aria-labelledby="cut-off"><h2 id="cut-off">Who is cut off, and when</h2>
${disruptions.slice(0, DISRUPTIONS_DRAWN).map((one, index) => drawDisruption(one, report, scale, index))}${hidden > 0 ? html`<p class="more">And ${formatCount(hidden, 'disruption')} more; the JSON report holds all.</p>` : ''}</section>
`
}
