// What was drawn from the shelves and came back, part by part, up to the first day reckoned.

import type { CivilDay } from '#base/calendar.ts'
import { amountAt, dateAt, type FactTable, numberAt, textAt } from '#model/fact-table.ts'
import { placeOf, sayPlace } from '#model/place.ts'
import { areTooManyFailures } from '#model/failures-fit.ts'
import { forEachRow } from './pools.ts'
import { HOURS_A_DAY } from './step-calendar.ts'
import type { UnitRecords } from './unit-records.ts'

export interface FieldUsage {
  /**
   * Draws on the shelf, for whatever reason: failures, faults nobody found afterwards, units dead on arrival. These are issues
   * of their own, so that how many of them there were changes nothing more.
   */
  readonly draws: number
  readonly unitHours: number
  /** Its rows say over how many hours it was, each of them. */
  readonly isStated: boolean
  /** Returns of which somebody looked for the fault, and those of them that had none. */
  readonly returns: number
  readonly noFaultFound: number
  readonly rows: number
  /** Of the first of its rows. */
  readonly place: string
}

/** Rows of one part that nothing is learnt from, and why. */
export interface UnusedUsage {
  readonly why: 'ends too late' | 'no hours' | 'hours of 0' | 'no number' | 'too many'
  readonly rows: number
  /** Of the first of them. */
  readonly place: string
}

export interface UsageSums {
  /** By part index; parts without usage, or without an exposure, are not in it. */
  readonly ofPart: ReadonlyMap<number, FieldUsage>
  /** By part index. */
  readonly unused: ReadonlyMap<number, readonly UnusedUsage[]>
}

export interface UsageQuestion {
  readonly facts: readonly FactTable[]
  /** Rows that end on this day or later tell what one could not have known. */
  readonly before: CivilDay
  readonly units: UnitRecords
  readonly partIndex: ReadonlyMap<string, number>
  readonly poolIndex: ReadonlyMap<string, number>
}

export function sumUsage(question: UsageQuestion): UsageSums {
  const pointsOf = indexByPart(question.units)
  const ofPart = new Map<number, FieldUsage>()
  const unused = new Map<number, UnusedUsage[]>()
  forEachRow(question.facts, 'usage', (table, row) => {
    const part = question.partIndex.get(textAt(table, 'part', row))
    if (part === undefined) return
    const place = sayPlace(placeOf(table, row))
    const [from, until] = [dateAt(table, 'from', row)!.earliest, dateAt(table, 'until', row)!.latest]
    if (until >= question.before) return leaveOut(unused, part, { why: 'ends too late', rows: 1, place })
    const returns = known(table, 'returns', row)
    const draws = known(table, 'issues', row) ?? returns
    if (draws === undefined) return leaveOut(unused, part, { why: 'no number', rows: 1, place })
    const pool = question.poolIndex.get(textAt(table, 'pool', row))
    const stated = numberAt(table, 'unitHours', row)
    const unitHours = stated ?? hoursInService(question.units, pointsOf.get(part) ?? [], pool, from, until + 1)
    const noFaultFound = known(table, 'noFaultFound', row)
    const judged = noFaultFound !== undefined && returns !== undefined ? { returns, noFaultFound } : NOBODY_LOOKED
    const one = { draws, unitHours, isStated: stated !== undefined, rows: 1, ...judged, place }
    ofPart.set(part, addUsage(ofPart.get(part), one))
  })
  for (const [part, sum] of ofPart) {
    const why = whyNothingIsLearnt(sum)
    if (why === undefined) continue
    leaveOut(unused, part, { why, rows: sum.rows, place: sum.place })
    ofPart.delete(part)
  }
  return { ofPart, unused }
}

function whyNothingIsLearnt({ unitHours, isStated, draws }: FieldUsage): UnusedUsage['why'] | undefined {
  if (unitHours === 0) return isStated ? 'hours of 0' : 'no hours'
  return areTooManyFailures(draws, unitHours) ? 'too many' : undefined
}

const NOBODY_LOOKED = { returns: 0, noFaultFound: 0 }

function addUsage(sum: FieldUsage | undefined, one: FieldUsage): FieldUsage {
  if (!sum) return one
  return {
    draws: sum.draws + one.draws,
    unitHours: sum.unitHours + one.unitHours,
    isStated: sum.isStated && one.isStated,
    rows: sum.rows + one.rows,
    returns: sum.returns + one.returns,
    noFaultFound: sum.noFaultFound + one.noFaultFound,
    place: sum.place,
  }
}

function leaveOut(unused: Map<number, UnusedUsage[]>, part: number, one: UnusedUsage): void {
  const ofPart = unused.get(part) ?? []
  const known = ofPart.findIndex(({ why }) => why === one.why)
  if (known < 0) ofPart.push(one)
  else ofPart[known] = { ...ofPart[known]!, rows: ofPart[known]!.rows + one.rows }
  unused.set(part, ofPart)
}

function known(table: FactTable, column: string, row: number): number | undefined {
  const amount = amountAt(table, column, row)
  return amount === undefined || amount.high === Number.POSITIVE_INFINITY ? undefined : (amount.low + amount.high) / 2
}

function indexByPart({ pointCount, partOf }: UnitRecords): ReadonlyMap<number, readonly number[]> {
  const index = new Map<number, number[]>()
  for (let point = 0; point < pointCount; point++) {
    const known = index.get(partOf[point]!)
    if (known) known.push(point)
    else index.set(partOf[point]!, [point])
  }
  return index
}

/** Of the units of a part that the inventory has, in one pool or in all. */
function hoursInService(
  units: UnitRecords,
  points: readonly number[],
  pool: number | undefined,
  from: CivilDay,
  until: CivilDay,
): number {
  let unitDays = 0
  for (const point of points) {
    if (pool !== undefined && units.poolOf[point] !== pool) continue
    for (let record = units.start[point]!; record < units.start[point + 1]!; record++) {
      const [first, last] = [units.serviceFrom[record]!, units.serviceUntil[record]!]
      unitDays += units.quantity[record]! * Math.max(0, Math.min(last, until) - Math.max(first, from))
    }
  }
  return unitDays * HOURS_A_DAY
}
