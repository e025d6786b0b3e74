// The answer with one assumption otherwise, as a tornado: both sides of each about the answer, what changes it most first.

import { formatCount } from '#base/format-number.ts'
import type { SparesReport, SwingOutcome, SwingRow, SwingSide } from '#model/spares-report.ts'
import { percent } from '../chart/drawing.ts'
import { html, type Markup } from '../markup.ts'
import { drawIcon } from '../page/icon.ts'
import {
  isEachTold,
  isNoSaving,
  sayChange,
  sayMissed,
  sayNoCost,
  sayRougher,
  saySpread,
  saySwing,
  type SwingFigure,
  swingFigures,
  swingsThatChange,
} from './swing-words.ts'

/** Where nothing differs by more than this part, no bar is as long as it can be. */
const LEAST_PART_SEEN = 0.02
const BAR_HEIGHT = 10

interface Column {
  readonly figure: SwingFigure
  readonly report: SparesReport
  /** The difference that a bar of full length stands for. */
  readonly most: number
}

/** From the middle, which is the answer, to the left for less and to the right for more; one below the other where both are. */
function drawBars({ sides }: SwingRow, column: Column): Markup {
  const { figure, report, most } = column
  const differences = sides.map((side) => differenceOf(side, figure, report))
  const isOneWay = differences.every((one) => one > 0) || differences.every((one) => one < 0)
  const height = isOneWay ? BAR_HEIGHT / differences.length : BAR_HEIGHT
  const bars = differences.map((difference, index) => {
    const length = most === 0 ? 0 : (Math.abs(difference) / most) * 0.5
    const from = difference < 0 ? 0.5 - length : 0.5
    const kind = isWorse(sides[index]!, column) ? 'worse' : 'better'
    return html`<rect class="${kind}" x="${percent(from)}" width="${percent(length)}" y="${2 + (isOneWay ? index * height : 0)}" height="${height}"/>`
  })
  return html`<svg class="bar swing" width="100%" height="14" aria-hidden="true" focusable="false">${bars}<line class="middle" x1="50%" x2="50%" y1="0" y2="14"/></svg>`
}

function isWorse(side: SwingSide, { figure, report }: Column): boolean {
  return side[figure.key] > report.swings.base[figure.key] === figure.isMoreWorse
}

/** What costs less and is no saving has no bar. */
function differenceOf(side: SwingSide, figure: SwingFigure, { swings: { base }, scenario }: SparesReport): number {
  return figure.key === 'cost' && isNoSaving(side, base, scenario) ? 0 : side[figure.key] - base[figure.key]
}

/** What cannot be reached with what is bought; nothing where it is as it is. */
function drawMissed(outcome: SwingOutcome, { figure, report }: Column): Markup | '' {
  if (outcome.groupsMissed === 0 || !isEachTold(report) || figure.key !== report.swings.toldBy) return ''
  return html` <span class="state-word bad">${drawIcon('bad')}${sayMissed(outcome)}</span>`
}

function saySide(side: SwingSide, column: Column): Markup {
  const { figure, report } = column
  const { base } = report.swings
  const isAsMissed = side.groupsMissed === base.groupsMissed && !isNoSaving(side, base, report.scenario)
  const reach = isAsMissed ? '' : drawMissed(side, column)
  const change = sayChange(figure, side, report)
  return html`<span class="swing-words side"><span class="sub">${side.change}:</span> ${saySwing(figure, side)}${change === '' ? '' : ` (${change})`}${reach}</span>`
}

function drawRow(row: SwingRow, columns: readonly Column[]): Markup {
  return html`<tr role="row"><th scope="row" role="rowheader">${row.assumption}</th>${columns.map((column) => html`<td role="cell" data-label="${column.figure.name}">${drawBars(row, column)}${row.sides.map((side) => saySide(side, column))}</td>`)}</tr>
`
}

export function drawSwings(report: SparesReport): Markup {
  const { swings } = report
  const { base, assumptions } = swings
  const head = html`<section aria-labelledby="what-if"><h2 id="what-if">What if</h2>
`
  if (assumptions.length === 0)
    return html`${head}<p>No assumption was varied.</p></section>
`
  const { changing, others } = swingsThatChange(report)
  const columns = swingFigures(report).map((figure): Column => {
    const differences = changing.flatMap(({ sides }) =>
      sides.map((side) => Math.abs(differenceOf(side, figure, report))),
    )
    const least = LEAST_PART_SEEN * (figure.isShare ? 1 : base[figure.key])
    return { figure, report, most: Math.max(least, ...differences) }
  })
  const asItIs = html`<tr role="row" class="base"><th scope="row" role="rowheader">as it is</th>${columns.map((column) => html`<td role="cell" data-label="${column.figure.name}"><span class="swing-words">${column.figure.say(base[column.figure.key])}${drawMissed(base, column)}</span></td>`)}</tr>
`
  const isMisleading =
    report.scenario.budget === undefined &&
    changing.some(({ sides }) => sides.some((side) => isNoSaving(side, base, report.scenario)))
  const besides = [
    sayNoCost(report),
    sayRougher(report),
    saySpread(report),
    isMisleading
      ? '“Reaches less” is no saving, and has no bar: it costs less and misses what was asked by more. What leaves more out of reach stands before what costs more.'
      : '',
  ].filter((beside) => beside !== '')
  const rest =
    others.length === 0
      ? ''
      : html`<p class="more">Nothing changes with ${formatCount(others.length, 'more assumption')}: ${others.map(({ assumption }) => assumption).join('; ')}.</p>`
  return html`${head}<p class="intro">The same question with one assumption otherwise, what changes the answer most first. The middle is the answer; bars to the right are more, to the left less.${besides.map((beside) => html` ${beside}`)}</p>
<table role="table" class="stacked swings" aria-label="What if"><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">If</th>${columns.map(({ figure }) => html`<th scope="col" role="columnheader">${figure.name}</th>`)}</tr></thead><tbody role="rowgroup">
${asItIs}${changing.map((row) => drawRow(row, columns))}</tbody></table>
${rest}</section>
`
}
