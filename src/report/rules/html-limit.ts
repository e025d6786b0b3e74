// The limit in the drawing of a rule: a line, with a step where another edition states another.

import type { CivilDay } from '#base/calendar.ts'
import type { MetricResult } from '#model/verdict.ts'
import { dayOfText, labelDay, type TimeScale } from '../chart/time-scale.ts'
import type { ValueScale } from '../chart/value-scale.ts'
import { html, type Markup, type MarkupValue } from '../markup.ts'
import { LABEL_GAP_PX, LABEL_PX_PER_CHARACTER, NARROWEST_DRAWING_PX, percent, PLOT_HEIGHT } from '../chart/drawing.ts'
import type { RuleStretch } from './rule-stretch.ts'
import type { Tone } from '../page/icon.ts'
import { formatLimit } from './rule-state.ts'

/** Height of a label and its distance from the line it names. */
const LABEL_ROOM = 16

/** One limit on the days that it holds. */
interface LimitStretch {
  readonly first: CivilDay
  readonly last: CivilDay
  readonly limit: number
}

function limitStretchesOf({ limit, limits }: MetricResult, scale: TimeScale): readonly LimitStretch[] {
  if (limits === undefined) return [{ first: scale.from, last: scale.to, limit }]
  return limits
    .map((one) => ({
      first: Math.max(dayOfText(one.from) ?? scale.from, scale.from),
      last: Math.min(dayOfText(one.to) ?? scale.to, scale.to),
      limit: one.limit,
    }))
    .filter(({ first, last }) => first <= last)
}

/** States in which the limit is looked ahead or back at, and judges nothing. */
const IDLE_TONES: ReadonlySet<Tone> = new Set<Tone>(['wait', 'none'])

/** The limit as a line, faint on days on which the rule is not yet due or does not apply, with a step where it changes. */
export function drawLimit(
  metric: MetricResult,
  values: ValueScale,
  scale: TimeScale,
  ofRule: readonly RuleStretch[],
  top: number,
): Markup {
  const limits = limitStretchesOf(metric, scale)
  const heightOf = (value: number) => Math.round(top + PLOT_HEIGHT * (1 - value / values.top)) + 0.5
  const isIdleOn = (day: CivilDay): boolean =>
    ofRule.some((one) => one.first <= day && day <= one.last && IDLE_TONES.has(one.tone))
  const lines = limits.map((stretch, index) => {
    const y = heightOf(stretch.limit)
    const before = limits[index - 1]
    const x = percent(scale.startOf(stretch.first))
    const isStep = before !== undefined && before.last === stretch.first - 1
    const step = isStep
      ? html`<line class="cap${isIdleOn(stretch.first) ? ' early' : ''}" x1="${x}" x2="${x}" y1="${heightOf(before.limit)}" y2="${y}"/>`
      : ''
    return html`${step}${drawLevel(stretch, y, scale, ofRule)}`
  })
  const labels = limits.map((stretch, index) =>
    labelLimit(metric, stretch, index === limits.length - 1, scale, heightOf, top),
  )
  return html`${lines}${labels}`
}

function drawLevel(stretch: LimitStretch, y: number, scale: TimeScale, ofRule: readonly RuleStretch[]): Markup[] {
  const pieces: { first: CivilDay; last: CivilDay; isIdle: boolean }[] = []
  for (const { first, last, tone } of ofRule) {
    const isIdle = IDLE_TONES.has(tone)
    const [from, to] = [Math.max(first, stretch.first), Math.min(last, stretch.last)]
    const before = pieces.at(-1)
    if (from > to) continue
    if (before?.isIdle === isIdle && before.last === from - 1) before.last = to
    else pieces.push({ first: from, last: to, isIdle })
  }
  return pieces.map(
    ({ first, last, isIdle }) =>
      html`<line class="cap${isIdle ? ' early' : ''}" x1="${percent(scale.startOf(first))}" x2="${percent(scale.endOf(last))}" y1="${y}" y2="${y}"/>`,
  )
}

/** The label stands at the end of its line, where the figure may run close to it; one of several only where it has room. */
function labelLimit(
  metric: MetricResult,
  { first, last, limit }: LimitStretch,
  isLast: boolean,
  scale: TimeScale,
  heightOf: (value: number) => number,
  top: number,
): MarkupValue {
  const said = formatLimit({ ...metric, limit })
  const label = said === 'none' ? 'none allowed' : said
  const room = (scale.endOf(last) - scale.startOf(first)) * NARROWEST_DRAWING_PX
  if (!isLast && room < label.length * LABEL_PX_PER_CHARACTER + LABEL_GAP_PX) return ''
  const y = heightOf(limit)
  const { low, high } = metric.steps.findLast(({ from }) => (dayOfText(from) ?? scale.from) <= last) ?? NO_FIGURE
  const distances = [low, high].flatMap((value) => (value === null ? [] : y - heightOf(value)))
  const isCrowdedAbove = distances.some((distance) => distance > 0 && distance < LABEL_ROOM)
  const isCrowdedBelow = distances.some((distance) => distance < 0 && distance > -LABEL_ROOM)
  const below = y - top < LABEL_ROOM || (isCrowdedAbove && !isCrowdedBelow && y + LABEL_ROOM < top + PLOT_HEIGHT)
  return html`<text class="cap-label" x="${percent(scale.endOf(last))}" dx="-3" y="${below ? y + 13 : y - 5}" text-anchor="end">${label}</text>`
}

const NO_FIGURE = { low: null, high: null }

/** ` The limit is at most 50 % from 1 Jan 2026 to …`, where it changes. */
export function describeLimits(metric: MetricResult, scale: TimeScale): string {
  if (metric.limits === undefined) return ''
  const told = limitStretchesOf(metric, scale).map(
    ({ first, last, limit }) => `${formatLimit({ ...metric, limit })} from ${labelDay(first)} to ${labelDay(last)}`,
  )
  return ` The limit is ${told.join(', ')}.`
}
