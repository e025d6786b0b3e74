// How verdicts, states and standings are worded, each in the words of the rule's footing.

import { footingOf, type Standing, wordingOf } from '#model/footing.ts'
import type { VerdictWord } from '#model/rule.ts'
import type { PackResult, RuleResult, StateInterval } from '#model/verdict.ts'
import { joinNames } from '../figures.ts'
import { groupBy } from '../group-by.ts'

/** Whether "are we within the rules?" is asked of it: in force, and more than advice, policy or a proposal. */
export function isDuty(rule: Standing): boolean {
  const footing = footingOf(rule)
  return rule.status !== 'revoked' && (footing === 'law' || footing === 'contract' || footing === 'licence')
}

/** Whether an answer was given: the rule applies, and nothing that it needs is missing. */
export function wasJudged({ verdict }: Pick<RuleResult, 'verdict'>): boolean {
  return verdict !== 'not evaluated' && verdict !== 'not applicable'
}

/** In force, and binding nobody: advice or policy. */
export function isAdvice(rule: Standing): boolean {
  const footing = footingOf(rule)
  return rule.status !== 'revoked' && (footing === 'advice' || footing === 'policy')
}

/** Judged by another analysis, scenario by scenario. */
const LEFT_TO_SPARES = 'left to spares'

/** The verdict in the words of the rule's footing, without its reservations. */
export function wordVerdict(
  rule: Standing & { readonly verdict: VerdictWord } & Pick<RuleResult, 'answeredBy'>,
): string {
  const wording = wordingOf(rule)
  if (rule.answeredBy) return LEFT_TO_SPARES
  switch (rule.verdict) {
    case 'met':
      return wording.met
    case 'not met':
      return wording.notMet
    case 'not yet due: the plan meets it':
      return `not yet due: ${wording.planMeets}`
    case 'not yet due: the plan misses it':
      return `not yet due: ${wording.planMisses}`
    default:
      return rule.verdict
  }
}

/** The state of a stretch of days in the words of the rule's footing. */
export function wordState(
  rule: Standing,
  { state, waived, beyondWaiver }: Pick<StateInterval, 'state' | 'waived' | 'beyondWaiver'>,
): string {
  const wording = wordingOf(rule)
  const word = state === 'met' ? wording.met : state === 'not met' ? wording.notMet : state
  return [word, ...(waived ? ['waived'] : []), ...(beyondWaiver ? [BEYOND_WAIVER] : [])].join(', ')
}

const BEYOND_WAIVER = 'beyond the waiver it cannot be shown'

/** What was not evaluated rests on nothing yet. */
export function isOnAssumedFacts(rule: Pick<RuleResult, 'onAssumedFacts' | 'verdict'>): boolean {
  return rule.onAssumedFacts && rule.verdict !== 'not evaluated'
}

/** What must always be said with the verdict: that it rests on assumed facts, that it is waived. */
export function reservationsOf(
  rule: Pick<RuleResult, 'onAssumedFacts' | 'waivedUntil' | 'beyondWaiver' | 'verdict'>,
): readonly string[] {
  return [
    ...(rule.waivedUntil === undefined ? [] : [`waived until ${rule.waivedUntil}`]),
    ...(rule.beyondWaiver === undefined ? [] : [BEYOND_WAIVER]),
    ...(isOnAssumedFacts(rule) ? ['on assumed facts'] : []),
  ]
}

const FORCES: Record<string, string> = {
  binding: 'binding',
  contract: 'contract',
  licence: 'licence condition',
  advice: 'advice, not binding',
  policy: 'policy, not binding',
  proposal: 'proposal, not in force',
}

export function wordForce(force: string): string {
  return FORCES[force] ?? force
}

function wordStatus(status: string): string {
  return status === 'in-force' ? 'in force' : status
}

type StandingOfPack = Standing & Pick<PackResult, 'addressedAs'>

/** The force, with the status where the force does not say it already, and whose addressees a pack takes over. */
export function wordStanding({ force, status, addressedAs }: StandingOfPack): string {
  const isSaid = status === 'in-force' || status === force || (status === 'proposed' && force === 'proposal')
  const standing = isSaid ? wordForce(force) : `${wordForce(force)}, ${wordStatus(status)}`
  return addressedAs === undefined
    ? standing
    : `${standing}, taken to address the operator as ${addressedAs} does, on which it is based`
}

/** Why the rules of a pack say nothing, or nothing yet; undefined where an edition is in force. */
export function wordAbsence({ why, effectiveFrom, status }: PackResult): string | undefined {
  if (why !== undefined) return `not judged, ${why}`
  if (effectiveFrom === undefined) return undefined
  return status === 'proposed'
    ? `would be in force from ${effectiveFrom}`
    : `not yet in force, effective from ${effectiveFrom}`
}

/** As {@link wordStanding}, and which rules of the pack make another kind of duty. */
export function wordStandingOfRules(
  pack: StandingOfPack,
  rules: readonly (Standing & Pick<RuleResult, 'rule'>)[],
): string {
  const others = groupBy(
    rules.filter(({ force }) => force !== pack.force),
    ({ force }) => wordForce(force),
  )
  return [
    wordStanding(pack),
    ...[...others].map(([force, some]) => `${joinNames(some.map(({ rule }) => rule))}: ${force}`),
  ].join('; ')
}

const PROVENANCES: Record<string, string> = {
  verified: 'verified: read in the legal text',
  reported: 'reported: from a secondary source',
  assumed: 'assumed: rests on a fact that no source states',
}

export function wordProvenance(provenance: string): string {
  return PROVENANCES[provenance] ?? provenance
}

/** The verdict words and what they mean, in the order of their weight. */
export const VERDICT_GLOSSARY: readonly { readonly word: string; readonly meaning: string }[] = [
  {
    word: 'not met',
    meaning:
      'On the day judged, what is known for certain breaks the rule. Advice and policy are departed from, a contract is not kept, a proposal would not be met.',
  },
  {
    word: 'cannot be shown',
    meaning:
      'What is known neither proves nor disproves the rule. It is never counted as met; coverage says what is missing.',
  },
  {
    word: 'not yet due: the plan misses it',
    meaning:
      'The rule does not bind yet. On some later day of the horizon the plan as it stands breaks it for certain.',
  },
  {
    word: 'not yet due: cannot be shown',
    meaning: 'The rule does not bind yet. Whether the plan meets it cannot be told from what is known.',
  },
  {
    word: 'not yet due: the plan meets it',
    meaning: 'The rule does not bind yet, and on every later day of the horizon the plan meets it for certain.',
  },
  { word: 'met', meaning: 'On the day judged the rule is met for certain, whatever the unknown facts turn out to be.' },
  {
    word: 'not applicable',
    meaning:
      'Nothing the rule speaks of can be there, the rule does not address this operator, or no edition was effective.',
  },
  {
    word: 'not evaluated',
    meaning: 'The rule was not judged, and the report says why. This is no verdict, and never a good one.',
  },
  {
    word: LEFT_TO_SPARES,
    meaning:
      'The rule asks for stock, and how long stock lasts hangs on what is taken away: the analysis of spares judges it, scenario by scenario (`mainstay spares` on the command line, the page Spares in the application). Here it has no verdict, and counts as not evaluated.',
  },
  {
    word: 'waived',
    meaning:
      'Not met, and a named approver has allowed it until a date. A waiver never turns a verdict into met; where something it does not cover may be in breach as well, the verdict says so.',
  },
  {
    word: 'on assumed facts',
    meaning: 'The verdict rests on something no source states. It is neither a plain met nor a plain not met.',
  },
]
