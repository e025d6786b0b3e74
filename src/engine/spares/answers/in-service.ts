// Whether units of a part are in service: what carries none neither fails nor lasts.

import type { CivilDay } from '#base/calendar.ts'
import type { NamedPoints } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { slip } from '../points/step-calendar.ts'

/** In this step, be the plan as late as it may. */
function isServing({ futures }: NamedPoints, members: readonly number[], step: number): boolean {
  return futures.some(({ points: { installed, curveOf, stepCount } }) =>
    members.some((point) => installed[curveOf[point]! * stepCount + step]! > 0),
  )
}

/** In any step. */
export function isEverServing(named: NamedPoints, members: readonly number[]): boolean {
  const { stepCount } = named.futures[0]!.points
  for (let step = 0; step < stepCount; step++) if (isServing(named, members, step)) return true
  return false
}

/**
 * The last of the days asked for on which any of these units is in service, be the plan as late as it may; undefined: none is.
 * `records`: of units, by point of the network.
 */
export function lastDayServing(
  { units, calendar }: SparesNetwork,
  { futures }: NamedPoints,
  records: readonly number[],
): CivilDay | undefined {
  let last: CivilDay | undefined
  for (const { planSlipMonths } of futures)
    for (const ofPart of records)
      for (let record = units.start[ofPart]!; record < units.start[ofPart + 1]!; record++) {
        const first = Math.max(calendar.from, units.serviceFrom[record]!)
        const until = slip(units.serviceUntil[record]!, calendar, planSlipMonths)
        const end = Math.min(calendar.lastDay, until - 1)
        if (units.quantity[record]! > 0 && first <= end && (last === undefined || end > last)) last = end
      }
  return last
}
