// How long the spares last: the survival of all parts together and of each manufacturer's, over the days reckoned.

import { knownNetwork, knownOnce } from './known-network.ts'
import { DAYS_A_MONTH, formatDay } from '#base/calendar.ts'
import { formatCount, formatNumber } from '#base/format-number.ts'
import type { Lasting, SparesReport, VendorLasting } from '#model/spares-report.ts'
import { sayTick } from '../chart/say-tick.ts'
import { createValueScale } from '../chart/value-scale.ts'
import { createTimeScale, dayOfText, type TimeScale } from '../chart/time-scale.ts'
import { bindPercent, html, markDays, type Markup, type MarkupValue } from '../markup.ts'
import { readingScale } from '../quantity.ts'
import { type CurveAxis, type CurveMarker, drawCurve } from './html-curve.ts'
import { recoveryOf } from './part-sums.ts'
import { sayAskedSurvival } from './summary.ts'
import { sayNothingOrdered } from './supply-words.ts'
import {
  isOfHours,
  sayBand,
  sayExpected,
  sayMonths,
  sayOnce,
  sayServiceHours,
  saySurvival,
  sayUntil,
  weightUnitOf,
} from './words.ts'

/** Manufacturers drawn, those that last shortest first; the table of cover has all. */
const VENDORS_DRAWN = 8
const SHARE_AXIS: CurveAxis = { top: 1, ticks: [0, 0.25, 0.5, 0.75, 1], say: (tick) => `${tick * 100} %` }

/** The days reckoned; undefined where the report names none. */
export function scaleOf({ scenario }: SparesReport): TimeScale | undefined {
  const [from, until] = [dayOfText(scenario.from), dayOfText(scenario.until)]
  return from === undefined || until === undefined || until < from ? undefined : createTimeScale(from, until)
}

/** The day up to which something lasts, and the day by which it is swapped out, where they are within the days reckoned. */
export function markersOf(
  { lastsUntil, lastsToEnd }: Lasting,
  recoveredOn: string | undefined,
  scale: TimeScale,
): readonly CurveMarker[] {
  const markers: CurveMarker[] = []
  const lasts = lastsUntil === null ? scale.from : dayOfText(lastsUntil)
  if (!lastsToEnd && lasts !== undefined)
    markers.push({
      at: lastsUntil === null ? 0 : scale.endOf(lasts),
      kind: 'lasts',
      label: lastsUntil === null ? 'not as sure even at first' : `lasts until ${formatDay(lasts)}`,
    })
  const recovered = recoveredOn === undefined ? undefined : dayOfText(recoveredOn)
  if (recovered !== undefined && recovered <= scale.to)
    markers.push({ at: scale.endOf(recovered), kind: 'recovered', label: `swapped out ${formatDay(recovered)}` })
  return markers
}

/** From the day after the spares last to the day on which the last unit is swapped out, or to the end. */
function gapOf({ lastsUntil, lastsToEnd }: Lasting, recoveredOn: string | undefined, scale: TimeScale) {
  if (lastsToEnd) return undefined
  const first = (lastsUntil === null ? scale.from - 1 : (dayOfText(lastsUntil) ?? scale.to)) + 1
  const last = Math.min(scale.to, (recoveredOn === undefined ? undefined : dayOfText(recoveredOn)) ?? scale.to)
  return last < first ? undefined : { first, last }
}

/** `lasts until …; swapped out …: 19 months not covered`. */
export function sayLasting(lasting: Lasting, recoveredOn: string | undefined, scale: TimeScale): string {
  const gap = gapOf(lasting, recoveredOn, scale)
  const swapped = recoveredOn === undefined ? 'not swapped out by the end' : `swapped out ${recoveredOn}`
  const uncovered = gap === undefined ? '' : `: ${sayMonths((gap.last - gap.first + 1) / DAYS_A_MONTH)} not covered`
  return `lasts ${sayUntil(lasting)}; ${swapped}${uncovered}`
}

/** ` In nine cases of ten it is 12.0 to 86.2 %, …`: what rates and plan may do to it; '' where they are known. */
export function sayDoubt(lasting: Lasting): string {
  const band = sayBand(lasting)
  if (band === '') return ''
  const { lastsUntil, atLeast } = lasting
  const until = atLeast.lastsUntil === lastsUntil ? '' : `; in nineteen of twenty it lasts ${sayUntil(atLeast)}`
  return ` In nine cases of ten, for rates and plan are uncertain, it is ${band} at the end${until}.`
}

/** In sentences whose days are not broken over lines. */
function describeLasting(lasting: Lasting, recoveredOn: string | undefined, scale: TimeScale): readonly MarkupValue[] {
  const said = `${saySurvival(lasting)} at the end; ${sayLasting(lasting, recoveredOn, scale)}.${sayDoubt(lasting)}`
  return markDays(bindPercent(said))
}

function drawSurvival(
  report: SparesReport,
  scale: TimeScale,
  { id, name, lasting, recoveredOn }: { id: string; name: string; lasting: Lasting; recoveredOn: string | undefined },
): Markup {
  const gap = gapOf(lasting, recoveredOn, scale)
  return drawCurve({
    id,
    title: `${name}: how surely its spares last`,
    description: `From ${formatDay(scale.from)} to ${formatDay(scale.to)}; asked is ${sayAskedSurvival(report)}. It ${sayLasting(lasting, recoveredOn, scale)}. On the last day: ${saySurvival(lasting)}.${sayDoubt(lasting)}`,
    scale,
    days: report.days.map((day) => dayOfText(day) ?? scale.from),
    values: lasting.survival,
    before: 1,
    kind: 'share',
    axis: SHARE_AXIS,
    limit: {
      value: report.scenario.probability,
      label: `${sayAskedSurvival(report)}${isOfHours(report) ? '' : ' asked'}`,
    },
    ...(gap === undefined ? {} : { gap }),
    markers: markersOf(lasting, recoveredOn, scale),
    band: lasting.band,
    spread: 2 * lasting.standardError,
  })
}

/** The last of all swaps; undefined where something stays. */
function recoveryOfAll({ parts }: SparesReport): string | undefined {
  const days = parts.filter(({ lasting }) => lasting !== undefined).map(({ recoveredOn }) => recoveredOn)
  const known = days.filter((day) => day !== undefined)
  return known.length === 0 || known.length < days.length ? undefined : known.toSorted().at(-1)
}

function drawVendor(report: SparesReport, scale: TimeScale, vendor: VendorLasting, index: number): Markup {
  const { name, parts, partsNotReckoned, lasting } = vendor
  const recoveredOn = recoveryOf(report.parts, vendor)
  const unknown = partsNotReckoned === 0 ? '' : `, ${formatNumber(partsNotReckoned)} not reckoned`
  return html`<article class="lasts"><h3>${name} <span class="count">${formatCount(parts, 'part')}${unknown}</span></h3>
<p class="lasts-words">${describeLasting(lasting, recoveredOn, scale)}</p>
${drawSurvival(report, scale, { id: `vendor-${index}`, name, lasting, recoveredOn })}</article>
`
}

/** Manufacturers of which something is reckoned, the shortest lasting first. */
function vendorsDrawn({ vendors }: SparesReport): readonly VendorLasting[] {
  return vendors
    .filter(({ parts, partsNotReckoned }) => parts > partsNotReckoned)
    .toSorted(
      (left, right) =>
        left.lasting.coverMonths - right.lasting.coverMonths ||
        left.lasting.survivalAtEnd - right.lasting.survivalAtEnd,
    )
}

function drawLegend(isSimulated: boolean, isUncertain: boolean): Markup {
  const swatch = (inner: Markup): Markup =>
    html`<svg class="swatch" width="22" height="12" aria-hidden="true" focusable="false">${inner}</svg>`
  const error = isSimulated
    ? html`<li>${swatch(html`<line class="spread" x1="11" x2="11" y1="1" y2="11"/>`)}twice the standard error of the simulation</li>`
    : ''
  const band = isUncertain
    ? html`<li>${swatch(html`<rect class="band" width="22" height="12"/>`)}band: where it lies in nine cases of ten, for rates and plan are uncertain</li>`
    : ''
  return html`<ul class="legend"><li>${swatch(html`<rect class="area" x="0" y="4" width="22" height="8"/><path class="edge" d="M0 4h22"/>`)}probability that no failure found an empty shelf</li>${band}<li>${swatch(html`<line class="cap" x1="0" x2="22" y1="6" y2="6"/>`)}asked</li><li>${swatch(html`<rect class="shade bad" width="22" height="12"/>`)}not covered: less sure than asked, and still in service</li>${error}</ul>`
}

export function drawLasting(report: SparesReport): Markup {
  const scale = scaleOf(report)
  const vendors = vendorsDrawn(report)
  const head = html`<section aria-labelledby="lasting"><h2 id="lasting">How long the spares last</h2>
`
  if (scale === undefined || vendors.length === 0)
    return html`${head}<p>Nothing is reckoned.</p></section>
`
  const recoveredOn = recoveryOfAll(report)
  const network = knownNetwork(report)
  const isSimulated = [network, ...vendors.map(({ lasting }) => lasting)].some(({ standardError }) => standardError > 0)
  const isUncertain = [network, ...vendors.map(({ lasting }) => lasting)].some((one) => sayBand(one) !== '')
  const ordered = sayNothingOrdered(report)
  return html`${head}<p class="intro">As the spares lie today, without buying or moving any.${ordered === '' ? '' : html` ${markDays(ordered)}`}</p>
<article class="lasts"><h3>All parts together</h3>
<p class="lasts-words">${describeLasting(network, recoveredOn, scale)}</p>
${drawSurvival(report, scale, { id: 'network', name: 'All parts together', lasting: network, recoveredOn })}${drawLegend(isSimulated, isUncertain)}</article>
${drawVendors(report, scale, vendors)}</section>
`
}

/** Those that do not last to the end, and folded those that do: they look alike. */
function drawVendors(report: SparesReport, scale: TimeScale, vendors: readonly VendorLasting[]): Markup {
  const short = vendors.filter(({ lasting }) => !lasting.lastsToEnd)
  const lasting = vendors.filter((vendor) => vendor.lasting.lastsToEnd)
  const drawn = short.slice(0, VENDORS_DRAWN)
  const folded = lasting.slice(0, VENDORS_DRAWN)
  const hidden = short.length - drawn.length
  const more =
    hidden > 0
      ? html`<p class="more">The ${formatNumber(drawn.length)} that last shortest of ${formatCount(short.length, 'manufacturer')} whose parts do not last; <a href="#cover">the table of cover</a> has all.</p>`
      : ''
  const rest =
    lasting.length > folded.length
      ? html`<p class="more">The first ${formatNumber(folded.length)}; <a href="#cover">the table of cover</a> has all.</p>`
      : ''
  const fold =
    folded.length === 0
      ? ''
      : html`<details><summary>Manufacturers whose parts last to the end <span class="count">${formatNumber(lasting.length)}</span></summary><div class="lasts-grid">${folded.map((vendor, index) => drawVendor(report, scale, vendor, drawn.length + index))}</div>${rest}</details>`
  return html`${drawn.length === 0 ? '' : html`<div class="lasts-grid">${drawn.map((vendor, index) => drawVendor(report, scale, vendor, index))}</div>`}${more}
${fold}`
}

/** Units down, and weight of sites lost, of which less is told as below 0.1. */
const LEAST_DRAWN = 0.05

/** What is expected to be down, and what service that takes away. */
export function drawLosses(report: SparesReport): Markup {
  const scale = scaleOf(report)
  const { unitsDown, weightHoursLost } = knownNetwork(report)
  const { weightLost } = knownOnce(report)
  if (scale === undefined || !unitsDown.some((units) => units > 0)) return html``
  const head = html`<section aria-labelledby="losses"><h2 id="losses">Units down and service lost</h2>
<p class="intro">Without buying or moving. Over all days ${sayServiceHours(weightHoursLost, report)} of service are expected to be lost${sayOnce(report)}.</p>
`
  // What is told as next to nothing is no curve.
  if (Math.max(...unitsDown, ...weightLost) < LEAST_DRAWN)
    return html`${head}<p>On every day below 0.1 units are expected to be down.</p></section>
`
  const weights = readingScale(weightUnitOf(report), Math.max(...weightLost))
  const lost = weightLost.map((weight) => weight / weights.divisor)
  return html`${head}<div class="lasts-grid"><article class="lasts"><h3>Units down</h3><p class="lasts-words">${sayExpected(unitsDown.at(-1) ?? 0)} on the last day, ${sayExpected(Math.max(...unitsDown))} at the most</p>
${drawCount(report, scale, 'down', 'Expected units down', unitsDown)}</article>
<article class="lasts"><h3>Service lost, ${weights.unit}, each site once</h3><p class="lasts-words">${sayExpected(lost.at(-1) ?? 0)} on the last day, ${sayExpected(Math.max(...lost))} at the most</p>
${drawCount(report, scale, 'lost', `Expected service lost, ${weights.unit}`, lost)}</article></div></section>
`
}

function drawCount(
  report: SparesReport,
  scale: TimeScale,
  id: string,
  title: string,
  values: readonly number[],
): Markup {
  const most = Math.max(...values)
  const { top, ticks } = createValueScale(most * 1.02, 4, false)
  return drawCurve({
    id,
    title,
    description: `From ${formatDay(scale.from)} to ${formatDay(scale.to)}: ${sayExpected(values[0] ?? 0)} at first, ${sayExpected(most)} at the most, ${sayExpected(values.at(-1) ?? 0)} on the last day.`,
    scale,
    days: report.days.map((day) => dayOfText(day) ?? scale.from),
    values,
    before: 0,
    kind: 'count',
    axis: { top, ticks, say: sayTick },
  })
}
