// Which limit holds on which days, where editions of a rule state different ones?

import { formatDay } from '#base/calendar.ts'
import { parseRational } from '#base/rational.ts'
import type { Rule } from '#model/rule.ts'
import type { LimitInterval } from '#model/verdict.ts'
import type { RuleWindow } from './editions.ts'
import type { TallyDays } from './tally.ts'

/** What the figure of a rule is held against: a share, a number of vendors, or none of what is in breach. */
export function limitOf(rule: Rule): number {
  if (rule.kind === 'diversity') return rule.atLeast
  if (rule.kind !== 'cap') return 0
  const { numerator, denominator } = parseRational(rule.limit)!
  return numerator / denominator
}

/** In the order of days, neighbours with one limit as one; none where it is that of `rule` on every day. */
export function limitsOf(rule: Rule, windows: readonly RuleWindow[], { from, to }: TallyDays): LimitInterval[] {
  const stated = windows
    .map((window) => ({
      from: Math.max(window.from, from),
      to: Math.min(window.until - 1, to),
      limit: limitOf(window.rule),
    }))
    .filter((one) => one.from <= one.to)
  if (stated.every(({ limit }) => limit === limitOf(rule))) return []
  const joined: { from: number; to: number; limit: number }[] = []
  for (const one of stated) {
    const last = joined.at(-1)
    if (last?.limit === one.limit && last.to === one.from - 1) last.to = one.to
    else joined.push(one)
  }
  return joined.map((one) => ({ from: formatDay(one.from), to: formatDay(one.to), limit: one.limit }))
}
