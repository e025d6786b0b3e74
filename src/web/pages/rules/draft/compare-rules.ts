// What a draft would break, and what it would let go: its rules beside those of the pack it was begun from, rule by rule.

import { parseDay } from '#base/calendar.ts'
import type { RuleResult, RulesReport, RuleState } from '#model/verdict.ts'

/**
 * What becomes of a rule; `added`, `gone`: only one of the two has it; `not evaluated`: neither can be told. In the order in which
 * one wants to see them.
 */
export const RULE_CHANGES = [
  'newly broken',
  'broken longer',
  'in doubt longer',
  'newly kept',
  'broken less long',
  'otherwise',
  'not evaluated',
  'added',
  'gone',
  'the same',
] as const
export type RuleChange = (typeof RULE_CHANGES)[number]

export interface RuleComparison {
  readonly rule: string
  readonly title: string
  readonly change: RuleChange
  readonly stands: RuleResult | undefined
  readonly drafted: RuleResult | undefined
}

/** Those that change first, the worst of them before all; else in the order of the draft. */
export function compareRules(
  drafted: readonly RuleResult[],
  standing: readonly RuleResult[],
): readonly RuleComparison[] {
  const before = new Map(standing.map((rule) => [rule.rule, rule]))
  const kept = new Set(drafted.map(({ rule }) => rule))
  const all = [
    ...drafted.map((rule) => compareRule(before.get(rule.rule), rule)),
    ...standing.filter(({ rule }) => !kept.has(rule)).map((rule) => compareRule(rule, undefined)),
  ]
  return all.toSorted((left, right) => RULE_CHANGES.indexOf(left.change) - RULE_CHANGES.indexOf(right.change))
}

function compareRule(stands: RuleResult | undefined, drafted: RuleResult | undefined): RuleComparison {
  const { rule, title } = (drafted ?? stands)!
  return { rule, title, change: changeOf(stands, drafted), stands, drafted }
}

function changeOf(stands: RuleResult | undefined, drafted: RuleResult | undefined): RuleChange {
  if (!drafted) return 'gone'
  if (!stands) return daysIn(drafted, 'not met') > 0 ? 'newly broken' : 'added'
  if (!isEvaluated(stands) && !isEvaluated(drafted)) return 'not evaluated'
  if (saidOf(stands) === saidOf(drafted)) return 'the same'
  const [was, is] = [daysIn(stands, 'not met'), daysIn(drafted, 'not met')]
  if (was === 0 && is > 0) return 'newly broken'
  if (is > was) return 'broken longer'
  // Where it cannot be told any more whether it is broken, it is not kept either.
  if (daysInDoubt(drafted) > daysInDoubt(stands)) return 'in doubt longer'
  if (is === was) return 'otherwise'
  return is === 0 && daysIn(drafted, 'cannot be shown') === 0 ? 'newly kept' : 'broken less long'
}

/** On any day. */
function isEvaluated({ verdict, timeline }: RuleResult): boolean {
  return timeline.length === 0 ? verdict !== 'not evaluated' : timeline.some(({ state }) => state !== 'not evaluated')
}

/** Days before the history is known are among them, in both. */
function daysInDoubt(rule: RuleResult): number {
  return daysIn(rule, 'cannot be shown') + daysIn(rule, 'not evaluated')
}

/** Days in a state that no waiver covers. */
function daysIn({ timeline }: RuleResult, wanted: RuleState): number {
  return timeline
    .filter(({ state, waived }) => state === wanted && waived !== true)
    .reduce((sum, { from, to }) => sum + (parseDay(to) ?? 0) - (parseDay(from) ?? 0) + 1, 0)
}

function saidOf({ verdict, firstBreach, firstPossibleBreach, waivedUntil, timeline }: RuleResult): string {
  const days = timeline.map(({ from, to, state, waived }) => [from, to, state, waived === true])
  return JSON.stringify([verdict, firstBreach, firstPossibleBreach, waivedUntil, days])
}

/** A pack as far as it is asked whether a draft was begun from it. */
export interface PackOfRules {
  readonly pack: string
  readonly rules: readonly string[]
  readonly isJudged: boolean
}

/** The pack that has most of the rules of the draft, by their identifiers; undefined where none has any. */
export function findOriginal<Pack extends PackOfRules>(
  rules: readonly string[],
  packs: readonly Pack[],
): Pack | undefined {
  const asked = new Set(rules)
  const shared = (pack: Pack): number => new Set(pack.rules.filter((rule) => asked.has(rule))).size
  return packs
    .filter((pack) => shared(pack) > 0)
    .toSorted((left, right) => shared(right) - shared(left) || Number(right.isJudged) - Number(left.isJudged))[0]
}

/** The rules of the packs that only the second report has, beside those of the pack that the first has of the same. */
export function compareReports(
  without: Pick<RulesReport, 'packs' | 'rules'>,
  withDraft: Pick<RulesReport, 'rules'>,
): readonly RuleComparison[] {
  const judged = new Set(without.packs.map(({ pack }) => pack))
  const drafted = withDraft.rules.filter(({ pack }) => !judged.has(pack))
  const packs = without.packs.map(({ pack }) => ({
    pack,
    rules: without.rules.filter((rule) => rule.pack === pack).map(({ rule }) => rule),
    isJudged: true,
  }))
  const original = findOriginal(
    drafted.map(({ rule }) => rule),
    packs,
  )
  // As the second has it: both look as far.
  return compareRules(
    drafted,
    withDraft.rules.filter(({ pack }) => pack === original?.pack),
  )
}
