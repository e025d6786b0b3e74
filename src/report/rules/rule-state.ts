// What one rule's report says of a day: its state, since when, what comes next, and how it weighs beside others.

import { formatNumber } from '#base/format-number.ts'
import { BEFORE_ALL, type CivilDay } from '#base/calendar.ts'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { formatShare } from '#base/rational.ts'
import { wordingOf } from '#model/footing.ts'
import type { VerdictWord } from '#model/rule.ts'
import type { Headroom, MetricResult, RuleResult, RulesReport, RuleState, StateInterval } from '#model/verdict.ts'
import { dayOfText } from '../chart/time-scale.ts'
import { formatCountRange, formatShareRange, nameUnit } from '../figures.ts'
import { formatAmount, readingScale, unitOfOne } from '../quantity.ts'
import { sayByWhich } from './metric-side.ts'
import { isDuty } from './wording.ts'

/** Worst first. What was not evaluated comes before what is fine: silence is no good news. */
const VERDICT_ORDER: Record<VerdictWord, number> = {
  'not met': 0,
  'cannot be shown': 1,
  'not yet due: the plan misses it': 2,
  'not yet due: cannot be shown': 3,
  'not evaluated': 5,
  'not yet due: the plan meets it': 6,
  met: 7,
  'not applicable': 8,
}
const WAIVED_ORDER = 4

export function isWaived(rule: RuleResult): boolean {
  return rule.verdict === 'not met' && rule.waivedUntil !== undefined
}

/** 0 is worst. What may be in breach beside what is waived is as bad as what cannot be shown. */
export function orderOfVerdict(rule: RuleResult): number {
  return isWaived(rule) && rule.beyondWaiver === undefined
    ? WAIVED_ORDER
    : VERDICT_ORDER[rule.beyondWaiver ?? rule.verdict]
}

/** Not met, cannot be shown, or missed by the plan: what a reader must look at. */
export function needsAttention(rule: RuleResult): boolean {
  return orderOfVerdict(rule) <= WAIVED_ORDER
}

/** Duties before advice and proposals, worst first, then in the order of packs and rules. */
export function compareByUrgency(left: RuleResult, right: RuleResult): number {
  return (
    Number(isDuty(right)) - Number(isDuty(left)) ||
    orderOfVerdict(left) - orderOfVerdict(right) ||
    compareIdentifiers(left.pack, right.pack) ||
    compareIdentifiers(left.rule, right.rule)
  )
}

const STATE_RANKS: Record<RuleState, number> = {
  'not applicable': 0,
  'not yet due': 1,
  met: 2,
  'not evaluated': 3,
  'cannot be shown': 4,
  'not met': 6,
}

/** How bad a stretch is, higher is worse; decides what is still seen where many stretches share one column. */
export function rankOfState(state: RuleState, waived: boolean): number {
  return waived ? 5 : STATE_RANKS[state]
}

function intervalAt(rule: RuleResult, day: CivilDay): StateInterval | undefined {
  return rule.timeline.find(({ from, to }) => {
    const [first, last] = [dayOfText(from), dayOfText(to)]
    return first !== undefined && last !== undefined && first <= day && day <= last
  })
}

/** `2024-01-01`; where the horizon begins within the breach, that is no beginning, and is said. */
export function sayBeginning(day: string, rule: RuleResult): string {
  const isCut =
    (day === rule.firstBreach && rule.firstBreachOrEarlier === true) ||
    (day === rule.firstPossibleBreach && rule.firstPossibleBreachOrEarlier === true)
  return isCut ? `${day} or earlier` : day
}

function sinceWhen(rule: RuleResult, report: RulesReport): string | undefined {
  const asOf = dayOfText(report.asOf)
  const interval = asOf === undefined ? undefined : intervalAt(rule, asOf)
  if (interval === undefined) return undefined
  const from = dayOfText(interval.from)
  const isCut = from === undefined || from === BEFORE_ALL
  return `since ${sayBeginning(isCut ? report.horizon.from : interval.from, rule)}`
}

/** The one date a reader wants beside a verdict; undefined where there is none. */
export function keyDate(rule: RuleResult, report: RulesReport): string | undefined {
  if (rule.verdict === 'not met' || rule.verdict === 'cannot be shown') {
    const since = sinceWhen(rule, report)
    return rule.waivedUntil === undefined ? since : `waived until ${rule.waivedUntil}`
  }
  if (rule.nextBreach !== undefined)
    return `${wordingOf(rule).breach}${sayByWhich(rule, rule.nextBreach, true)} on ${rule.nextBreach}`
  if (rule.nextPossibleBreach !== undefined) return `possible from ${rule.nextPossibleBreach}`
  if (rule.verdict.startsWith('not yet due') && rule.dueFrom !== undefined) return `due from ${rule.dueFrom}`
  return undefined
}

/** The binding metric first. */
export function metricsInOrder(rule: RuleResult): readonly MetricResult[] {
  return rule.metrics.toSorted(
    (left, right) => Number(right.name === rule.bindingMetric) - Number(left.name === rule.bindingMetric),
  )
}

export function bindingMetric(rule: RuleResult): MetricResult | undefined {
  return metricsInOrder(rule)[0]
}

/** The unit of the weights of what matters: that of the metric that binds on the day told. */
export function unitOfMatter(rule: RuleResult): string {
  const metric = rule.metrics.find(({ name }) => name === rule.matter.metric) ?? bindingMetric(rule)
  return unitOfOne(metric?.unit ?? '')
}

/** `31 – 38.4 %`, `3 elements`, `no figure`. */
export function formatValue(metric: MetricResult): string {
  if (metric.low === null) return 'no figure'
  if (metric.kind === 'count') {
    const unit = nameUnit(metric.high === null ? metric.low : metric.high, metric.unit)
    return `${formatCountRange(metric.low, metric.high)} ${unit}`
  }
  return metric.high === null
    ? `at least ${formatShare(metric.low, metric.limit)}`
    : formatShareRange(metric.low, metric.high, metric.limit)
}

/** `1,184 elements looked at`, `nothing to look at`, of a ban that nothing breaks on the day judged; else empty. */
export function sayLookedAt({ high, lookedAt, unit }: MetricResult): string {
  if (high !== 0 || lookedAt === undefined) return ''
  if (lookedAt.high === 0) return 'nothing to look at'
  return `${formatCountRange(lookedAt.low, lookedAt.high)} ${nameUnit(lookedAt.high ?? lookedAt.low, unit)} looked at`
}

/** `at most 35 %`, `at least 2`, `none`. */
export function formatLimit(metric: MetricResult): string {
  if (metric.kind === 'count' && metric.comparison === 'atMost' && metric.limit === 0) return 'none'
  const figure = metric.kind === 'share' ? formatShare(metric.limit) : formatNumber(metric.limit)
  return `${metric.comparison === 'atMost' ? 'at most' : 'at least'} ${figure}`
}

/** `none allowed`, `at most 35 % allowed`, `at least 2 required`. */
export function sayLimit(metric: MetricResult): string {
  return `${formatLimit(metric)} ${metric.comparison === 'atMost' ? 'allowed' : 'required'}`
}

/** `31 – 38.4 %, at most 35 %`: what it is, and what it may be. */
export function formatValueAgainstLimit(metric: MetricResult): string {
  const limit = formatLimit(metric)
  return `${formatValue(metric)}, ${limit === 'none' ? 'none allowed' : limit}`
}

/** How far to the limit, as sentences, one a metric where there are several; empty where it does not apply. */
export function sayHeadroom(rule: RuleResult): readonly string[] {
  const metrics = metricsInOrder(rule)
  const told = metrics.flatMap(({ headroom }) => headroom ?? [])
  if (told.length === 0) return []
  const says = metrics.length === 1 ? sayHeadroomOf(told[0]!) : metrics.flatMap(sayHeadroomBy)
  return says.length === 0 ? [] : [...says, `reckoned with the ${told[0]!.reckonedWith} end of the share`]
}

function sayHeadroomBy({ name, headroom, unknownWeights }: MetricResult): readonly string[] {
  if (headroom) return [`by ${name}: ${sayHeadroomOf(headroom).join(', or ')}`]
  return unknownWeights === 0 ? [] : [`by ${name}: not known how far to the limit`]
}

function sayHeadroomOf({ swaps, newBuilds, unit }: Headroom): readonly string[] {
  const says: string[] = []
  if (swaps !== null) {
    says.push(
      swaps >= 0
        ? `${sayMore(swaps, unit)} may be swapped to the vendor within the cap`
        : `${sayNeeded(-swaps, unit)} must be swapped away from the vendor to come within the cap`,
    )
  }
  if (newBuilds !== null) {
    says.push(
      newBuilds >= 0
        ? `${sayMore(newBuilds, unit)} may be newly built with the vendor within the cap`
        : `${sayNeeded(-newBuilds, unit)} must be newly built with others to come within the cap`,
    )
  }
  return says
}

/** `12 more sites`, `1.2 more Gbit/s`: never more than there is room for. */
function sayMore(amount: number, unit: string): string {
  const scale = readingScale(unit, amount)
  return `${formatAmount(amount, scale, Math.floor)} more ${nameUnit(amount / scale.divisor, scale.unit)}`
}

/** `626 sites`, `139.2 Gbit/s`: never less than is needed. */
function sayNeeded(amount: number, unit: string): string {
  const scale = readingScale(unit, amount)
  return `${formatAmount(amount, scale, Math.ceil)} ${nameUnit(amount / scale.divisor, scale.unit)}`
}

/** Which limits or deadlines this network and plan would miss, as sentences. */
export function sayBite(rule: RuleResult): readonly string[] {
  const says: string[] = []
  const limit = rule.bite?.limit
  if (limit !== undefined) {
    says.push(sayBiteLimit(limit, bindingMetric(rule)?.limit))
  }
  const deadline = rule.bite?.earliestDeadline
  if (deadline === null) says.push('the plan meets no deadline up to the end of the horizon')
  else if (deadline !== undefined) says.push(`the earliest deadline the plan meets is ${deadline}`)
  return says
}

type BiteLimit = NonNullable<NonNullable<RuleResult['bite']>['limit']>

function sayBiteLimit({ low, high, on }: BiteLimit, stated: number | undefined): string {
  const surely = low === 0 ? '' : `any limit below ${formatShare(low, stated)} would be missed`
  if (high === null) {
    const open = `cannot be told, for a share is not known on ${on}`
    return low === 0 ? `which limits would be missed ${open}` : `${surely}; which higher ones would ${open}`
  }
  if (high === 0) return 'no limit would be missed: the share is 0 % on every day judged'
  if (low === high) return `${surely} (the largest share, on ${on})`
  const perhaps = `any below ${formatShare(high, stated)} might be (the largest the share may be, on ${on})`
  return low === 0 ? `no limit would surely be missed; ${perhaps}` : `${surely}, and ${perhaps}`
}
