// What is dragged: the cap up and down, the day from which it is asked to and fro.

import type { CivilDay } from '#base/calendar.ts'
import type { MetricResult } from '#model/verdict.ts'
import { percent } from '#report/chart/drawing.ts'
import { labelDay, type TimeScale } from '#report/chart/time-scale.ts'
import { formatLimit } from '#report/rules/rule-state.ts'
import { useDrag } from '../../../drawings/use-drag.ts'
import { rules as words } from '../../../words/en/rules.ts'

interface LimitHandleProps {
  readonly metric: MetricResult
  readonly value: number
  readonly most: number
  readonly area: { readonly current: HTMLDivElement | null }
  readonly top: number
  readonly height: number
  readonly total: number
  readonly onLimit: (limit: number) => void
}

/** A share in tenths of a per cent, exactly the nearest number to it; a count in whole ones. */
function roundLimit(value: number, kind: 'share' | 'count'): number {
  return kind === 'share' ? Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000 : Math.max(0, Math.round(value))
}

export function LimitHandle({ metric, value, most, area, top, height, total, onLimit }: LimitHandleProps) {
  const isShare = metric.kind === 'share'
  const { handlers } = useDrag({
    area: () => area.current,
    onMove: (_, y) =>
      onLimit(
        roundLimit(
          (1 - (y * total - top) / height) * most > most ? most : (1 - (y * total - top) / height) * most,
          metric.kind,
        ),
      ),
    onStep: (steps, isLarge) =>
      onLimit(roundLimit(value + steps * (isShare ? (isLarge ? 0.05 : 0.001) : 1), metric.kind)),
    onEnd: (end) => onLimit(end === 'first' ? 0 : roundLimit(most, metric.kind)),
  })
  const said = formatLimit({ ...metric, limit: value })
  return (
    <button
      type="button"
      className="handle across"
      role="slider"
      aria-orientation="vertical"
      aria-label={words.limitHandle}
      title={words.limitHandle}
      aria-valuemin={0}
      aria-valuemax={isShare ? 100 : Math.ceil(most)}
      aria-valuenow={isShare ? Math.round(value * 1000) / 10 : value}
      aria-valuetext={said}
      style={{ top: top + height * (1 - Math.min(1, value / most)) }}
      {...handlers}
    />
  )
}

interface DueHandleProps {
  readonly value: CivilDay
  readonly scale: TimeScale
  readonly area: { readonly current: HTMLDivElement | null }
  readonly top: number
  readonly height: number
  readonly onDueFrom: (day: CivilDay) => void
}

export function DueHandle({ value, scale, area, top, height, onDueFrom }: DueHandleProps) {
  const keep = (day: CivilDay): CivilDay => Math.min(scale.to, Math.max(scale.from, Math.round(day)))
  const { handlers } = useDrag({
    area: () => area.current,
    onMove: (x) => onDueFrom(keep(scale.from + x * (scale.to - scale.from + 1))),
    onStep: (steps, isLarge) => onDueFrom(keep(value + steps * (isLarge ? 30 : 1))),
    onEnd: (end) => onDueFrom(end === 'first' ? scale.from : scale.to),
  })
  return (
    <button
      type="button"
      className="handle along"
      role="slider"
      aria-orientation="horizontal"
      aria-label={words.dueHandle}
      title={words.dueHandle}
      aria-valuemin={scale.from}
      aria-valuemax={scale.to}
      aria-valuenow={keep(value)}
      aria-valuetext={labelDay(value)}
      style={{ top, height, left: percent(scale.startOf(value)) }}
      {...handlers}
    />
  )
}
