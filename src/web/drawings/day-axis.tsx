// The days below a drawing.

import { percent } from '#report/chart/drawing.ts'
import { type TimeScale, timeTicks } from '#report/chart/time-scale.ts'

interface DayAxisProps {
  readonly scale: TimeScale
  readonly top: number
  readonly bottom: number
  readonly most?: number
}

export function DayAxis({ scale, top, bottom, most = 6 }: DayAxisProps) {
  return (
    <g>
      {timeTicks(scale, most).map(({ day, label }, index) => {
        const x = percent(scale.startOf(day))
        const isLate = scale.startOf(day) > 0.9
        return (
          <g key={day}>
            <line className="grid" x1={x} x2={x} y1={top} y2={bottom + 4} />
            {/* On a narrow screen every second one has room. */}
            <text
              className={`tick${index % 2 === 1 ? ' odd' : ''}`}
              x={x}
              dx={isLate ? -3 : 3}
              y={bottom + 14}
              textAnchor={isLate ? 'end' : 'start'}
            >
              {label}
            </text>
          </g>
        )
      })}
    </g>
  )
}
