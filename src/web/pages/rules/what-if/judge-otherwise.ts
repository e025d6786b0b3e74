// What would a rule say of the same network under another limit, or from another day on? Read off the steps of its report.
//
// Sides of a limit are those of the reports, intervals and verdicts those of the engine. What the steps do not tell stays
// unknown: where a metric has no figure and it cannot be seen whether it is not known or speaks of nothing, it may be either.

import { AFTER_ALL, BEFORE_ALL, type CivilDay, formatDay } from '#base/calendar.ts'
import { describeBreaches, type DayState, findBreaches, intervalsOf, verdictOn } from '#engine/rules/index.ts'
import type { MetricResult, RuleResult, RulesReport, RuleState } from '#model/verdict.ts'
import { dayOfText } from '#report/chart/time-scale.ts'
import { sideOf } from '#report/rules/metric-side.ts'

/** What is stated otherwise; what is left out stays as the instrument has it. */
export interface RuleChange {
  /** Of a cap a share, of a diversity rule a number of vendors; on every day, whichever edition judges it. */
  readonly limit?: number | undefined
  readonly dueFrom?: CivilDay | undefined
}

export type RuleOtherwise = Pick<
  RuleResult,
  | 'timeline'
  | 'verdict'
  | 'metrics'
  | 'dueFrom'
  | 'firstBreach'
  | 'firstBreachOrEarlier'
  | 'firstPossibleBreach'
  | 'firstPossibleBreachOrEarlier'
  | 'nextBreach'
  | 'nextPossibleBreach'
> & {
  /** Days of the horizon that are not met, and that cannot be shown. */
  readonly daysMissed: number
  readonly daysInDoubt: number
}

/** The figure of a metric on each day of the horizon: NaN where there is none, Infinity where it has no bound. */
interface DailyFigure {
  readonly low: Float64Array
  readonly high: Float64Array
  readonly limit: Float64Array
}

/** A rule made ready for being judged again and again. */
export interface RuleReading {
  readonly rule: RuleResult
  readonly from: CivilDay
  readonly asOf: CivilDay
  readonly historyKnownFrom: CivilDay
  readonly dueFrom: CivilDay | undefined
  readonly stated: readonly DayState[]
  readonly figures: readonly DailyFigure[]
  /** Days on which a waiver covers the rule as a whole, both included. */
  readonly waived: readonly { readonly from: CivilDay; readonly to: CivilDay }[]
}

export type Frame = Pick<RulesReport, 'asOf' | 'horizon' | 'historyKnownFrom'>

export const canChangeLimit = ({ kind, metrics }: RuleResult): boolean =>
  (kind === 'cap' || kind === 'diversity') && metrics.some(({ steps }) => steps.length > 0)

/** A freeze reads what was put in after its day: on another day it would measure something else. */
export const canChangeDueDay = ({ kind, metrics, dueFrom }: RuleResult): boolean =>
  dueFrom !== undefined && kind !== 'freeze' && kind !== 'notification' && metrics.some(({ steps }) => steps.length > 0)

/** Undefined where the report has no steps of the rule. */
export function readRule(rule: RuleResult, frame: Frame): RuleReading | undefined {
  const [from, to] = [dayOfText(frame.horizon.from), dayOfText(frame.horizon.to)]
  const asOf = dayOfText(frame.asOf)
  if (from === undefined || to === undefined || asOf === undefined || to < from) return undefined
  if (!canChangeLimit(rule) && !canChangeDueDay(rule)) return undefined
  return {
    rule,
    from,
    asOf,
    historyKnownFrom: dayOfText(frame.historyKnownFrom ?? '') ?? BEFORE_ALL,
    dueFrom: dayOfText(rule.dueFrom ?? ''),
    stated: spreadStates(rule, from, to),
    figures: rule.metrics.map((metric) => spreadFigure(metric, from, to)),
    waived: rule.waivers
      .filter(({ scope }) => scope === '*')
      .map((waiver) => ({ from: dayOfText(waiver.from) ?? BEFORE_ALL, to: dayOfText(waiver.until) ?? AFTER_ALL })),
  }
}

function spreadStates({ timeline }: RuleResult, from: CivilDay, to: CivilDay): readonly DayState[] {
  const days = Array.from<DayState>({ length: to - from + 1 }).fill({ state: 'not applicable', isWaived: false })
  for (const interval of timeline) {
    const state: DayState = {
      state: interval.state,
      isWaived: interval.waived === true,
      ...(interval.beyondWaiver ? { isOpenBeyond: true } : {}),
    }
    const [first, last] = [dayOfText(interval.from) ?? from, dayOfText(interval.to) ?? to]
    days.fill(state, Math.max(0, first - from), Math.min(to, last) - from + 1)
  }
  return days
}

function spreadFigure({ steps, limit, limits = [] }: MetricResult, from: CivilDay, to: CivilDay): DailyFigure {
  const length = to - from + 1
  const figure = {
    low: new Float64Array(length).fill(Number.NaN),
    high: new Float64Array(length).fill(Number.NaN),
    limit: new Float64Array(length).fill(limit),
  }
  const place = (day: string | undefined): number =>
    Math.min(length, Math.max(0, (dayOfText(day ?? '') ?? AFTER_ALL) - from))
  for (const [index, { from: first, low, high }] of steps.entries()) {
    const [begin, end] = [place(first), place(steps[index + 1]?.from)]
    if (low === null && high === null) continue
    figure.low.fill(low ?? 0, begin, end)
    figure.high.fill(high ?? Number.POSITIVE_INFINITY, begin, end)
  }
  for (const one of limits) figure.limit.fill(one.limit, place(one.from), place(one.to) + 1)
  return figure
}

export function judgeOtherwise(reading: RuleReading, change: RuleChange): RuleOtherwise {
  const { rule, from, asOf, stated } = reading
  const dueFrom = change.dueFrom ?? reading.dueFrom
  const days = stated.map((_, index) => judgeDay(reading, index, change.limit, dueFrom))
  const timeline = { from, days }
  const breaches = findBreaches(timeline, dueFrom === undefined ? [] : [{ dueFrom, until: AFTER_ALL }], asOf)
  const count = (some: readonly DayState[], wanted: RuleState): number =>
    some.reduce((sum, { state, isWaived }) => sum + (state === wanted && !isWaived ? 1 : 0), 0)
  return {
    timeline: intervalsOf(timeline),
    verdict: verdictOn(timeline, asOf),
    metrics: change.limit === undefined ? rule.metrics : rule.metrics.map((metric) => limitTo(metric, change.limit!)),
    ...(dueFrom === undefined ? {} : { dueFrom: formatDay(dueFrom) }),
    ...describeBreaches(breaches),
    daysMissed: count(days, 'not met'),
    daysInDoubt: count(days, 'cannot be shown'),
  }
}

function limitTo(metric: MetricResult, limit: number): MetricResult {
  const other = { ...metric, limit }
  delete other.limits
  return other
}

const NOT_YET_DUE: DayState = { state: 'not yet due', isWaived: false }
const NOT_EVALUATED: DayState = { state: 'not evaluated', isWaived: false }

function judgeDay(
  reading: RuleReading,
  index: number,
  limit: number | undefined,
  dueFrom: CivilDay | undefined,
): DayState {
  const stated = reading.stated[index]!
  const day = reading.from + index
  const isDue = isDueOn(reading, stated, day, dueFrom)
  if (!isDue) return stated.state === 'not applicable' ? stated : NOT_YET_DUE
  if (stated.state === 'not applicable' || stated.state === 'not evaluated') return stated
  const isNewlyDue = stated.state === 'not yet due'
  // How many are in breach is held against none: only the days on which that is asked can change.
  if (!isNewlyDue && reading.rule.kind !== 'cap' && reading.rule.kind !== 'diversity') return stated
  const judged = stateOf(reading, index, limit)
  if (isNewlyDue && isForgotten(reading, judged, day)) return NOT_EVALUATED
  return waive(reading, doubtCondition(reading, index, judged), day)
}

/** Between the stated day and the other one the answer turns around; elsewhere editions have days of their own. */
function isDueOn(
  { dueFrom: statedDueFrom }: RuleReading,
  stated: DayState,
  day: CivilDay,
  dueFrom: CivilDay | undefined,
): boolean {
  const wasDue = stated.state !== 'not yet due'
  if (statedDueFrom === undefined || dueFrom === undefined) return wasDue
  if (day >= Math.min(statedDueFrom, dueFrom) && day < Math.max(statedDueFrom, dueFrom)) return dueFrom < statedDueFrom
  return wasDue
}

function isForgotten({ rule, historyKnownFrom }: RuleReading, state: RuleState, day: CivilDay): boolean {
  return day < historyKnownFrom && (rule.kind === 'cap' || rule.kind === 'diversity' || state === 'met')
}

function stateOf(reading: RuleReading, index: number, limit: number | undefined): RuleState {
  const { rule, figures } = reading
  if (rule.kind === 'cap') return stateOfCap(reading, index, limit)
  const [figure] = figures
  const [low, high] = [figure!.low[index]!, figure!.high[index]!]
  if (Number.isNaN(low)) return 'cannot be shown'
  if (rule.kind !== 'diversity') return high === 0 ? 'met' : low === 0 ? 'cannot be shown' : 'not met'
  const atLeast = limit ?? figure!.limit[index]!
  if (high === 0) return 'not applicable'
  if (low >= atLeast) return 'met'
  return high < atLeast && low > 0 ? 'not met' : 'cannot be shown'
}

function stateOfCap({ figures, stated }: RuleReading, index: number, limit: number | undefined): RuleState {
  let isOver = false
  let isOpen = false
  let isAbsent = false
  for (const figure of figures) {
    const [low, high] = [figure.low[index]!, figure.high[index]!]
    const side = sideOf({
      low: Number.isNaN(low) ? null : low,
      high: Number.isFinite(high) ? high : null,
      limit: limit ?? figure.limit[index]!,
    })
    if (side === 'over the limit') isOver = true
    else if (side === 'perhaps over the limit') isOpen = true
    else if (side === 'no figure') isAbsent = true
  }
  if (isOver) return 'not met'
  // A metric that was not known would have kept the rule from being met.
  const speaksOfNothing = stated[index]!.state === 'met'
  return isOpen || (isAbsent && !speaksOfNothing) ? 'cannot be shown' : 'met'
}

/** Over the stated limit, and yet not in breach for certain: whether the rule's condition holds is not known that day. */
function doubtCondition(reading: RuleReading, index: number, state: RuleState): RuleState {
  if (state !== 'not met' || reading.stated[index]!.state !== 'cannot be shown') return state
  return stateOf(reading, index, undefined) === 'not met' ? 'cannot be shown' : state
}

function waive({ waived }: RuleReading, state: RuleState, day: CivilDay): DayState {
  const isMissed = state === 'not met' || state === 'cannot be shown'
  return { state, isWaived: isMissed && waived.some(({ from, to }) => from <= day && day <= to) }
}
