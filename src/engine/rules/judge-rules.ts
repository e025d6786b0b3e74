// Judges every rule of every pack against the estate: build once, sweep once, read off every answer.

import { AFTER_ALL, type CivilDay } from '#base/calendar.ts'
import type { Estate } from '#model/estate.ts'
import type { Fault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import type { Horizon, RulesQuestion } from '#model/rules-question.ts'
import type { MatterEntry, PackResult, Reconciliation, RuleResult } from '#model/verdict.ts'
import { buildEstate, SelectorMatcher } from '../estate/index.ts'
import type { VendorBook } from '../vendors/index.ts'
import { AssumedOwnership } from './assumed-ownership.ts'
import { checkSelectorNames } from './check-selector-names.ts'
import { checkSums } from './check-sums.ts'
import { countMeasures } from './count-measures.ts'
import { findIdleWaivers, warnOfIdleWaivers } from './idle-waivers.ts'
import { explainMeasures, type Explanation } from './explain.ts'
import type { Inquiry } from './finding.ts'
import { accumulate } from './figures.ts'
import { LookedAt } from './looked-at.ts'
import { readSubjectRecords, type SubjectRecords } from './subject-records.ts'
import { type Statement, statementsOf } from './statements.ts'
import { type AnsweredMeasures, measuresOf, MeasureRegister, planReading, type Reading } from './measure-register.ts'
import { describeChanges } from './judge-notification.ts'
import { metricThatBinds } from './metric-results.ts'
import { areAlike } from './timeline.ts'
import { type Judged, judgeStatement, windowOn } from './judge-statement.ts'
import { resultOf } from './rule-result.ts'
import { packResult } from './pack-result.ts'

export interface RulesAnswer {
  readonly rules: readonly RuleResult[]
  readonly packs: readonly PackResult[]
  readonly horizon: Horizon
  readonly estate: Estate
  readonly reconciliations: readonly Reconciliation[]
  /** The first thousand of what builds the estate, and of what sweeps it. */
  readonly faults: readonly Fault[]
  readonly matterOf: MatterOf
}

/**
 * What matters to a rule, by its place in the answer: the `most` that counts most, found and described as it is asked for.
 * Of a large network all of it, of all rules, would not fit into memory.
 */
export type MatterOf = (rule: number, most: number) => Iterable<MatterEntry>

/** Judges all rules. The answer is a function of the question and the vendor book alone; every fault is passed on. */
export function judgeRules(question: RulesQuestion, book: VendorBook, passOn?: (fault: Fault) => void): RulesAnswer {
  const { estate, reconciliations, faults } = buildEstate(question, book, passOn)
  const answer = judgeEstate(estate, question, book, passOn)
  return { ...answer, estate, reconciliations, faults: [...faults, ...answer.faults] }
}

export type EstateAnswer = Pick<RulesAnswer, 'rules' | 'packs' | 'horizon' | 'faults' | 'matterOf'>

/** Judges all rules on an estate already built from the same question. */
export function judgeEstate(
  estate: Estate,
  question: RulesQuestion,
  book: VendorBook,
  passOn?: (fault: Fault) => void,
): EstateAnswer {
  const plan = planSweep(estate, question, book, passOn)
  const { horizon, records, readings, measures } = plan
  const judged = judgePlan(plan, estate, question)
  const idle = findIdleWaivers(plan, estate, question)
  const { kept: idleFaults, report } = new FaultLog(passOn)
  warnOfIdleWaivers(idle, plan.faults, report)
  const explanations = explainAll(judged, plan, estate, question.matterPerRule, ({ explainOn }) => explainOn)
  const onAsOf = explainWeightless(judged, plan, estate, question)
  const assumed = new AssumedOwnership(estate, book, question.knownAt, records)
  const { doubtingBook } = assumed
  const doubted = doubtingBook && judgePlan(planSweep(estate, question, doubtingBook), estate, question)
  const linksRestedOn = (one: Judged, index: number): readonly string[] => {
    const inDoubt = doubted?.[index]
    if (inDoubt === undefined || isAnsweredAlike(one, inDoubt)) return []
    const days = daysAnsweredFor(inDoubt, horizon)
    return assumed.restedOnBy(readings[index]!.statement, measuresOf(readings[index]!, measures), days)
  }
  return {
    rules: judged.map((one, index) =>
      resultOf(
        one,
        { own: explanations[index], onAsOf: one.explainOn === question.asOf ? explanations[index] : onAsOf[index] },
        records,
        idle,
        linksRestedOn(one, index),
        estate,
        question,
      ),
    ),
    packs: question.packs.map((pack) => packResult(pack, question)),
    horizon,
    faults: [...plan.faults, ...idleFaults],
    matterOf: (rule, most) => findMatter(judged[rule]!, plan, estate, most),
  }
}

function isAnsweredAlike(left: Judged, right: Judged): boolean {
  return left.verdict === right.verdict && areAlike(left.timeline, right.timeline)
}

/** The horizon; and the days of all changes that must be notified, for the verdict looks at those after it too. */
function daysAnsweredFor({ changes }: Judged, horizon: Horizon): Horizon {
  return (changes ?? []).reduce(
    ({ from, to }, { change }) => ({ from: Math.min(from, change.earliest), to: Math.max(to, change.latest) }),
    horizon,
  )
}

/** Every rule of a plan, in its order. */
export function judgePlan(plan: MeasurePlan, estate: Estate, question: RulesQuestion): Judged[] {
  const { horizon, records, readings, cohorts, measures } = plan
  const tallies = countMeasures(estate, cohorts, measures, records, horizon)
  for (const { tally, groups } of tallies) for (const each of [tally, ...groups]) accumulate(each)
  const lookedAt = new LookedAt(estate, plan.profiles, question.asOf)
  return readings.map((reading) => judgeStatement(reading, tallies, estate, question, horizon, lookedAt))
}

/** What a sweep is asked, and what each rule reads of its answers. */
export interface MeasurePlan extends AnsweredMeasures {
  readonly horizon: Horizon
  readonly records: SubjectRecords
  readonly readings: readonly Reading[]
}

/** The same, with what explains it. */
interface SweepPlan extends MeasurePlan {
  readonly matcher: SelectorMatcher
  /** Waivers, authorisations and planned changes of what nothing bears the name of; sums that cannot be exact. */
  readonly faults: readonly Fault[]
}

export function planSweep(
  estate: Estate,
  question: RulesQuestion,
  book: VendorBook,
  passOn?: (fault: Fault) => void,
): SweepPlan {
  const { kept: faults, report } = new FaultLog(passOn)
  const matcher = new SelectorMatcher(estate, book)
  const records = readSubjectRecords(question.facts, matcher)
  checkSelectorNames(question.facts, estate, book, report)
  const plan = planMeasures(estate, question, book, records)
  checkSums(
    plan.measures.map(({ measure }) => measure),
    estate,
    question.facts,
    report,
  )
  return { ...plan, matcher, faults }
}

/** Without looking into the tables, of which the question may have none. */
export function planMeasures(
  estate: Estate,
  question: RulesQuestion,
  book: VendorBook,
  records: SubjectRecords,
): MeasurePlan {
  const statements = question.packs.flatMap((pack) => statementsOf(pack, question, book))
  const register = new MeasureRegister()
  const readings = statements.map((statement) => planReading(statement, register, records))
  const horizon = extendHorizon(question, statements)
  return { horizon, records, readings, ...register.answer(estate, book, records) }
}

/** The days that these packs are judged on. */
export function horizonOf(question: RulesQuestion, book: VendorBook): Horizon {
  return extendHorizon(
    question,
    question.packs.flatMap((pack) => statementsOf(pack, question, book)),
  )
}

/** Far enough that every known rule falls due, and a year more, so that "the plan meets it" has been looked at. */
function extendHorizon(question: RulesQuestion, statements: readonly Statement[]): Horizon {
  const due = statements
    .flatMap(({ windows }) => windows.map((window) => window.dueFrom))
    .filter((day) => day < AFTER_ALL)
  const { horizon, asOf, matterOn = asOf } = question
  const from = Math.min(horizon.from, asOf, matterOn)
  const to = due.reduce((latest, day) => Math.max(latest, day + 366), Math.max(horizon.to, asOf, matterOn))
  return { from, to }
}

function explainAll(
  judged: readonly Judged[],
  plan: SweepPlan,
  estate: Estate,
  most: number | undefined,
  dayOf: (one: Judged) => CivilDay | undefined,
): (Explanation | undefined)[] {
  const inquiries = judged.map((one) => {
    const day = dayOf(one)
    return day === undefined ? undefined : inquiryOf(one, day)
  })
  const asked = inquiries.filter((inquiry) => inquiry !== undefined)
  const explanations = explainMeasures(estate, plan, asked, most)
  return inquiries.map((inquiry) => inquiry && explanations[asked.indexOf(inquiry)])
}

/** Where another day is explained than each rule's own: why what does not apply on the as-of date does not, is of that date. */
function explainWeightless(
  judged: readonly Judged[],
  plan: SweepPlan,
  estate: Estate,
  { matterOn, asOf }: RulesQuestion,
): (Explanation | undefined)[] {
  if (matterOn === undefined) return []
  return explainAll(judged, plan, estate, 1, (one) => (one.verdict === 'not applicable' ? asOf : undefined))
}

/** What explains a rule on a day; undefined where it is not measured. */
function inquiryOf(one: Judged, day: CivilDay): Inquiry | undefined {
  if (one.windows.length === 0) return undefined
  const { reading, figures } = windowOn(one, day)
  const explained = metricThatBinds(reading.window.rule, figures.main, day)
  const { tally } = figures.main[explained]!
  return {
    measure: reading.main[explained]!,
    day,
    lacksWeights: tally.unknown[day - tally.from]! > 0,
    asker: one.reading.statement.asker,
  }
}

function findMatter(one: Judged, plan: SweepPlan, estate: Estate, most: number): Iterable<MatterEntry> {
  if (one.changes) return describeChanges(one.changes, estate, most)
  const inquiry = inquiryOf(one, one.explainOn)
  return inquiry ? explainMeasures(estate, plan, [inquiry], most)[0]!.entries() : []
}
