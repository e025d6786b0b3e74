// What changes for this network when one rule pack takes the place of another, or is added?

import type { Edition, Rule, RulePack } from '#model/rule.ts'
import type { RuleResult } from '#model/verdict.ts'
import { sayOutcome } from '#report/rules/outcome.ts'
import { compareTimelines, type StretchDifference } from './compare-timelines.ts'
import { type EditionPair, pairEditions, sayPairs } from './pair-editions.ts'
import { describeDifferences, keysOf, keysWithEffect } from './describe-differences.ts'

/** One rule on both sides; undefined where a side has none. */
export interface RuleDifference {
  readonly rule: string
  readonly title: string
  readonly before: RuleResult | undefined
  readonly after: RuleResult | undefined
  /** What `after` says beside its sentence: when it is missed, which limits or deadlines would be, what counts. */
  readonly outcome: readonly string[]
  /** When the next breaches come, where that differs, as `next breach: none -> 2028-01-01`. */
  readonly breaches: readonly string[]
  /** All days of the horizon that are judged otherwise. */
  readonly stretches: readonly StretchDifference[]
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
    const [old, next] = [judged?.before, judged?.after].map((results) => results?.find((one) => one.rule === id))
    return {
      rule: id,
      title: titled.title,
      before: old,
      after: next,
      outcome: next === undefined ? [] : sayOutcome(next),
      breaches: [
        ...describeDifferences('next breach', old?.nextBreach, next?.nextBreach),
        ...describeDifferences('next possible breach', old?.nextPossibleBreach, next?.nextPossibleBreach),
      ],
      stretches: compareTimelines(old, next),
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
function answersDiffer({ before, after, breaches, stretches }: RuleDifference): boolean {
  return (
    before?.verdict !== after?.verdict ||
    before?.sentence !== after?.sentence ||
    breaches.length > 0 ||
    stretches.length > 0
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
 * How a rule differs, edition by edition. A difference that holds wherever the rule stands is told plainly, any other with
 * the editions, or the days, that it holds in.
 */
function compareStatements(id: string, before: RulePack, after: RulePack): string[] {
  const pairs = pairEditions(before, after).filter(
    (pair) => statementIn(before, pair.before, id) || statementIn(after, pair.after, id),
  )
  const pairsOf = new Map<string, EditionPair[]>()
  for (const pair of pairs) {
    for (const change of describeChanges(statementIn(before, pair.before, id), statementIn(after, pair.after, id))) {
      pairsOf.set(change, [...(pairsOf.get(change) ?? []), pair])
    }
  }
  return [...pairsOf].map(([change, held]) => (held.length === pairs.length ? change : `${sayPairs(held)}: ${change}`))
}

function statementIn(pack: RulePack, edition: Edition | undefined, id: string): Rule | undefined {
  if (edition === undefined) return undefined
  return pack.rules.find((rule) => rule.id === id && (rule.editions?.includes(edition.edition) ?? true))
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
