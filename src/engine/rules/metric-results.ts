// The figures of a rule in the shape reports show: on the as-of date, and step by step.

import { type CivilDay, formatDay } from '#base/calendar.ts'
import { parseRational, type Rational } from '#base/rational.ts'
import type { CapRule, Metric, Rule } from '#model/rule.ts'
import type { Headroom, MetricResult, Step } from '#model/verdict.ts'
import { compareEnd, type CountRange, countOn, ratio, type ShareRange, shareOn, vendorsOn } from './figures.ts'
import { limitOf } from './limits.ts'
import { A, B, C, D, E, F, type Tally } from './tally.ts'
import type { MeasureTally } from './tally-sink.ts'

const WEIGHT_UNITS = { traffic: 'kbit/s', premises: 'premises', subscribers: 'subscribers' } as const

/** What one of the metric's weight is. */
function unitOf(metric: Metric): string {
  return metric.weight ? WEIGHT_UNITS[metric.weight] : metric.count
}

/** Sums of split and of shared sites are told in thousandths. */
function isInThousandths(metric: Metric): boolean {
  return metric.sharedSites === 'operatorWeight' || (metric.attribution === 'weighted' && metric.count === 'sites')
}

/** Multiplied before it is divided, so that whole thousandths come out whole. */
export function thousandthsOf(amount: number, parts: number): number {
  return parts % 1000 === 0 ? amount / (parts / 1000) : (amount * 1000) / parts
}

/** What the sums of a metric are told in. */
export function unitOfCap(metric: Metric): string {
  return isInThousandths(metric) ? `thousandths of ${unitOf(metric)}` : unitOf(metric)
}

/** What a rule that counts subjects counts. */
export function unitOfSubjects({ scope }: Rule): string {
  return `${(scope.where?.subject ?? ['element']).join('s and ')}s`
}

/** Whether the history that a figure of the day needs is known; an inventory forgets what was removed. */
export type IsRemembered = (day: CivilDay) => boolean

/** What measures a metric on a day, by the edition that judges it; undefined where that has no metric of the name. */
export type MeasuredOn = (name: string, day: CivilDay) => MeasureTally | undefined

/** What the figures of a rule are called, one for each of its measures. */
export function namesOfMetrics(rule: Rule): readonly string[] {
  if (rule.kind === 'cap') return rule.metrics.map(({ name }) => name)
  return [rule.kind === 'diversity' ? 'different vendors' : `${unitOfSubjects(rule)} in breach`]
}

export function shareResult(
  metric: Metric,
  rule: CapRule,
  figures: MeasureTally,
  measuredOn: MeasuredOn,
  asOf: CivilDay,
  isRemembered: IsRemembered,
): MetricResult {
  const { tally } = figures
  const limit = parseRational(rule.limit)!
  const day = asOf - tally.from
  const readOn = (measuring: MeasureTally | undefined, on: CivilDay) =>
    measuring && isRemembered(on) ? shareOn(measuring, on - measuring.tally.from) : 'unknown'
  const share = readOn(figures, asOf)
  const isKnown = typeof share !== 'string'
  const sum = (values: Float64Array, categories: readonly number[]) => {
    const amount = categories.reduce(
      (total, category) => total + Math.max(values[category * tally.stride + day]!, 0),
      0,
    )
    return isInThousandths(metric) ? thousandthsOf(amount, figures.parts) : amount
  }
  return {
    name: metric.name,
    kind: 'share',
    unit: unitOfCap(metric),
    limit: limitOf(rule),
    comparison: 'atMost',
    low: isKnown ? ratio(share.lowNumerator, share.lowDenominator) : null,
    high: isKnown ? ratio(share.highNumerator, share.highDenominator) : null,
    ...(isRemembered(asOf)
      ? {
          numerator: { low: Math.floor(sum(tally.low, [A])), high: Math.ceil(sum(tally.high, [A, C, D, F])) },
          denominator: {
            low: Math.floor(sum(tally.low, [A, B, C])),
            high: Math.ceil(sum(tally.high, [A, B, C, D, E, F])),
          },
        }
      : {}),
    unknownWeights: tally.unknown[day]!,
    attribution: metric.attribution,
    sharedSites: metric.sharedSites,
    ...(isKnown ? { headroom: headroomOf(metric, limit, share, figures.parts) } : {}),
    steps: stepsOf(tally, (on) => {
      const value = readOn(measuredOn(metric.name, on), on)
      return typeof value === 'string'
        ? { low: null, high: null }
        : {
            low: ratio(value.lowNumerator, value.lowDenominator),
            high: ratio(value.highNumerator, value.highDenominator),
          }
    }),
  }
}

/** Subjects in breach, against none; or different vendors, against as many as are asked for. */
export function countResult(
  rule: Rule,
  figures: MeasureTally,
  measuredOn: MeasuredOn,
  asOf: CivilDay,
  isRemembered: IsRemembered,
  lookedAt: CountRange | undefined,
): MetricResult {
  const isDiversity = rule.kind === 'diversity'
  const { tally } = figures
  const name = namesOfMetrics(rule)[0]!
  // What is seen in breach was there; how much besides, or how many vendors, nobody remembers.
  const readOn = (measuring: MeasureTally | undefined, on: CivilDay): Range => {
    if (!measuring) return { low: null, high: null }
    const index = on - measuring.tally.from
    const { low, high }: CountRange = isDiversity ? vendorsOn(measuring, index) : countOn(measuring, index)
    if (!isRemembered(on)) return { low: isDiversity ? null : low, high: null }
    return { low, high: boundOf(high) }
  }
  const { low, high } = readOn(figures, asOf)
  return {
    name,
    kind: 'count',
    unit: isDiversity ? 'vendors' : unitOfSubjects(rule),
    limit: limitOf(rule),
    comparison: isDiversity ? 'atLeast' : 'atMost',
    low,
    high,
    ...(low === null ? {} : { numerator: { low, high: high ?? low }, denominator: { low, high: high ?? low } }),
    ...(lookedAt ? { lookedAt: { low: lookedAt.low, high: boundOf(lookedAt.high) } } : {}),
    unknownWeights: tally.unknown[asOf - tally.from]!,
    steps: stepsOf(tally, (on) => readOn(measuredOn(name, on), on)),
  }
}

/** A count without an upper bound is written as null. */
function boundOf(high: number): number | null {
  return Number.isFinite(high) ? high : null
}

type Range = Pick<Step, 'low' | 'high'>

function stepsOf({ from, stride }: Tally, valueOn: (day: CivilDay) => Range): Step[] {
  const steps: Step[] = []
  for (let day = from; day < from + stride - 1; day++) {
    const { low, high } = valueOn(day)
    const last = steps.at(-1)
    if (last && last.low === low && last.high === high) continue
    steps.push({ from: formatDay(day), low, high })
  }
  return steps
}

/** The number of the metric that decides on the day; what is no cap has but one figure. */
export function metricThatBinds(rule: Rule, figures: readonly MeasureTally[], day: CivilDay): number {
  return rule.kind === 'cap' ? bindingOn(figures, parseRational(rule.limit)!, day) : 0
}

/** The metrics of a cap that are over the limit for certain on the day. */
export function namesOver(rule: Rule, figures: readonly MeasureTally[], day: CivilDay): readonly string[] {
  if (rule.kind !== 'cap') return []
  const limit = parseRational(rule.limit)!
  return rule.metrics
    .filter((_, index) => isOver(shareOn(figures[index]!, day - figures[index]!.tally.from), limit))
    .map(({ name }) => name)
}

function isOver(share: ReturnType<typeof shareOn>, limit: Rational): boolean {
  return typeof share !== 'string' && compareEnd(share.lowNumerator, share.lowDenominator, limit) > 0
}

/**
 * The metric that decides on the day: what is over the limit for certain, furthest first; else what is not known; else
 * what is nearest to the limit, or may be beyond it, by the upper end. The first on a tie.
 */
function bindingOn(metrics: readonly MeasureTally[], limit: Rational, day: CivilDay): number {
  const nearness = metrics.map((figures) => {
    const share = shareOn(figures, day - figures.tally.from)
    if (share === 'not applicable') return -1
    if (share === 'unknown') return UNKNOWN_SHARE
    return (isOver(share, limit) ? OVER_FOR_CERTAIN : 0) + ratio(share.highNumerator, share.highDenominator)
  })
  return nearness.indexOf(Math.max(...nearness))
}

/** Above every share that may be met, and below every one that is not. */
const UNKNOWN_SHARE = 2
const OVER_FOR_CERTAIN = 3

/**
 * How many more subjects may become the vendor's before the cap (negative: how many must cease to be), reckoned with the
 * upper end of the interval. A swap changes the numerator alone, a new build both: with n of d and limit L,
 * n + x <= L d, and n + x <= L (d + x). Worked number: 30 of 100 under 35 %: 5 swaps, or 7 new builds (37 of 107 is 34.6 %).
 * In whole numbers without bound: a sum of traffic times a limit may pass 2^53.
 */
function headroomOf(metric: Metric, limit: Rational, share: ShareRange, parts: number): Headroom {
  const [numerator, denominator] = [BigInt(limit.numerator), BigInt(limit.denominator)]
  const scale = BigInt(parts)
  const room = numerator * BigInt(share.highDenominator) - denominator * BigInt(share.highNumerator)
  // Over the cap, builds with others dilute: n <= L (d + y).
  const aBuild = room >= 0n ? denominator - numerator : numerator
  return {
    unit: unitOf(metric),
    swaps: wholeOnes(room, denominator * scale),
    newBuilds: aBuild <= 0n ? null : wholeOnes(room, aBuild * scale),
    reckonedWith: 'high',
  }
}

/** How many may be added, rounded down; or must go, rounded up. */
function wholeOnes(room: bigint, each: bigint): number {
  return Number(room >= 0n ? room / each : -((-room + each - 1n) / each))
}
