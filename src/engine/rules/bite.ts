// Where a rule would start to bite: the limit, or the deadline, at which this estate and plan would begin to miss it.

import { type CivilDay, formatDay } from '#base/calendar.ts'
import type { RuleResult } from '#model/verdict.ts'
import { countOn, ratio, shareOn } from './figures.ts'
import type { MeasureTally } from './tally-sink.ts'

type Bite = NonNullable<RuleResult['bite']>

/** The largest shares from the due date on, over all metrics; a lower limit than these would be missed. */
export function biteOfCap(metrics: readonly MeasureTally[], dueFrom: CivilDay): Bite | undefined {
  let low = -1
  let high = -1
  let on = dueFrom
  for (const figures of metrics) {
    const { from, stride } = figures.tally
    for (let day = Math.max(0, dueFrom - from); day < stride - 1; day++) {
      const share = shareOn(figures, day)
      if (typeof share === 'string') continue
      low = Math.max(low, ratio(share.lowNumerator, share.lowDenominator))
      const end = ratio(share.highNumerator, share.highDenominator)
      if (end > high) {
        high = end
        on = from + day
      }
    }
  }
  return high < 0 ? undefined : { limit: { low, high, on: formatDay(on) } }
}

/** The last day on which some subject may still be in scope is the earliest deadline the plan would meet. */
export function biteOfBreach(figures: MeasureTally): Bite | undefined {
  const { from, stride } = figures.tally
  let last = stride - 2
  while (last >= 0 && countOn(figures, last).high === 0) last -= 1
  if (last < 0) return undefined
  return { earliestDeadline: last === stride - 2 ? null : formatDay(from + last) }
}
