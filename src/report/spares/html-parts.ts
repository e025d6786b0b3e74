// What runs out: a row a part, unfolded to its pools and to where each of its figures comes from.

import { formatCount, formatNumber } from '#base/format-number.ts'
import { formatShare } from '#base/rational.ts'
import type { PartResult, PoolResult, SparesReport } from '#model/spares-report.ts'
import type { TimeScale } from '../chart/time-scale.ts'
import { bindPercent, html, markCode, markDays, type Markup, type MarkupValue } from '../markup.ts'
import { fact } from '../page/fact.ts'
import { drawTable, type TableColumn } from '../page/table.ts'
import { drawSpark } from './html-curve.ts'
import { markersOf, sayDoubt, sayLasting, scaleOf } from './html-lasting.ts'
import { bought, expectedFailures, onHand } from './part-sums.ts'
import type { SparesSummary } from './summary.ts'
import { sayForbidden } from './supply-words.ts'
import {
  sayBand,
  sayByItself,
  sayExpected,
  sayMethod,
  sayMoney,
  sayMonths,
  sayPoolSurvival,
  sayShared,
  saySurvival,
  saySwappedOut,
} from './words.ts'

/** Parts told one by one; the tables of CSV hold every one. */
const PARTS_LISTED = 40

/** A cell of a row, after the name of its column: seen on narrow screens, heard on all. */
function cell(name: string, value: MarkupValue, className = ''): Markup {
  return html`<span class="cell${className === '' ? '' : html` ${className}`}"><span class="label">${name} </span>${value}</span>`
}

function drawRow(part: PartResult, scale: TimeScale): Markup {
  const lasting = part.lasting!
  const spark = drawSpark(lasting, markersOf(lasting, part.recoveredOn, scale))
  const until =
    lasting.lastsUntil === null
      ? 'not at all'
      : html`<span class="date">${lasting.lastsUntil}</span> <span class="sub">${sayMonths(lasting.coverMonths)}</span>`
  const [buy, band] = [bought(part), sayBand(lasting)]
  return html`<summary><span class="cell name"><span class="identifier">${part.part}</span> <span class="sub">${[sayShared(part), part.manufacturer, part.description].filter((text) => text !== '').join(', ')}</span></span>${cell('survival over time', spark, 'curve')}${cell('lasts until', until)}${cell('swapped out', markDays(saySwappedOut(part.recoveredOn)))}${cell('at the end', html`${bindPercent(saySurvival(lasting))}${band === '' ? '' : html` <span class="sub">${bindPercent(band)}</span>`}`, 'number')}${cell('failures', sayExpected(expectedFailures(part)), 'number')}${cell('on hand', formatNumber(onHand(part)), 'number')}${cell('buy', buy === 0 ? 'none' : formatNumber(buy), 'number')}</summary>`
}

const POOL_COLUMNS: readonly TableColumn[] = [
  { name: 'Pool' },
  { name: 'In service, first', isNumber: true },
  { name: 'In service, last', isNumber: true },
  { name: 'Failures expected', isNumber: true },
  { name: 'On hand', isNumber: true },
  { name: 'Arriving', isNumber: true },
  { name: 'At the end', isNumber: true },
  { name: 'Buy', isNumber: true },
]

function describePool(pool: PoolResult): readonly MarkupValue[] {
  return [
    html`<span class="identifier">${pool.pool}</span>`,
    formatNumber(pool.unitsFirst),
    formatNumber(pool.unitsLast),
    sayExpected(pool.expectedFailures),
    pool.lent
      ? html`${formatNumber(pool.onHand)} <span class="sub">of it ${formatNumber(pool.lent.units)} others’, until <span class="date">${pool.lent.until}</span></span>`
      : formatNumber(pool.onHand),
    sayExpected(pool.arriving),
    sayPoolSurvival(pool),
    formatNumber(pool.buy),
  ]
}

interface StatedFigure {
  readonly value: number
  readonly source: string
}

/** The figure with who says so; a figure that nobody stated says that. */
function told(term: string, figure: StatedFigure | undefined, say: (value: number) => string): Markup {
  return fact(
    term,
    figure === undefined
      ? html`<span class="muted">not stated</span>`
      : html`${say(figure.value)} <span class="sub">${markCode(figure.source)}</span>`,
  )
}

const sayDays = (days: number): string => formatCount(days, 'day')

function drawSources(part: PartResult, currency: string | undefined): Markup {
  const { failuresFit, rateVariation = 0 } = part
  const spread = rateVariation === 0 ? ', taken as known' : `, give or take ${formatShare(rateVariation)}`
  const cutOff = part.cutOffPerhaps ? ', perhaps: taken as cut off' : ''
  return html`<dl class="facts">
${told('Failures in 10⁹ hours of one', failuresFit, (value) => `${sayExpected(value)}${spread}`)}
${told('Price', part.price, (value) => sayMoney(value, currency))}${told('From order to arrival', part.leadTimeDays, sayDays)}
${told('Repaired good', part.repairYield, formatShare)}${told('Time of a repair', part.repairDays, sayDays)}
${told('Good of what is taken out', part.harvestYield, formatShare)}${told('From taking out to usable', part.harvestDays, sayDays)}
${fact('New units', part.newUnitsUntil === undefined ? 'not cut off' : html`until <span class="date">${part.newUnitsUntil}</span>${cutOff}`)}
${part.newUnitsForbidden ? fact('Rules', sayForbidden(part.newUnitsForbidden)) : ''}
${fact('Repairs', part.repairsUntil === undefined ? 'not cut off' : html`until <span class="date">${part.repairsUntil}</span>${cutOff}`)}
${fact('Supply', part.regime === undefined ? '' : part.regime === 'resupplied' ? 'goes on to the last day' : 'ends before the last day')}${fact('Shares its spares with', sayByItself(part))}
${fact('Reckoned', sayMethod(part))}${fact('Class', part.class)}${fact('Row', part.place)}
</dl>`
}

function drawNotCounted({ notCounted }: PartResult): MarkupValue {
  if (notCounted.length === 0) return ''
  return html`<p class="beside">In stock, and not reckoned with:</p><ul class="plain">${notCounted
    .slice(0, 12)
    .map(
      ({ units, why, place }) =>
        html`<li>${formatCount(units, 'unit')}: ${markDays(why)} <span class="where">${place}</span></li>`,
    )}${notCounted.length > 12 ? html`<li class="muted">and ${formatNumber(notCounted.length - 12)} more</li>` : ''}</ul>`
}

/** What is taken for the part where nobody said. */
function drawAssumed({ part }: PartResult, { assumptions }: SparesReport): MarkupValue {
  const own = assumptions.filter(({ parts }) => parts.includes(part))
  return (
    own.length > 0 &&
    html`<p class="beside">Assumed where nobody said:</p><ul class="plain">${own.map(({ what }) => html`<li>${what}</li>`)}</ul>`
  )
}

/** ` With what is moved first alone it lasts to the end with 98.5 %.`; '' where none of it is. */
function sayMoved({ withMoves }: PartResult): string {
  return withMoves ? ` With what is moved first alone it lasts to the end with ${saySurvival(withMoves)}.` : ''
}

function drawPart(part: PartResult, report: SparesReport, scale: TimeScale): Markup {
  return html`<li><details class="part">${drawRow(part, scale)}
<div class="part-more"><p class="lasts-words">${part.part} ${markDays(`${sayLasting(part.lasting!, part.recoveredOn, scale)}.${sayDoubt(part.lasting!)}${sayMoved(part)}`)}</p>
${drawTable(`Pools of ${part.part}`, POOL_COLUMNS, part.pools.map(describePool))}
${drawSources(part, report.currency)}${drawAssumed(part, report)}${drawNotCounted(part)}</div></details></li>
`
}

const HEADS = ['Part', 'Survival over time', 'Lasts until', 'Swapped out', 'At the end', 'Failures', 'On hand', 'Buy']

function drawUnknown({ parts }: SparesReport): Markup {
  const unknown = parts.filter(({ lasting }) => lasting === undefined)
  if (unknown.length === 0) return html``
  return html`<h3>Not reckoned by themselves <span class="count">${formatNumber(unknown.length)}</span></h3>
${drawTable(
  'Parts that are not reckoned',
  [{ name: 'Part' }, { name: 'Manufacturer' }, { name: 'Why' }, { name: 'Row' }],
  unknown.map((part) => [
    html`<span class="identifier">${part.part}</span>`,
    part.manufacturer === '' ? 'not stated' : part.manufacturer,
    part.notReckoned ??
      (part.reckonedWith === undefined
        ? 'no unit of it is in service'
        : html`together with <span class="identifier">${part.reckonedWith}</span>`),
    html`<span class="where">${part.place}</span>`,
  ]),
)}`
}

export function drawParts(report: SparesReport, { short, reckonedCount }: SparesSummary): Markup {
  const scale = scaleOf(report)
  const listed = short.slice(0, PARTS_LISTED)
  const head = html`<section aria-labelledby="parts"><h2 id="parts">What runs out</h2>
`
  if (scale === undefined || listed.length === 0)
    return html`${head}<p>${reckonedCount === 0 ? 'Nothing is reckoned.' : 'No part: each lasts as surely as asked.'}</p>
${drawUnknown(report)}</section>
`
  const hidden = short.length - listed.length
  return html`${head}<p class="intro">Parts that do not last as surely as asked, the shortest lasting first. A row unfolds to its pools, and to where each figure comes from.</p>
<div class="part-heads" aria-hidden="true">${HEADS.map((name, index) => html`<span${index > 3 ? html` class="number"` : ''}>${name}</span>`)}</div>
<ol class="parts">${listed.map((part) => drawPart(part, report, scale))}</ol>
<p class="more">${hidden > 0 ? html`The ${formatNumber(listed.length)} that last shortest of ${formatNumber(short.length)}. ` : ''}<code>spares --format csv-parts</code> lists every part, also those that last.</p>
${drawUnknown(report)}</section>
`
}
