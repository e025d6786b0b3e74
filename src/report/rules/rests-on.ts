// What a verdict rests on that is not certain, so that the rules of which it is so can be counted, and shown.

import type { RuleResult } from '#model/verdict.ts'
import { isOnAssumedFacts, wasJudged } from './wording.ts'

/** On the day judged part of what the rule speaks of is not certain: who made it, since when it is there, how much it weighs. */
export function isUncertain(rule: RuleResult): boolean {
  const [onTheDay] = rule.coverage
  return wasJudged(rule) && onTheDay !== undefined && onTheDay.uncertain !== 0
}

/** It weighs something whose weight is not known. */
export function isUnweighed(rule: RuleResult): boolean {
  return wasJudged(rule) && rule.metrics.some(({ unknownWeights }) => unknownWeights > 0)
}

const isMet = ({ verdict }: RuleResult): boolean => verdict === 'met' || verdict === 'not yet due: the plan meets it'

/** `unasked`: not evaluated, and no other command judges it; `metOnAssumed`: a yes that holds if what is assumed is so. */
export const RESTS = ['all', 'assumed', 'metOnAssumed', 'uncertain', 'unweighed', 'unasked', 'leftToSpares'] as const
export type Rests = (typeof RESTS)[number]

export function restsOn(rule: RuleResult, what: Rests): boolean {
  switch (what) {
    case 'all':
      return true
    case 'assumed':
      return isOnAssumedFacts(rule)
    case 'metOnAssumed':
      return isMet(rule) && rule.onAssumedFacts
    case 'uncertain':
      return isUncertain(rule)
    case 'unweighed':
      return isUnweighed(rule)
    case 'unasked':
      return rule.verdict === 'not evaluated' && rule.answeredBy === undefined
    case 'leftToSpares':
      return rule.answeredBy !== undefined
  }
}
