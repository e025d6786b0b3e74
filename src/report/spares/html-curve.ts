// A figure over the days reckoned as a drawing: how surely the spares last, what is down, what is lost.

import type { CivilDay } from '#base/calendar.ts'
import type { Lasting } from '#model/spares-report.ts'
import { type CurvePoint, curvePath, groundPath, ribbonPath } from '../chart/curve-path.ts'
import { drawWholeAxis } from '../chart/draw-axis.ts'
import { percent, PLOT_HEIGHT } from '../chart/drawing.ts'
import { placeLabels, type TimeMarker } from '../chart/place-labels.ts'
import type { TimeScale } from '../chart/time-scale.ts'
import { html, type Markup } from '../markup.ts'

const COLUMNS = 1000
const LABEL_HEIGHT = 15

/** What stands on the upright axis. */
export interface CurveAxis {
  readonly top: number
  readonly ticks: readonly number[]
  readonly say: (tick: number) => string
}

export type CurveMarker = TimeMarker<'lasts' | 'recovered'>

export interface CurveDrawing {
  /** Unique on the page. */
  readonly id: string
  readonly title: string
  readonly description: string
  readonly scale: TimeScale
  /** Days that have a value, and the value that the curve has on the day before the first. */
  readonly days: readonly CivilDay[]
  readonly values: readonly number[]
  readonly before: number
  readonly kind: 'share' | 'count'
  readonly axis: CurveAxis
  readonly limit?: { readonly value: number; readonly label: string }
  /** Days without cover. */
  readonly gap?: { readonly first: CivilDay; readonly last: CivilDay }
  readonly markers?: readonly CurveMarker[]
  /** Between which the values may lie. */
  readonly band?: { readonly low: readonly number[]; readonly high: readonly number[] }
  /** Of the last value: twice its standard error. */
  readonly spread?: number
}

const heightOf = (value: number, { top }: CurveAxis): number =>
  PLOT_HEIGHT * (1 - Math.min(1, Math.max(0, value / top)))

export function drawCurve(curve: CurveDrawing): Markup {
  const { scale, id } = curve
  const labels = placeLabels(curve.markers ?? [])
  const top = LABEL_HEIGHT * Math.max(0, ...labels.map(({ row }) => row + 1)) + 12
  const bottom = top + PLOT_HEIGHT
  const lines = labels.map(
    ({ at, kind, row }) =>
      html`<line class="marker ${kind}" x1="${percent(at)}" x2="${percent(at)}" y1="${LABEL_HEIGHT * row + 3}" y2="${bottom}"/>`,
  )
  const texts = labels.map(
    ({ at, kind, row, anchor, label }) =>
      html`<text class="marker-label ${kind}" x="${percent(at)}" dx="${anchor === 'start' ? 4 : -4}" y="${LABEL_HEIGHT * row + 12}" text-anchor="${anchor}">${label}</text>`,
  )
  return html`<figure class="timeline"${readingOf(curve)}>
<svg role="img" aria-labelledby="${id}-t ${id}-d" height="${bottom + 20}">
<title id="${id}-t">${curve.title}</title><desc id="${id}-d">${curve.description}</desc>
${drawWholeAxis(scale, top, bottom)}${drawGrid(curve, top)}${drawGap(curve, top)}
<svg class="plot" x="0" y="${top}" width="100%" height="${PLOT_HEIGHT}" viewBox="0 0 ${COLUMNS} ${PLOT_HEIGHT}" preserveAspectRatio="none">${drawLine(curve)}</svg>
${drawLimit(curve, top)}${drawSpread(curve, top)}${lines}${texts}</svg>
</figure>
`
}

function drawGrid({ axis }: CurveDrawing, top: number): Markup[] {
  return axis.ticks.map((tick) => {
    const y = Math.round(top + heightOf(tick, axis)) + 0.5
    return html`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}"/><text class="tick value" x="-5" y="${y + 3.5}" text-anchor="end">${axis.say(tick)}</text>`
  })
}

function drawGap({ gap, scale }: CurveDrawing, top: number): Markup {
  if (gap === undefined || gap.last < gap.first) return html``
  const [from, to] = [scale.startOf(gap.first), scale.endOf(gap.last)]
  return html`<rect class="shade bad" x="${percent(from)}" width="${percent(to - from)}" y="${top}" height="${PLOT_HEIGHT}"/>`
}

/** Between the days that have a value the curve is drawn straight. */
function drawLine(curve: CurveDrawing): Markup {
  const { band, values } = curve
  const points = pointsOf(curve, values)
  const ground = html`<path class="area" d="${groundPath(points, PLOT_HEIGHT)}"/>`
  const between =
    band === undefined
      ? ''
      : html`<path class="band" d="${ribbonPath(pointsOf(curve, band.low), pointsOf(curve, band.high))}"/>`
  return html`${ground}${between}<path class="edge" d="${curvePath(points)}"/>`
}

function pointsOf({ days, before, scale, axis }: CurveDrawing, values: readonly number[]): CurvePoint[] {
  return [
    { x: 0, y: heightOf(before, axis) },
    ...days.map((day, index) => ({ x: scale.endOf(day) * COLUMNS, y: heightOf(values[index]!, axis) })),
  ]
}

/** Its label stands at the left, or where a marker is in its way there at the right. */
function drawLimit({ limit, axis, markers = [] }: CurveDrawing, top: number): Markup {
  if (limit === undefined) return html``
  const isRight = markers.some(({ at }) => at < 0.3) && !markers.some(({ at }) => at > 0.7)
  const place = isRight ? html`x="100%" dx="-4" text-anchor="end"` : html`x="4"`
  const y = Math.round(top + heightOf(limit.value, axis)) + 0.5
  return html`<line class="cap" x1="0" x2="100%" y1="${y}" y2="${y}"/><text class="cap-label" ${place} y="${y + 13}">${limit.label}</text>`
}

function drawSpread({ spread, values, axis }: CurveDrawing, top: number): Markup {
  const last = values.at(-1)
  if (spread === undefined || spread === 0 || last === undefined) return html``
  const [low, high] = [top + heightOf(last - spread, axis), top + heightOf(last + spread, axis)]
  return html`<line class="spread" x1="100%" x2="100%" y1="${low.toFixed(1)}" y2="${high.toFixed(1)}"/>`
}

/** What the pointer reads out: thousandths of a share, tenths of a count. */
function readingOf({ days, values, scale, kind }: CurveDrawing): Markup {
  const scaleOf = kind === 'share' ? 1000 : 10
  const steps = days.map((day, index) => {
    const value = Math.round(values[index]! * scaleOf) / scaleOf
    return `${day}:${value}:${value}`
  })
  return html` data-from="${scale.from}" data-to="${scale.to}" data-kind="${kind}" data-steps="${steps.join(';')}" data-states=""`
}

/** A small one for a row of a table: what it shows, the row says in words. */
export function drawSpark(
  { survival, band }: Pick<Lasting, 'survival' | 'band'>,
  marks: readonly { readonly at: number; readonly kind: string }[],
): Markup {
  const [width, height] = [100, 24]
  const every = Math.max(1, Math.floor(survival.length / 40))
  const pointsOfSpark = (values: readonly number[]): CurvePoint[] => {
    const kept = values.filter((_, index) => index % every === 0 || index === values.length - 1)
    return [
      { x: 0, y: 0 },
      ...kept.map((value, index) => ({ x: (100 * (index + 1)) / kept.length, y: height * (1 - value) })),
    ]
  }
  const points = pointsOfSpark(survival)
  const between = ribbonPath(pointsOfSpark(band.low), pointsOfSpark(band.high))
  const lines = marks.map(
    ({ at, kind }) =>
      html`<line class="marker ${kind}" x1="${percent(at)}" x2="${percent(at)}" y1="0" y2="${height}"/>`,
  )
  return html`<svg class="spark" width="100%" height="${height}" aria-hidden="true" focusable="false"><svg class="plot" width="100%" height="${height}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none"><path class="area" d="${groundPath(points, height)}"/><path class="band" d="${between}"/><path class="edge" d="${curvePath(points)}"/></svg>${lines}</svg>`
}
