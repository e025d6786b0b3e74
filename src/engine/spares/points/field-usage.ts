// What was drawn from the shelves and came back, part by part, up to the first day reckoned.

import type { CivilDay } from '#base/calendar.ts'
import { amountAt, dateAt, type FactTable, numberAt, textAt } from '#model/fact-table.ts'
import { forEachRow } from './pools.ts'
import { HOURS_A_DAY } from './step-calendar.ts'
import type { UnitRecords } from './unit-records.ts'

export interface FieldUsage {
  /** Draws on the shelf, for whatever reason: failures, faults nobody found afterwards, units dead on arrival. */
  readonly draws: number
  readonly unitHours: number
  /** Returns of which somebody looked for the fault, and those of them that had none. */
  readonly returns: number
  readonly noFaultFound: number
  readonly rows: number
}

export interface UsageQuestion {
  readonly facts: readonly FactTable[]
  /** Rows that end on this day or later tell what one could not have known. */
  readonly before: CivilDay
  readonly units: UnitRecords
  readonly partIndex: ReadonlyMap<string, number>
  readonly poolIndex: ReadonlyMap<string, number>
}

/** By part index; parts without usage, or without an exposure, are not in it. */
export function sumUsage(question: UsageQuestion): ReadonlyMap<number, FieldUsage> {
  const pointsOf = indexByPart(question.units)
  const sums = new Map<
    number,
    { draws: number; unitHours: number; returns: number; noFaultFound: number; rows: number }
  >()
  forEachRow(question.facts, 'usage', (table, row) => {
    const part = question.partIndex.get(textAt(table, 'part', row))
    const [from, until] = [dateAt(table, 'from', row)!.earliest, dateAt(table, 'until', row)!.latest]
    const draws = known(table, 'issues', row) ?? known(table, 'returns', row)
    if (part === undefined || until >= question.before || draws === undefined) return
    const pool = question.poolIndex.get(textAt(table, 'pool', row))
    const unitHours =
      numberAt(table, 'unitHours', row) ??
      hoursInService(question.units, pointsOf.get(part) ?? [], pool, from, until + 1)
    const sum = sums.get(part) ?? { draws: 0, unitHours: 0, returns: 0, noFaultFound: 0, rows: 0 }
    const noFaultFound = known(table, 'noFaultFound', row)
    const returns = known(table, 'returns', row)
    sum.draws += draws
    sum.unitHours += unitHours
    sum.rows += 1
    if (noFaultFound !== undefined && returns !== undefined) {
      sum.returns += returns
      sum.noFaultFound += noFaultFound
    }
    sums.set(part, sum)
  })
  return new Map([...sums].filter(([, { unitHours }]) => unitHours > 0))
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
