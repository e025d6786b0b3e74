// The days below a drawing.

import { type CivilDay, formatDay } from '#base/calendar.ts'
import { html, type Markup } from '../markup.ts'
import { LABEL_GAP_PX, LABEL_PX_PER_CHARACTER, NARROWEST_DRAWING_PX, percent } from './drawing.ts'
import { type TimeScale, timeTicks } from './time-scale.ts'

export function drawAxis(scale: TimeScale, plotTop: number, bottom: number): Markup[] {
  return timeTicks(scale, 7).map(({ day, label }) => {
    const at = scale.startOf(day)
    const anchor = at > 0.9 ? 'end' : 'start'
    return html`${drawTick(at, plotTop, bottom)}${drawLabel(at, anchor, bottom, label)}`
  })
}

/** The same with the first and the last day at its ends, instead of what they would run into. */
export function drawWholeAxis(scale: TimeScale, plotTop: number, bottom: number): Markup[] {
  const ticks = timeTicks(scale, 7).map(({ day, label }) => {
    const at = scale.startOf(day)
    const [from, to] = [at, at + widthOf(label)]
    const isClear = from > widthOf(formatDay(scale.from)) && to < 1 - widthOf(formatDay(scale.to))
    return html`${drawTick(at, plotTop, bottom)}${isClear ? drawLabel(at, 'start', bottom, label) : ''}`
  })
  const end = (day: CivilDay, at: number, anchor: 'start' | 'end'): Markup =>
    html`<text class="tick" x="${percent(at)}" y="${bottom + 14}" text-anchor="${anchor}">${formatDay(day)}</text>`
  return [...ticks, end(scale.from, 0, 'start'), end(scale.to, 1, 'end')]
}

/** Of a narrow drawing. */
const widthOf = (label: string): number => (label.length * LABEL_PX_PER_CHARACTER + LABEL_GAP_PX) / NARROWEST_DRAWING_PX

function drawTick(at: number, plotTop: number, bottom: number): Markup {
  return html`<line class="grid" x1="${percent(at)}" x2="${percent(at)}" y1="${plotTop}" y2="${bottom + 4}"/>`
}

function drawLabel(at: number, anchor: 'start' | 'end', bottom: number, label: string): Markup {
  return html`<text class="tick" x="${percent(at)}" dx="${anchor === 'end' ? -3 : 3}" y="${bottom + 14}" text-anchor="${anchor}">${label}</text>`
}
