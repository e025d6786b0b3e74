// The timeline of one rule as a drawing: its figure over the horizon, the limit, the dates that count, its states.

import { formatNumber } from '#base/format-number.ts'
import { formatShare } from '#base/rational.ts'
import type { CivilDay } from '#base/calendar.ts'
import { wordingOf } from '#model/footing.ts'
import type { MetricResult, RuleResult, RulesReport, RuleState } from '#model/verdict.ts'
import { bandPath, type DrawnStep, linePath } from '../chart/step-path.ts'
import { type Stretch, thinStretches } from '../chart/thin-stretches.ts'
import { createTimeScale, dayOfText, labelDay, type TimeScale } from '../chart/time-scale.ts'
import { createValueScale, type ValueScale } from '../chart/value-scale.ts'
import { formatCountRange, formatShareRange } from '../figures.ts'
import { drawAxis } from '../chart/draw-axis.ts'
import { placeLabels, type TimeMarker } from '../chart/place-labels.ts'
import { html, type Markup } from '../markup.ts'
import { metricsThatBreak, type Side, sideOf, sidesByDay, stepsAgainstLimits } from './metric-side.ts'
import { formatValueAgainstLimit, rankOfState } from './rule-state.ts'
import { LABEL_PX_PER_CHARACTER, NARROWEST_DRAWING_PX, percent, PLOT_HEIGHT } from '../chart/drawing.ts'
import type { RuleStretch } from './rule-stretch.ts'
import { describeLimits, drawLimit } from './html-limit.ts'
import type { Tone } from '../page/icon.ts'
import { toneOfState } from './html-tone.ts'
import { wordState } from './wording.ts'

/** Columns the drawing is thinned to: about one screen pixel each where a page is at its widest. */
const COLUMNS = 1000
const STRIP_HEIGHT = 18
const LABEL_HEIGHT = 15
/** A stretch thinner than this part of the drawing gets an outline, so that one day in ten years is seen. */
const THINNEST_SEEN = 0.004
/** More steps than this are not put into the page for the reading under the pointer. */
const STEPS_READABLE = 400
const STRETCHES_DESCRIBED = 6

/** The rule's intervals inside the horizon; a day is a stretch of its own width. */
export function stretchesOf(rule: RuleResult, scale: TimeScale): readonly RuleStretch[] {
  return rule.timeline.flatMap((interval) => {
    const [from, to] = [dayOfText(interval.from), dayOfText(interval.to)]
    if (from === undefined || to === undefined || to < scale.from || from > scale.to) return []
    const waived = interval.waived === true
    return [
      {
        first: Math.max(from, scale.from),
        last: Math.min(to, scale.to),
        tone: toneOfState(interval.state, waived),
        word: wordState(rule, interval),
        rank: rankOfState(interval.state, waived),
      },
    ]
  })
}

const STATE_OF_SIDE: Record<Side, RuleState> = {
  'over the limit': 'not met',
  'perhaps over the limit': 'cannot be shown',
  'within the limit': 'met',
  'no figure': 'not evaluated',
}

/** An edition that measures otherwise may judge some days: what the sides do not tell of, the rule's state does. */
function isToldBySides({ tone }: RuleStretch, side: Side, sidesOfAll: ReadonlySet<Side>): boolean {
  const isAny = (wanted: Side): boolean => side === wanted || sidesOfAll.has(wanted)
  if (tone === 'good') return side === 'within the limit' || side === 'no figure'
  if (tone === 'doubt') return side !== 'over the limit' && (isAny('perhaps over the limit') || isAny('no figure'))
  return isAny('over the limit')
}

/** Of one metric of several: while the rule is judged, the side of the limit this metric alone is on. */
export function stretchesOfMetric(
  rule: RuleResult,
  metric: MetricResult,
  ofRule: readonly RuleStretch[],
  scale: TimeScale,
): readonly RuleStretch[] {
  const steps = stepsAgainstLimits(metric)
  const sidesOn = sidesByDay(rule)
  const own: RuleStretch[] = []
  let index = 0
  for (const stretch of ofRule) {
    if (!JUDGED_TONES.has(stretch.tone)) {
      own.push(stretch)
      continue
    }
    while (index > 0 && steps[index]!.first > stretch.first) index--
    for (; index < steps.length && steps[index]!.first <= stretch.last; index++) {
      const first = Math.max(stretch.first, steps[index]!.first)
      const last = Math.min(stretch.last, (steps[index + 1]?.first ?? scale.to + 1) - 1)
      if (first > last) continue
      const side = sideOf(steps[index]!)
      const state = STATE_OF_SIDE[side]
      const alone = { tone: toneOfState(state, false), word: side, rank: rankOfState(state, false) }
      const shown = { ...stretch, ...(isToldBySides(stretch, side, sidesOn(first)) ? alone : {}), first, last }
      const before = own.at(-1)
      if (before?.word === shown.word && before.last === first - 1) own[own.length - 1] = { ...before, last }
      else own.push(shown)
    }
    index = Math.max(0, index - 1)
  }
  return own
}

export interface DrawnStretch {
  readonly from: number
  readonly to: number
  readonly tone: Tone
  readonly word: string
}

export function drawnStretches(stretches: readonly RuleStretch[], scale: TimeScale): readonly DrawnStretch[] {
  const wordOf = new Map(stretches.map((one) => [one.tone, one.word]))
  const drawn = stretches.map(
    (one): Stretch<Tone> => ({
      from: scale.startOf(one.first) * COLUMNS,
      to: scale.endOf(one.last) * COLUMNS,
      rank: one.rank,
      content: one.tone,
    }),
  )
  return thinStretches(drawn).map((one) => ({
    from: one.from / COLUMNS,
    to: one.to / COLUMNS,
    tone: one.content,
    word: wordOf.get(one.content) ?? '',
  }))
}

/** A run of days on which the figure is known: a band between two step functions, open upwards where it has no bound. */
export interface Run {
  readonly steps: readonly { readonly day: CivilDay; readonly low: number; readonly high: number | null }[]
  /** First day after the run. */
  readonly end: CivilDay
}

/** States in which a rule without a figure is missing one; elsewhere it needs none. */
const DUE_TONES: ReadonlySet<Tone> = new Set<Tone>(['bad', 'waived', 'doubt'])
const JUDGED_TONES: ReadonlySet<Tone> = new Set<Tone>([...DUE_TONES, 'good'])

export interface FigureRuns {
  readonly known: readonly Run[]
  /** Days on which the rule is due, not met for certain, and this figure is not known or speaks of nothing. */
  readonly unknown: readonly { readonly first: CivilDay; readonly end: CivilDay }[]
}

export function runsOf(metric: MetricResult, stretches: readonly RuleStretch[], scale: TimeScale): FigureRuns {
  const known: { steps: { day: CivilDay; low: number; high: number | null }[]; end: CivilDay }[] = []
  const unknown: { first: CivilDay; end: CivilDay }[] = []
  const days = metric.steps.map((step) => dayOfText(step.from) ?? scale.from)
  let isContinued = false
  for (const [index, step] of metric.steps.entries()) {
    const end = Math.min(days[index + 1] ?? scale.to + 1, scale.to + 1)
    const day = Math.max(days[index]!, scale.from)
    if (end <= day) continue
    if (step.low === null) {
      isContinued = false
      for (const stretch of stretches) {
        const first = Math.max(day, stretch.first)
        const after = Math.min(end, stretch.last + 1)
        if (first < after && DUE_TONES.has(stretch.tone)) unknown.push({ first, end: after })
      }
      continue
    }
    for (const part of measuredDays(day, end, stretches)) {
      const drawn = { day: part.first, low: step.low, high: step.high }
      const run = known.at(-1)
      if (isContinued && run?.end === part.first) {
        run.steps.push(drawn)
        run.end = part.end
      } else known.push({ steps: [drawn], end: part.end })
      isContinued = true
    }
  }
  return { known, unknown }
}

/** Where a rule does not apply nothing is measured: a share of nought drawn there would be a claim. */
function measuredDays(
  first: CivilDay,
  end: CivilDay,
  stretches: readonly RuleStretch[],
): readonly { readonly first: CivilDay; readonly end: CivilDay }[] {
  const parts: { first: CivilDay; end: CivilDay }[] = []
  let from = first
  for (const stretch of stretches) {
    if (stretch.tone !== 'none' || stretch.last < from || stretch.first >= end) continue
    if (stretch.first > from) parts.push({ first: from, end: stretch.first })
    from = stretch.last + 1
  }
  if (from < end) parts.push({ first: from, end })
  return parts
}

export function valueScaleOf(metric: MetricResult): ValueScale {
  let highest = Math.max(metric.limit, ...(metric.limits ?? []).map(({ limit }) => limit))
  let isOpen = false
  for (const { low, high } of metric.steps) {
    highest = Math.max(highest, low ?? 0, high ?? 0)
    if (low !== null && high === null) isOpen = true
  }
  const isShare = metric.kind === 'share'
  const scale = createValueScale(highest * (isOpen ? 1.5 : 1.02), 4, !isShare)
  return isShare && scale.top > 1 ? { top: 1, ticks: scale.ticks.filter((tick) => tick <= 1) } : scale
}

/** The parts of a run that have an upper bound: without one there is no upper edge to draw. */
function closedParts(run: Run): readonly Run[] {
  const parts: { steps: Run['steps'][number][]; end: CivilDay }[] = []
  let isContinued = false
  for (const [index, step] of run.steps.entries()) {
    const end = run.steps[index + 1]?.day ?? run.end
    const part = parts.at(-1)
    if (step.high === null) isContinued = false
    else if (isContinued && part !== undefined) {
      part.steps.push(step)
      part.end = end
    } else {
      parts.push({ steps: [step], end })
      isContinued = true
    }
  }
  return parts
}

/** The band and its edges, in a drawing that is stretched to the width of the page while its lines keep their width. */
function drawBand(runs: FigureRuns, scale: TimeScale, values: ValueScale, top: number): Markup {
  const xOf = (day: CivilDay): number => scale.startOf(day) * COLUMNS
  const yOf = (value: number): number => PLOT_HEIGHT * (1 - Math.min(1, value / values.top))
  const paths = runs.known.map((run) => {
    const end = xOf(run.end)
    const low = run.steps.map((step): DrawnStep => ({ x: xOf(step.day), y: yOf(step.low) }))
    const high = run.steps.map((step): DrawnStep => ({ x: xOf(step.day), y: step.high === null ? 0 : yOf(step.high) }))
    const isExact = run.steps.every((step) => step.low === step.high)
    const edges = isExact ? [] : closedParts(run)
    const ground = low.map((step): DrawnStep => ({ x: step.x, y: PLOT_HEIGHT }))
    return html`<path class="${isExact ? 'area' : 'band'}" d="${bandPath(isExact ? low : high, isExact ? ground : low, end)}"/>${edges.map(
      (part) =>
        html`<path class="edge high" d="${linePath(
          part.steps.map((step): DrawnStep => ({ x: xOf(step.day), y: yOf(step.high ?? 0) })),
          xOf(part.end),
        )}"/>`,
    )}<path class="edge low" d="${linePath(low, end)}"/>`
  })
  return html`<svg class="plot" x="0" y="${top}" width="100%" height="${PLOT_HEIGHT}" viewBox="0 0 ${COLUMNS} ${PLOT_HEIGHT}" preserveAspectRatio="none">${paths}</svg>`
}

export type Marker = TimeMarker<'as-of' | 'deadline' | 'target' | 'due' | 'breach'>

export function markersOf(
  rule: RuleResult,
  metric: MetricResult | undefined,
  report: RulesReport,
  scale: TimeScale,
): readonly Marker[] {
  const markers: Marker[] = []
  const add = (kind: Marker['kind'], text: string | undefined, at: (day: CivilDay) => number, label: string): void => {
    const day = text === undefined ? undefined : dayOfText(text)
    if (day === undefined || day < scale.from || day > scale.to) return
    markers.push({ at: at(day), kind, label: `${label} ${labelDay(day)}` })
  }
  add('as-of', report.asOf, scale.startOf, 'as of')
  // "By" a day includes it: the line stands where the day ends.
  add('target', rule.target, scale.endOf, 'target')
  add('deadline', rule.deadline, scale.endOf, 'deadline')
  if (rule.deadline === undefined) add('due', rule.dueFrom, scale.startOf, 'due from')
  const deadline = markers.find((marker) => marker.kind === 'deadline')
  const { nextBreach } = rule
  // Another metric's breach is not this one's.
  const over = nextBreach === undefined ? [] : metricsThatBreak(rule, nextBreach, true)
  if (metric !== undefined && over.length > 0 && !over.includes(metric)) return markers
  const breachDay = nextBreach === undefined ? undefined : dayOfText(nextBreach)
  if (breachDay !== undefined && (deadline === undefined || Math.abs(scale.startOf(breachDay) - deadline.at) > 1e-9)) {
    add('breach', nextBreach, scale.startOf, wordingOf(rule).breach)
  }
  return markers
}

/**
 * Tones that are striped, dotted or dashed, so that no two look alike without colour. The texture is one broad dashed
 * line: unlike a pattern it costs nothing to draw, and stays a line in a PDF.
 */
const TEXTURED: ReadonlySet<Tone> = new Set<Tone>(['doubt', 'waived', 'none', 'blank'])

function drawStretch(
  className: string,
  tone: Tone,
  x: string,
  width: string,
  end: string,
  top: number,
  height: number,
): Markup {
  const texture = TEXTURED.has(tone)
    ? html`<line class="${className}-texture ${tone}" x1="${x}" x2="${end}" y1="${top + height / 2}" y2="${top + height / 2}"/>`
    : ''
  return html`<rect class="${className} ${tone}" x="${x}" width="${width}" y="${top}" height="${height}"/>${texture}`
}

function drawStretches(stretches: readonly DrawnStretch[], top: number, height: number, className: string): Markup[] {
  return stretches.map((one) => {
    const thin = one.to - one.from < THINNEST_SEEN
    return thin
      ? html`<rect class="${className} thin ${one.tone}" x="${percent(one.from)}" width="${percent(one.to - one.from)}" y="${top}" height="${height}"/>`
      : drawStretch(className, one.tone, percent(one.from), percent(one.to - one.from), percent(one.to), top, height)
  })
}

/** Words on a texture stand on a plain ground as wide as they are, wherever the stretched drawing puts them. */
function placeWord(word: string, at: number, y: number, className: string): Markup {
  const width = Math.ceil(word.length * LABEL_PX_PER_CHARACTER + 14)
  return html`<svg class="word" x="${percent(at)}" y="${y}"><rect class="${className}" x="${-width / 2}" y="-8" width="${width}" height="16" rx="2"/><text class="${className}" y="4" text-anchor="middle">${word}</text></svg>`
}

/** The word stands in its stretch where it fits even on a narrow screen. */
function nameStretches(stretches: readonly DrawnStretch[], top: number): Markup[] {
  return stretches.flatMap((one) => {
    const room = (one.to - one.from) * NARROWEST_DRAWING_PX
    if (room < one.word.length * LABEL_PX_PER_CHARACTER + 16) return []
    return [placeWord(one.word, (one.from + one.to) / 2, top + STRIP_HEIGHT / 2, one.tone)]
  })
}

/** A stretch without a figure must not look like a figure of nought. */
function nameUnknown(runs: FigureRuns, scale: TimeScale, top: number): Markup[] {
  return runs.unknown.flatMap(({ first, end }) => {
    const [from, to] = [scale.startOf(first), scale.startOf(end)]
    const word = 'no figure'
    if ((to - from) * NARROWEST_DRAWING_PX < word.length * LABEL_PX_PER_CHARACTER + 16) return []
    return [placeWord(word, (from + to) / 2, top + PLOT_HEIGHT / 2, 'absent')]
  })
}

/** Short enough for the margin: `75 %`, `10,000`, `1.5 M` for a million and a half. */
export function formatTick(metric: MetricResult, tick: number): string {
  if (metric.kind === 'share') return formatShare(tick)
  return tick >= 1e6 ? `${formatNumber(tick / 1e6)} M` : formatNumber(tick)
}

function drawGrid(values: ValueScale, top: number): Markup[] {
  return values.ticks.map((tick) => {
    const y = Math.round(top + PLOT_HEIGHT * (1 - tick / values.top)) + 0.5
    return html`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}"/>`
  })
}

/** The figures of the upright axis stand in the margin, where they hide nothing that is drawn. */
function nameGrid(metric: MetricResult, values: ValueScale, top: number): Markup[] {
  return values.ticks.map((tick) => {
    const y = Math.round(top + PLOT_HEIGHT * (1 - tick / values.top)) + 0.5
    return html`<text class="tick value" x="-5" y="${y + 3.5}" text-anchor="end">${formatTick(metric, tick)}</text>`
  })
}

function describeStretches(stretches: readonly RuleStretch[], isOfMetric: boolean): string {
  const bad = stretches.filter((one) => one.tone === 'bad' || one.tone === 'waived' || one.tone === 'doubt')
  if (bad.length === 0)
    return isOfMetric
      ? 'On no day judged is it over the limit, or perhaps so.'
      : 'No stretch of the horizon is not met or cannot be shown.'
  const told = bad
    .slice(0, STRETCHES_DESCRIBED)
    .map((one) => `${one.word} from ${labelDay(one.first)} to ${labelDay(one.last)}`)
  const hidden = bad.length - told.length
  return `${told.join('; ')}${hidden > 0 ? `; and ${formatNumber(hidden)} more stretches` : ''}.`
}

export function describeRange(metric: MetricResult, low: number | null, high: number | null): string {
  if (low === null) return 'no figure'
  return metric.kind === 'count' || high === null
    ? formatCountRange(low, high)
    : formatShareRange(low, high, metric.limit)
}

function describeFigure(
  rule: RuleResult,
  metric: MetricResult | undefined,
  report: RulesReport,
  scale: TimeScale,
  stretches: readonly RuleStretch[],
): string {
  const horizon = `${labelDay(scale.from)} to ${labelDay(scale.to)}`
  if (metric === undefined) return `States of ${rule.rule} from ${horizon}. ${describeStretches(stretches, false)}`
  const first = metric.steps[0]
  const last = metric.steps.at(-1)
  const course =
    first === undefined || last === undefined
      ? ''
      : ` It begins at ${describeRange(metric, first.low, first.high)} and ends at ${describeRange(metric, last.low, last.high)}.`
  return `${metric.name} from ${horizon}; on ${report.asOf}: ${formatValueAgainstLimit(metric)}.${course}${describeLimits(metric, scale)} ${describeStretches(stretches, rule.metrics.length > 1)}`
}

/** What the pointer or the arrow keys read out: days as numbers, so that the page needs no words for them. */
function readingOf(metric: MetricResult | undefined, stretches: readonly RuleStretch[], scale: TimeScale): Markup {
  const steps = metric?.steps ?? []
  if (steps.length > STEPS_READABLE || stretches.length > STEPS_READABLE) return html``
  const figures = steps.map((step) => `${dayOfText(step.from) ?? scale.from}:${step.low ?? ''}:${step.high ?? ''}`)
  const states = stretches.map((one) => `${one.first}:${one.word}`)
  return html` data-from="${scale.from}" data-to="${scale.to}" data-kind="${metric?.kind ?? ''}" data-steps="${figures.join(';')}" data-states="${states.join(';')}"`
}

const LEGEND_ORDER: readonly Tone[] = ['bad', 'waived', 'doubt', 'good', 'wait', 'none', 'blank']

function drawLegend(metric: MetricResult | undefined, runs: FigureRuns, stretches: readonly RuleStretch[]): Markup {
  const swatch = (inner: Markup): Markup =>
    html`<svg class="swatch" width="22" height="12" aria-hidden="true" focusable="false">${inner}</svg>`
  const items: Markup[] = []
  if (metric !== undefined && runs.known.length > 0) {
    const isBand = runs.known.some((run) => run.steps.some((step) => step.low !== step.high))
    const what = metric.kind === 'share' ? 'share' : metric.unit
    items.push(
      isBand
        ? html`<li>${swatch(html`<rect class="band" x="0" y="1.5" width="22" height="9"/><path class="edge" d="M0 1.5h22M0 10.5h22"/>`)}${what}, lowest to highest possible</li>`
        : html`<li>${swatch(html`<rect class="area" x="0" y="4" width="22" height="8"/><path class="edge" d="M0 4h22"/>`)}${what}</li>`,
    )
  }
  if (runs.unknown.length > 0) {
    items.push(
      html`<li>${swatch(html`<rect class="unknown" x="0.5" y="0.5" width="21" height="11"/><line class="unknown-texture" x1="0.5" x2="21.5" y1="6" y2="6"/>`)}no figure: not known, or nothing to measure</li>`,
    )
  }
  const wordOf = new Map(stretches.map((one) => [one.tone, one.word]))
  for (const tone of LEGEND_ORDER) {
    const word = wordOf.get(tone)
    if (word !== undefined)
      items.push(html`<li>${swatch(drawStretch('strip', tone, '0.5', '21', '21.5', 0.5, 11))}${word}</li>`)
  }
  return html`<ul class="legend">${items}</ul>`
}

/**
 * One figure of a rule over the horizon, with the rule's states below; without a figure the states alone. One figure of
 * several has its own side of the limit below.
 */
export function drawTimeline(
  rule: RuleResult,
  measured: MetricResult | undefined,
  report: RulesReport,
  /** Unique on the page. */
  id: string,
): Markup {
  const [from, to] = [dayOfText(report.horizon.from), dayOfText(report.horizon.to)]
  if (from === undefined || to === undefined || to < from) return html``
  const scale = createTimeScale(from, to)
  const ofRule = stretchesOf(rule, scale)
  const stretches =
    measured !== undefined && rule.metrics.length > 1 ? stretchesOfMetric(rule, measured, ofRule, scale) : ofRule
  // A figure that is nought all along is said by its words: an empty drawing above the states would only be looked for.
  const metric = measured?.steps.some((step) => step.low !== 0 || step.high !== 0) === true ? measured : undefined
  if (stretches.length === 0 && metric === undefined) return html``
  const runs: FigureRuns = metric === undefined ? { known: [], unknown: [] } : runsOf(metric, ofRule, scale)
  const drawn = drawnStretches(stretches, scale)
  const labels = placeLabels(markersOf(rule, measured, report, scale))
  const plotTop = LABEL_HEIGHT * Math.max(0, ...labels.map((label) => label.row + 1)) + 12
  const plotHeight = metric === undefined ? 0 : PLOT_HEIGHT
  const stripTop = plotTop + plotHeight + (metric === undefined ? 0 : 7)
  const bottom = stripTop + STRIP_HEIGHT
  const values = metric === undefined ? undefined : valueScaleOf(metric)
  const plot =
    metric === undefined || values === undefined
      ? ''
      : html`${drawGrid(values, plotTop)}${drawStretches(
          drawn.filter((one) => one.tone === 'bad' || one.tone === 'waived' || one.tone === 'doubt'),
          plotTop,
          PLOT_HEIGHT,
          'shade',
        )}${runs.unknown.map(
          ({ first, end }) =>
            html`<rect class="unknown" x="${percent(scale.startOf(first))}" width="${percent(scale.startOf(end) - scale.startOf(first))}" y="${plotTop}" height="${PLOT_HEIGHT}"/><line class="unknown-texture" x1="${percent(scale.startOf(first))}" x2="${percent(scale.startOf(end))}" y1="${plotTop + PLOT_HEIGHT / 2}" y2="${plotTop + PLOT_HEIGHT / 2}"/>`,
        )}${drawBand(runs, scale, values, plotTop)}${nameGrid(metric, values, plotTop)}${drawLimit(metric, values, scale, ofRule, plotTop)}`
  const lines = labels.map(
    (label) =>
      html`<line class="marker ${label.kind}" x1="${percent(label.at)}" x2="${percent(label.at)}" y1="${LABEL_HEIGHT * label.row + 3}" y2="${bottom}"/>`,
  )
  const texts = labels.map(
    (label) =>
      html`<text class="marker-label ${label.kind}" x="${percent(label.at)}" dx="${label.anchor === 'start' ? 4 : -4}" y="${LABEL_HEIGHT * label.row + 12}" text-anchor="${label.anchor}">${label.label}</text>`,
  )
  const title = metric === undefined ? `${rule.rule}: states over time` : `${rule.rule}: ${metric.name} over time`
  const description = describeFigure(rule, metric, report, scale, stretches)
  return html`<figure class="timeline"${readingOf(metric, stretches, scale)}>
<svg role="img" aria-labelledby="${id}-t ${id}-d" height="${bottom + 20}">
<title id="${id}-t">${title}</title><desc id="${id}-d">${description}</desc>
${drawAxis(scale, plotTop, bottom)}${plot}
${drawStretches(drawn, stripTop, STRIP_HEIGHT, 'strip')}${lines}
${nameUnknown(runs, scale, plotTop)}${nameStretches(drawn, stripTop)}${texts}</svg>
${drawLegend(metric, runs, stretches)}
</figure>
`
}
