// The days below a drawing.

import { html, type Markup } from '../markup.ts'
import { percent } from './drawing.ts'
import { type TimeScale, timeTicks } from './time-scale.ts'

export function drawAxis(scale: TimeScale, plotTop: number, bottom: number): Markup[] {
  return timeTicks(scale, 7).map((tick) => {
    const x = percent(scale.startOf(tick.day))
    const isLate = scale.startOf(tick.day) > 0.9
    return html`<line class="grid" x1="${x}" x2="${x}" y1="${plotTop}" y2="${bottom + 4}"/><text class="tick" x="${x}" dx="${isLate ? -3 : 3}" y="${bottom + 14}" text-anchor="${isLate ? 'end' : 'start'}">${tick.label}</text>`
  })
}
