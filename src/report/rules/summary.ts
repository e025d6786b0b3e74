// The answer before any detail: are we within the rules on the day, what breaks next, and what was left unanswered?

import { formatCount, formatNumber } from '#base/format-number.ts'
import { type CivilDay, spellDay } from '#base/calendar.ts'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { wordingOf } from '#model/footing.ts'
import type { RuleResult, RulesReport } from '#model/verdict.ts'
import { dayOfText } from '../chart/time-scale.ts'
import { joinNames } from '../figures.ts'
import { type Beside, headAdviceAlone, lookBeside, sayBeside } from './beside.ts'
import { isWaived } from './rule-state.ts'
import { isDuty, wasJudged, wordAbsence } from './wording.ts'

type Answer =
  | 'no'
  | 'no, on assumed facts'
  | 'waived'
  | 'cannot be shown'
  | 'yes'
  | 'nothing judged'
  | 'nothing to judge'

/** A rule that breaks later than the as-of date. */
export interface NextBreak {
  readonly rule: RuleResult
  readonly day: CivilDay
  readonly date: string
  readonly daysAhead: number
  /** False: it may break from that day on, for all that is known. */
  readonly isCertain: boolean
}

interface DutyCounts {
  /** Rules in force that bind, of whatever verdict. */
  readonly all: number
  /** Of these, judged: neither not evaluated nor not applicable. */
  readonly judged: number
  readonly notMet: number
  readonly waived: number
  /** Of the waived: something else, which no waiver covers, may be in breach. */
  readonly openBeyondWaiver: number
  readonly notMetOnAssumedFacts: number
  readonly cannotBeShown: number
  readonly planMisses: number
  readonly planCannotBeShown: number
  readonly planMeets: number
  readonly metOnAssumedFacts: number
  /** Of these, `leftToSpares` are judged by another command. */
  readonly notEvaluated: number
  readonly leftToSpares: number
  readonly notApplicable: number
}

export interface RulesSummary {
  readonly answer: Answer
  /** It is yes, and nothing stands against it: no assumed fact, no later breach, nothing left unjudged. */
  readonly isUnreserved: boolean
  /** `No.` */
  readonly headline: string
  /** The answer in one sentence, with its date. */
  readonly statement: string
  /** What breaks next and when, in one sentence. */
  readonly next: string
  /** What stands against taking the answer for the whole truth. */
  readonly reservations: readonly string[]
  /** The same, each with what it is about. */
  readonly reservationsByAbout: readonly RulesReservation[]
  readonly counts: DutyCounts
  /** Every rule that breaks later, of duties, advice and proposals, by date. */
  readonly breaks: readonly NextBreak[]
  /** The next of those that bind, and of those that do not: certain ones before possible ones. */
  readonly nextBinding: NextBreak | undefined
  /** A possible one before a next binding one that is certain. */
  readonly nextBindingSooner: NextBreak | undefined
  readonly nextBeside: NextBreak | undefined
}

/** `will be breached`. */
export function wordBreak({ rule, isCertain }: NextBreak): string {
  const wording = wordingOf(rule)
  return isCertain ? wording.willBreak : wording.mayBreak
}

function isOpenBeyondWaiver({ beyondWaiver }: RuleResult): boolean {
  return beyondWaiver !== undefined
}

function countDuties(duties: readonly RuleResult[]): DutyCounts {
  const count = (test: (rule: RuleResult) => boolean): number => duties.filter(test).length
  const notEvaluated = count((rule) => rule.verdict === 'not evaluated')
  const notApplicable = count((rule) => rule.verdict === 'not applicable')
  const isPlainMiss = (rule: RuleResult): boolean => rule.verdict === 'not met' && !isWaived(rule)
  const isMet = (rule: RuleResult): boolean => rule.verdict === 'met' || rule.verdict.endsWith('the plan meets it')
  return {
    all: duties.length,
    judged: duties.length - notEvaluated - notApplicable,
    notMet: count((rule) => isPlainMiss(rule) && !rule.onAssumedFacts),
    waived: count(isWaived),
    openBeyondWaiver: count(isOpenBeyondWaiver),
    notMetOnAssumedFacts: count((rule) => isPlainMiss(rule) && rule.onAssumedFacts),
    cannotBeShown: count((rule) => rule.verdict === 'cannot be shown'),
    planMisses: count((rule) => rule.verdict === 'not yet due: the plan misses it'),
    planCannotBeShown: count((rule) => rule.verdict === 'not yet due: cannot be shown'),
    planMeets: count((rule) => rule.verdict === 'not yet due: the plan meets it'),
    metOnAssumedFacts: count((rule) => isMet(rule) && rule.onAssumedFacts),
    notEvaluated,
    leftToSpares: count(({ answeredBy }) => answeredBy !== undefined),
    notApplicable,
  }
}

function listBreaks(report: RulesReport): readonly NextBreak[] {
  const asOf = dayOfText(report.asOf) ?? 0
  const breaks: NextBreak[] = []
  const add = (rule: RuleResult, date: string, isCertain: boolean): void => {
    const day = dayOfText(date)
    if (day !== undefined) breaks.push({ rule, day, date, daysAhead: day - asOf, isCertain })
  }
  for (const rule of report.rules) {
    const { nextBreach, nextPossibleBreach } = rule
    if (nextPossibleBreach !== undefined && (nextBreach === undefined || nextPossibleBreach < nextBreach)) {
      add(rule, nextPossibleBreach, false)
    }
    if (nextBreach !== undefined) add(rule, nextBreach, true)
  }
  return breaks.sort(
    (left, right) =>
      left.day - right.day ||
      Number(right.isCertain) - Number(left.isCertain) ||
      compareIdentifiers(left.rule.pack, right.rule.pack) ||
      compareIdentifiers(left.rule.rule, right.rule.rule),
  )
}

/** Nothing serves the operator: whoever forgot the inventory is within most rules, and is told nothing by it. */
function isNetworkOfNothing({ estate }: RulesReport): boolean {
  return estate.serving === 0
}

function chooseAnswer(counts: DutyCounts, isOfNothing: boolean): Answer {
  if (counts.notMet > 0) return 'no'
  // What breaks a rule for certain, if its assumptions hold, is worse news than what is only unknown.
  if (counts.notMetOnAssumedFacts > 0) return 'no, on assumed facts'
  if (counts.cannotBeShown + counts.openBeyondWaiver > 0) return 'cannot be shown'
  if (counts.waived > 0) return 'waived'
  if (isOfNothing) return 'nothing to judge'
  return counts.judged > 0 ? 'yes' : 'nothing judged'
}

/** How far the answer reaches. */
interface Reach {
  readonly isWhole: boolean
  readonly isLeftOut: boolean
  readonly standing: StandingOfDuties
}

function isUnreservedYes(
  answer: Answer,
  counts: DutyCounts,
  breaksLater: boolean,
  { isWhole, isLeftOut, standing }: Reach,
): boolean {
  if (answer !== 'yes' || standing === 'announced and not yet in force') return false
  return isWhole && !isLeftOut && !breaksLater && counts.planMisses === 0 && counts.metOnAssumedFacts === 0
}

function writeHeadline(
  answer: Answer,
  counts: DutyCounts,
  beside: Beside,
  breaksLater: boolean,
  { isWhole, isLeftOut, standing }: Reach,
): string {
  switch (answer) {
    case 'no':
      return 'No.'
    case 'no, on assumed facts':
      return 'No, on assumed facts.'
    case 'cannot be shown':
      return 'It cannot be shown.'
    case 'waived':
      return 'Not met, but waived.'
    case 'nothing judged':
      if (counts.notEvaluated > 0) return 'No rule in force was judged.'
      if (beside.judged > 0) return headAdviceAlone(beside)
      return counts.all > 0 ? 'No rule in force applies.' : 'No rule in force was judged.'
    case 'nothing to judge':
      return 'There is nothing to judge.'
    case 'yes':
      if (standing === 'announced and not yet in force') return 'No rule is in force yet.'
      // What was left out may break any rule, now or later, assumed facts or not.
      if (isLeftOut) return 'Yes, as far as could be judged.'
      if (breaksLater || counts.planMisses > 0) {
        return counts.metOnAssumedFacts > 0 ? 'Yes, for now, on assumed facts.' : 'Yes, for now.'
      }
      if (counts.metOnAssumedFacts > 0) return 'Yes, on assumed facts.'
      return isWhole ? 'Yes.' : 'Yes, as far as could be judged.'
  }
}

/** Names of the first rules of a kind: `UK-1, UK-2 and 3 more`. */
function nameRules(rules: readonly RuleResult[]): string {
  return joinNames(rules.map((rule) => rule.rule))
}

function writeStatement(
  report: RulesReport,
  answer: Answer,
  duties: readonly RuleResult[],
  counts: DutyCounts,
  beside: Beside,
): string {
  const day = dayOfText(report.asOf)
  const on = `On ${day === undefined ? report.asOf : spellDay(day)}`
  if (answer === 'nothing to judge') return sayNothingToJudge(report)
  if (counts.judged === 0) {
    return `${sayNoneJudged(on, counts)}${sayBeside(beside)}`
  }
  const clauses: string[] = []
  const say = (count: number, what: string, test?: (rule: RuleResult) => boolean): void => {
    if (count === 0) return
    const names = test === undefined ? '' : ` (${nameRules(duties.filter(test))})`
    clauses.push(`${formatNumber(count)} ${what}${names}`)
  }
  const isPlainMiss = (rule: RuleResult): boolean =>
    rule.verdict === 'not met' && !isWaived(rule) && !rule.onAssumedFacts
  say(counts.notMet, 'not met', isPlainMiss)
  say(
    counts.notMetOnAssumedFacts,
    'not met on assumed facts',
    (rule) => rule.verdict === 'not met' && !isWaived(rule) && rule.onAssumedFacts,
  )
  const isWaivedWhole = (rule: RuleResult): boolean => isWaived(rule) && !isOpenBeyondWaiver(rule)
  say(counts.waived - counts.openBeyondWaiver, 'not met but waived', isWaivedWhole)
  say(counts.openBeyondWaiver, 'not met but waived, and beyond the waiver not to be shown as met', isOpenBeyondWaiver)
  say(counts.cannotBeShown, 'cannot be shown')
  say(counts.planMisses, 'not yet due that the plan misses')
  say(counts.planCannotBeShown, 'not yet due that cannot be shown')
  const standing = standingOfDuties(report, duties)
  const judged = `${formatCount(counts.judged, 'rule')} ${standing} that ${counts.judged === 1 ? 'was' : 'were'} judged`
  if (clauses.length > 0) return `${on}, of ${judged}: ${joinNames(clauses, clauses.length)}.`
  const one = counts.judged === 1
  const subject = one ? `${on} the one rule ${standing} that was judged is` : `${on} all ${judged} are`
  if (counts.planMeets === 0) return `${subject} met.`
  return counts.planMeets === counts.judged
    ? `${subject} not yet due, and the plan meets ${one ? 'it' : 'them'}.`
    : `${subject} met, or not yet due and met by the plan.`
}

type StandingOfDuties = 'in force' | 'announced and not yet in force' | 'in force or announced'

/** Of the duties judged: a rule of which no edition is effective yet is not in force. */
function standingOfDuties({ packs }: RulesReport, duties: readonly RuleResult[]): StandingOfDuties {
  const coming = new Set(packs.filter(({ effectiveFrom }) => effectiveFrom !== undefined).map(({ pack }) => pack))
  const isComing = duties.filter(wasJudged).map(({ pack }) => coming.has(pack))
  if (!isComing.includes(true)) return 'in force'
  return isComing.includes(false) ? 'in force or announced' : 'announced and not yet in force'
}

function sayDate(date: string): string {
  const day = dayOfText(date)
  return day === undefined ? date : spellDay(day)
}

function sayNothingToJudge(report: RulesReport): string {
  const known = sayDate(report.knownAt)
  const { elements, contracts, plannedChanges } = report.estate
  if (elements + contracts + plannedChanges > 0)
    return `As known on ${known}, nothing in the workspace serves ${report.operator}, so no verdict below says anything of a network. Look into the column \`operators\`, and at the operator's name in mainstay.yaml.`
  if (report.knownAt < report.inventoryDate)
    return `As known on ${known}, nothing of the network is known to have been there, so no verdict below says anything of a network. The inventory is of ${sayDate(report.inventoryDate)}: ask about a later day, or fill in elements.csv if it is empty.`
  return `As known on ${known}, the workspace holds no element, contract or planned change, so no verdict below says anything of a network. Import an inventory, or fill in elements.csv, and check again.`
}

function sayNoneJudged(on: string, counts: DutyCounts): string {
  if (counts.all === 0) return `${on} there is no rule in force to judge this network by.`
  if (counts.notEvaluated === 0)
    return `${on} ${counts.all === 1 ? 'the one binding rule does not apply' : `none of the ${formatNumber(counts.all)} binding rules applies`}.`
  if (counts.leftToSpares === counts.all)
    return `${on} ${counts.all === 1 ? 'the one rule in force is' : `all ${formatNumber(counts.all)} rules in force are`} left to the analysis of spares.`
  if (counts.notApplicable === 0)
    return `${on} ${counts.all === 1 ? 'the one rule in force was not evaluated' : `none of the ${formatNumber(counts.all)} rules in force was evaluated`}.`
  return `${on}, of ${formatCount(counts.all, 'rule')} in force ${formatNumber(counts.notApplicable)} ${counts.notApplicable === 1 ? 'is' : 'are'} not applicable and ${formatNumber(counts.notEvaluated)} not evaluated.`
}

/** `2020-01-01 to 2029-01-01`; where that is more than was asked for, why. `say` spells a day. */
export function sayHorizon({ horizon }: RulesReport, say: (date: string) => string): string {
  const { from, to, asked } = horizon
  const days = `${say(from)} to ${say(to)}`
  if (asked === undefined) return days
  return `${days} (asked: ${say(asked.from)} to ${say(asked.to)}; timelines take in the as-of date, and a year after each rule falls due)`
}

function sayDays(days: number): string {
  return days < 730
    ? `in ${formatCount(days, 'day')}`
    : `in ${(Math.round((days / 365.25) * 10) / 10).toString()} years`
}

function nameBreak(of: NextBreak, breaks: readonly NextBreak[]): string {
  const same = breaks.filter((other) => other.day === of.day && other.isCertain === of.isCertain)
  const names = nameRules(same.map((other) => other.rule))
  return `${names} on ${spellDay(of.day)} (${sayDays(of.daysAhead)})`
}

/** The first that is certain, else the first that is possible. */
function chooseNext(breaks: readonly NextBreak[]): NextBreak | undefined {
  return breaks.find((one) => one.isCertain) ?? breaks[0]
}

/** The first that is possible, where the first that is certain comes later. */
function choosePossibleSooner(breaks: readonly NextBreak[]): NextBreak | undefined {
  const certain = breaks.find((one) => one.isCertain)
  const possible = breaks.find((one) => !one.isCertain)
  return certain !== undefined && possible !== undefined && possible.day < certain.day ? possible : undefined
}

function writeNext(
  report: RulesReport,
  answer: Answer,
  { binding, beside }: { readonly binding: readonly NextBreak[]; readonly beside: readonly NextBreak[] },
  counts: DutyCounts,
): string {
  if (counts.judged === 0 || answer === 'nothing to judge') return ''
  return [writeNextBinding(report, binding, counts, beside.length > 0), ...writeNextBeside(beside)].join(' ')
}

function writeNextBinding(
  report: RulesReport,
  breaks: readonly NextBreak[],
  counts: DutyCounts,
  isMoreBeside: boolean,
): string {
  const end = dayOfText(report.horizon.to)
  const until = end === undefined ? report.horizon.to : spellDay(end)
  const certain = breaks.find((one) => one.isCertain)
  const possible = breaks.find((one) => !one.isCertain)
  if (certain === undefined && possible === undefined) {
    if (counts.cannotBeShown + counts.planCannotBeShown > 0)
      return `Up to ${until} no further breach is certain; what cannot be shown stays open.`
    return `Up to ${until} ${isMoreBeside ? 'no further rule that binds' : 'nothing further'} breaks.`
  }
  if (certain === undefined)
    return `Next that may break: ${nameBreak(possible!, breaks)}. Up to ${until} none breaks for certain.`
  const sooner = choosePossibleSooner(breaks)
  return `Next to break: ${nameBreak(certain, breaks)}.${sooner ? ` Sooner, for all that is known, may break: ${nameBreak(sooner, breaks)}.` : ''}`
}

/** `Beside what binds: UK-1 will be departed from on 29 January 2023 (in 954 days).` */
function writeNextBeside(breaks: readonly NextBreak[]): readonly string[] {
  const next = chooseNext(breaks)
  if (next === undefined) return []
  const same = breaks.filter(
    (other) => other.day === next.day && other.isCertain === next.isCertain && wordBreak(other) === wordBreak(next),
  )
  const names = nameRules(same.map(({ rule }) => rule))
  return [`Beside what binds: ${names} ${wordBreak(next)} on ${spellDay(next.day)} (${sayDays(next.daysAhead)}).`]
}

/** What a reservation is about, so that a page can lead to just that. */
export type RulesReservationAbout =
  | 'unasked'
  | 'leftToSpares'
  | 'packs'
  | 'missing'
  | 'input'
  | 'leftOut'
  | 'vendors'
  | 'reconciled'
  | 'assumed'

export interface RulesReservation {
  readonly about: RulesReservationAbout
  readonly text: string
}

function listReservations(report: RulesReport, counts: DutyCounts): readonly RulesReservation[] {
  const says: RulesReservation[] = []
  const say = (about: RulesReservationAbout, text: string): void => void says.push({ about, text })
  const { errors } = report.faults
  const { vendorNotStated, vendorNotResolved } = report.estate
  const missing = report.packs.reduce((sum, pack) => sum + pack.missing.length, 0)
  const unjudged = report.packs.filter((pack) => pack.why !== undefined).length
  const shortfall = report.reconciliations.reduce((sum, one) => sum + one.shortfall, 0)
  const contradicted = report.reconciliations.reduce((sum, one) => sum + one.contradictions.total, 0)
  const { leftToSpares } = counts
  const unevaluated = counts.notEvaluated - leftToSpares
  if (unevaluated > 0) say('unasked', `${formatCount(unevaluated, 'rule')} in force not evaluated`)
  if (leftToSpares > 0)
    say('leftToSpares', `${formatCount(leftToSpares, 'rule')} in force left to the analysis of spares`)
  if (unjudged > 0) say('packs', `${formatCount(unjudged, 'pack')} not judged at all`)
  for (const pack of report.packs.filter(({ effectiveFrom }) => effectiveFrom !== undefined))
    say('packs', `${pack.pack} ${wordAbsence(pack)}`)
  if (missing > 0) {
    say('missing', `${formatCount(missing, 'requirement')} known to exist, whose content is not in the packs`)
  }
  if (errors > 0) say('input', `${formatCount(errors, 'error')} in the input: what they concern was left out`)
  for (const { source, rows, first } of report.leftOut ?? []) {
    const places = joinNames(first, first.length)
    say(
      'leftOut',
      `${formatCount(rows, 'row')} left out when ${source} was imported (${rows > first.length ? 'the first of them ' : ''}${places}): nothing is judged of ${rows === 1 ? 'it' : 'them'}`,
    )
  }
  const vendors = [
    ...(vendorNotStated > 0 ? [`${formatCount(vendorNotStated, 'subject')} whose vendor is not stated`] : []),
    ...(vendorNotResolved > 0 ? [`${formatCount(vendorNotResolved, 'subject')} whose vendor is not resolved`] : []),
  ]
  if (vendors.length > 0) say('vendors', vendors.join(', '))
  if (shortfall > 0) say('reconciled', `${formatCount(shortfall, 'subject')} stated elsewhere but not in the inventory`)
  if (contradicted > 0) {
    say(
      'reconciled',
      `${formatCount(contradicted, 'element')} of which another list names another vendor than the inventory`,
    )
  }
  if (counts.metOnAssumedFacts > 0) {
    say('assumed', `${formatCount(counts.metOnAssumedFacts, 'rule')} met only on assumed facts`)
  }
  return says
}

export function summariseRules(report: RulesReport): RulesSummary {
  const duties = report.rules.filter(isDuty)
  const counts = countDuties(duties)
  const breaks = listBreaks(report)
  const binding = breaks.filter((one) => isDuty(one.rule))
  const notBinding = breaks.filter((one) => !isDuty(one.rule))
  const answer = chooseAnswer(counts, isNetworkOfNothing(report))
  const beside = lookBeside(report.rules)
  const isWhole =
    counts.notEvaluated === 0 &&
    report.faults.errors === 0 &&
    report.packs.every((pack) => pack.why === undefined && pack.missing.length === 0)
  const breaksLater = binding.some((one) => one.isCertain)
  const reservations = listReservations(report, counts)
  const reach = { isWhole, isLeftOut: report.leftOut !== undefined, standing: standingOfDuties(report, duties) }
  return {
    answer,
    isUnreserved: isUnreservedYes(answer, counts, breaksLater, reach),
    headline: writeHeadline(answer, counts, beside, breaksLater, reach),
    statement: writeStatement(report, answer, duties, counts, beside),
    next: writeNext(report, answer, { binding, beside: notBinding }, counts),
    reservations: reservations.map(({ text }) => text),
    reservationsByAbout: reservations,
    counts,
    breaks,
    nextBinding: chooseNext(binding),
    nextBindingSooner: choosePossibleSooner(binding),
    nextBeside: chooseNext(notBinding),
  }
}
