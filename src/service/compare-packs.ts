// What changes for this network when one rule pack takes the place of another, or is added?

import type { Rule, RulePack } from '#model/rule.ts'
import type { RuleResult, RulesReport } from '#model/verdict.ts'

/** One rule on both sides; undefined where a side has none. */
export interface RuleDifference {
  readonly rule: string
  readonly title: string
  readonly before: RuleResult | undefined
  readonly after: RuleResult | undefined
  /** Parts of the statement that differ, as `limit: 35 % -> 30 %`. */
  readonly changes: readonly string[]
}

export interface PackDifference {
  readonly before: string
  readonly after: string
  readonly rules: readonly RuleDifference[]
}

/** Compares the packs rule by rule, by identifier, and what each says of the network where reports are given. */
export function comparePacks(before: RulePack, after: RulePack, report?: RulesReport): PackDifference {
  const ids = [...new Set([...before.rules, ...after.rules].map((rule) => rule.id))]
  const find = (pack: RulePack, id: string) => pack.rules.findLast((rule) => rule.id === id)
  const result = (pack: RulePack, id: string) => report?.rules.find((one) => one.pack === pack.pack && one.rule === id)
  const rules = ids.map((id): RuleDifference => {
    const [old, next] = [find(before, id), find(after, id)]
    return {
      rule: id,
      title: (next ?? old)!.title,
      before: result(before, id),
      after: result(after, id),
      changes: describeChanges(old, next),
    }
  })
  return {
    before: before.pack,
    after: after.pack,
    rules: rules.filter((rule) => rule.changes.length > 0 || verdictsDiffer(rule)),
  }
}

function verdictsDiffer({ before, after }: RuleDifference): boolean {
  return before?.verdict !== after?.verdict
}

/** Parts that are about the rule's meaning; its examples and sources are not. */
const COMPARED = [
  'title',
  'kind',
  'limit',
  'after',
  'event',
  'atLeast',
  'role',
  'from',
  'target',
  'deadline',
  'reads',
  'scope',
  'metrics',
  'exceptions',
  'when',
  'addressees',
  'appliesTo',
  'actions',
  'months',
  'days',
  'provenance',
] as const

function describeChanges(before: Rule | undefined, after: Rule | undefined): string[] {
  if (!before) return ['new']
  if (!after) return ['no longer there']
  const part = (rule: Rule, name: string) => (rule as unknown as Record<string, unknown>)[name]
  const say = (value: unknown) =>
    value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value)
  return COMPARED.filter((name) => JSON.stringify(part(before, name)) !== JSON.stringify(part(after, name))).map(
    (name) => `${name}: ${say(part(before, name))} -> ${say(part(after, name))}`,
  )
}
