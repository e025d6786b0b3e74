// Units in service at a point on the last day of each step: whole ones, with the plan as late as a future has it, and the
// elements they stand in.
//
// What fails, and how often at its age, is another thing: `StockingPoints.installed`.

import { rateAsHead, slip } from './make-points.ts'
import type { SparesNetwork } from './spares-network.ts'
import { lastDayOf, type StepCalendar } from './step-calendar.ts'

/** Elements of one shape: so many units, of which so many must work. */
export interface ElementGroup {
  readonly count: number
  readonly needed: number
  /** How often one of their units fails for each failure of the part that the family goes by. */
  readonly pace: number
  /** What their sites weigh together, on the last day of each step. */
  readonly weight: Float64Array
}

export interface UnitsInService {
  /** On the last day of each step. */
  readonly units: Float64Array
  /** Each counted as many as fail as often as it does: of which part one that is down is goes by this. */
  readonly paced: Float64Array
  readonly groups: readonly ElementGroup[]
}

/** `records`: those of the point, part by part of its family. */
export function unitsInService(
  network: SparesNetwork,
  records: readonly number[],
  planSlipMonths: number,
): UnitsInService {
  const { units: rows, calendar } = network
  const groups = new Map<string, ElementGroup>()
  const units = new Float64Array(calendar.stepCount)
  const paced = new Float64Array(calendar.stepCount)
  for (const one of records) {
    const pace = rateAsHead(network, rows.partOf[one]!)
    const ofPart = new Float64Array(calendar.stepCount)
    for (let record = rows.start[one]!; record < rows.start[one + 1]!; record++) {
      const first = firstStepWithin(calendar, rows.serviceFrom[record]!)
      const end = firstStepWithin(calendar, slip(rows.serviceUntil[record]!, calendar, planSlipMonths))
      if (first >= end) continue
      const [count, needed] = [rows.quantity[record]!, rows.needed[record]!]
      const key = `${count} ${needed} ${pace}`
      let group = groups.get(key)
      if (!group) groups.set(key, (group = { count, needed, pace, weight: new Float64Array(calendar.stepCount) }))
      for (let step = first; step < end; step++) {
        ofPart[step]! += count
        group.weight[step]! += rows.weight[record]!
      }
    }
    for (let step = 0; step < calendar.stepCount; step++) {
      units[step]! += ofPart[step]!
      paced[step]! += ofPart[step]! * pace
    }
  }
  return { units, paced, groups: [...groups.values()] }
}

/** The first step whose last day is this day or later; the number of steps: none is. */
function firstStepWithin(calendar: StepCalendar, day: number): number {
  if (day > calendar.lastDay) return calendar.stepCount
  const step = Math.max(0, Math.floor((day - calendar.from) / calendar.stepDays))
  return day <= lastDayOf(calendar, step) ? step : step + 1
}
