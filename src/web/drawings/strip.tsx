// Stretches of days in one state each, as a strip: by colour, texture and outline, as in the reports.

import { percent } from '#report/chart/drawing.ts'
import type { DrawnStretch } from '#report/rules/html-timeline.ts'

interface StripProps {
  readonly stretches: readonly DrawnStretch[]
  readonly top: number
  readonly height: number
  readonly className?: 'strip' | 'shade'
}

/** One day in ten years is seen by its outline. */
const THINNEST_SEEN = 0.004
const TEXTURED: ReadonlySet<string> = new Set(['doubt', 'waived', 'none', 'blank'])

export function Strip({ stretches, top, height, className = 'strip' }: StripProps) {
  return (
    <g>
      {stretches.map(({ from, to, tone }) => {
        const isThin = to - from < THINNEST_SEEN
        const middle = top + height / 2
        return (
          <g key={from}>
            <rect
              className={`${className} ${isThin ? 'thin ' : ''}${tone}`}
              x={percent(from)}
              width={percent(to - from)}
              y={top}
              height={height}
            />
            {!isThin && className === 'strip' && TEXTURED.has(tone) && (
              <line
                className={`strip-texture ${tone}`}
                strokeWidth={height}
                x1={percent(from)}
                x2={percent(to)}
                y1={middle}
                y2={middle}
              />
            )}
          </g>
        )
      })}
    </g>
  )
}
