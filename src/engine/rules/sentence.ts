// One plain sentence that says what a rule's verdict is, of what, since when, under which clause.

import { type CivilDay, parseDay, spellDay } from '#base/calendar.ts'
import { formatCount, formatNumber } from '#base/format-number.ts'
import { formatShare } from '#base/rational.ts'
import { type Wording, wordingOf } from '#model/footing.ts'
import type { Rule, RulePack, VerdictWord } from '#model/rule.ts'
import type { MetricResult } from '#model/verdict.ts'

export interface SentenceFacts {
  readonly pack: RulePack
  readonly rule: Rule
  readonly verdict: VerdictWord
  readonly asOf: CivilDay
  readonly metrics: readonly MetricResult[]
  /** Which of them decides on the as-of date. */
  readonly binding: number
  /** Those that are over the limit of that day for certain, by name. */
  readonly overOn: (day: CivilDay) => readonly string[]
  readonly since: CivilDay | undefined
  /** The first day looked at, where the rule was already due before it. */
  readonly mayBeMissedBefore: CivilDay | undefined
  readonly dueFrom: CivilDay | undefined
  readonly nextBreach: CivilDay | undefined
  /** First day from the as-of date on that is not met, waived or not. */
  readonly missedFrom: CivilDay | undefined
  readonly nextPossibleBreach: CivilDay | undefined
  readonly waivedUntil: CivilDay | undefined
  /** Something that no waiver covers may be in breach as well. */
  readonly isOpenBeyondWaiver: boolean
  /** The last day looked at: a waiver that reaches it may last longer. */
  readonly horizonEnds: CivilDay
  readonly why: string | undefined
  readonly isLeftToSpares: boolean
}

export function saySentence(facts: SentenceFacts): string {
  const { rule, verdict } = facts
  const clause = rule.clause ? ` (${rule.clause})` : ''
  if (rule.kind === 'notification' && verdict !== 'not applicable' && verdict !== 'not evaluated') {
    return `${upperFirst(sayNotifications(facts))}${clause}.`
  }
  if (verdict === 'not evaluated' || verdict === 'not applicable') {
    return `${sayNotJudged(facts)}${facts.why ? `: ${facts.why}` : ''}${clause}.`
  }
  return `${upperFirst(measured(facts))}: ${outcome(facts)}${clause}.`
}

function sayNotJudged({ verdict, isLeftToSpares }: SentenceFacts): string {
  if (verdict === 'not applicable') return 'Not applicable'
  return isLeftToSpares ? 'Not judged here' : 'Not evaluated'
}

/** Notifiable changes of the plan: how many there are, and how many are not recorded as notified in time. */
function sayNotifications(facts: SentenceFacts): string {
  const { metrics, verdict } = facts
  const [{ denominator, low, high }] = metrics as [MetricResult]
  const count = denominator!.high
  const changes = `${formatCount(count, 'change')} of the plan ${count === 1 ? 'is' : 'are'} notifiable`
  if (high === 0) return `${changes}, and all are recorded as notified in time`
  const open = sayRange({ low: low!, high })
  const missing = `${open} ${high === 1 ? 'is' : 'are'} not recorded as notified in time`
  return verdict === 'not met'
    ? `${changes}, and ${missing}: ${wordingOfRule(facts).notMet}${sayWaiver(facts)}`
    : `${changes}, and ${missing}`
}

/** What was measured on the as-of date, against what. */
function measured(facts: SentenceFacts): string {
  const { rule, metrics, asOf } = facts
  const day = `on ${spellDay(asOf)}`
  switch (rule.kind) {
    case 'cap':
      return `${metrics.map(sayShare).join(' and ')} ${day}, against a limit of ${rule.limit}${sayWhatDecides(facts)}`
    case 'diversity':
      return `${sayCount(metrics[0]!, 'vendor')} in the ${rule.role ?? 'hardware'} role ${day}, against at least ${rule.atLeast}`
    default:
      return `${sayCount(metrics[0]!, subjectNoun(rule))} ${rule.kind === 'authorisation' ? 'without a valid authorisation' : inScope(rule)} ${day}${sayOfHowMany(metrics[0]!)}`
  }
}

/** Of several metrics what decides on the as-of date: `, over it by traffic (furthest) and sites`, `, nearest to it by sites`. */
function sayWhatDecides({ metrics, binding, overOn, asOf, verdict }: SentenceFacts): string {
  if (metrics.length < 2 || verdict === 'not yet due: the plan misses it') return ''
  const { name, low, high, limit, unknownWeights } = metrics[binding]!
  const over = overOn(asOf)
  if (over.length > 0) return `, over it by ${over.length === 1 ? `${name} alone` : nameWorst(name, over)}`
  if (low === null || high === null) return unknownWeights > 0 ? `, not known by ${name}` : ''
  return `, ${high > limit ? 'perhaps over' : 'nearest to'} it by ${name}`
}

function nameWorst(worst: string, over: readonly string[]): string {
  return `${worst} (furthest) and ${over.filter((name) => name !== worst).join(' and ')}`
}

/** On a later day: `, over the limit by traffic alone`. */
function sayWhatBreaks({ metrics, overOn }: SentenceFacts, day: CivilDay): string {
  const over = metrics.length < 2 ? [] : overOn(day)
  if (over.length === 0) return ''
  return `, over the limit by ${over.join(' and ')}${over.length === 1 ? ' alone' : ''}`
}

function subjectNoun(rule: Rule): string {
  return (rule.scope.where?.subject ?? ['element']).join(' or ')
}

function inScope(rule: Rule): string {
  if (rule.kind === 'freeze')
    return `${EVENT_WORDS[rule.event ?? 'installed']} after ${spellDay(parseDay(rule.after)!)}`
  return rule.kind === 'removal' ? 'still present in scope' : 'in service in scope'
}

const EVENT_WORDS = {
  procured: 'bought',
  produced: 'made',
  delivered: 'delivered',
  installed: 'installed',
  inService: 'put in service',
} as const

function sayShare(metric: MetricResult): string {
  const unit = metric.unit.replace(/^(thousandths|millionths) of /, '').replace('kbit/s', 'traffic')
  if (metric.low === null || metric.high === null) {
    if (!metric.numerator) return `a share of ${unit} that nobody can tell, for history is not known`
    return metric.unknownWeights > 0
      ? `an unknown share of ${unit} (${formatNumber(metric.unknownWeights)} without a known weight)`
      : `no ${unit} to share`
  }
  const [low, high] = [formatShare(metric.low, metric.limit), formatShare(metric.high, metric.limit)]
  const { numerator, denominator } = metric
  const counts =
    numerator?.low === numerator?.high &&
    !/^(thousandths|millionths) of /.test(metric.unit) &&
    !metric.unit.startsWith('kbit')
  const of =
    counts && numerator && denominator && denominator.low === denominator.high
      ? ` (${formatNumber(numerator.low)} of ${formatNumber(denominator.low)})`
      : ''
  return low === high ? `${low} of ${unit}${of}` : `${low.replace(' %', '')} – ${high} of ${unit}`
}

/** Where nothing is in breach: whether there was anything to look at. */
function sayOfHowMany({ high, lookedAt }: MetricResult): string {
  if (high !== 0 || !lookedAt) return ''
  return lookedAt.high === 0 ? ', and nothing to look at' : `, of ${sayRange(lookedAt)} looked at`
}

function sayRange({ low, high }: { readonly low: number; readonly high: number | null }): string {
  if (low === high) return formatNumber(low)
  return high === null ? `${formatNumber(low)} or more` : `${formatNumber(low)} to ${formatNumber(high)}`
}

function sayCount(metric: MetricResult, noun: string): string {
  const { low, high } = metric
  if (low === null) return `a number of ${noun}s that nobody can tell, for history is not known`
  const range = sayRange({ low, high })
  return `${low === 0 && high === 0 ? 'no' : range} ${noun}${high === 1 ? '' : 's'}`
}

function outcome(facts: SentenceFacts): string {
  const { verdict, dueFrom, nextBreach, missedFrom, nextPossibleBreach } = facts
  const { met, notMet, planMeets, planMisses } = wordingOfRule(facts)
  const sinceWords = saySince(facts)
  switch (verdict) {
    case 'met':
      if (nextBreach !== undefined)
        return `${met} today, but ${notMet} by the plan from ${spellDay(nextBreach)}${sayWhatBreaks(facts, nextBreach)}${sayEarlierDoubt(facts)}`
      return nextPossibleBreach === undefined
        ? met
        : `${met}, but it cannot be shown from ${spellDay(nextPossibleBreach)} on`
    case 'not met':
      return `${notMet}${sinceWords}${sayWaiver(facts)}`
    case 'cannot be shown':
      return `it cannot be shown that this is within the rule${sinceWords}${sayWaiver(facts)}`
    case 'not yet due: the plan meets it':
      return `due from ${spellDay(dueFrom!)}, and ${planMeets}`
    case 'not yet due: the plan misses it':
      return `due from ${spellDay(dueFrom!)}, and ${planMisses} from ${spellDay(missedFrom!)}${sayWhatBreaks(facts, missedFrom!)}${nextBreach === undefined ? ', on days that are waived' : ''}`
    case 'not yet due: cannot be shown':
      return `due from ${spellDay(dueFrom!)}, and it cannot be shown that ${planMeets}`
    default:
      return verdict
  }
}

/** A breach that may come before the one that is certain. */
function sayEarlierDoubt({ nextBreach, nextPossibleBreach }: SentenceFacts): string {
  if (nextPossibleBreach === undefined || nextPossibleBreach === nextBreach) return ''
  return `; from ${spellDay(nextPossibleBreach)} on it cannot be shown`
}

function saySince({ since, mayBeMissedBefore }: SentenceFacts): string {
  if (since === undefined) return ''
  return ` since ${spellDay(since)}${since === mayBeMissedBefore ? ' or earlier' : ''}`
}

function sayWaiver({ waivedUntil, horizonEnds, isOpenBeyondWaiver }: SentenceFacts): string {
  if (waivedUntil === undefined) return ''
  const until = `, waived until ${spellDay(waivedUntil)}${waivedUntil === horizonEnds ? ' or later' : ''}`
  return isOpenBeyondWaiver ? `${until}; it cannot be shown that nothing else is in breach` : until
}

function wordingOfRule({ rule, pack }: SentenceFacts): Wording {
  return wordingOf({ force: rule.force ?? pack.force, status: pack.status })
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
