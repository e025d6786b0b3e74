// What a draft changes: verdicts with it and without it, rule by rule.

import type { RuleResult, RulesReport } from '#model/verdict.ts'

export interface VerdictDifference {
  readonly pack: string
  readonly rule: string
  readonly title: string
  /** Undefined: there is no such rule there. */
  readonly without: RuleResult | undefined
  readonly with: RuleResult | undefined
}

type Judged = Pick<RulesReport, 'rules'>

const keyOf = ({ pack, rule }: RuleResult): string => `${pack}\n${rule}`

/** What is said of it: the verdict, and the days on which it is first and next missed. */
function saidOf(rule: RuleResult): string {
  const days = rule.timeline.map(({ from, to, state, waived }) => `${from} ${to} ${state} ${waived === true}`)
  return JSON.stringify([rule.verdict, rule.firstBreach, rule.firstPossibleBreach, rule.waivedUntil, days])
}

/** Rules of which another thing is said, of those that are new in the order of the draft, then those that change or go. */
export function differVerdicts(without: Judged, withDraft: Judged): readonly VerdictDifference[] {
  const before = new Map(without.rules.map((rule) => [keyOf(rule), rule]))
  const after = new Map(withDraft.rules.map((rule) => [keyOf(rule), rule]))
  const describe = (one: RuleResult | undefined, other: RuleResult | undefined): VerdictDifference => {
    const { pack, rule, title } = (other ?? one)!
    return { pack, rule, title, without: one, with: other }
  }
  const added = withDraft.rules.filter((rule) => !before.has(keyOf(rule))).map((rule) => describe(undefined, rule))
  const others = without.rules.flatMap((rule) => {
    const now = after.get(keyOf(rule))
    return now && saidOf(now) === saidOf(rule) ? [] : [describe(rule, now)]
  })
  return [...added, ...others]
}
