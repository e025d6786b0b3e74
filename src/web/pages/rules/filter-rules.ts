// Which rules are listed, and how they are grouped by what is said of them.

import type { RuleResult } from '#model/verdict.ts'
import { compareByUrgency, needsAttention } from '#report/rules/rule-state.ts'
import { type VerdictCount, countVerdicts, wordFootedVerdict } from '#report/rules/count-verdicts.ts'
import { type Rests, restsOn } from '#report/rules/rests-on.ts'
import { isDuty, isOnAssumedFacts } from '#report/rules/wording.ts'

export const ATTENTION = 'attention'

/** `yes`: those that the answer is of; `no`: advice, policy and proposals, and what was revoked. */
export const BINDS = ['all', 'yes', 'no'] as const
export type Binds = (typeof BINDS)[number]

export interface RuleFilter {
  /** `attention`, or words of verdicts, with `on assumed facts` for those that rest on them; none: all. */
  readonly verdicts: readonly string[]
  readonly binds: Binds
  /** What their verdicts rest on; absent: whatever. */
  readonly rests?: Rests
  readonly pack: string
  readonly search: string
}

export function filterRules(
  rules: readonly RuleResult[],
  { verdicts, binds, rests = 'all', pack, search }: RuleFilter,
): readonly RuleResult[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return rules
    .filter((rule) => binds === 'all' || isDuty(rule) === (binds === 'yes'))
    .filter((rule) => restsOn(rule, rests))
    .filter((rule) => pack === '' || rule.pack === pack)
    .filter((rule) => verdicts.length === 0 || verdicts.some((one) => isOf(rule, one)))
    .filter((rule) => {
      const said =
        `${rule.rule} ${rule.title} ${rule.clause ?? ''} ${rule.pack} ${rule.instrument} ${rule.sentence}`.toLowerCase()
      return words.every((word) => said.includes(word))
    })
    .toSorted(compareByUrgency)
}

function isOf(rule: RuleResult, verdict: string): boolean {
  if (verdict === ATTENTION) return needsAttention(rule)
  return wordFootedVerdict({ verdict: rule.verdict, onAssumedFacts: isOnAssumedFacts(rule) }) === verdict
}

/** The most urgent first. */
export function countByUrgency(rules: readonly RuleResult[]): readonly VerdictCount[] {
  return countVerdicts(rules.toSorted(compareByUrgency))
}
