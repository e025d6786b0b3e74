// What is drawn over the days: the band a figure lies in, and the caps it is held against.

import { useMemo } from 'react'
import type { CivilDay } from '#base/calendar.ts'
import type { MetricResult, RuleResult } from '#model/verdict.ts'
import { percent } from '#report/chart/drawing.ts'
import { bandPath, linePath } from '#report/chart/step-path.ts'
import { dayOfText, type TimeScale } from '#report/chart/time-scale.ts'
import type { ValueScale } from '#report/chart/value-scale.ts'
import { type Run, runsOf, stretchesOf } from '#report/rules/html-timeline.ts'
import { formatLimit } from '#report/rules/rule-state.ts'
import { rules as words } from '../../../words/en/rules.ts'

const COLUMNS = 1000
/** Pixels. */
export const PLOT_HEIGHT = 190

interface PlotProps {
  readonly metric: MetricResult
  readonly scale: TimeScale
  readonly values: ValueScale
  readonly top: number
}

/** The band between the lowest and the highest it may be. */
export function Figure({ metric, rule, scale, values, top }: PlotProps & { readonly rule: RuleResult }) {
  const paths = useMemo(() => {
    const { known } = runsOf(metric, stretchesOf(rule, scale), scale)
    return known.map((run) => pathsOf(run, scale, values))
  }, [metric, rule, scale, values])
  return (
    <svg
      className="plot"
      x="0"
      y={top}
      width="100%"
      height={PLOT_HEIGHT}
      viewBox={`0 0 ${COLUMNS} ${PLOT_HEIGHT}`}
      preserveAspectRatio="none"
    >
      {paths.map(({ isExact, area, low, high }) => (
        <g key={low}>
          <path className={isExact ? 'area' : 'band'} d={area} />
          {high !== '' && <path className="edge high" d={high} />}
          <path className="edge low" d={low} />
        </g>
      ))}
    </svg>
  )
}

function pathsOf(run: Run, scale: TimeScale, values: ValueScale) {
  const xOf = (day: CivilDay): number => scale.startOf(day) * COLUMNS
  const yOf = (value: number): number => PLOT_HEIGHT * (1 - Math.min(1, value / values.top))
  const end = xOf(run.end)
  const low = run.steps.map((step) => ({ x: xOf(step.day), y: yOf(step.low) }))
  const high = run.steps.map((step) => ({ x: xOf(step.day), y: step.high === null ? 0 : yOf(step.high) }))
  const isExact = run.steps.every((step) => step.low === step.high)
  const ground = low.map(({ x }) => ({ x, y: PLOT_HEIGHT }))
  return {
    isExact,
    area: bandPath(isExact ? low : high, isExact ? ground : low, end),
    low: linePath(low, end),
    high: isExact ? '' : linePath(high, end),
  }
}

/** The limits of the editions, each on its days. */
export function Caps({ metric, scale, values, top, isOther }: PlotProps & { readonly isOther: boolean }) {
  const stretches =
    metric.limits === undefined
      ? [{ first: scale.from, last: scale.to, limit: metric.limit }]
      : metric.limits.map((one) => ({
          first: dayOfText(one.from) ?? scale.from,
          last: dayOfText(one.to) ?? scale.to,
          limit: one.limit,
        }))
  return (
    <g>
      {stretches.map(({ first, last, limit }) => {
        const y = Math.round(top + PLOT_HEIGHT * (1 - Math.min(1, limit / values.top))) + 0.5
        return (
          <g key={first}>
            <line
              className={`cap${isOther ? ' was' : ''}`}
              x1={percent(scale.startOf(first))}
              x2={percent(scale.endOf(last))}
              y1={y}
              y2={y}
            />
            <text
              className="cap-label"
              x={percent(scale.endOf(last))}
              dx={-3}
              y={y - top < 16 ? y + 13 : y - 5}
              textAnchor="end"
            >
              {isOther ? words.stated(formatLimit({ ...metric, limit })) : formatLimit({ ...metric, limit })}
            </text>
          </g>
        )
      })}
    </g>
  )
}

export function OtherCap({
  metric,
  limit,
  y,
}: {
  readonly metric: MetricResult
  readonly limit: number
  readonly y: number
}) {
  return (
    <g>
      <line className="cap other" x1="0" x2="100%" y1={y} y2={y} />
      <text className="cap-label other" x="22" y={y < 40 ? y + 15 : y - 7}>
        {formatLimit({ ...metric, limit })}
      </text>
    </g>
  )
}
