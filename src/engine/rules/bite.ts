// Where a rule would start to bite: the limit, or the deadline, at which this estate and plan would begin to miss it.

import { AFTER_ALL, type CivilDay, formatDay } from '#base/calendar.ts'
import type { RuleResult } from '#model/verdict.ts'
import { countOn, ratio, shareOn } from './figures.ts'
import type { MeasureTally } from './tally-sink.ts'

type Bite = NonNullable<RuleResult['bite']>

/**
 * The largest shares on the days the rule is judged, over all metrics, and the first day of the largest; a lower limit
 * than these would be missed: than `low` surely, so only days count on which the rule surely applies. Where a share is
 * not known on any day judged, no limit is surely met.
 */
export function biteOfCap(
  metrics: readonly MeasureTally[],
  isJudged: (day: CivilDay) => boolean,
  surelyApplies: (day: CivilDay) => boolean,
): Bite | undefined {
  let low = 0
  let high = -1
  let on: CivilDay | undefined
  let unknownOn: CivilDay | undefined
  for (const figures of metrics) {
    const { from, stride } = figures.tally
    for (let index = 0; index < stride - 1; index++) {
      const share = isJudged(from + index) ? shareOn(figures, index) : 'not applicable'
      if (share === 'unknown') unknownOn = Math.min(unknownOn ?? AFTER_ALL, from + index)
      if (typeof share === 'string') continue
      if (surelyApplies(from + index)) low = Math.max(low, ratio(share.lowNumerator, share.lowDenominator))
      const end = ratio(share.highNumerator, share.highDenominator)
      if (end < high || (end === high && on !== undefined && on <= from + index)) continue
      high = end
      on = from + index
    }
  }
  if (unknownOn !== undefined) return { limit: { low, high: null, on: formatDay(unknownOn) } }
  return on === undefined ? undefined : { limit: { low, high, on: formatDay(on) } }
}

/** The last day on which some subject may still be in a scope that applies is the earliest deadline the plan would meet. */
export function biteOfBreach(figures: MeasureTally, isApplicable: (day: CivilDay) => boolean): Bite | undefined {
  const { from, stride } = figures.tally
  let last = stride - 2
  while (last >= 0 && !(isApplicable(from + last) && countOn(figures, last).high > 0)) last -= 1
  if (last < 0) return undefined
  return { earliestDeadline: last === stride - 2 ? null : formatDay(from + last) }
}
