// What a rule says of one day: its figure, the limit of that day, its state. And the days on which any of that changes.

import { AFTER_ALL, BEFORE_ALL, type CivilDay } from '#base/calendar.ts'
import type { MetricResult, RuleResult } from '#model/verdict.ts'
import { dayOfText } from '#report/chart/time-scale.ts'
import type { LimitedStep } from '#report/rules/metric-side.ts'
import { describeRange } from '#report/rules/html-timeline.ts'
import { sayLimit } from '#report/rules/rule-state.ts'
import { wordState } from '#report/rules/wording.ts'
import { type Tone, toneOfState } from './tone-of-state.ts'

export interface DayReading {
  readonly figure: string | undefined
  readonly limit: string | undefined
  readonly state: string | undefined
  readonly tone: Tone | undefined
}

/** The last that begins on the day or before it, by halves: there are thousands. */
function stepOn(steps: readonly LimitedStep[], day: CivilDay): LimitedStep | undefined {
  let [low, high] = [0, steps.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (steps[middle]!.first <= day) low = middle + 1
    else high = middle
  }
  return steps[low - 1]
}

export function readDay(
  rule: RuleResult,
  metric: MetricResult | undefined,
  steps: readonly LimitedStep[],
  day: CivilDay,
  /** Instead of the stated one. */
  otherLimit?: number,
): DayReading {
  const step = stepOn(steps, day)
  const interval = rule.timeline.find(
    ({ from, to }) => (dayOfText(from) ?? BEFORE_ALL) <= day && day <= (dayOfText(to) ?? AFTER_ALL),
  )
  // Where the rule does not apply nothing is measured, and nothing held against a limit.
  const isMeasured = metric !== undefined && step !== undefined && interval?.state !== 'not applicable'
  return {
    figure: isMeasured ? describeRange(metric, step.low, step.high) : undefined,
    limit: isMeasured ? sayLimit({ ...metric, limit: otherLimit ?? step.limit }) : undefined,
    state: interval && wordState(rule, interval),
    tone: interval && toneOfState(interval.state, interval.waived === true),
  }
}

/** In their order, within the horizon. */
export function changeDays(
  rule: RuleResult,
  steps: readonly LimitedStep[],
  { from, to }: { readonly from: CivilDay; readonly to: CivilDay },
): readonly CivilDay[] {
  const days = new Set([from, to])
  for (const step of steps) days.add(step.first)
  for (const interval of rule.timeline) days.add(dayOfText(interval.from) ?? from)
  return [...days].filter((day) => day >= from && day <= to).sort((left, right) => left - right)
}
