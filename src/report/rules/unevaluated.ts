// Why rules were not evaluated, or are left to another command: the reasons, and how many rules wait for each.

import { compareIdentifiers } from '#base/identifier-order.ts'
import type { RuleResult, RulesReport } from '#model/verdict.ts'
import { groupBy } from '../group-by.ts'
import { isDuty } from './wording.ts'

export const NOT_JUDGED_BECAUSE = 'Not judged here because'

export interface UnevaluatedReason {
  /** As the rules say it: `needs the operator’s tier (\`operator.tier\` in mainstay.yaml)`. */
  readonly why: string
  readonly rules: readonly RuleResult[]
  /** One line in mainstay.yaml would answer it. */
  readonly isForManifest: boolean
}

/** What a line in the manifest answers first, then what most rules wait for; rules in force before advice. */
export function listUnevaluated(report: RulesReport): readonly UnevaluatedReason[] {
  const waiting = report.rules.filter((rule) => rule.verdict === 'not evaluated')
  const reasons = [...groupBy(waiting, (rule) => rule.why ?? 'no reason is given')].map(([why, rules]) => ({
    why,
    rules,
    isForManifest: why.includes('mainstay.yaml'),
  }))
  const duties = (reason: UnevaluatedReason): number => reason.rules.filter(isDuty).length
  return reasons.sort(
    (left, right) =>
      Number(right.isForManifest) - Number(left.isForManifest) ||
      duties(right) - duties(left) ||
      right.rules.length - left.rules.length ||
      compareIdentifiers(left.why, right.why),
  )
}
