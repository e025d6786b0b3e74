// What is the state of every rule on every day of the horizon? The slow second method beside the engine's one sweep.
//
// Follows docs/models/rules.md day by day, subject by subject, with nothing carried over from one day to the next.
// Addressees and provenance are left out: every rule is taken to bind, and no verdict is drawn from the states.

import { AFTER_ALL, type CivilDay, formatDay, parseDay } from '#base/calendar.ts'
import { parseRational } from '#base/rational.ts'
import { and, MAYBE, NO, not, or, type Trilean, YES } from '#base/trilean.ts'
import type { VendorBook } from '#engine/vendors/index.ts'
import type {
  CapRule,
  DiversityRule,
  Edition,
  FreezeRule,
  NotificationRule,
  Rule,
  RulePack,
  Scope,
} from '#model/rule.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import { readSelector } from '#model/selector.ts'
import type { RuleState } from '#model/verdict.ts'
import { answerScope, type Asking, askVendors, isLater, type Vendors } from './answer-by-day.ts'
import { isCertainOn, isPossibleOn, type Stay } from './date-by-day.ts'
import {
  buildEstateByDay,
  carriedOn,
  type EstateByDay,
  askSelector,
  type PlannedChange,
  type Subject,
} from './estate-by-day.ts'
import { type FactRow, rowsOf } from './fact-row.ts'
import { fraction, isAbove, toNumber } from './fraction.ts'
import { type Parts, readSharing, type Share, shareOn, spellAnswer } from './share-by-day.ts'

export interface MetricOfDay {
  readonly name: string
  /** Null: not applicable or unknown that day; a count without bound has no high. */
  readonly low: number | null
  readonly high: number | null
  /** What the upper end of a share is the share of. */
  readonly most?: Parts
  /** The sums of the six classes, for a person to check. */
  readonly sums?: string
}

export interface DayResult {
  readonly day: CivilDay
  /** As the edition of the day states it. */
  readonly rule: Rule
  readonly state: RuleState
  /** Waivers leave no breach that is certain; `in part`: they leave one that is possible. */
  readonly waived: 'no' | 'in part' | 'wholly'
  readonly metrics: readonly MetricOfDay[]
  /** As reports tell them: of a day of which history is not known no more than what is seen in breach. */
  readonly told: readonly MetricOfDay[]
  /** What must be in the network for the rule to hold is there for certain. */
  readonly surelyApplies: boolean
}

/** Everything one statement of a rule is judged by. */
interface Judging {
  readonly question: RulesQuestion
  readonly estate: EstateByDay
  readonly vendors: Vendors
  readonly pack: RulePack
  readonly rule: Rule
  /** All statements of the rule: editions may state it differently. */
  readonly statements: readonly Rule[]
  readonly note: ((line: string) => void) | undefined
}

/** By `pack/rule`, one result for each day of the horizon. */
export function judgeByDay(question: RulesQuestion, book: VendorBook): Map<string, DayResult[]> {
  const vendors = askVendors(book)
  const estate = buildEstateByDay(question, vendors.resolve)
  const results = new Map<string, DayResult[]>()
  for (const pack of question.packs)
    for (const id of new Set(pack.rules.map((rule) => rule.id))) {
      const days: DayResult[] = []
      const judging = judgingOf({ question, estate, vendors, pack, note: undefined }, id)
      for (let day = question.horizon.from; day <= question.horizon.to; day++) days.push(judgeDay(judging, day))
      results.set(`${pack.pack}/${id}`, days)
    }
  return results
}

function judgingOf(common: Omit<Judging, 'rule' | 'statements'>, id: string): Judging {
  const statements = common.pack.rules.filter((rule) => rule.id === id)
  return { ...common, statements, rule: statements[0]! }
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
  const lines: string[] = []
  const all = judgingOf({ question, estate, vendors, pack, note: (line) => void lines.push(line) }, ruleId)
  const judging = { ...all, rule: statementOn(all, day) }
  for (const subject of estate.subjects) {
    const where = `${subject.type} ${subject.identifier} [${carriedOn(subject.configurations, day)
      .map(({ technologies }) => technologies.join('|'))
      .join(' or ')}]`
    const answer = spellAnswer(answerRuleScope(judging, subject, day))
    lines.push(`${where}: service ${spellStay(subject.service, day)}, presence ${spellStay(subject.presence, day)}`)
    lines.push(`  site ${subject.site?.identifier ?? 'none'}, in scope: ${answer}`)
  }
  const result = judgeDay(judging, day)
  for (const metric of result.metrics)
    lines.push(`metric ${metric.name}: ${metric.low} to ${metric.high} ${metric.sums ?? ''}`)
  return lines.join('\n')
}

function spellStay(stay: Stay, day: CivilDay): string {
  const answer = isCertainOn(stay, day) ? 'certain' : isPossibleOn(stay, day) ? 'possible' : 'not there'
  const spell = (span: Stay['start']): string => `${formatDay(span.earliest)}..${formatDay(span.latest)}`
  return `${answer} (from ${spell(stay.start)} to ${spell(stay.end)})`
}

// The frame every kind shares

function judgeDay(all: Judging, day: CivilDay): DayResult {
  const rule = statementOn(all, day)
  const judging = { ...all, rule }
  const finding = judgeKind(judging, day)
  // Without any change in scope there is nothing to become due.
  if (rule.kind === 'notification' && finding.state === 'not applicable')
    return { day, rule, state: 'not applicable', waived: 'no', metrics: [], told: [], surelyApplies: true }
  const standing = standingOn(judging, day)
  const surelyApplies = rule.when?.within !== 'network' || answerPresence(judging, judging.estate.subjects, day) === YES
  const figures = {
    metrics: finding.metrics,
    told: finding.metrics.map((metric) => asRemembered(judging, metric, day)),
    surelyApplies,
  }
  if (standing !== 'due') return { day, rule, state: standing, waived: 'no', ...figures }
  const state = afterForgetting(judging, underCondition(judging, finding.state, day), day)
  return {
    day,
    rule,
    state,
    waived: waivedOn(judging, state, finding.breaches, day),
    ...figures,
  }
}

/** Before history is known a ban can be seen broken, and nothing else can be seen. */
function afterForgetting({ question, rule }: Judging, state: RuleState, day: CivilDay): RuleState {
  if (rule.kind === 'notification' || question.historyKnownFrom === undefined || day >= question.historyKnownFrom)
    return state
  const isBan = rule.kind !== 'cap' && rule.kind !== 'diversity'
  return isBan && (state === 'not met' || state === 'cannot be shown') ? state : 'not evaluated'
}

function asRemembered({ question, rule }: Judging, metric: MetricOfDay, day: CivilDay): MetricOfDay {
  if (rule.kind === 'notification' || question.historyKnownFrom === undefined || day >= question.historyKnownFrom)
    return metric
  const isSeen = rule.kind !== 'cap' && rule.kind !== 'diversity'
  return { name: metric.name, low: isSeen ? metric.low : null, high: null }
}

/** Of the known editions the latest effective one judges the day; it may have ended without another. */
function judgingEdition({ question, pack }: Judging, day: CivilDay): Edition | undefined {
  const latest = knownEditions(question, pack)
    .filter(({ effective }) => parseDay(effective)! <= day)
    .toSorted((left, right) => parseDay(right.effective)! - parseDay(left.effective)!)[0]
  return latest?.until !== undefined && day > parseDay(latest.until)! ? undefined : latest
}

function knownEditions(question: RulesQuestion, pack: RulePack): Edition[] {
  return pack.editions.filter(({ announced }) => parseDay(announced)! <= question.knownAt)
}

/** As the edition that judges the day states the rule, else the next one known to come that does, else the last one. */
function statementOn(judging: Judging, day: CivilDay): Rule {
  const { question, pack, statements } = judging
  const inEffect = judgingEdition(judging, day)
  const coming = knownEditions(question, pack)
    .filter(({ effective }) => parseDay(effective)! > day)
    .toSorted((left, right) => parseDay(left.effective)! - parseDay(right.effective)!)
  const stated = [...(inEffect ? [inEffect] : []), ...coming].flatMap((edition) =>
    statements.filter((rule) => standsIn(rule, edition)),
  )
  return stated[0] ?? lastStatement(judging) ?? statements[0]!
}

/** Once no edition states the rule any more. */
function lastStatement({ question, pack, statements }: Judging): Rule | undefined {
  return knownEditions(question, pack)
    .toSorted((left, right) => parseDay(right.effective)! - parseDay(left.effective)!)
    .flatMap((edition) => statements.filter((rule) => standsIn(rule, edition)))[0]
}

function standsIn(rule: Rule, { edition }: Edition): boolean {
  return rule.editions?.includes(edition) ?? true
}

function standingOn(judging: Judging, day: CivilDay): 'not applicable' | 'not yet due' | 'due' {
  const { question, pack, rule, statements } = judging
  const edition = judgingEdition(judging, day)
  if (!edition || !standsIn(rule, edition)) {
    const isComing = knownEditions(question, pack).some(
      (coming) =>
        statements.some((one) => standsIn(one, coming)) &&
        parseDay(coming.announced)! <= day &&
        day < parseDay(coming.effective)!,
    )
    return isComing ? 'not yet due' : 'not applicable'
  }
  const dueFrom =
    rule.deadline !== undefined
      ? parseDay(rule.deadline)! + 1
      : parseDay(rule.from !== undefined ? rule.from : edition.effective)!
  const isFrozenLater = rule.kind === 'freeze' && day <= parseDay((rule as FreezeRule).after)!
  return day < dueFrom || isFrozenLater ? 'not yet due' : 'due'
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
  const reads = when.reads ?? readingOf(judging.rule)
  let best: Trilean = NO
  for (const subject of subjects) {
    const stay = subject[reads]
    const there: Trilean = isCertainOn(stay, day) ? YES : isPossibleOn(stay, day) ? MAYBE : NO
    const isIt = and(servesOperator(subject), answerScope(askingOf(judging), when.present, subject, day, undefined))
    best = or(best, and(there, isIt))
  }
  return best
}

function readingOf(rule: Rule): 'service' | 'presence' {
  return rule.reads ?? (rule.kind === 'removal' || rule.kind === 'freeze' ? 'presence' : 'service')
}

/** What is stated of the type of subject in the scope of the rule holds for its other scopes too. */
function answer(judging: Judging, scope: Scope, subject: Subject, day: CivilDay): Trilean {
  return answerScope(askingOf(judging), scope, subject, day, judging.rule.scope.where?.subject)
}

function askingOf({ pack, vendors, question }: Judging): Asking {
  return { pack, vendors, knownAt: question.knownAt }
}

/** In scope: meets it, is not excepted that day, and with `within: site` is beside what `when` speaks of. */
function answerRuleScope(judging: Judging, subject: Subject, day: CivilDay): Trilean {
  const { rule } = judging
  let inScope = and(servesOperator(subject), answer(judging, rule.scope, subject, day))
  for (const exception of rule.exceptions ?? [])
    if (exception.until === undefined || day <= parseDay(exception.until)!)
      inScope = and(inScope, not(answer(judging, exception.scope, subject, day)))
  return rule.when?.within === 'site' ? and(inScope, answerBeside(judging, subject, day)) : inScope
}

/** What a total misses, and what stands somewhere, may be beside anything, and anything beside it; each is where it is. */
function answerBeside(judging: Judging, subject: Subject, day: CivilDay): Trilean {
  const { subjects, missing } = judging.estate
  const isLost = (one: Subject): boolean => missing.has(one) || one.isSomewhere
  if (!subject.site && !isLost(subject)) return NO
  const beside = (one: Subject): Trilean => {
    if (one === subject && isLost(one)) return one.kind === 'physical' ? YES : MAYBE
    if (isLost(subject) || isLost(one)) return one.site || isLost(one) ? MAYBE : NO
    return one.site?.identifier === subject.site!.identifier ? YES : NO
  }
  return subjects.map((one) => and(beside(one), answerPresence(judging, [one], day))).reduce<Trilean>(or, NO)
}

/** What surely does not is not in the estate. */
function servesOperator({ operators }: Subject): Trilean {
  return operators ? YES : MAYBE
}

interface Finding {
  readonly state: RuleState
  /** Which waivers may name. */
  readonly breaches: readonly Breach[]
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
      return judgeNotification(judging, day)
    default:
      return { state: 'not evaluated', breaches: [], metrics: [] }
  }
}

// Each kind

/** What a metric counts is in the scope of the rule and, where one is stated, in the metric's denominator. */
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
    const sharing = readSharing(estate.subjects, [question.operator.name, ...(question.operator.aliases ?? [])])
    const stayOf = (subject: Subject): Stay => subject[reads]
    return [metric.name, shareOn(metric, estate.subjects, day, stayOf, inDenominator, inNumerator, sharing)]
  })
  const metrics = shares.map(([name, share]) =>
    share.kind === 'share'
      ? { name, low: toNumber(share.low), high: toNumber(share.high), most: share.most, sums: share.sums }
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
  const breaches: Breach[] = []
  for (const subject of judging.estate.subjects) {
    if (!isPossibleOn(subject[reads], day)) continue
    const inBreach = and(answerRuleScope(judging, subject, day), isBreach(subject))
    if (inBreach === NO) continue
    breaches.push(breachOf(subject, inBreach === YES && isCertainOn(subject[reads], day)))
  }
  return findingOf(breaches)
}

/** How many of the subject are in breach for certain, and how many may be; units count by quantity. */
interface Breach {
  readonly subject: Subject
  readonly low: number
  readonly high: number
}

function breachOf(subject: Subject, isCertain: boolean): Breach {
  const low = isCertain && subject.quantity ? toNumber(subject.quantity.low) : 0
  const high = subject.quantity ? toNumber(subject.quantity.high) : Number.POSITIVE_INFINITY
  return { subject, low, high }
}

function countBreaches(breaches: readonly Breach[]): { low: number; high: number } {
  return {
    low: breaches.reduce((sum, { low }) => sum + low, 0),
    high: breaches.reduce((sum, { high }) => sum + high, 0),
  }
}

function findingOf(breaches: readonly Breach[]): Finding {
  const { low, high } = countBreaches(breaches)
  const state = low > 0 ? 'not met' : high > 0 ? 'cannot be shown' : 'met'
  return { state, breaches, metrics: [{ name: 'count', low, high: high === Number.POSITIVE_INFINITY ? null : high }] }
}

function judgeDiversity(judging: Judging, rule: DiversityRule, day: CivilDay): Finding {
  const { estate, vendors, note } = judging
  const reads = readingOf(rule)
  const role = rule.role ?? 'hardware'
  const surely = new Set<string>()
  const perhaps = new Set<string>()
  let isUnknownSure = false
  let unknownCount = 0
  let isApplicable = false
  for (const subject of estate.subjects) {
    if (!isPossibleOn(subject[reads], day)) continue
    const inScope = answerRuleScope(judging, subject, day)
    if (inScope === NO) continue
    const supplier = subject.suppliers[role]
    // What has no supplier in the role takes no part.
    if (supplier === 'none') continue
    isApplicable = true
    const mayHaveNone = role === 'hardware' && supplier === 'unknown' && subject.kind === 'unknown'
    const isSure = inScope === YES && isCertainOn(subject[reads], day) && !mayHaveNone
    const resolution = supplier === 'unknown' ? undefined : vendors.resolve(supplier.name, subject.product, day)
    const controller =
      resolution?.kind === 'resolved' ? oneUltimateController(vendors, resolution.vendor, day) : undefined
    note?.(`${subject.identifier}: ${controller ?? 'unknown'}${isSure ? '' : ' perhaps'}`)
    if (controller === undefined) {
      // Each subject of an unknown vendor may have one of its own.
      unknownCount += 1
      if (isSure) isUnknownSure = true
    } else {
      perhaps.add(controller)
      if (isSure) surely.add(controller)
    }
  }
  const low = surely.size === 0 && isUnknownSure ? 1 : surely.size
  const high = perhaps.size + unknownCount
  let state: RuleState = 'met'
  if (!isApplicable) state = 'not applicable'
  else if (low > 0 && high < rule.atLeast) state = 'not met'
  else if (low < rule.atLeast) state = 'cannot be shown'
  return { state, breaches: [], metrics: [{ name: 'count', low, high }] }
}

/** The one vendor that surely controls it and that nobody else controls; undefined under several, or in doubt. */
function oneUltimateController(vendors: Vendors, vendor: string, day: CivilDay): string | undefined {
  const controls = (controller: string, held: string): Trilean => vendors.controlOn(held, controller, day)
  const uppermost: string[] = []
  for (const candidate of vendors.ids) {
    const isBelowAnother = vendors.ids
      .filter((other) => other !== candidate)
      .map((other) => controls(other, candidate))
      .reduce<Trilean>(or, NO)
    const answered = and(controls(candidate, vendor), not(isBelowAnother))
    if (answered === MAYBE) return undefined
    if (answered === YES) uppermost.push(candidate)
  }
  return uppermost.length === 1 ? uppermost[0] : undefined
}

/** `open`: not decided for certain, or what perhaps was decided besides would turn it around. */
type Authorised = 'granted' | 'refused' | 'open'

function judgeAuthorisation(judging: Judging, day: CivilDay): Finding {
  const { estate, question, rule, note } = judging
  const reads = readingOf(rule)
  const records = rowsOf(question.facts, 'authorisations').filter((row) => row.text('regime') === rule.id)
  const breaches: Breach[] = []
  for (const subject of estate.subjects) {
    if (!isPossibleOn(subject[reads], day)) continue
    const inScope = answerRuleScope(judging, subject, day)
    if (inScope === NO) continue
    const authorised = authorisedOn(judging, subject, records, day)
    note?.(`${subject.identifier}: ${authorised}`)
    if (authorised === 'granted') continue
    const isCertain = inScope === YES && isCertainOn(subject[reads], day)
    breaches.push(breachOf(subject, isCertain && authorised !== 'open'))
  }
  return findingOf(breaches)
}

/** Refused that day, or not granted that day though something was decided of it. */
function authorisedOn(judging: Judging, subject: Subject, records: readonly FactRow[], day: CivilDay): Authorised {
  const meaningIt = (atLeast: Trilean): FactRow[] =>
    records.filter((row) =>
      row.text('element') === ''
        ? isSelected(judging, row.text('selector'), subject, atLeast)
        : row.text('element') === subject.element,
    )
  const stands = (status: string, rows: readonly FactRow[]): boolean =>
    rows.some((row) => row.text('status') === status && covers(row, day))
  const [surely, perhaps] = [meaningIt(YES), meaningIt(MAYBE)]
  if (surely.every((row) => row.text('status') === 'pending')) return 'open'
  if (stands('refused', surely)) return 'refused'
  if (stands('granted', surely)) return stands('refused', perhaps) ? 'open' : 'granted'
  return stands('granted', perhaps) ? 'open' : 'refused'
}

function covers(row: FactRow, day: CivilDay): boolean {
  const until = row.date('until')
  return row.date('from')!.earliest <= day && (until === undefined || day <= until.latest)
}

/**
 * A selector names elements and the units that sit in them, each for all of its time if whichever configuration it carries
 * meets it on some day on which it is surely there, or on all on which it may be; perhaps if some one does, or may, on a
 * day. A contract is named only by `*`.
 */
function isSelected({ vendors }: Judging, text: string, subject: Subject, atLeast: Trilean = YES): boolean {
  const reading = readSelector(text)
  if ('problem' in reading) throw new Error(`selector ${text}`)
  const selector = reading.value
  if (subject.type === 'contract') return selector.size === 0
  const answersOn = (day: CivilDay): Trilean[] =>
    carriedOn(subject.configurations, day).map((one) =>
      askSelector(selector, { ...subject, configurations: [one] }, vendors.resolve),
    )
  const days = daysOfChange(subject)
  if (atLeast !== YES) return days.some((day) => answersOn(day).some((answer) => answer !== NO))
  const meeting = days.filter((day) => answersOn(day).every((answer) => answer === YES))
  return meeting.length === days.length || meeting.some((day) => isCertainOn(subject.presence, day))
}

/** The first days on which it may be there, or surely is, and on which it may be otherwise than the day before. */
function daysOfChange({ presence, configurations }: Subject): CivilDay[] {
  return [
    presence.start.earliest,
    presence.start.latest,
    ...configurations.flatMap(({ from }) => (from ? [from.earliest, from.earliest + 1, from.latest] : [])),
  ]
    .map((day) => Math.max(day, presence.start.earliest))
    .filter((day) => day < AFTER_ALL && day <= presence.end.latest)
}

/**
 * On a day only the changes that may be made by then count; before the first of them the rule is not yet due. A change
 * that surely comes after the as-of date and is not recorded as notified in time is one the plan misses.
 */
function judgeNotification(judging: Judging, day: CivilDay): Finding {
  const { question } = judging
  const changes = changesInScope(judging)
  let state: RuleState = changes.length === 0 ? 'not applicable' : 'not yet due'
  for (const { change, inScope } of changes) {
    const { earliest, latest } = change.date
    if (earliest > day) continue
    if (state === 'not yet due') state = 'met'
    const isInTime = wasInTime(change, earliest > question.asOf)
    if (isInTime === YES) continue
    if (isInTime === NO && inScope === YES && latest <= day) state = 'not met'
    else if (state !== 'not met') state = 'cannot be shown'
  }
  return { state, breaches: [], metrics: [] }
}

/** By the day of the change, whichever of its days that is. */
function wasInTime({ notified, date }: PlannedChange, isAhead: boolean): Trilean {
  if (!notified) return isAhead ? NO : MAYBE
  if (notified.latest <= date.earliest) return YES
  return notified.earliest > date.latest ? NO : MAYBE
}

/** What the answers are in the end does not change any more so long before, or after, anything of a question happens. */
const DAYS_AROUND = 150

/** Each day on which a change may be made asks by the statement that judges that day. */
function changesInScope(judging: Judging): { change: PlannedChange; inScope: Trilean }[] {
  const { from, to } = judging.question.horizon
  return judging.estate.changes
    .map((change) => {
      const first = Math.max(change.date.earliest, Math.min(from - DAYS_AROUND, change.date.latest))
      const last = Math.min(change.date.latest, Math.max(to + DAYS_AROUND, change.date.earliest))
      const answers = new Set<Trilean>()
      for (let day = first; day <= last && answers.size < 2; day++)
        answers.add(answerChangeOn({ ...judging, rule: statementOn(judging, day) }, change, day))
      return { change, inScope: answers.size === 1 ? [...answers][0]! : MAYBE }
    })
    .filter(({ inScope }) => inScope !== NO)
}

function answerChangeOn(judging: Judging, change: PlannedChange, day: CivilDay): Trilean {
  const { actions } = judging.rule as NotificationRule
  const isAsked = !actions || (actions as readonly string[]).includes(change.action)
  return isAsked && standingOn(judging, day) === 'due' ? answerChange(judging, change, day) : NO
}

/**
 * In scope as far as what it makes is, or what it ends or alters. An element that is ended or altered is asked in all
 * its configurations up to then, whenever it carried them.
 */
function answerChange(judging: Judging, change: PlannedChange, day: CivilDay): Trilean {
  return change.touched
    .flatMap(({ identifier, configurations }) =>
      judging.estate.subjects
        .filter((subject) => subject.type === 'element' && subject.identifier === identifier)
        .flatMap((subject) =>
          configurations.map((one) => ({ ...subject, configurations: [{ ...one, from: undefined }] })),
        ),
    )
    .map((subject) => answerRuleScope(judging, subject, day))
    .reduce<Trilean>(or, NO)
}

// Waivers

function waivedOn(judging: Judging, state: RuleState, breaches: readonly Breach[], day: CivilDay): DayResult['waived'] {
  if (state !== 'not met' && state !== 'cannot be shown') return 'no'
  const waived = answerWaived(judging, breaches, day)
  // Of what cannot be shown all that may be in breach must be covered.
  return state === 'cannot be shown' && waived === 'in part' ? 'no' : waived
}

function answerWaived(judging: Judging, breaches: readonly Breach[], day: CivilDay): DayResult['waived'] {
  const { question, rule } = judging
  const standing = rowsOf(question.facts, 'waivers').filter((row) => row.text('rule') === rule.id && covers(row, day))
  if (standing.some((row) => row.text('scope') === '*')) return 'wholly'
  const isBySubject = ['exclusion', 'removal', 'freeze', 'authorisation'].includes(rule.kind)
  if (!isBySubject) return 'no'
  const beyond = countBreaches(
    breaches.filter(({ subject }) => !standing.some((row) => isSelected(judging, row.text('scope'), subject))),
  )
  return beyond.low > 0 ? 'no' : beyond.high > 0 ? 'in part' : 'wholly'
}
