// The same question with one assumption otherwise: what it does to the cost of the purchase, and to the survival.

import { formatNumber } from '#base/format-number.ts'
import type { SparesReport, SwingRow } from '#model/spares-report.ts'
import { percent } from '../chart/drawing.ts'
import { html, type Markup } from '../markup.ts'
import { drawIcon } from '../page/icon.ts'
import { isOfHours, sayMoney, sayProbability, sayServiceHours } from './words.ts'

const SWINGS_LISTED = 40
/** Where nothing differs by more than this part, no bar is as long as it can be. */
const LEAST_PART_SEEN = 0.02

/** A bar from the middle, which is "as it is", to the left for less and to the right for more. */
function drawBar(difference: number, most: number, isWorse: boolean): Markup {
  const length = most === 0 ? 0 : (Math.abs(difference) / most) * 0.5
  const from = difference < 0 ? 0.5 - length : 0.5
  return html`<svg class="bar swing" width="100%" height="14" aria-hidden="true" focusable="false"><rect class="${isWorse ? 'worse' : 'better'}" x="${percent(from)}" width="${percent(length)}" y="2" height="10"/><line class="middle" x1="50%" x2="50%" y1="0" y2="14"/></svg>`
}

interface Swing {
  readonly row: SwingRow
  readonly cost: number
  /** Of what is asked for: survival, or hours lost. */
  readonly measure: number
}

/** What is asked for, without buying. */
interface Measure {
  readonly title: string
  readonly valueOf: (row: SwingRow) => number
  readonly isWorse: (difference: number) => boolean
  readonly say: (row: SwingRow) => string
}

function measureOf(report: SparesReport): Measure {
  return isOfHours(report)
    ? {
        title: 'Service lost without buying',
        valueOf: ({ weightHoursLost }) => weightHoursLost,
        isWorse: (difference) => difference > 0,
        say: ({ weightHoursLost }) => sayServiceHours(weightHoursLost, report),
      }
    : {
        title: 'Survival of all together without buying',
        valueOf: ({ survivalAtEnd }) => survivalAtEnd,
        isWorse: (difference) => difference < 0,
        say: ({ survivalAtEnd }) => sayProbability(survivalAtEnd),
      }
}

function describeSwing(
  { row, cost, measure }: Swing,
  most: Pick<Swing, 'cost' | 'measure'>,
  { title, isWorse, say }: Measure,
  currency: string | undefined,
): Markup {
  const money = row.cost === null ? 'not known' : sayMoney(row.cost, currency)
  const change =
    row.cost === null || cost === 0 ? '' : ` (${cost > 0 ? '+' : '−'}${sayMoney(Math.abs(cost), undefined)})`
  const reach = row.isReached ? '' : html` <span class="state-word bad">${drawIcon('bad')}target out of reach</span>`
  return html`<tr role="row"><th scope="row" role="rowheader">${row.what}</th><td role="cell" data-label="Cost">${row.cost === null ? '' : drawBar(cost, most.cost, cost > 0)}<span class="swing-words">${money}${change}${reach}</span></td><td role="cell" data-label="${title}">${drawBar(measure, most.measure, isWorse(measure))}<span class="swing-words">${say(row)}</span></td></tr>
`
}

export function drawSwings(report: SparesReport): Markup {
  const { swings, currency } = report
  const measure = measureOf(report)
  const [base, ...others] = swings
  const head = html`<section aria-labelledby="what-if"><h2 id="what-if">What if</h2>
`
  if (base === undefined || others.length === 0)
    return html`${head}<p>No assumption was varied.</p></section>
`
  const differences = others
    .map(
      (row): Swing => ({
        row,
        cost: (row.cost ?? 0) - (base.cost ?? 0),
        measure: measure.valueOf(row) - measure.valueOf(base),
      }),
    )
    .toSorted(
      (left, right) => Math.abs(right.cost) - Math.abs(left.cost) || Math.abs(right.measure) - Math.abs(left.measure),
    )
  const whole = isOfHours(report) ? base.weightHoursLost : 1
  const most = {
    cost: Math.max(LEAST_PART_SEEN * (base.cost ?? 0), ...differences.map(({ cost }) => Math.abs(cost))),
    measure: Math.max(LEAST_PART_SEEN * whole, ...differences.map((one) => Math.abs(one.measure))),
  }
  const hidden = differences.length - SWINGS_LISTED
  const asItIs = html`<tr role="row" class="base"><th scope="row" role="rowheader">${base.what}</th><td role="cell" data-label="Cost"><span class="swing-words">${base.cost === null ? 'not known' : sayMoney(base.cost, currency)}${base.isReached ? '' : html` <span class="state-word bad">${drawIcon('bad')}target out of reach</span>`}</span></td><td role="cell" data-label="${measure.title}"><span class="swing-words">${measure.say(base)}</span></td></tr>
`
  return html`${head}<p class="intro">The same question with one assumption otherwise, what moves the cost most first. Bars to the right are more, to the left less; the middle is as it is.</p>
<table role="table" class="stacked swings" aria-label="What if"><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">If</th><th scope="col" role="columnheader">Cost of what was asked</th><th scope="col" role="columnheader">${measure.title}</th></tr></thead><tbody role="rowgroup">
${asItIs}${differences.slice(0, SWINGS_LISTED).map((swing) => describeSwing(swing, most, measure, currency))}</tbody></table>
${hidden > 0 ? html`<p class="more">And ${formatNumber(hidden)} more; the JSON report holds all.</p>` : ''}</section>
`
}
