// What service is lost while units are down: how many, of how many, and what their elements' sites weigh.

import { outageOf } from '../steady-state/redundancy.ts'
import type { StepCalendar } from '../points/step-calendar.ts'
import type { UnitRecords } from '../points/unit-records.ts'

/**
 * Units down at the end of each step: those owed, less those whose place was swapped out meanwhile. D(t) = D(t-1) N(t) /
 * N(t-1) + owed(t) - owed(t-1), never below 0 or above N(t): exact where nothing arrives, close where little does.
 */
export function unitsDown(owed: Float64Array, installed: Float64Array): Float64Array {
  const down = new Float64Array(owed.length)
  let [before, owedBefore, installedBefore] = [0, 0, installed[0] ?? 0]
  for (let step = 0; step < owed.length; step++) {
    const now = installed[step]!
    const kept = installedBefore > 0 ? Math.min(1, now / installedBefore) : 0
    before = Math.min(now, Math.max(0, before * kept + owed[step]! - owedBefore))
    down[step] = before
    owedBefore = owed[step]!
    installedBefore = now
  }
  return down
}

/** Elements of one shape: so many units, of which so many must work. */
export interface RedundancyGroup {
  readonly count: number
  readonly needed: number
  /** What their sites weigh together, step by step. */
  readonly weight: Float64Array
}

export function groupByRedundancy(units: UnitRecords, records: number, calendar: StepCalendar): RedundancyGroup[] {
  const groups = new Map<string, { count: number; needed: number; weight: Float64Array }>()
  for (let record = units.start[records]!; record < units.start[records + 1]!; record++) {
    const [count, needed] = [units.quantity[record]!, units.needed[record]!]
    const key = `${count} ${needed}`
    let group = groups.get(key)
    if (!group) groups.set(key, (group = { count, needed, weight: new Float64Array(calendar.stepCount) }))
    const { from, stepDays, stepCount } = calendar
    const first = Math.max(0, Math.floor((units.serviceFrom[record]! - from) / stepDays))
    const last = Math.min(stepCount, Math.ceil((units.serviceUntil[record]! - from) / stepDays))
    for (let step = first; step < last; step++) group.weight[step]! += units.weight[record]!
  }
  return [...groups.values()]
}

/** Expected weight of sites whose element is short of units it needs, step by step: each unit is down as likely as any other. */
export function weightLost(
  down: Float64Array,
  installed: Float64Array,
  groups: readonly RedundancyGroup[],
): Float64Array {
  const lost = new Float64Array(down.length)
  for (let step = 0; step < down.length; step++) {
    if (down[step] === 0 || installed[step] === 0) continue
    const unitOutage = down[step]! / installed[step]!
    for (const { count, needed, weight } of groups)
      if (weight[step]! > 0) lost[step]! += weight[step]! * outageOf(needed, count, unitOutage)
  }
  return lost
}
