// On which side of the limit a metric is on a day: where a cap has several, each answers for itself, and the rule is
// broken by those that are over it.

import { AFTER_ALL, BEFORE_ALL, type CivilDay } from '#base/calendar.ts'
import type { MetricResult, RuleResult, Step } from '#model/verdict.ts'
import { dayOfText } from '../chart/time-scale.ts'
import { joinNames } from '../figures.ts'

export type Side = 'over the limit' | 'perhaps over the limit' | 'within the limit' | 'no figure'

/** A figure on the days from `first` until the next, against the limit of those days. */
export interface LimitedStep extends Pick<Step, 'low' | 'high'> {
  readonly first: CivilDay
  readonly limit: number
}

/** The limit of the edition that judges the day. Where none states one, that of the as-of date stands in. */
function limitOn({ limit, limits = [] }: MetricResult, day: CivilDay): number {
  const stated = limits.find(({ from, to }) => {
    return (dayOfText(from) ?? BEFORE_ALL) <= day && day <= (dayOfText(to) ?? AFTER_ALL)
  })
  return stated?.limit ?? limit
}

/** The steps of a metric, cut where the limit changes. */
export function stepsAgainstLimits(metric: MetricResult): readonly LimitedStep[] {
  const { steps, limits = [] } = metric
  const bounds = limits.flatMap(({ from, to }) => [dayOfText(from) ?? BEFORE_ALL, (dayOfText(to) ?? AFTER_ALL) + 1])
  const changes = bounds.filter((day) => limitOn(metric, day) !== limitOn(metric, day - 1))
  return steps.flatMap(({ from, low, high }, index) => {
    const begin = dayOfText(from) ?? BEFORE_ALL
    const end = dayOfText(steps[index + 1]?.from ?? '') ?? AFTER_ALL
    const firsts = new Set([begin, ...changes.filter((day) => begin < day && day < end)])
    return [...firsts].map((first) => ({ first, low, high, limit: limitOn(metric, first) }))
  })
}

/** Equal shares are equal numbers: both are the quotient nearest to the same fraction. Only caps have several metrics. */
export function sideOf({ low, high, limit }: Omit<LimitedStep, 'first'>): Side {
  if (low === null) return 'no figure'
  if (low > limit) return 'over the limit'
  return high === null || high > limit ? 'perhaps over the limit' : 'within the limit'
}

/** Of several metrics those on that side of the limit on that day; of one metric, none: it goes without saying. */
function metricsOn(rule: RuleResult, side: Side, day: CivilDay): readonly MetricResult[] {
  if (rule.metrics.length < 2) return []
  return rule.metrics.filter((metric) => {
    const step = metric.steps.findLast(({ from }) => (dayOfText(from) ?? BEFORE_ALL) <= day)
    return step !== undefined && sideOf({ ...step, limit: limitOn(metric, day) }) === side
  })
}

/** On which sides of their limits the metrics of a rule are, on days that are asked for the earliest first. */
export function sidesByDay({ metrics }: RuleResult): (day: CivilDay) => ReadonlySet<Side> {
  const all = metrics.map(stepsAgainstLimits)
  const next = all.map(() => 0)
  return (day) => {
    const sides = new Set<Side>()
    for (const [metric, steps] of all.entries()) {
      while (next[metric]! < steps.length && steps[next[metric]!]!.first <= day) next[metric]!++
      const step = steps[next[metric]! - 1]
      if (step) sides.add(sideOf(step))
    }
    return sides
  }
}

/** Those that break the rule on that day, or where that is only possible, those that may. */
export function metricsThatBreak(rule: RuleResult, date: string, isCertain: boolean): readonly MetricResult[] {
  const day = dayOfText(date)
  return day === undefined ? [] : metricsOn(rule, isCertain ? 'over the limit' : 'perhaps over the limit', day)
}

/** ` by traffic`, of several metrics. */
export function sayByWhich(rule: RuleResult, date: string, isCertain: boolean): string {
  const breaking = metricsThatBreak(rule, date, isCertain)
  return breaking.length === 0 ? '' : ` by ${joinNames(breaking.map(({ name }) => name))}`
}
