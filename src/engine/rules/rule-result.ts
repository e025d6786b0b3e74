// One rule as reports show it: verdict, sentence, intervals, figures, what matters, what it rests on.

import { AFTER_ALL, type CivilDay, formatDay } from '#base/calendar.ts'
import { YES } from '#base/trilean.ts'
import { valueOn } from '#base/trilean-spells.ts'
import type { Estate } from '#model/estate.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import type { Coverage, RuleResult, RuleState } from '#model/verdict.ts'
import { biteOfBreach, biteOfCap } from './bite.ts'
import { coverageOn, isOpen } from './coverage.ts'
import type { RuleWindow } from './editions.ts'
import { type Explanation, MATTER_TOLD } from './explain.ts'
import { shareOn } from './figures.ts'
import type { DayState, RuleFigures } from './judge-days.ts'
import { describeChanges } from './judge-notification.ts'
import { namesOver } from './metric-results.ts'
import { assumptionsOf, provenanceOf } from './provenance-of.ts'
import { saySentence } from './sentence.ts'
import type { SubjectRecords } from './subject-records.ts'
import {
  endOfRun,
  firstDayWith,
  intervalsOf,
  nextBreachAfter,
  nextPossibleBreachAfter,
  startOfRun,
  type Timeline,
} from './timeline.ts'
import { type Judged, windowOn } from './judge-statement.ts'

export function resultOf(
  judged: Judged,
  explanation: Explanation | undefined,
  records: SubjectRecords,
  /** Links of ownership that it rests on and no source states, in words. */
  assumedLinks: readonly string[],
  estate: Estate,
  question: RulesQuestion,
): RuleResult {
  const { reading, verdict, metrics, figures, changes } = judged
  const { pack, rule, current } = reading.statement
  const { asOf } = question
  const timeline = withWholeWaivers(judged.timeline, records, rule.id)
  const provenance = provenanceOf(pack, rule)
  const firstBreach = firstDayWith(timeline, 'not met', timeline.from)
  const firstOpen = firstDayWith(timeline, 'cannot be shown', timeline.from)
  const firstPossibleBreach =
    firstOpen === undefined && firstBreach === undefined
      ? undefined
      : Math.min(firstOpen ?? AFTER_ALL, firstBreach ?? AFTER_ALL)
  const mayBeMissedBefore = wasDueBefore(timeline.from, reading.statement.windows) ? timeline.from : undefined
  const nextBreach = nextBreachAfter(timeline, asOf)
  const nextPossibleBreach = nextPossibleBreachAfter(timeline, asOf)
  const isMissedNow = verdict === 'not met' || verdict === 'cannot be shown'
  const waivers = records.waivers.filter((waiver) => waiver.rule === rule.id)
  const today = isMissedNow ? timeline.days[asOf - timeline.from] : undefined
  const waivedUntil = today?.isWaived ? endOfRun(timeline, asOf) : undefined
  const isOpenBeyondWaiver = today?.isOpenBeyond === true
  const binding = metrics[judged.binding]
  const why = whyWeightless(judged, explanation, asOf) ?? judged.why
  const entries = changes
    ? describeChanges(changes, estate, question.matterPerRule ?? MATTER_TOLD)
    : (explanation?.entries() ?? [])
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
    provenance,
    sources: rule.sources.map((source) => pack.sources[source]?.text ?? source),
    assumes: [...assumptionsOf(pack, rule), ...assumedLinks],
    ...(rule.target === undefined ? {} : { target: rule.target }),
    ...(rule.deadline === undefined ? {} : { deadline: rule.deadline }),
    ...(current ? { dueFrom: formatDay(current.dueFrom) } : {}),
    verdict,
    onAssumedFacts: provenance === 'assumed' || assumedLinks.length > 0,
    ...(waivedUntil === undefined ? {} : { waivedUntil: formatDay(waivedUntil) }),
    ...(isOpenBeyondWaiver ? { beyondWaiver: 'cannot be shown' as const } : {}),
    waivers: waivers.map((waiver) => ({
      scope: waiver.scope,
      approver: waiver.approver,
      from: formatDay(waiver.from),
      until: formatDay(waiver.until - 1),
      ...(waiver.reference === '' ? {} : { reference: waiver.reference }),
    })),
    ...(why === undefined || why === '' ? {} : { why }),
    sentence: saySentence({
      pack,
      rule,
      verdict,
      asOf,
      metrics,
      binding: judged.binding,
      overOn: (day) => metricsOverOn(judged, day),
      since: isMissedNow ? startOfRun(timeline, asOf) : undefined,
      mayBeMissedBefore,
      dueFrom: current?.dueFrom,
      nextBreach,
      missedFrom: firstDayWith(timeline, 'not met', asOf),
      nextPossibleBreach,
      waivedUntil,
      isOpenBeyondWaiver,
      horizonEnds: timeline.from + timeline.days.length - 1,
      why,
    }),
    ...(firstBreach === undefined ? {} : { firstBreach: formatDay(firstBreach) }),
    ...(firstBreach === undefined || firstBreach !== mayBeMissedBefore ? {} : { firstBreachOrEarlier: true }),
    ...(firstPossibleBreach === undefined ? {} : { firstPossibleBreach: formatDay(firstPossibleBreach) }),
    ...(firstPossibleBreach === undefined || firstPossibleBreach !== mayBeMissedBefore
      ? {}
      : { firstPossibleBreachOrEarlier: true }),
    ...(nextBreach === undefined ? {} : { nextBreach: formatDay(nextBreach) }),
    ...(nextPossibleBreach === undefined ? {} : { nextPossibleBreach: formatDay(nextPossibleBreach) }),
    timeline: intervalsOf(timeline),
    metrics: [...metrics],
    ...(binding && figures.length > 0 ? { bindingMetric: binding.name } : {}),
    ...biteOf(judged, timeline),
    matter: {
      on: formatDay(judged.explainOn),
      ...(figures.length > 0 ? { metric: metricExplained(judged) } : {}),
      total: changes ? changes.length : (explanation?.total ?? 0),
      entries: [...entries],
    },
    coverage: explanation ? coverageOf(judged, explanation, [asOf, nextBreach, nextPossibleBreach], question) : [],
  }
}

function metricsOverOn(judged: Judged, day: CivilDay): readonly string[] {
  const { reading, figures } = windowOn(judged, day)
  return namesOver(reading.window.rule, figures.main, day)
}

/** A cap on what is there, and weighs nothing, takes a share of nothing: it is not that nothing is in its scope. */
function whyWeightless(judged: Judged, explanation: Explanation | undefined, asOf: CivilDay): string | undefined {
  const { timeline, explained, explainOn } = judged
  if (explainOn !== asOf || explanation === undefined || explanation.inQuestion === 0) return undefined
  const { reading, figures } = windowOn(judged, asOf)
  const { rule } = reading.window
  if (rule.kind !== 'cap' || timeline.days[asOf - timeline.from]?.state !== 'not applicable') return undefined
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
  const isInDoubt = condition !== undefined && inQuestion > 0 && isOpen(condition, day - condition.tally.from)
  const told = [...(isInDoubt ? [{ what: CONDITION_NOT_KNOWN, count: inQuestion }] : []), ...reasons]
  return told.length === 0 ? [{ what: ROUNDED, count: inQuestion }] : told
}

const CONDITION_NOT_KNOWN = 'not known whether the network holds what the rule depends on'
const ROUNDED = 'parts of what is split or shared are told in thousandths'

/** What is missed on the first day looked at may have been missed earlier, if the rule could be. */
function wasDueBefore(day: CivilDay, windows: readonly RuleWindow[]): boolean {
  return windows.some(({ dueFrom, until }) => dueFrom < day && day <= until)
}

function biteOf({ reading, figures, windows: judgedWindows }: Judged, timeline: Timeline): Pick<RuleResult, 'bite'> {
  const { rule, windows } = reading.statement
  if (figures.length === 0 || rule.kind === 'diversity' || rule.kind === 'freeze') return {}
  const stateOn = (day: CivilDay): RuleState => timeline.days[day - timeline.from]!.state
  const isJudged = (day: CivilDay): boolean =>
    JUDGED_STATES.has(stateOn(day)) &&
    windows.some((window) => window.rule === rule && window.from <= day && day < window.until)
  const { condition } = judgedWindows.find((one) => one.reading.window.rule === rule)!.figures
  const bite =
    rule.kind === 'cap'
      ? biteOfCap(figures, isJudged, (day) => !condition || !isOpen(condition, day - condition.tally.from))
      : biteOfBreach(figures[0]!, (day) => stateOn(day) !== 'not applicable')
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
