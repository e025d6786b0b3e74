// What is dragged: the cap up and down, the day from which it is asked to and fro.

import type { CivilDay } from '#base/calendar.ts'
import type { MetricResult } from '#model/verdict.ts'
import { percent } from '#report/chart/drawing.ts'
import { labelDay, type TimeScale } from '#report/chart/time-scale.ts'
import { formatLimit } from '#report/rules/rule-state.ts'
import { Handle } from '../../../drawings/handle.tsx'
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
  const choose = (next: number): void => onLimit(roundLimit(next, metric.kind))
  return (
    <Handle
      way="across"
      label={words.limitHandle}
      least={0}
      most={isShare ? 100 : Math.ceil(most)}
      value={isShare ? Math.round(value * 1000) / 10 : value}
      said={formatLimit({ ...metric, limit: value })}
      style={{ top: top + height * (1 - Math.min(1, value / most)) }}
      area={() => area.current}
      onMove={(_, y) => choose(Math.min(most, (1 - (y * total - top) / height) * most))}
      onStep={(steps, isLarge) => choose(value + steps * (isShare ? (isLarge ? 0.05 : 0.001) : 1))}
      onEnd={(end) => choose(end === 'first' ? 0 : most)}
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
  return (
    <Handle
      way="along"
      label={words.dueHandle}
      least={scale.from}
      most={scale.to}
      value={keep(value)}
      said={labelDay(value)}
      style={{ top, height, left: percent(scale.startOf(value)) }}
      area={() => area.current}
      onMove={(x) => onDueFrom(keep(scale.from + x * (scale.to - scale.from + 1)))}
      onStep={(steps, isLarge) => onDueFrom(keep(value + steps * (isLarge ? 30 : 1)))}
      onEnd={(end) => onDueFrom(end === 'first' ? scale.from : scale.to)}
    />
  )
}
