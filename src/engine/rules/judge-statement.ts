// One rule judged: its state on every day, its verdict on the as-of date, its figures.

import { type CivilDay, formatDay } from '#base/calendar.ts'
import { YES } from '#base/trilean.ts'
import type { Estate } from '#model/estate.ts'
import type { Rule, VerdictWord } from '#model/rule.ts'
import type { Horizon, RulesQuestion } from '#model/rules-question.ts'
import type { MetricResult, RuleResult } from '#model/verdict.ts'
import { type DayState, judgeDay, type RuleFigures } from './judge-days.ts'
import {
  findNotifiableChanges,
  judgeNotification,
  type NotifiableChange,
  verdictOfNotification,
} from './judge-notification.ts'
import type { LookedAt } from './looked-at.ts'
import { limitsOf } from './limits.ts'
import { countResult, type MeasuredOn, metricThatBinds, namesOfMetrics, shareResult } from './metric-results.ts'
import type { MeasureTally } from './tally-sink.ts'
import { firstDayWith, type Timeline, verdictOn } from './timeline.ts'
import { type Statement, isPending } from './statements.ts'
import type { Reading, WindowReading } from './measure-register.ts'

export interface Judged {
  readonly reading: Reading
  readonly timeline: Timeline
  readonly verdict: VerdictWord
  readonly why: string | undefined
  /** Set where another question answers the rule. */
  readonly answeredBy?: RuleResult['answeredBy']
  readonly changes: readonly NotifiableChange[] | undefined
  /** The editions that state the rule, with the figures each reads; none where it is not measured. */
  readonly windows: readonly JudgedWindow[]
  /** Measures of the statement that `statement.rule` is, with figures. */
  readonly figures: readonly MeasureTally[]
  readonly metrics: readonly MetricResult[]
  /** Which of the metrics binds on the as-of date. */
  readonly binding: number
  /** Which of them the explanation speaks of: the one that binds on its day. */
  readonly explained: number
  /** The day the explanation speaks of. */
  readonly explainOn: CivilDay
}

export interface JudgedWindow {
  readonly reading: WindowReading
  readonly figures: RuleFigures
}

/** The window that judges a day: in which the rule stands on it, else the current one. */
export function windowOn({ reading, windows }: Pick<Judged, 'reading' | 'windows'>, day: CivilDay): JudgedWindow {
  const { current } = reading.statement
  return (
    windows.find(({ reading: { window } }) => window.from <= day && day < window.until) ??
    windows.find((one) => one.reading.window === current)!
  )
}

export function judgeStatement(
  reading: Reading,
  tallies: readonly MeasureTally[],
  estate: Estate,
  question: RulesQuestion,
  horizon: Horizon,
  lookedAt: LookedAt,
): Judged {
  const { rule, addressing, windows } = reading.statement
  const settled: Settle = (state, why) => settle(reading, state, why, question, horizon)
  if (windows.length === 0) return settled('not applicable', `not in force, as known on ${formatDay(question.knownAt)}`)
  if (addressing.answer === 'no') return settled('not applicable', addressing.why)
  if (addressing.answer === 'unknown') return settled('not evaluated', addressing.why)
  if (isPending(rule)) return pendingOrOver(settled, reading.statement, question)
  if (rule.kind === 'notification') return judgeChanges(settled, reading.statement, estate, question, horizon)
  return judgeFigures(reading, tallies, question, horizon, lookedAt)
}

type Settle = (state: 'not applicable' | 'not evaluated', why: string) => Judged

/** The same on every day, without a figure. */
function settle(
  reading: Reading,
  state: 'not applicable' | 'not evaluated',
  why: string,
  question: RulesQuestion,
  horizon: Horizon,
): Judged {
  const dayCount = horizon.to - horizon.from + 1
  return {
    reading,
    timeline: { from: horizon.from, days: Array.from({ length: dayCount }, () => ({ state, isWaived: false })) },
    verdict: state,
    why,
    changes: undefined,
    windows: [],
    figures: [],
    metrics: [],
    binding: 0,
    explained: 0,
    explainOn: question.asOf,
  }
}

/** A notification: change by change. */
function judgeChanges(
  settled: Settle,
  { windows, asker }: Statement,
  estate: Estate,
  question: RulesQuestion,
  horizon: Horizon,
): Judged {
  const changes = findNotifiableChanges(windows, estate, asker)
  return {
    ...settled('not applicable', changes.length === 0 ? 'no planned change is in its scope' : ''),
    timeline: judgeNotification(windows, changes, horizon, question.asOf),
    verdict: verdictOfNotification(changes, question.asOf),
    changes,
    metrics: [changeCount(changes)],
  }
}

/** What is measured: day by day by the figures of the sweep. */
function judgeFigures(
  reading: Reading,
  tallies: readonly MeasureTally[],
  question: RulesQuestion,
  horizon: Horizon,
  lookedAt: LookedAt,
): Judged {
  const { rule, current } = reading.statement
  const windows = reading.windows.map((one): JudgedWindow => ({ reading: one, figures: figuresOf(one, tallies) }))
  const timeline = judgeTimeline(windows, question, horizon)
  const figures = windows.find((one) => one.reading.window === current)!.figures.main
  const verdict = verdictOn(timeline, question.asOf)
  const explainOn = question.matterOn ?? explainDay(timeline, verdict, question.asOf)
  const toldOn = windowOn({ reading, windows }, explainOn)
  return {
    reading,
    windows,
    timeline,
    verdict,
    why: whyNot(rule, timeline, verdict, question),
    changes: undefined,
    figures,
    metrics: metricsOf(
      reading.statement,
      figures,
      (name, day) => measureNamed(name, windowOn({ reading, windows }, day)),
      question,
      horizon,
      lookedAt,
    ),
    binding: metricThatBinds(rule, figures, question.asOf),
    explained: metricThatBinds(toldOn.reading.window.rule, toldOn.figures.main, explainOn),
    explainOn,
  }
}

function metricsOf(
  { rule, windows, asker }: Statement,
  figures: readonly MeasureTally[],
  measuredOn: MeasuredOn,
  { asOf, historyKnownFrom }: RulesQuestion,
  horizon: Horizon,
  lookedAt: LookedAt,
): MetricResult[] {
  const isRemembered = (day: CivilDay) => historyKnownFrom === undefined || day >= historyKnownFrom
  const limits = limitsOf(rule, windows, horizon)
  const inScope = rule.kind === 'diversity' || rule.kind === 'cap' ? undefined : lookedAt.count(rule, asker)
  const measured =
    rule.kind === 'cap'
      ? rule.metrics.map((metric, index) => shareResult(metric, rule, figures[index]!, measuredOn, asOf, isRemembered))
      : [countResult(rule, figures[0]!, measuredOn, asOf, isRemembered, inScope)]
  return limits.length === 0 ? measured : measured.map((metric) => ({ ...metric, limits }))
}

/** Undefined where the edition has no metric of the name. */
function measureNamed(name: string, { reading, figures }: JudgedWindow): MeasureTally | undefined {
  const index = namesOfMetrics(reading.window.rule).indexOf(name)
  return index < 0 ? undefined : figures.main[index]
}

/** A duty that is not measured here, on the days on which it stands. */
function pendingOrOver(settled: Settle, statement: Statement, question: RulesQuestion): Judged {
  const { rule, windows } = statement
  const isOver = windows.every((window) => window.until <= question.asOf)
  if (isOver) return settled('not applicable', 'no edition in force states it any more')
  if (windows.every((window) => question.asOf < window.from || window.until <= question.asOf))
    return settled('not applicable', 'no edition in force states it on the day')
  if (rule.kind === 'stockCover') return leftToSpares(settled, question)
  return settled('not evaluated', isPending(rule) ? `needs ${rule.needs}` : '')
}

/** How long stock lasts hangs on what is taken away: it is another question, asked of each scenario. */
function leftToSpares(settled: Settle, { scenarios = [] }: RulesQuestion): Judged {
  const why =
    scenarios.length === 0
      ? 'judged by the analysis of spares, under a scenario: the workspace has none yet'
      : `judged by the analysis of spares, as on the first day of a scenario: ${scenarios.join(', ')}`
  return { ...settled('not evaluated', why), answeredBy: { command: 'mainstay spares', scenarios: [...scenarios] } }
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

function figuresOf({ main, unwaived, condition }: WindowReading, tallies: readonly MeasureTally[]): RuleFigures {
  return {
    main: main.map((index) => tallies[index]!),
    unwaived: unwaived === undefined ? undefined : tallies[unwaived]!,
    condition: condition === undefined ? undefined : tallies[condition]!,
  }
}

function judgeTimeline(windows: readonly JudgedWindow[], question: RulesQuestion, horizon: Horizon): Timeline {
  const days: DayState[] = []
  const plain = (state: DayState['state']): DayState => ({ state, isWaived: false })
  for (let day = horizon.from; day <= horizon.to; day++) {
    const judging = windows.find(({ reading: { window } }) => window.from <= day && day < window.until)
    if (!judging) {
      days.push(plain('not applicable'))
      continue
    }
    const { window } = judging.reading
    if (day < window.dueFrom) days.push(plain('not yet due'))
    else {
      const judged = judgeDay(window.rule, judging.figures, day - horizon.from)
      days.push(isForgotten(window.rule, judged, question, day) ? plain('not evaluated') : judged)
    }
  }
  return { from: horizon.from, days }
}

/**
 * Inventories forget what was removed: the past needs a history that reaches that far. Without it no share and no count
 * of vendors holds, and nobody can show that there was nothing in breach; what is seen in breach was there.
 */
function isForgotten(rule: Rule, { state }: DayState, { historyKnownFrom }: RulesQuestion, day: CivilDay): boolean {
  if (historyKnownFrom === undefined || day >= historyKnownFrom) return false
  return rule.kind === 'cap' || rule.kind === 'diversity' || state === 'met' || state === 'not applicable'
}

function whyNot(rule: Rule, timeline: Timeline, verdict: VerdictWord, question: RulesQuestion): string | undefined {
  const state = timeline.days[question.asOf - timeline.from]!.state
  const isWeighed = rule.kind === 'cap' && rule.metrics.some(({ weight }) => weight !== undefined)
  const thing = isWeighed ? 'thing of any weight' : 'thing'
  if (verdict === 'not applicable' && state === 'not yet due')
    return `not yet due, and on no day of the horizon on which it is due is there any${thing} in its scope`
  if (state === 'not applicable') return `no${thing} in its scope, or not in force, on the day`
  if (state === 'not evaluated') return `history is not known before ${formatDay(question.historyKnownFrom!)}`
  return undefined
}

/** The as-of date if the rule is missed then, else the day on which it will first be missed, else the as-of date. */
function explainDay(timeline: Timeline, verdict: VerdictWord, asOf: CivilDay): CivilDay {
  if (verdict === 'not met' || verdict === 'cannot be shown') return asOf
  return firstDayWith(timeline, 'not met', asOf) ?? firstDayWith(timeline, 'cannot be shown', asOf) ?? asOf
}
