// Judges every rule of every pack against the estate: build once, sweep once, read off every answer.

import { AFTER_ALL, type CivilDay, formatDay } from '#base/calendar.ts'
import { parseRational } from '#base/rational.ts'
import { YES } from '#base/trilean.ts'
import { valueOn } from '#base/trilean-spells.ts'
import type { Estate } from '#model/estate.ts'
import type { Fault } from '#model/fault.ts'
import { type Provenance, weakestProvenance } from '#model/provenance.ts'
import type { Rule, RulePack, VerdictWord } from '#model/rule.ts'
import type { RulesQuestion } from '#model/rules-question.ts'
import type { MetricResult, PackResult, Reconciliation, RuleResult } from '#model/verdict.ts'
import { buildEstate } from '../estate/index.ts'
import type { VendorBook } from '../vendors/index.ts'
import { type Addressing, isAddressed } from './addressees.ts'
import { PredicateAsker } from './answer-predicate.ts'
import { biteOfBreach, biteOfCap } from './bite.ts'
import { answerMeasure, facetsReadBy } from './class-answers.ts'
import { ClassFacets } from './class-facets.ts'
import { type Cohorts, formCohorts, type SweepMeasure } from './cohorts.ts'
import { countMeasures } from './count-measures.ts'
import { editionWindows, type RuleWindow, ruleWindows } from './editions.ts'
import { explainMeasures, type Explanation, type Inquiry } from './explain.ts'
import { accumulate } from './figures.ts'
import { type DayState, judgeDay, type RuleFigures } from './judge-days.ts'
import {
  describeChanges,
  findNotifiableChanges,
  judgeNotification,
  type NotifiableChange,
  verdictOfNotification,
} from './judge-notification.ts'
import { type Measure, measureOfBreach, measureOfCondition, measureOfMetric, measureOfVendors } from './measure.ts'
import { bindingOn, countResult, headroomOf, shareResult } from './metric-results.ts'
import { type Profiles, profileClasses } from './profiles.ts'
import { saySentence } from './sentence.ts'
import { SubjectRecords } from './subject-records.ts'
import type { MeasureTally } from './tally-sink.ts'
import { firstDayWith, intervalsOf, nextRunOf, startOfRun, type Timeline, verdictOn } from './timeline.ts'

export interface RulesAnswer {
  readonly rules: readonly RuleResult[]
  readonly packs: readonly PackResult[]
  readonly horizon: { readonly from: CivilDay; readonly to: CivilDay }
  readonly estate: Estate
  readonly reconciliations: readonly Reconciliation[]
  readonly faults: readonly Fault[]
}

/** Judges all rules. The answer is a function of the question and the vendor book alone. */
export function judgeRules(question: RulesQuestion, book: VendorBook): RulesAnswer {
  const built = buildEstate(question, book)
  return {
    ...judgeEstate(built.estate, question, book),
    estate: built.estate,
    reconciliations: built.reconciliations,
    faults: built.faults,
  }
}

export type EstateAnswer = Pick<RulesAnswer, 'rules' | 'packs' | 'horizon'>

/** Judges all rules on an estate already built from the same question. */
export function judgeEstate(estate: Estate, question: RulesQuestion, book: VendorBook): EstateAnswer {
  const plan = planSweep(estate, question, book)
  const { horizon, records, readings, cohorts, measures } = plan
  const tallies = countMeasures(estate, cohorts, measures, records, horizon)
  for (const { tally, groups } of tallies) for (const each of [tally, ...groups]) accumulate(each)

  const judged = readings.map((reading) => judgeStatement(reading, tallies, estate, question, horizon))
  const explanations = explainAll(judged, plan, estate)
  return {
    rules: judged.map((one, index) => resultOf(one, explanations[index], records, estate, question)),
    packs: question.packs.map((pack) => packResult(pack, question)),
    horizon,
  }
}

/** What a sweep is asked, and what each rule reads of its answers. */
interface SweepPlan {
  readonly horizon: { readonly from: CivilDay; readonly to: CivilDay }
  readonly records: SubjectRecords
  readonly readings: readonly Reading[]
  readonly profiles: Profiles
  readonly cohorts: Cohorts
  readonly measures: readonly SweepMeasure[]
}

export function planSweep(estate: Estate, question: RulesQuestion, book: VendorBook): SweepPlan {
  const statements = question.packs.flatMap((pack) => statementsOf(pack, question, book))
  const records = new SubjectRecords(question.facts, estate, book, () => undefined)
  const register = new MeasureRegister()
  const readings = statements.map((statement) => planReading(statement, register, records))
  return { horizon: extendHorizon(question, statements), records, readings, ...register.answer(estate, book, records) }
}

/** A rule of a pack, in all its known editions. */
interface Statement {
  readonly pack: RulePack
  readonly asker: PredicateAsker
  readonly addressing: Addressing
  /** The window of the as-of date, or else the next, or else the last one; undefined where no edition is known. */
  readonly current: RuleWindow | undefined
  /** As the current window states it. */
  readonly rule: Rule
  readonly windows: readonly RuleWindow[]
}

function statementsOf(pack: RulePack, question: RulesQuestion, book: VendorBook): Statement[] {
  const asker = new PredicateAsker(pack, book, question.knownAt)
  const windowsOf = ruleWindows(pack, question.knownAt)
  const ids = [...new Set(pack.rules.map((rule) => rule.id))]
  return ids.map((id) => {
    const windows = windowsOf.get(id) ?? []
    const current =
      windows.find((window) => window.from <= question.asOf && question.asOf < window.until) ??
      windows.find((window) => window.from > question.asOf) ??
      windows.at(-1)
    const rule = current?.rule ?? pack.rules.find((one) => one.id === id)!
    return { pack, asker, addressing: isAddressed(pack, rule, question.operator), current, rule, windows }
  })
}

/** Far enough that every known rule falls due, and a year more, so that "the plan meets it" has been looked at. */
function extendHorizon(question: RulesQuestion, statements: readonly Statement[]): { from: CivilDay; to: CivilDay } {
  const due = statements
    .flatMap(({ windows }) => windows.map((window) => window.dueFrom))
    .filter((day) => day < AFTER_ALL)
  const from = Math.min(question.horizon.from, question.asOf)
  const to = due.reduce((latest, day) => Math.max(latest, day + 366), Math.max(question.horizon.to, question.asOf))
  return { from, to }
}

/** The measures of all rules, each asked once however many rules read it. */
class MeasureRegister {
  readonly #asked: { readonly measure: Measure; readonly asker: PredicateAsker }[] = []
  readonly #indexOf = new Map<string, number>()

  /** The number of a measure; what the pack's own lists and sets mean is part of what is asked. */
  add(measure: Measure, pack: RulePack, asker: PredicateAsker): number {
    const key = JSON.stringify([measure, pack.designations, pack.functionSets])
    let index = this.#indexOf.get(key)
    if (index === undefined) {
      index = this.#asked.push({ measure, asker }) - 1
      this.#indexOf.set(key, index)
    }
    return index
  }

  /** What the measures see of the subjects, and what they answer. */
  answer(
    estate: Estate,
    book: VendorBook,
    records: SubjectRecords,
  ): Pick<SweepPlan, 'profiles' | 'cohorts' | 'measures'> {
    const profiles = profileClasses(
      estate,
      this.#asked.flatMap(({ measure }) => facetsReadBy(measure)),
    )
    const facets = new ClassFacets(profiles.examples)
    const measures = this.#asked.map(
      ({ measure, asker }): SweepMeasure => ({
        measure,
        answers: answerMeasure(measure, facets, asker, book, records),
      }),
    )
    return { profiles, cohorts: formCohorts(estate, profiles, measures), measures }
  }
}

/** The measures each window of a rule reads, by number. */
interface WindowReading {
  readonly window: RuleWindow
  readonly main: readonly number[]
  readonly unwaived: number | undefined
  readonly condition: number | undefined
}

interface Reading {
  readonly statement: Statement
  readonly windows: readonly WindowReading[]
}

function planReading(statement: Statement, register: MeasureRegister, records: SubjectRecords): Reading {
  const { pack, asker, addressing } = statement
  if (addressing.answer !== 'yes') return { statement, windows: [] }
  const windows = statement.windows
    .filter(({ rule }) => isMeasured(rule))
    .map((window): WindowReading => {
      const { rule } = window
      const add = (measure: Measure) => register.add(measure, pack, asker)
      const main =
        rule.kind === 'cap'
          ? rule.metrics.map((metric) => add(measureOfMetric(rule, metric)))
          : [
              add(
                rule.kind === 'diversity'
                  ? measureOfVendors(rule, rule.role ?? 'hardware')
                  : measureOfBreach(rule, false),
              ),
            ]
      const countsBreaches = rule.kind !== 'cap' && rule.kind !== 'diversity'
      return {
        window,
        main,
        unwaived: countsBreaches && records.hasWaivers(rule.id) ? add(measureOfBreach(rule, true)) : undefined,
        condition:
          rule.when?.within === 'network'
            ? add(measureOfCondition(rule.when.present, rule.when.reads ?? 'service'))
            : undefined,
      }
    })
  return { statement, windows }
}

/** Kinds whose verdict comes from the sweep. */
function isMeasured(rule: Rule): boolean {
  return rule.kind !== 'notification' && !isPending(rule)
}

function isPending(rule: Rule): rule is Rule & { kind: 'stockCover' | 'patchDeadline' | 'record'; needs: string } {
  return rule.kind === 'stockCover' || rule.kind === 'patchDeadline' || rule.kind === 'record'
}

interface Judged {
  readonly reading: Reading
  readonly timeline: Timeline
  readonly verdict: VerdictWord
  readonly why: string | undefined
  readonly changes: readonly NotifiableChange[] | undefined
  /** Measures of the statement that `statement.rule` is, with figures. */
  readonly figures: readonly MeasureTally[]
  readonly metrics: readonly MetricResult[]
  readonly binding: number
  /** The day the explanation speaks of. */
  readonly explainOn: CivilDay
}

function judgeStatement(
  reading: Reading,
  tallies: readonly MeasureTally[],
  estate: Estate,
  question: RulesQuestion,
  horizon: { from: CivilDay; to: CivilDay },
): Judged {
  const { statement } = reading
  const { rule, addressing, windows, asker } = statement
  const settled = (state: DayState['state'], why: string): Judged => ({
    reading,
    timeline: {
      from: horizon.from,
      days: Array.from({ length: horizon.to - horizon.from + 1 }, () => ({ state, isWaived: false })),
    },
    verdict: state as VerdictWord,
    why,
    changes: undefined,
    figures: [],
    metrics: [],
    binding: 0,
    explainOn: question.asOf,
  })
  if (windows.length === 0) return settled('not applicable', `not in force, as known on ${formatDay(question.knownAt)}`)
  if (addressing.answer === 'no') return settled('not applicable', addressing.why)
  if (addressing.answer === 'unknown') return settled('not evaluated', addressing.why)
  if (isPending(rule)) return pendingOrOver(settled, statement, question)
  if (rule.kind === 'notification') {
    const changes = findNotifiableChanges(windows, estate, asker)
    const base = settled('not applicable', changes.length === 0 ? 'no planned change is in its scope' : '')
    return {
      ...base,
      timeline: judgeNotification(windows, changes, horizon, question.asOf),
      verdict: verdictOfNotification(changes, question.asOf),
      changes,
      metrics: [changeCount(changes)],
    }
  }
  const timeline = judgeTimeline(reading, tallies, question, horizon)
  const current = reading.windows.find(({ window }) => window === statement.current)!
  const figures = current.main.map((index) => tallies[index]!)
  const metrics =
    rule.kind === 'cap'
      ? rule.metrics.map((metric, index) => shareResult(metric, rule, figures[index]!, question.asOf))
      : [countResult(rule, figures[0]!, question.asOf)]
  const verdict = verdictOn(timeline, question.asOf)
  const explainOn = explainDay(timeline, verdict, question.asOf)
  const binding = rule.kind === 'cap' ? bindingOn(figures, parseRational(rule.limit)!, explainOn) : 0
  return {
    reading,
    timeline,
    verdict,
    why: whyNot(timeline, question),
    changes: undefined,
    figures,
    metrics,
    binding,
    explainOn,
  }
}

/** A duty that cannot be evaluated yet, on the days on which it stands. */
function pendingOrOver(
  settled: (state: DayState['state'], why: string) => Judged,
  statement: Statement,
  question: RulesQuestion,
): Judged {
  const { rule, windows } = statement
  const isOver = windows.every((window) => window.until <= question.asOf)
  if (isOver) return settled('not applicable', 'no edition in force states it any more')
  return settled('not evaluated', isPending(rule) ? `needs ${rule.needs}` : '')
}

function changeCount(changes: readonly NotifiableChange[]): MetricResult {
  const open = changes.filter(({ notification }) => notification !== 'notified')
  const low = open.filter(({ answer }) => answer === YES).length
  return {
    name: 'changes not notified',
    kind: 'count',
    unit: 'changes',
    limit: 0,
    comparison: 'atMost',
    low: changes.length === 0 ? null : low,
    high: changes.length === 0 ? null : open.length,
    numerator: { low, high: open.length },
    denominator: { low: changes.length, high: changes.length },
    unknownWeights: 0,
    steps: [],
  }
}

function judgeTimeline(
  reading: Reading,
  tallies: readonly MeasureTally[],
  question: RulesQuestion,
  horizon: { from: CivilDay; to: CivilDay },
): Timeline {
  const days: DayState[] = []
  const plain = (state: DayState['state']): DayState => ({ state, isWaived: false })
  const figuresOf = reading.windows.map(
    ({ main, unwaived, condition }): RuleFigures => ({
      main: main.map((index) => tallies[index]!),
      unwaived: unwaived === undefined ? undefined : tallies[unwaived]!,
      condition: condition === undefined ? undefined : tallies[condition]!,
    }),
  )
  for (let day = horizon.from; day <= horizon.to; day++) {
    const index = reading.windows.findIndex(({ window }) => window.from <= day && day < window.until)
    if (index < 0) {
      days.push(plain('not applicable'))
      continue
    }
    const { window } = reading.windows[index]!
    if (day < window.dueFrom) days.push(plain('not yet due'))
    else if (isForgotten(window.rule, question, day)) days.push(plain('not evaluated'))
    else days.push(judgeDay(window.rule, figuresOf[index]!, day - horizon.from))
  }
  return { from: horizon.from, days }
}

/** Inventories forget what was removed: shares of the past need a history that reaches that far. */
function isForgotten(rule: Rule, question: RulesQuestion, day: CivilDay): boolean {
  return (
    (rule.kind === 'cap' || rule.kind === 'diversity') &&
    question.historyKnownFrom !== undefined &&
    day < question.historyKnownFrom
  )
}

function whyNot(timeline: Timeline, question: RulesQuestion): string | undefined {
  const state = timeline.days[question.asOf - timeline.from]!.state
  if (state === 'not applicable') return 'nothing in its scope, or not in force, on the day'
  if (state === 'not evaluated') return `history is not known before ${formatDay(question.historyKnownFrom!)}`
  return undefined
}

/** The as-of date if the rule is missed then, else the day on which it will first be missed, else the as-of date. */
function explainDay(timeline: Timeline, verdict: VerdictWord, asOf: CivilDay): CivilDay {
  if (verdict === 'not met' || verdict === 'cannot be shown') return asOf
  return firstDayWith(timeline, 'not met', asOf) ?? firstDayWith(timeline, 'cannot be shown', asOf) ?? asOf
}

function explainAll(
  judged: readonly Judged[],
  { profiles, cohorts, measures, records }: SweepPlan,
  estate: Estate,
): (Explanation | undefined)[] {
  const inquiries: Inquiry[] = []
  const numberOf = judged.map((one) => {
    const current = one.reading.windows.find(({ window }) => window === one.reading.statement.current)
    if (!current || one.figures.length === 0) return undefined
    inquiries.push({ measure: current.main[one.binding]!, day: one.explainOn, asker: one.reading.statement.asker })
    return inquiries.length - 1
  })
  const explanations = explainMeasures(estate, profiles, cohorts, measures, records, inquiries)
  return numberOf.map((number) => (number === undefined ? undefined : explanations[number]))
}

function resultOf(
  judged: Judged,
  explanation: Explanation | undefined,
  records: SubjectRecords,
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
  const nextBreach = nextRunOf(timeline, 'not met', asOf)
  const nextOpen = nextRunOf(timeline, 'cannot be shown', asOf)
  const isMissedNow = verdict === 'not met' || verdict === 'cannot be shown'
  const waivers = records.waivers.filter((waiver) => waiver.rule === rule.id)
  const isWaived = verdict === 'not met' && (timeline.days[asOf - timeline.from]?.isWaived ?? false)
  const waivedUntil = isWaived
    ? Math.max(...waivers.filter((one) => one.from <= asOf && asOf < one.until).map((one) => one.until - 1))
    : undefined
  const binding = metrics[judged.binding]
  const entries = changes ? describeChanges(changes, estate) : (explanation?.entries ?? [])
  return {
    pack: pack.pack,
    rule: rule.id,
    title: rule.title,
    kind: rule.kind,
    ...(rule.clause === undefined ? {} : { clause: rule.clause }),
    instrument: pack.instrument.name,
    jurisdiction: pack.jurisdiction,
    force: pack.force,
    status: pack.status,
    provenance,
    sources: rule.sources.map((source) => pack.sources[source]?.text ?? source),
    assumes: assumptionsOf(rule),
    ...(rule.target === undefined ? {} : { target: rule.target }),
    ...(rule.deadline === undefined ? {} : { deadline: rule.deadline }),
    ...(current ? { dueFrom: formatDay(current.dueFrom) } : {}),
    verdict,
    onAssumedFacts: provenance === 'assumed',
    ...(waivedUntil === undefined ? {} : { waivedUntil: formatDay(waivedUntil) }),
    waivers: waivers.map((waiver) => ({
      scope: waiver.scope,
      approver: waiver.approver,
      from: formatDay(waiver.from),
      until: formatDay(waiver.until - 1),
      ...(waiver.reference === '' ? {} : { reference: waiver.reference }),
    })),
    ...(judged.why === undefined || judged.why === '' ? {} : { why: judged.why }),
    sentence: saySentence({
      pack,
      rule,
      verdict,
      asOf,
      metrics,
      since: isMissedNow ? startOfRun(timeline, asOf) : undefined,
      dueFrom: current?.dueFrom,
      nextBreach,
      nextPossibleBreach: nextOpen,
      waivedUntil,
      why: judged.why,
    }),
    ...(firstBreach === undefined ? {} : { firstBreach: formatDay(firstBreach) }),
    ...(firstOpen === undefined && firstBreach === undefined
      ? {}
      : { firstPossibleBreach: formatDay(Math.min(firstOpen ?? AFTER_ALL, firstBreach ?? AFTER_ALL)) }),
    ...(nextBreach === undefined ? {} : { nextBreach: formatDay(nextBreach) }),
    ...(nextOpen === undefined && nextBreach === undefined
      ? {}
      : { nextPossibleBreach: formatDay(Math.min(nextOpen ?? AFTER_ALL, nextBreach ?? AFTER_ALL)) }),
    timeline: intervalsOf(timeline),
    metrics: [...metrics],
    ...(binding && figures.length > 0 ? { bindingMetric: binding.name } : {}),
    ...headroomAndBite(rule, figures, judged.binding, asOf, current),
    matter: {
      on: formatDay(judged.explainOn),
      total: changes ? changes.length : (explanation?.total ?? 0),
      entries: [...entries],
    },
    ...(explanation
      ? {
          coverage: {
            on: formatDay(judged.explainOn),
            known: explanation.known,
            uncertain: explanation.uncertain,
            reasons: [...explanation.reasons],
          },
        }
      : {}),
  }
}

function headroomAndBite(
  rule: Rule,
  figures: readonly MeasureTally[],
  binding: number,
  asOf: CivilDay,
  current: RuleWindow | undefined,
): Pick<RuleResult, 'headroom' | 'bite'> {
  if (figures.length === 0 || rule.kind === 'diversity') return {}
  if (rule.kind !== 'cap') {
    const bite = rule.kind === 'freeze' ? undefined : biteOfBreach(figures[0]!)
    return bite ? { bite } : {}
  }
  const headroom = headroomOf(rule.metrics[binding]!, rule, figures[binding]!, asOf)
  const bite = biteOfCap(figures, current?.dueFrom ?? asOf)
  return { ...(headroom ? { headroom } : {}), ...(bite ? { bite } : {}) }
}

function withWholeWaivers(timeline: Timeline, records: SubjectRecords, rule: string): Timeline {
  if (!records.hasWaivers(rule)) return timeline
  const waived = records.waivedAsAWhole(rule)
  const days = timeline.days.map(
    (day, index): DayState =>
      day.state === 'not met' && valueOn(waived, timeline.from + index) === YES
        ? { state: 'not met', isWaived: true }
        : day,
  )
  return { from: timeline.from, days }
}

function assumptionsOf(rule: Rule): string[] {
  const metrics = rule.kind === 'cap' ? rule.metrics : []
  return [...(rule.assumes ?? []), ...metrics.flatMap((metric) => metric.assumes ?? [])].map(
    (assumption) => assumption.what,
  )
}

/** The weakest provenance of all facts a rule rests on: its own, its assumptions, its lists and sets. */
function provenanceOf(pack: RulePack, rule: Rule): Provenance {
  const facts: Provenance[] = [rule.provenance]
  const metrics = rule.kind === 'cap' ? rule.metrics : []
  for (const assumption of [...(rule.assumes ?? []), ...metrics.flatMap((metric) => metric.assumes ?? [])]) {
    facts.push(assumption.provenance ?? 'assumed')
  }
  const text = JSON.stringify([rule.scope, metrics, rule.exceptions, rule.when])
  for (const [name, list] of Object.entries(pack.designations ?? {})) {
    if (text.includes(`"designated":${JSON.stringify(name)}`))
      facts.push(...list.entries.map((entry) => entry.provenance))
  }
  for (const [name, set] of Object.entries(pack.functionSets ?? {}))
    if (text.includes(JSON.stringify(`@${name}`))) facts.push(set.provenance)
  return weakestProvenance(facts)
}

function packResult(pack: RulePack, question: RulesQuestion): PackResult {
  const windows = editionWindows(pack, question.knownAt)
  const current = windows.find((window) => window.from <= question.asOf && question.asOf < window.until)
  const firstAnnounced = pack.editions.map((edition) => edition.announced).sort()[0]!
  const why =
    windows.length === 0
      ? `announced on ${firstAnnounced}, which was not known on ${formatDay(question.knownAt)}`
      : current
        ? undefined
        : 'no edition is in force on the day'
  return {
    pack: pack.pack,
    version: pack.version,
    title: pack.title,
    jurisdiction: pack.jurisdiction,
    instrument: pack.instrument.name,
    status: pack.status,
    force: pack.force,
    ...(current ? { edition: current.edition.edition } : {}),
    missing: (pack.missing ?? []).map(({ what, why: reason }) => ({ what, why: reason })),
    ...(why === undefined ? {} : { why }),
  }
}
