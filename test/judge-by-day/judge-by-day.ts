// What is the state of every rule on every day of the horizon? The slow second method beside the engine's one sweep.
//
// Follows docs/models/rules.md day by day, subject by subject, with nothing carried over from one day to the next.
// Where that page leaves a choice, the comment says "chosen". Addressees and provenance are left out: every rule is
// taken to bind, and no verdict is drawn from the states.

import { type CivilDay, formatDay, parseDay } from '#base/calendar.ts'
import { parseRational } from '#base/rational.ts'
import { and, MAYBE, NO, not, or, type Trilean, YES } from '#base/trilean.ts'
import type { VendorBook } from '#engine/vendors/index.ts'
import type { CapRule, DiversityRule, FreezeRule, NotificationRule, Rule, RulePack, Scope } from '#model/rule.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import { readSelector } from '#model/selector.ts'
import type { RuleState } from '#model/verdict.ts'
import { answerScope, askVendors, isLater, type Vendors } from './answer-by-day.ts'
import { isCertainOn, isPossibleOn, type Stay } from './date-by-day.ts'
import { buildEstateByDay, type EstateByDay, meetsSelector, type PlannedChange, type Subject } from './estate-by-day.ts'
import { type FactRow, rowsOf } from './fact-row.ts'
import { fraction, isAbove, toNumber } from './fraction.ts'
import { type Share, shareOn, spellAnswer } from './share-by-day.ts'

export interface MetricOfDay {
  readonly name: string
  /** Null: not applicable or unknown that day; a count without bound has no high. */
  readonly low: number | null
  readonly high: number | null
  /** The sums of the six classes, for a person to check. */
  readonly sums?: string
}

export interface DayResult {
  readonly day: CivilDay
  readonly state: RuleState
  /** Every breach of the day is waived. */
  readonly isWaived: boolean
  readonly metrics: readonly MetricOfDay[]
}

/** Everything one rule is judged by. */
interface Judging {
  readonly question: RulesQuestion
  readonly estate: EstateByDay
  readonly vendors: Vendors
  readonly pack: RulePack
  readonly rule: Rule
  readonly note: ((line: string) => void) | undefined
}

/** By `pack/rule`, one result for each day of the horizon. */
export function judgeByDay(question: RulesQuestion, book: VendorBook): Map<string, DayResult[]> {
  const vendors = askVendors(book)
  const estate = buildEstateByDay(question, vendors.resolve)
  const results = new Map<string, DayResult[]>()
  for (const pack of question.packs)
    for (const rule of pack.rules) {
      const days: DayResult[] = []
      for (let day = question.horizon.from; day <= question.horizon.to; day++)
        days.push(judgeDay({ question, estate, vendors, pack, rule, note: undefined }, day))
      results.set(`${pack.pack}/${rule.id}`, days)
    }
  return results
}

/** Why a day came out as it did: each subject with its days and answers, for a person who compares two methods. */
export function explainDay(
  question: RulesQuestion,
  book: VendorBook,
  packName: string,
  ruleId: string,
  day: CivilDay,
): string {
  const vendors = askVendors(book)
  const estate = buildEstateByDay(question, vendors.resolve)
  const pack = question.packs.find((candidate) => candidate.pack === packName)!
  const rule = pack.rules.find((candidate) => candidate.id === ruleId)!
  const lines: string[] = []
  const judging: Judging = { question, estate, vendors, pack, rule, note: (line) => void lines.push(line) }
  for (const subject of estate.subjects) {
    const where = `${subject.type} ${subject.identifier} [${subject.statedTechnologies.join('|')}]`
    const answer = spellAnswer(answerRuleScope(judging, subject, day))
    lines.push(`${where}: service ${spellStay(subject.service, day)}, presence ${spellStay(subject.presence, day)}`)
    lines.push(`  site ${subject.site?.identifier ?? 'none'}, in scope: ${answer}`)
  }
  const result = judgeDay(judging, day)
  for (const metric of result.metrics)
    lines.push(`metric ${metric.name}: ${metric.low} to ${metric.high} ${metric.sums ?? ''}`)
  return lines.join('\n')
}

function spellStay({ start, end }: Stay, day: CivilDay): string {
  const stay = { start, end }
  const answer = isCertainOn(stay, day) ? 'certain' : isPossibleOn(stay, day) ? 'possible' : 'not there'
  const spell = (span: Stay['start']): string => `${formatDay(span.earliest)}..${formatDay(span.latest)}`
  return `${answer} (from ${spell(start)} to ${spell(end)})`
}

// The frame every kind shares

function judgeDay(judging: Judging, day: CivilDay): DayResult {
  const { question, rule } = judging
  const forgets = rule.kind === 'cap' || rule.kind === 'diversity'
  const isForgotten = forgets && question.historyKnownFrom !== undefined && day < question.historyKnownFrom
  const finding: Finding = isForgotten ? { state: 'not evaluated', breaches: [], metrics: [] } : judgeKind(judging, day)
  const standing = standingOn(judging, day)
  if (standing !== 'due') return { day, state: standing, isWaived: false, metrics: finding.metrics }
  const state = isForgotten ? finding.state : underCondition(judging, finding.state, day)
  return {
    day,
    state,
    isWaived: state === 'not met' && isEveryBreachWaived(judging, finding.breaches, day),
    metrics: finding.metrics,
  }
}

/**
 * Chosen where the page speaks twice: before the rule is due, on a day before the first edition it stands in, the rule
 * is not yet due; on a day judged by an edition it does not stand in, or after the last has ended, it is not applicable,
 * unless a later known edition brings it and it is still not due then.
 */
function standingOn({ question, pack, rule }: Judging, day: CivilDay): 'not applicable' | 'not yet due' | 'due' {
  const known = pack.editions.filter(({ announced }) => parseDay(announced)! <= question.knownAt)
  const standsIn = known.filter(({ edition }) => rule.editions?.includes(edition) ?? true)
  if (standsIn.length === 0) return 'not applicable'
  const firstDay = Math.min(...standsIn.map(({ effective }) => parseDay(effective)!))
  const dueFrom =
    rule.deadline !== undefined
      ? parseDay(rule.deadline)! + 1
      : rule.from !== undefined
        ? parseDay(rule.from)!
        : firstDay
  const latest = known
    .filter(({ effective }) => parseDay(effective)! <= day)
    .toSorted((left, right) => parseDay(right.effective)! - parseDay(left.effective)!)[0]
  const isJudged =
    latest !== undefined && standsIn.includes(latest) && (latest.until === undefined || day <= parseDay(latest.until)!)
  const isComing = standsIn.some(({ effective }) => parseDay(effective)! > day)
  if (!isJudged && !isComing) return 'not applicable'
  if (day < dueFrom) return 'not yet due'
  return isJudged ? 'due' : 'not applicable'
}

/** The state holds while the condition is certain; `within: site` is asked of each subject instead. */
function underCondition(judging: Judging, state: RuleState, day: CivilDay): RuleState {
  const { rule, estate } = judging
  if (rule.when?.within !== 'network') return state
  const presence = answerPresence(judging, estate.subjects, day)
  if (presence === YES) return state
  if (presence === NO) return 'not applicable'
  return state === 'not met' ? 'cannot be shown' : state
}

/** Whether a subject that `when` speaks of is there, among those given. */
function answerPresence(judging: Judging, subjects: readonly Subject[], day: CivilDay): Trilean {
  const when = judging.rule.when!
  // Chosen: unless stated, the condition reads what the rule reads.
  const reads = when.reads ?? readingOf(judging.rule)
  let best: Trilean = NO
  for (const subject of subjects) {
    const stay = subject[reads]
    const there: Trilean = isCertainOn(stay, day) ? YES : isPossibleOn(stay, day) ? MAYBE : NO
    best = or(best, and(there, answer(judging, when.present, subject, day)))
  }
  return best
}

function readingOf(rule: Rule): 'service' | 'presence' {
  return rule.reads ?? (rule.kind === 'removal' || rule.kind === 'freeze' ? 'presence' : 'service')
}

function answer({ pack, vendors }: Judging, scope: Scope, subject: Subject, day: CivilDay): Trilean {
  return answerScope(scope, subject, day, pack, vendors)
}

/** In scope: meets it, is not excepted that day, and with `within: site` is beside what `when` speaks of. */
function answerRuleScope(judging: Judging, subject: Subject, day: CivilDay): Trilean {
  const { rule, estate } = judging
  let inScope = answer(judging, rule.scope, subject, day)
  for (const exception of rule.exceptions ?? [])
    if (exception.until === undefined || day <= parseDay(exception.until)!)
      inScope = and(inScope, not(answer(judging, exception.scope, subject, day)))
  if (rule.when?.within === 'site') {
    const onSite = estate.subjects.filter(({ site }) => site && site.identifier === subject.site?.identifier)
    inScope = and(inScope, answerPresence(judging, onSite, day))
  }
  return inScope
}

interface Finding {
  readonly state: RuleState
  /** Subjects certainly in breach, which waivers may name. */
  readonly breaches: readonly Subject[]
  readonly metrics: readonly MetricOfDay[]
}

function judgeKind(judging: Judging, day: CivilDay): Finding {
  const { rule } = judging
  switch (rule.kind) {
    case 'cap':
      return judgeCap(judging, rule as CapRule, day)
    case 'exclusion':
    case 'removal':
      return judgePresence(judging, day, () => YES)
    case 'freeze': {
      const { event = 'installed', after } = rule as FreezeRule
      return judgePresence(judging, day, (subject) => isLater(subject.events[event], parseDay(after)!))
    }
    case 'diversity':
      return judgeDiversity(judging, rule as DiversityRule, day)
    case 'authorisation':
      return judgeAuthorisation(judging, day)
    case 'notification':
      return judgeNotification(judging, rule as NotificationRule)
    default:
      return { state: 'not evaluated', breaches: [], metrics: [] }
  }
}

// Each kind

/** Chosen: what a metric counts is in the scope of the rule and, where one is stated, in the metric's denominator. */
function judgeCap(judging: Judging, rule: CapRule, day: CivilDay): Finding {
  const { question, estate, note } = judging
  const limit = parseRational(rule.limit)!
  const cap = fraction(limit.numerator, limit.denominator)
  const reads = readingOf(rule)
  const shares = rule.metrics.map((metric): [string, Share] => {
    const inDenominator = (subject: Subject): Trilean =>
      and(
        answerRuleScope(judging, subject, day),
        metric.denominator ? answer(judging, metric.denominator, subject, day) : YES,
      )
    const inNumerator = (subject: Subject): Trilean => answer(judging, metric.numerator, subject, day)
    if (note)
      for (const subject of estate.subjects)
        note(
          `metric ${metric.name}, ${subject.identifier}: denominator ${spellAnswer(inDenominator(subject))}, numerator ${spellAnswer(inNumerator(subject))}`,
        )
    const names = [question.operator.name, ...(question.operator.aliases ?? [])]
    const stayOf = (subject: Subject): Stay => subject[reads]
    return [metric.name, shareOn(metric, estate.subjects, day, stayOf, inDenominator, inNumerator, names)]
  })
  const metrics = shares.map(([name, share]) =>
    share.kind === 'share'
      ? { name, low: toNumber(share.low), high: toNumber(share.high), sums: share.sums }
      : { name, low: null, high: null, sums: share.kind },
  )
  const isAny = (test: (share: Share) => boolean): boolean => shares.some(([, share]) => test(share))
  let state: RuleState = 'met'
  if (isAny((share) => share.kind === 'share' && isAbove(share.low, cap))) state = 'not met'
  else if (isAny((share) => share.kind === 'unknown' || (share.kind === 'share' && isAbove(share.high, cap))))
    state = 'cannot be shown'
  else if (!isAny((share) => share.kind !== 'not applicable')) state = 'not applicable'
  return { state, breaches: [], metrics }
}

function judgePresence(judging: Judging, day: CivilDay, isBreach: (subject: Subject) => Trilean): Finding {
  const reads = readingOf(judging.rule)
  const certain: Subject[] = []
  const possible: Subject[] = []
  for (const subject of judging.estate.subjects) {
    if (!isPossibleOn(subject[reads], day)) continue
    const inBreach = and(answerRuleScope(judging, subject, day), isBreach(subject))
    if (inBreach === NO) continue
    possible.push(subject)
    if (inBreach === YES && isCertainOn(subject[reads], day)) certain.push(subject)
  }
  const state = certain.length > 0 ? 'not met' : possible.length > 0 ? 'cannot be shown' : 'met'
  // Chosen: subjects in breach are counted one each, units too.
  return { state, breaches: certain, metrics: [{ name: 'count', low: certain.length, high: possible.length }] }
}

function judgeDiversity(judging: Judging, rule: DiversityRule, day: CivilDay): Finding {
  const { estate, vendors, note } = judging
  const reads = readingOf(rule)
  const role = rule.role ?? 'hardware'
  const surely = new Set<string>()
  const perhaps = new Set<string>()
  let unknownCount = 0
  let isApplicable = false
  for (const subject of estate.subjects) {
    if (!isPossibleOn(subject[reads], day)) continue
    const inScope = answerRuleScope(judging, subject, day)
    if (inScope === NO) continue
    isApplicable = true
    const supplier = subject.suppliers[role]
    if (supplier === 'none') continue
    const resolution = supplier === 'unknown' ? undefined : vendors.resolve(supplier.name, subject.product)
    if (resolution?.kind !== 'resolved') unknownCount += 1
    else {
      perhaps.add(resolution.vendor)
      if (inScope === YES && isCertainOn(subject[reads], day)) surely.add(resolution.vendor)
    }
  }
  const low = countGroups(vendors, [...surely], day, MAYBE)
  const high = countGroups(vendors, [...perhaps], day, YES) + unknownCount
  note?.(`vendors surely ${[...surely].join(' ')}, perhaps ${[...perhaps].join(' ')}, unknown ${unknownCount}`)
  let state: RuleState = 'met'
  if (!isApplicable) state = 'not applicable'
  else if (high < rule.atLeast) state = 'not met'
  else if (low < rule.atLeast) state = 'cannot be shown'
  return { state, breaches: [], metrics: [{ name: 'count', low, high }] }
}

/**
 * Groups under one controller count once. Chosen: the fewest controllers such that each vendor is one of them or under
 * one of them, where control of at least `sureness` counts.
 */
function countGroups(vendors: Vendors, named: readonly string[], day: CivilDay, sureness: Trilean): number {
  const controllers = [...new Set([...vendors.ids, ...named])]
  const isUnder = (vendor: string, controller: string): boolean =>
    vendor === controller || vendors.controlOn(vendor, controller, day) >= sureness
  const cover = (left: readonly string[]): number => {
    const first = left[0]
    if (first === undefined) return 0
    const counts = controllers
      .filter((controller) => isUnder(first, controller))
      .map((controller) => 1 + cover(left.filter((vendor) => !isUnder(vendor, controller))))
    return Math.min(...counts)
  }
  return cover(named)
}

type Authorised = 'granted' | 'refused' | 'grantedAtOtherTimes' | 'notDecided'

function judgeAuthorisation(judging: Judging, day: CivilDay): Finding {
  const { estate, question, rule, note } = judging
  const reads = readingOf(rule)
  const records = rowsOf(question.facts, 'authorisations').filter((row) => row.text('regime') === rule.id)
  const certain: Subject[] = []
  let possibleCount = 0
  for (const subject of estate.subjects) {
    if (!isPossibleOn(subject[reads], day)) continue
    const inScope = answerRuleScope(judging, subject, day)
    if (inScope === NO) continue
    const authorised = authorisedOn(judging, subject, records, day)
    note?.(`${subject.identifier}: ${authorised}`)
    if (authorised === 'granted') continue
    possibleCount += 1
    const isCertain = inScope === YES && isCertainOn(subject[reads], day)
    if (isCertain && authorised !== 'notDecided') certain.push(subject)
  }
  const state = certain.length > 0 ? 'not met' : possibleCount > 0 ? 'cannot be shown' : 'met'
  return { state, breaches: certain, metrics: [{ name: 'count', low: certain.length, high: possibleCount }] }
}

/** Chosen: of records that cover one day, a refusal comes before a grant, and both before one that is pending. */
function authorisedOn(judging: Judging, subject: Subject, records: readonly FactRow[], day: CivilDay): Authorised {
  const about = records.filter((row) =>
    row.text('element') === ''
      ? isSelected(judging, row.text('selector'), subject)
      : row.text('element') === subject.element,
  )
  const standing = about.filter((row) => covers(row, day)).map((row) => row.text('status'))
  if (standing.includes('refused')) return 'refused'
  if (standing.includes('granted')) return 'granted'
  return about.some((row) => row.text('status') === 'granted') ? 'grantedAtOtherTimes' : 'notDecided'
}

function covers(row: FactRow, day: CivilDay): boolean {
  const until = row.date('until')
  return row.date('from')!.earliest <= day && (until === undefined || day <= until.latest)
}

/** Chosen: a selector names elements, and the units that sit in them; a contract only by `*`. */
function isSelected({ vendors }: Judging, text: string, subject: Subject): boolean {
  const reading = readSelector(text)
  if ('problem' in reading) throw new Error(`selector ${text}`)
  if (subject.type === 'contract') return reading.value.size === 0
  return meetsSelector(reading.value, subject, vendors.resolve)
}

/** Chosen: the state does not depend on the day, because changes are made or not made as of the as-of date. */
function judgeNotification(judging: Judging, rule: NotificationRule): Finding {
  const { estate, question } = judging
  let isAnyInScope = false
  let isLate = false
  let isOpen = false
  let isAhead = false
  for (const change of estate.changes) {
    if (rule.actions && !(rule.actions as readonly string[]).includes(change.action)) continue
    const inScope = answerChange(judging, change)
    if (inScope === NO) continue
    isAnyInScope = true
    const made = not(isLater(change.date, question.asOf))
    if (made === NO) {
      if (change.notified === undefined) isAhead = true
      continue
    }
    const late = change.notified === undefined ? MAYBE : isNotifiedLate(change)
    if (and(and(inScope, made), late) === YES) isLate = true
    else if (late !== NO) isOpen = true
  }
  const state = !isAnyInScope
    ? 'not applicable'
    : isLate
      ? 'not met'
      : isOpen
        ? 'cannot be shown'
        : isAhead
          ? 'not yet due'
          : 'met'
  return { state, breaches: [], metrics: [] }
}

function isNotifiedLate({ date, notified }: PlannedChange): Trilean {
  if (notified!.earliest > date.latest) return YES
  return notified!.latest <= date.earliest ? NO : MAYBE
}

/** Chosen: a change is in scope as far as any element it ends, changes or makes is, on its (earliest) day. */
function answerChange(judging: Judging, change: PlannedChange): Trilean {
  return judging.estate.subjects
    .filter(({ type, identifier }) => type === 'element' && change.touched.includes(identifier))
    .map((subject) => answerRuleScope(judging, subject, change.date.earliest))
    .reduce<Trilean>(or, NO)
}

// Waivers

function isEveryBreachWaived(judging: Judging, breaches: readonly Subject[], day: CivilDay): boolean {
  const { question, rule } = judging
  const standing = rowsOf(question.facts, 'waivers').filter((row) => row.text('rule') === rule.id && covers(row, day))
  if (standing.some((row) => row.text('scope') === '*')) return true
  const isBySubject = ['exclusion', 'removal', 'freeze', 'authorisation'].includes(rule.kind)
  return (
    isBySubject && breaches.every((subject) => standing.some((row) => isSelected(judging, row.text('scope'), subject)))
  )
}
