// The figures of a rule in the shape reports show: on the as-of date, and step by step.

import { type CivilDay, formatDay } from '#base/calendar.ts'
import { parseRational, type Rational } from '#base/rational.ts'
import type { CapRule, Metric, Rule } from '#model/rule.ts'
import type { Headroom, MetricResult, Step } from '#model/verdict.ts'
import { type CountRange, countOn, ratio, shareOn, vendorsOn } from './figures.ts'
import { A, B, C, D, E, F } from './tally.ts'
import type { MeasureTally } from './tally-sink.ts'

const WEIGHT_UNITS = { traffic: 'kbit/s', premises: 'premises', subscribers: 'subscribers' } as const

/** What one of the metric's weight is; split and shared sites are told in thousandths. */
export function unitOf(metric: Metric): string {
  const unit = metric.weight ? WEIGHT_UNITS[metric.weight] : metric.count
  return isInThousandths(metric) ? `thousandths of ${unit}` : unit
}

function isInThousandths(metric: Metric): boolean {
  return metric.sharedSites === 'operatorWeight' || (metric.attribution === 'weighted' && metric.count === 'sites')
}

/** Multiplied before it is divided, so that whole thousandths come out whole. */
function thousandthsOf(amount: number, parts: number): number {
  return parts % 1000 === 0 ? amount / (parts / 1000) : (amount * 1000) / parts
}

export function shareResult(metric: Metric, rule: CapRule, figures: MeasureTally, asOf: CivilDay): MetricResult {
  const { tally } = figures
  const limit = parseRational(rule.limit)!
  const day = asOf - tally.from
  const share = shareOn(figures, day)
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
    unit: unitOf(metric),
    limit: limit.numerator / limit.denominator,
    comparison: 'atMost',
    low: isKnown ? ratio(share.lowNumerator, share.lowDenominator) : null,
    high: isKnown ? ratio(share.highNumerator, share.highDenominator) : null,
    numerator: { low: Math.floor(sum(tally.low, [A])), high: Math.ceil(sum(tally.high, [A, C, D, F])) },
    denominator: { low: Math.floor(sum(tally.low, [A, B, C])), high: Math.ceil(sum(tally.high, [A, B, C, D, E, F])) },
    unknownWeights: tally.unknown[day]!,
    attribution: metric.attribution,
    sharedSites: metric.sharedSites,
    steps: stepsOf(tally.from, tally.stride - 1, (index) => {
      const value = shareOn(figures, index)
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
export function countResult(rule: Rule, figures: MeasureTally, asOf: CivilDay): MetricResult {
  const isDiversity = rule.kind === 'diversity'
  const read = isDiversity ? vendorsOn : countOn
  const range: CountRange = read(figures, asOf - figures.tally.from)
  const subjects = rule.scope.where?.subject ?? ['element']
  return {
    name: isDiversity ? 'different vendors' : `${subjects.join('s and ')}s in breach`,
    kind: 'count',
    unit: isDiversity ? 'vendors' : `${subjects.join('s and ')}s`,
    limit: isDiversity ? rule.atLeast : 0,
    comparison: isDiversity ? 'atLeast' : 'atMost',
    low: range.low,
    high: boundOf(range.high),
    numerator: { low: range.low, high: boundOf(range.high) ?? range.low },
    denominator: { low: range.low, high: boundOf(range.high) ?? range.low },
    unknownWeights: figures.tally.unknown[asOf - figures.tally.from]!,
    steps: stepsOf(figures.tally.from, figures.tally.stride - 1, (index) => {
      const { low, high } = read(figures, index)
      return { low, high: boundOf(high) }
    }),
  }
}

/** A count without an upper bound is written as null. */
function boundOf(high: number): number | null {
  return Number.isFinite(high) ? high : null
}

function stepsOf(
  from: CivilDay,
  dayCount: number,
  valueOf: (day: number) => { low: number | null; high: number | null },
): Step[] {
  const steps: Step[] = []
  for (let day = 0; day < dayCount; day++) {
    const { low, high } = valueOf(day)
    const last = steps.at(-1)
    if (last && last.low === low && last.high === high) continue
    steps.push({ from: formatDay(from + day), low, high })
  }
  return steps
}

/** The metric nearest to its limit, or furthest beyond it, by the upper end on the day; an unknown one before all, the first on a tie. */
export function bindingOn(metrics: readonly MeasureTally[], limit: Rational, day: CivilDay): number {
  const nearness = metrics.map((figures) => {
    const share = shareOn(figures, day - figures.tally.from)
    if (typeof share === 'string') return share === 'unknown' ? Number.MAX_VALUE : -1
    return (ratio(share.highNumerator, share.highDenominator) * limit.denominator) / Math.max(limit.numerator, 1)
  })
  return nearness.indexOf(Math.max(...nearness))
}

/**
 * How many more subjects may become the vendor's before the cap (negative: how many must cease to be), reckoned with the
 * upper end of the interval. A swap changes the numerator alone, a new build both: with n of d and limit L,
 * n + x <= L d, and n + x <= L (d + x). Worked number: 30 of 100 under 35 %: 5 swaps, or 7 new builds (37 of 107 is 34.6 %).
 */
export function headroomOf(metric: Metric, rule: CapRule, figures: MeasureTally, asOf: CivilDay): Headroom | undefined {
  const share = shareOn(figures, asOf - figures.tally.from)
  if (typeof share === 'string') return undefined
  const { numerator, denominator } = parseRational(rule.limit)!
  const scale = figures.parts
  const n = share.highNumerator
  const d = share.highDenominator
  const room = numerator * d - denominator * n
  const swaps = room >= 0 ? Math.floor(room / denominator / scale) : -Math.ceil(-room / denominator / scale)
  // Over the cap, builds with others dilute: n <= L (d + y).
  const newBuilds =
    room >= 0
      ? numerator >= denominator
        ? null
        : Math.floor(room / (denominator - numerator) / scale)
      : numerator === 0
        ? null
        : -Math.ceil(-room / numerator / scale)
  return { unit: unitOf(metric).replace('thousandths of ', ''), swaps, newBuilds, reckonedWith: 'high' }
}
