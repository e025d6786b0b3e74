// The head of the spares report: the answer, and who is cut off when.

import { formatDay } from '#base/calendar.ts'
import { formatCount } from '#base/format-number.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { drawWholeAxis } from '../chart/draw-axis.ts'
import { MARGIN_PX, percent } from '../chart/drawing.ts'
import { dayOfText, type TimeScale } from '../chart/time-scale.ts'
import { bindPercent, html, markDays, type Markup } from '../markup.ts'
import type { Tone } from '../page/icon.ts'
import { drawIcon } from '../page/icon.ts'
import { scaleOf } from './html-lasting.ts'
import { sayAllLent } from './lent-words.ts'
import { type DisruptionTold, sayStop, type Stop, stopsOf } from './stop-words.ts'
import type { SparesSummary } from './summary.ts'
import { sayMoney, sayTarget } from './words.ts'

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
<p class="title"><span class="product">Mainstay spares report</span> ${report.title}: ${scenario.title}</p>
<div class="answer ${tone}">${drawIcon(tone)}
<div><p class="question">How long will the spares last, and what must we buy now?</p>
<h1 class="headline">${summary.headline}</h1>
<p class="statement">${bindPercent(`${summary.asked} ${summary.together}`)}</p>
${summary.purchase === '' ? '' : html`<p class="next">${summary.purchase}</p>`}</div></div>
${mind}
<dl class="frame"><div><dt>Operator</dt><dd>${report.operator}</dd></div><div><dt>From</dt><dd class="date">${scenario.from}</dd></div><div><dt>Until</dt><dd class="date">${scenario.until}</dd></div><div><dt>Known at</dt><dd class="date">${scenario.knownAt}</dd></div><div><dt>Asked</dt><dd>${sayTarget(report)}</dd></div>${budget}</dl>
</header>
`
}

const ROW_HEIGHT = 34
const BAR_HEIGHT = 9

function drawStop({ from, label: what, idle }: Stop, scale: TimeScale, row: number): Markup {
  const day = dayOfText(from) ?? scale.from
  const at = day > scale.to ? 1 : scale.startOf(day)
  const label = `${what}${day < scale.from ? ' already' : ''} from ${formatDay(day)}${idle === undefined ? '' : `: ${idle}`}`
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
${drawWholeAxis(scale, 0, bottom)}${stops.map((stop, row) => drawStop(stop, scale, row))}</svg>
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
  const lent = sayAllLent(report)
  return html`<section aria-labelledby="cut-off"><h2 id="cut-off">Who is cut off, and when</h2>
${disruptions.slice(0, DISRUPTIONS_DRAWN).map((one, index) => drawDisruption(one, report, scale, index))}${hidden > 0 ? html`<p class="more">And ${formatCount(hidden, 'disruption')} more; the JSON report holds all.</p>` : ''}${lent === '' ? '' : html`<p>${markDays(lent)}</p>`}</section>
`
}
