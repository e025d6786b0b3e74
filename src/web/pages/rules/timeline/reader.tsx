// Points a day out: the one under the pointer, or by keys from change to change.

import { type KeyboardEvent, type PointerEvent, useMemo } from 'react'
import type { CivilDay } from '#base/calendar.ts'
import type { MetricResult, RuleResult } from '#model/verdict.ts'
import { labelDay, type TimeScale } from '#report/chart/time-scale.ts'
import { stepsAgainstLimits } from '#report/rules/metric-side.ts'
import { rules as words } from '../../../words/en/rules.ts'
import { changeDays, readDay } from '../read-day.ts'

interface ReaderProps {
  readonly rule: RuleResult
  readonly metric: MetricResult | undefined
  /** Instead of the stated one. */
  readonly limit: number | undefined
  readonly scale: TimeScale
  readonly day: CivilDay | undefined
  readonly onDay: (day: CivilDay | undefined) => void
  readonly onChoose: ((day: CivilDay) => void) | undefined
}

/** Reads the day under the pointer, and by keys from change to change. */
export function Reader({ rule, metric, limit: otherLimit, scale, day, onDay, onChoose }: ReaderProps) {
  const steps = useMemo(() => (metric ? stepsAgainstLimits(metric) : []), [metric])
  const changes = useMemo(() => changeDays(rule, steps, scale), [rule, steps, scale])
  const look = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const at = scale.from + Math.floor(((event.clientX - box.left) / box.width) * (scale.to - scale.from + 1))
    onDay(Math.min(scale.to, Math.max(scale.from, at)))
  }
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const next = dayByKey(event.key, day ?? scale.from, changes, scale)
    if (next === undefined) {
      if (event.key === 'Escape') onDay(undefined)
      if (event.key === 'Enter' && day !== undefined) onChoose?.(day)
      return
    }
    event.preventDefault()
    onDay(next)
  }
  const reading = day === undefined ? undefined : readDay(rule, metric, steps, day, otherLimit)
  return (
    <div
      className="reader"
      role="slider"
      tabIndex={0}
      aria-label={words.readDays}
      aria-valuemin={scale.from}
      aria-valuemax={scale.to}
      aria-valuenow={day ?? scale.from}
      aria-valuetext={
        day === undefined
          ? words.readDaysHow
          : [labelDay(day), reading?.figure, reading?.limit, reading?.state]
              .filter((part) => part !== undefined)
              .join(', ')
      }
      onPointerMove={look}
      onPointerDown={look}
      onClick={() => day !== undefined && onChoose?.(day)}
      onPointerLeave={() => onDay(undefined)}
      onBlur={() => onDay(undefined)}
      onKeyDown={press}
    />
  )
}

function dayByKey(key: string, day: CivilDay, changes: readonly CivilDay[], scale: TimeScale): CivilDay | undefined {
  switch (key) {
    case 'ArrowRight':
      return changes.find((one) => one > day) ?? scale.to
    case 'ArrowLeft':
      return changes.findLast((one) => one < day) ?? scale.from
    case 'PageUp':
      return Math.min(scale.to, day + 30)
    case 'PageDown':
      return Math.max(scale.from, day - 30)
    case 'Home':
      return scale.from
    case 'End':
      return scale.to
    default:
      return undefined
  }
}
