// Whether a report holds what its reader will not let pass: the levels of `--fail-on`.

import type { RuleResult, RulesReport } from '#model/verdict.ts'
import { findMisses, type Misses } from '#report/rules/misses.ts'
import { isAdvice, isDuty } from '#report/rules/wording.ts'

interface MissLevel {
  readonly name: string
  /** When it is missed, as the help and the documentation say it. */
  readonly about: string
  readonly isMissed: (misses: Misses, rule: RuleResult) => boolean
  /** Asks advice and policies rather than what binds. */
  readonly isOfAdvice?: boolean
}

export const MISS_LEVELS: readonly MissLevel[] = [
  {
    name: 'notMet',
    about: 'a rule is not met (also where facts are assumed)',
    isMissed: ({ now }) => now === 'certain',
  },
  {
    name: 'cannotBeShown',
    about: 'it cannot be shown that a rule is met, or that the plan keeps it so (nor where it surely does not)',
    isMissed: ({ now, later }) => now === 'possible' || later !== undefined,
  },
  {
    name: 'planMisses',
    about: 'a new breach surely comes later: the plan misses a rule, or a waiver ends before the breach',
    isMissed: ({ later }) => later === 'certain',
  },
  {
    name: 'notEvaluated',
    about: 'a rule was not evaluated, or is left to `mainstay spares`',
    isMissed: (_misses, { verdict }) => verdict === 'not evaluated',
  },
  {
    name: 'advice',
    about: 'advice or a policy in force is departed from',
    isMissed: ({ now }) => now === 'certain',
    isOfAdvice: true,
  },
]
export const NEVER = 'never'

/**
 * What is not met is missed at every level but `never`. A waived breach is told, and is the authority's to end; what may
 * be in breach beside it is missed as what cannot be shown is. More in breach is never better: whatever fails on what may
 * be missed fails on what is.
 */
export function isMissed({ rules, asOf }: RulesReport, names: readonly string[]): boolean {
  if (names.includes(NEVER)) return false
  const levels = MISS_LEVELS.filter(({ name }) => name === 'notMet' || names.includes(name))
  return levels.some((level) =>
    rules.some(
      (rule) => (level.isOfAdvice ? isAdvice(rule) : isDuty(rule)) && level.isMissed(findMisses(rule, asOf), rule),
    ),
  )
}

/** How many rules of advice or policy in force are departed from. */
export function countDepartures({ rules, asOf }: RulesReport): number {
  return rules.filter((rule) => isAdvice(rule) && findMisses(rule, asOf).now === 'certain').length
}
