// How many rules have each verdict, those on assumed facts apart.

import type { VerdictWord } from '#model/rule.ts'
import type { RuleResult } from '#model/verdict.ts'
import { isOnAssumedFacts } from './wording.ts'

export interface VerdictCount {
  readonly verdict: VerdictWord
  readonly onAssumedFacts: boolean
  readonly rules: number
}

/** `met on assumed facts`. */
export function wordFootedVerdict({ verdict, onAssumedFacts }: Omit<VerdictCount, 'rules'>): string {
  return onAssumedFacts ? `${verdict} on assumed facts` : verdict
}

/** In the order in which the verdicts first come. */
export function countVerdicts(rules: readonly Pick<RuleResult, 'verdict' | 'onAssumedFacts'>[]): VerdictCount[] {
  const counts = new Map<string, VerdictCount>()
  for (const rule of rules) {
    const kind = { verdict: rule.verdict, onAssumedFacts: isOnAssumedFacts(rule) }
    const word = wordFootedVerdict(kind)
    counts.set(word, { ...kind, rules: (counts.get(word)?.rules ?? 0) + 1 })
  }
  return [...counts.values()]
}
