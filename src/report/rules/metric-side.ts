// On which side of the limit a metric is on a day: where a cap has several, each answers for itself, and the rule is
// broken by those that are over it.

import { BEFORE_ALL, type CivilDay, spellDay } from '#base/calendar.ts'
import type { MetricResult, RuleResult, Step } from '#model/verdict.ts'
import { dayOfText } from '../chart/time-scale.ts'
import { joinNames } from '../figures.ts'

export type Side = 'over the limit' | 'perhaps over the limit' | 'within the limit' | 'no figure'

/** Equal shares are equal numbers: both are the quotient nearest to the same fraction. Only caps have several metrics. */
export function sideOf({ limit }: MetricResult, { low, high }: Pick<Step, 'low' | 'high'>): Side {
  if (low === null) return 'no figure'
  if (low > limit) return 'over the limit'
  return high === null || high > limit ? 'perhaps over the limit' : 'within the limit'
}

/** Of several metrics those on that side of the limit on that day; of one metric, none: it goes without saying. */
export function metricsOn(rule: RuleResult, side: Side, day: CivilDay): readonly MetricResult[] {
  if (rule.metrics.length < 2) return []
  return rule.metrics.filter((metric) => {
    const step = metric.steps.findLast(({ from }) => (dayOfText(from) ?? BEFORE_ALL) <= day)
    return step !== undefined && sideOf(metric, step) === side
  })
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

/** `Over the limit on 29 January 2023: traffic alone.`, of the breach there is, else of the next. */
export function sayWhatIsOver(rule: RuleResult, asOf: string): readonly string[] {
  const date = rule.verdict === 'not met' ? asOf : rule.nextBreach
  const day = date === undefined ? undefined : dayOfText(date)
  const over = date === undefined ? [] : metricsThatBreak(rule, date, true)
  if (day === undefined || over.length === 0) return []
  return [
    `Over the limit on ${spellDay(day)}: ${joinNames(over.map(({ name }) => name))}${over.length === 1 ? ' alone' : ''}.`,
  ]
}
