// What falls due next: rules that do not bind yet on the as-of date, by the day from which they do.

import { compareIdentifiers } from '#base/identifier-order.ts'
import type { RuleResult, RulesReport } from '#model/verdict.ts'

export interface DueRule {
  readonly rule: RuleResult
  readonly on: string
}

export function listDueNext({ asOf, rules }: Pick<RulesReport, 'asOf' | 'rules'>): readonly DueRule[] {
  return rules
    .flatMap((rule) =>
      rule.verdict.startsWith('not yet due') && rule.dueFrom !== undefined && rule.dueFrom > asOf
        ? [{ rule, on: rule.dueFrom }]
        : [],
    )
    .toSorted((left, right) => compareIdentifiers(left.on, right.on))
}
