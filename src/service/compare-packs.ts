// What changes for this network when one rule pack takes the place of another, or is added?

import { compareIdentifiers } from '#base/identifier-order.ts'
import type { Edition, Rule, RulePack } from '#model/rule.ts'
import type { RuleResult } from '#model/verdict.ts'
import { sayOutcome } from '#report/rules/outcome.ts'
import { describeDifferences, keysOf, keysWithEffect } from './describe-differences.ts'

/** One rule on both sides; undefined where a side has none. */
export interface RuleDifference {
  readonly rule: string
  readonly title: string
  readonly before: RuleResult | undefined
  readonly after: RuleResult | undefined
  /** What `after` says beside its sentence: when it is missed, which limits or deadlines would be, what counts. */
  readonly outcome: readonly string[]
  /** Parts of the statement that differ, as `limit: 35 % -> 30 %`. */
  readonly changes: readonly string[]
}

export interface PackDifference {
  readonly before: string
  readonly after: string
  /** Whether a network was judged under both. */
  readonly isJudged: boolean
  /** What differs outside the rules, as `addressees operators: no longer BT`. */
  readonly changes: readonly string[]
  readonly rules: readonly RuleDifference[]
}

/** What each side alone says of the network. The packs may have one name, so their results stand apart. */
export interface SidesJudged {
  readonly before: readonly RuleResult[]
  readonly after: readonly RuleResult[]
}

/** Compares all that the packs state, and what each says of the network where it was judged. */
export function comparePacks(before: RulePack, after: RulePack, judged?: SidesJudged): PackDifference {
  const ids = [...new Set([...before.rules, ...after.rules].map((rule) => rule.id))]
  const rules = ids.map((id): RuleDifference => {
    const titled = after.rules.findLast((rule) => rule.id === id) ?? before.rules.findLast((rule) => rule.id === id)!
    const result = judged?.after.find((one) => one.rule === id)
    return {
      rule: id,
      title: titled.title,
      before: judged?.before.find((one) => one.rule === id),
      after: result,
      outcome: result === undefined ? [] : sayOutcome(result),
      changes: compareStatements(id, before, after),
    }
  })
  return {
    before: before.pack,
    after: after.pack,
    isJudged: judged !== undefined,
    changes: compareHeads(before, after),
    rules: rules.filter((rule) => rule.changes.length > 0 || answersDiffer(rule)),
  }
}

/** A changed list may leave the verdict and change the figure: the sentence tells both. */
function answersDiffer({ before, after }: RuleDifference): boolean {
  return (
    before?.verdict !== after?.verdict ||
    before?.sentence !== after?.sentence ||
    before?.firstBreach !== after?.firstBreach ||
    before?.firstBreachOrEarlier !== after?.firstBreachOrEarlier ||
    before?.firstPossibleBreach !== after?.firstPossibleBreach ||
    before?.firstPossibleBreachOrEarlier !== after?.firstPossibleBreachOrEarlier
  )
}

/** Parts of a pack outside its rules that bear on what it means, each with the word for one entry of it. */
const HEAD_PARTS: readonly (readonly [part: Exclude<keyof RulePack, 'rules'>, entry?: string])[] = [
  ['title'],
  ['jurisdiction'],
  ['timeZone'],
  ['instrument'],
  ['status'],
  ['force'],
  ['editions'],
  ['designations', 'designation'],
  ['functionSets', 'function set'],
  ['addressees'],
  ['disruptions'],
  ['missing'],
]

function compareHeads(before: RulePack, after: RulePack): string[] {
  return HEAD_PARTS.flatMap(([part, entry]) => {
    if (entry === undefined) return describeDifferences(part, before[part] ?? absent(part), after[part] ?? absent(part))
    const [old, next] = [before[part] ?? {}, after[part] ?? {}] as [Record<string, unknown>, Record<string, unknown>]
    return keysOf(old, next).flatMap((key) => describeDifferences(`${entry} ${key}`, old[key], next[key]))
  })
}

/** A list that a pack leaves out is an empty one. */
function absent(part: string): readonly never[] | undefined {
  return part === 'disruptions' || part === 'missing' ? [] : undefined
}

/** The parts of a statement that are not compared: what names it, and where it stands, which the editions tell. */
const NOT_COMPARED = new Set(['id', 'editions'])

/**
 * How a rule differs, edition by edition. A difference that holds in every edition with the rule is told plainly, any
 * other with the editions it holds in.
 */
function compareStatements(id: string, before: RulePack, after: RulePack): string[] {
  const editionsOf = new Map<string, string[]>()
  let statedCount = 0
  for (const edition of editionsOfBoth(before, after)) {
    const [old, next] = [statementOn(before, edition, id), statementOn(after, edition, id)]
    if (!old && !next) continue
    statedCount += 1
    for (const change of describeChanges(old, next)) {
      editionsOf.set(change, [...(editionsOf.get(change) ?? []), edition.edition])
    }
  }
  return [...editionsOf].map(([change, editions]) =>
    editions.length === statedCount ? change : `edition ${editions.join(', ')}: ${change}`,
  )
}

/** Editions in order of the days they take effect; one of both sides stands once. */
function editionsOfBoth(before: RulePack, after: RulePack): Edition[] {
  const byName = new Map([...before.editions, ...after.editions].map((edition) => [edition.edition, edition]))
  return [...byName.values()].sort((left, right) => compareIdentifiers(left.effective, right.effective))
}

/** The rule as a pack states it in an edition or, where it has none of the name, in the one that judges its first day. */
function statementOn(pack: RulePack, { edition, effective }: Edition, id: string): Rule | undefined {
  const own =
    pack.editions.find((one) => one.edition === edition) ??
    pack.editions.findLast((one) => one.effective <= effective) ??
    pack.editions[0]!
  return pack.rules.find((rule) => rule.id === id && (rule.editions?.includes(own.edition) ?? true))
}

function describeChanges(before: Rule | undefined, after: Rule | undefined): string[] {
  if (!before && !after) return []
  if (!before) return ['new']
  if (!after) return ['no longer there']
  const [old, next] = [before, after] as unknown as [Record<string, unknown>, Record<string, unknown>]
  return keysWithEffect(old, next)
    .filter((key) => !NOT_COMPARED.has(key))
    .flatMap((key) => describeDifferences(key, old[key], next[key]))
}
