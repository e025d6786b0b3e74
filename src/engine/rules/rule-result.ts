// One rule as reports show it: verdict, sentence, intervals, figures, what matters, what it rests on.

import { type CivilDay, formatDay } from '#base/calendar.ts'
import { YES } from '#base/trilean.ts'
import { valueOn } from '#base/trilean-spells.ts'
import type { Estate } from '#model/estate.ts'
import { weakestProvenance } from '#model/provenance.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import type { Rule, VerdictWord } from '#model/rule.ts'
import type { Coverage, RuleResult, RuleState } from '#model/verdict.ts'
import { biteOfBreach, biteOfCap } from './bite.ts'
import { type Breaches, describeBreaches, findBreaches } from './breaches.ts'
import { WAIVED_WHOLE } from './check-rule-names.ts'
import { coverageOn, isConditionOpen } from './coverage.ts'
import { decidingWindows, dueWindow } from './deciding-windows.ts'
import { type Explanation, MATTER_TOLD } from './explain.ts'
import { shareOn } from './figures.ts'
import type { DayState, RuleFigures } from './judge-days.ts'
import { describeChanges } from './judge-notification.ts'
import { metricThatBinds, namesOver } from './metric-results.ts'
import { assumptionsOf, provenanceOf } from './provenance-of.ts'
import { saySentence } from './sentence.ts'
import type { Statement } from './statements.ts'
import type { SubjectRecords, WaiverRecord } from './subject-records.ts'
import { endOfWaived, firstDayWith, intervalsOf, startOfRun, type Timeline } from './timeline.ts'
import { type Judged, windowOn } from './judge-statement.ts'

interface ExplainedOn {
  /** On the day the rule is told of. */
  readonly own: Explanation | undefined
  readonly onAsOf: Explanation | undefined
}

export function resultOf(
  judged: Judged,
  { own: explanation, onAsOf }: ExplainedOn,
  records: SubjectRecords,
  /** Those that waive nothing. */
  idleWaivers: ReadonlySet<WaiverRecord>,
  /** Links of ownership that it rests on and no source states, in words. */
  assumedLinks: readonly string[],
  estate: Estate,
  question: RulesQuestion,
): RuleResult {
  const { reading, verdict, metrics, figures, changes } = judged
  const { rule, windows } = reading.statement
  const timeline = withWholeWaivers(judged.timeline, records, rule.id)
  const breaches = findBreaches(timeline, windows, question.asOf)
  const waiving = waivingOn(question.asOf, judged, timeline)
  const why = whyWeightless(judged, onAsOf, question.asOf) ?? judged.why
  const binding = metrics[judged.binding]
  return {
    ...describeRule(reading.statement),
    ...describeFooting(judged, timeline, question.asOf, assumedLinks),
    verdict,
    ...describeWaiving(waiving),
    waivers: describeWaivers(records, rule, idleWaivers),
    ...(why === undefined || why === '' ? {} : { why }),
    ...(judged.answeredBy === undefined ? {} : { answeredBy: judged.answeredBy }),
    sentence: sentenceOf(judged, timeline, breaches, waiving, question.asOf, why),
    ...describeBreaches(breaches),
    timeline: intervalsOf(timeline),
    metrics: [...metrics],
    ...(binding && figures.length > 0 ? { bindingMetric: binding.name } : {}),
    ...biteOf(judged, timeline),
    matter: {
      on: formatDay(judged.explainOn),
      ...(figures.length > 0 ? { metric: metricExplained(judged) } : {}),
      total: changes ? changes.length : (explanation?.total ?? 0),
      entries: changes
        ? [...describeChanges(changes, estate, question.matterPerRule ?? MATTER_TOLD)]
        : [...(explanation?.entries() ?? [])],
    },
    coverage: explanation
      ? coverageOf(judged, explanation, [question.asOf, breaches.next, breaches.nextPossible], question)
      : [],
  }
}

type RuleFields =
  | 'pack'
  | 'rule'
  | 'title'
  | 'kind'
  | 'clause'
  | 'instrument'
  | 'jurisdiction'
  | 'force'
  | 'status'
  | 'sources'
  | 'target'
  | 'deadline'
  | 'dueFrom'

/** What the rule is, as the current edition states it, and by when it asks for it. */
function describeRule(statement: Statement): Pick<RuleResult, RuleFields> {
  const { pack, rule } = statement
  const due = dueWindow(statement)
  const { target, deadline } = due?.rule ?? rule
  return {
    pack: pack.pack,
    rule: rule.id,
    title: rule.title,
    kind: rule.kind,
    ...(rule.clause === undefined ? {} : { clause: rule.clause }),
    instrument: pack.instrument.name,
    jurisdiction: pack.jurisdiction,
    force: rule.force ?? pack.force,
    status: pack.status,
    sources: rule.sources.map((source) => pack.sources[source]?.text ?? source),
    ...(target === undefined ? {} : { target }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(due ? { dueFrom: formatDay(due.dueFrom) } : {}),
  }
}

/** How surely is known what the verdict rests on: the statements that decide it, and who owns whom. */
function describeFooting(
  judged: Judged,
  timeline: Timeline,
  asOf: CivilDay,
  assumedLinks: readonly string[],
): Pick<RuleResult, 'provenance' | 'assumes' | 'onAssumedFacts'> {
  const { pack, rule } = judged.reading.statement
  const deciding = decidingWindows({ ...judged, timeline }, asOf).map((window) => window.rule)
  const rules = deciding.length === 0 ? [rule] : [...new Set(deciding)]
  const provenance = weakestProvenance(rules.map((one) => provenanceOf(pack, one)))
  const assumptions = rules.flatMap((one) => assumptionsOf(pack, one))
  return {
    provenance,
    assumes: [...new Set(assumptions), ...assumedLinks],
    onAssumedFacts: provenance === 'assumed' || assumedLinks.length > 0,
  }
}

/** How far what is missed on a day is waived. */
interface Waiving {
  /** The last of the waived days on end; undefined where nothing is waived on the day. */
  readonly until: CivilDay | undefined
  /** Something that no waiver covers may be in breach as well. */
  readonly isOpenBeyond: boolean
}

function waivingOn(day: CivilDay, { verdict }: Judged, timeline: Timeline): Waiving {
  const today = isMissed(verdict) ? timeline.days[day - timeline.from] : undefined
  return { until: today?.isWaived ? endOfWaived(timeline, day) : undefined, isOpenBeyond: today?.isOpenBeyond === true }
}

function isMissed(verdict: VerdictWord): boolean {
  return verdict === 'not met' || verdict === 'cannot be shown'
}

function describeWaiving({ until, isOpenBeyond }: Waiving): Pick<RuleResult, 'waivedUntil' | 'beyondWaiver'> {
  return {
    ...(until === undefined ? {} : { waivedUntil: formatDay(until) }),
    ...(isOpenBeyond ? { beyondWaiver: 'cannot be shown' as const } : {}),
  }
}

function describeWaivers(
  { waivers }: SubjectRecords,
  { id, kind }: Rule,
  idle: ReadonlySet<WaiverRecord>,
): RuleResult['waivers'] {
  const isIdle = (waiver: WaiverRecord) => idle.has(waiver) || (WAIVED_WHOLE.has(kind) && waiver.scope !== '*')
  return waivers
    .filter((waiver) => waiver.rule === id)
    .map((waiver) => ({
      scope: waiver.scope,
      approver: waiver.approver,
      from: formatDay(waiver.from),
      until: formatDay(waiver.until - 1),
      ...(waiver.reference === '' ? {} : { reference: waiver.reference }),
      ...(isIdle(waiver) ? { idle: true } : {}),
    }))
}

function sentenceOf(
  judged: Judged,
  timeline: Timeline,
  breaches: Breaches,
  waiving: Waiving,
  asOf: CivilDay,
  why: string | undefined,
): string {
  const { reading, verdict, metrics, binding } = judged
  const { pack, rule } = reading.statement
  return saySentence({
    pack,
    rule,
    verdict,
    asOf,
    metrics,
    binding,
    overOn: (day) => metricsOverOn(judged, day),
    since: isMissed(verdict) ? startOfRun(timeline, asOf) : undefined,
    mayBeMissedBefore: breaches.mayBeMissedBefore,
    dueFrom: dueWindow(reading.statement)?.dueFrom,
    nextBreach: breaches.next,
    missedFrom: firstDayWith(timeline, 'not met', asOf),
    nextPossibleBreach: breaches.nextPossible,
    waivedUntil: waiving.until,
    isOpenBeyondWaiver: waiving.isOpenBeyond,
    horizonEnds: timeline.from + timeline.days.length - 1,
    why,
    isLeftToSpares: judged.answeredBy !== undefined,
  })
}

function metricsOverOn(judged: Judged, day: CivilDay): readonly string[] {
  const { reading, figures } = windowOn(judged, day)
  return namesOver(reading.window.rule, figures.main, day)
}

/** A cap on what is there, and weighs nothing, takes a share of nothing: it is not that nothing is in its scope. */
function whyWeightless(judged: Judged, explanation: Explanation | undefined, asOf: CivilDay): string | undefined {
  if (explanation === undefined || explanation.inQuestion === 0) return undefined
  const { timeline } = judged
  const { reading, figures } = windowOn(judged, asOf)
  const { rule } = reading.window
  if (rule.kind !== 'cap' || timeline.days[asOf - timeline.from]?.state !== 'not applicable') return undefined
  const explained = metricThatBinds(rule, figures.main, asOf)
  if (shareOn(figures.main[explained]!, asOf - timeline.from) !== 'not applicable') return undefined
  return `nothing to take a share of: the ${rule.metrics[explained]!.weight ?? 'weight'} of all in its scope is 0`
}

/** Name of the metric that decides on the day explained, as the edition of that day has it. */
function metricExplained(judged: Judged): string {
  const { rule } = windowOn(judged, judged.explainOn).reading.window
  return rule.kind === 'cap' ? rule.metrics[judged.explained]!.name : judged.metrics[0]!.name
}

/** On the day explained, with the reasons, and on the others told of. */
function coverageOf(
  judged: Judged,
  explanation: Explanation,
  others: readonly (CivilDay | undefined)[],
  { historyKnownFrom }: RulesQuestion,
): Coverage[] {
  const days = new Set([judged.explainOn, ...others].filter((day) => day !== undefined))
  return [...days]
    .filter((day) => {
      const { kind } = judged.reading.statement.rule
      const isForgotten = historyKnownFrom !== undefined && day < historyKnownFrom
      const isEvaluated = judged.timeline.days[day - judged.timeline.from]!.state !== 'not evaluated'
      return isEvaluated && !(isForgotten && (kind === 'cap' || kind === 'diversity'))
    })
    .sort((left, right) => left - right)
    .map((day) => {
      const { reading, figures } = windowOn(judged, day)
      const coverage = coverageOn(reading.window.rule, figures, day)
      return day === judged.explainOn
        ? { ...coverage, reasons: reasonsOf(coverage, figures, day, explanation) }
        : coverage
    })
}

function reasonsOf(
  { uncertain }: Coverage,
  { condition }: RuleFigures,
  day: CivilDay,
  { reasons, inQuestion }: Explanation,
): Explanation['reasons'][number][] {
  if (uncertain === 0) return []
  const isInDoubt = condition !== undefined && inQuestion > 0 && isConditionOpen(condition, day - condition.tally.from)
  const told = [...(isInDoubt ? [{ what: CONDITION_NOT_KNOWN, count: inQuestion }] : []), ...reasons]
  return told.length === 0 ? [{ what: ROUNDED, count: inQuestion }] : told
}

const CONDITION_NOT_KNOWN = 'not known whether the network holds what the rule depends on'
const ROUNDED = 'parts of what is split or shared are told in thousandths'

function biteOf({ reading, figures, windows: judgedWindows }: Judged, timeline: Timeline): Pick<RuleResult, 'bite'> {
  const { rule, windows } = reading.statement
  if (figures.length === 0 || rule.kind === 'diversity' || rule.kind === 'freeze') return {}
  const stateOn = (day: CivilDay): RuleState => timeline.days[day - timeline.from]!.state
  /** Where editions state it differently, the statement that is told of bites on its own days. */
  const isStated = (day: CivilDay): boolean =>
    windows.some((window) => window.rule === rule && window.from <= day && day < window.until)
  const isJudged = (day: CivilDay): boolean => JUDGED_STATES.has(stateOn(day)) && isStated(day)
  const { condition } = judgedWindows.find((one) => one.reading.window.rule === rule)!.figures
  const bite =
    rule.kind === 'cap'
      ? biteOfCap(figures, isJudged, (day) => !condition || !isConditionOpen(condition, day - condition.tally.from))
      : biteOfBreach(figures[0]!, (day) => stateOn(day) !== 'not applicable' && isStated(day))
  return bite ? { bite } : {}
}

const JUDGED_STATES: ReadonlySet<RuleState> = new Set<RuleState>(['met', 'not met', 'cannot be shown'])

function withWholeWaivers(timeline: Timeline, records: SubjectRecords, rule: string): Timeline {
  if (!records.hasWaivers(rule)) return timeline
  const waived = records.waivedAsAWhole(rule)
  const days = timeline.days.map(
    (day, index): DayState =>
      (day.state === 'not met' || day.state === 'cannot be shown') && valueOn(waived, timeline.from + index) === YES
        ? { state: day.state, isWaived: true }
        : day,
  )
  return { from: timeline.from, days }
}
