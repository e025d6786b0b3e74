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
  const { stepCount } = network.calendar
  const [units, paced] = [new Float64Array(stepCount), new Float64Array(stepCount)]
  const groups = records.flatMap((ofPart) => {
    const pace = rateAsHead(network, network.units.partOf[ofPart]!)
    const part = groupUnits(network, ofPart, planSlipMonths)
    for (let step = 0; step < stepCount; step++) {
      units[step]! += part.units[step]!
      paced[step]! += part.units[step]! * pace
    }
    return part.groups.map((group) => ({ ...group, pace }))
  })
  return { units, paced, groups }
}

/** Of one part. */
function groupUnits(
  { units: rows, calendar }: SparesNetwork,
  ofPart: number,
  planSlipMonths: number,
): { readonly units: Float64Array; readonly groups: readonly Omit<ElementGroup, 'pace'>[] } {
  const groups = new Map<string, Omit<ElementGroup, 'pace'>>()
  const units = new Float64Array(calendar.stepCount)
  for (let record = rows.start[ofPart]!; record < rows.start[ofPart + 1]!; record++) {
    const first = firstStepWithin(calendar, rows.serviceFrom[record]!)
    const end = firstStepWithin(calendar, slip(rows.serviceUntil[record]!, calendar, planSlipMonths))
    if (first >= end) continue
    const [count, needed] = [rows.quantity[record]!, rows.needed[record]!]
    const key = `${count} ${needed}`
    let group = groups.get(key)
    if (!group) groups.set(key, (group = { count, needed, weight: new Float64Array(calendar.stepCount) }))
    addBetween(units, first, end, count)
    addBetween(group.weight, first, end, rows.weight[record]!)
  }
  sumUp(units)
  for (const { weight } of groups.values()) sumUp(weight)
  return { units, groups: [...groups.values()] }
}

/** Whole numbers by their changes, until they are summed up: records are many, and each serves long. */
function addBetween(changes: Float64Array, first: number, end: number, amount: number): void {
  changes[first]! += amount
  if (end < changes.length) changes[end]! -= amount
}

function sumUp(changes: Float64Array): void {
  for (let step = 1; step < changes.length; step++) changes[step]! += changes[step - 1]!
}

/** The first step whose last day is this day or later; the number of steps: none is. */
function firstStepWithin(calendar: StepCalendar, day: number): number {
  if (day > calendar.lastDay) return calendar.stepCount
  const step = Math.max(0, Math.floor((day - calendar.from) / calendar.stepDays))
  return day <= lastDayOf(calendar, step) ? step : step + 1
}
