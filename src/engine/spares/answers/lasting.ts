// How long the points of a part, of a vendor and of the network last, point by point in one pass.

import type { Lasting } from '#model/spares-report.ts'
import { formatDay } from '#base/calendar.ts'
import type { NamedPoints, PointName } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { HOURS_A_DAY, lastDayOf, type StepCalendar } from '../points/step-calendar.ts'
import { JointSurvival } from './joint-survival.ts'
import { termsOf } from './obtainable.ts'
import { atTimes, type ReportTimes } from './report-times.ts'
import { groupByRedundancy, unitsDown, weightLost } from './service-lost.ts'
import type { Tiers } from './tiers.ts'
import { gridOf } from './ladders.ts'
import { meanOverRates } from './rate-grid.ts'

/** Points added up at the end of some steps: of a part, a vendor, the network. */
export class LastingSum {
  readonly #steps: Uint32Array
  readonly #survival: JointSurvival
  readonly #down: Float64Array
  readonly #lost: Float64Array
  #variance = 0

  constructor(shapeOf: Float64Array, steps: Uint32Array, stepCount: number) {
    this.#steps = steps
    this.#survival = new JointSurvival(shapeOf, steps.length)
    this.#down = new Float64Array(stepCount)
    this.#lost = new Float64Array(stepCount)
  }

  add({ group, byNode, survivalAtEnd, down, lost, standardError }: PointLasting): void {
    const steps = this.#steps
    const kept = byNode.map((survival) => Float64Array.from(steps, (step) => survival[step]!))
    this.#survival.add(group, kept)
    for (let step = 0; step < down.length; step++) {
      this.#down[step]! += down[step]!
      this.#lost[step]! += lost[step]!
    }
    // Relative errors of a product add up in squares.
    if (survivalAtEnd > 0) this.#variance += (standardError / survivalAtEnd) ** 2
  }

  finish(calendar: StepCalendar, times: ReportTimes, probability: number): Lasting {
    const survival = this.#survival.finish()
    const survivalAtEnd = survival.at(-1)!
    const lastStep = this.#steps[lastAbove(survival, probability)] ?? -1
    const lastsUntil = lastStep < 0 ? undefined : lastDayOf(calendar, lastStep)
    const hours = calendar.stepDays * HOURS_A_DAY
    const placeOf = new Map(Array.from(this.#steps, (step, place) => [step, place]))
    return {
      survival: Array.from(times.steps, (step) => survival[placeOf.get(step)!]!),
      survivalAtEnd,
      standardError: survivalAtEnd * Math.sqrt(this.#variance),
      lastsUntil: lastsUntil === undefined ? null : formatDay(lastsUntil),
      lastsToEnd: lastStep === calendar.stepCount - 1,
      coverMonths: lastsUntil === undefined ? 0 : (lastsUntil + 1 - calendar.from) / DAYS_A_MONTH,
      unitsDown: [...atTimes(times, this.#down)],
      weightLost: [...atTimes(times, this.#lost)],
      weightHoursLost: this.#lost.reduce((sum, lost) => sum + lost * hours, 0),
    }
  }
}

const DAYS_A_MONTH = 30.4375

/** The last entry that is so sure; -1: not even the first. Survival never grows. */
function lastAbove(survival: Float64Array, probability: number): number {
  let low = -1
  let high = survival.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (survival[middle]! >= probability) low = middle
    else high = middle - 1
  }
  return low
}

/** One point over all steps. */
export interface PointLasting {
  readonly point: number
  /** Its rate group. */
  readonly group: number
  /** Survival under each node of the group. */
  readonly byNode: readonly Float64Array[]
  readonly survivalAtEnd: number
  readonly down: Float64Array
  readonly lost: Float64Array
  readonly standardError: number
}

export function lookAtPoint(
  network: SparesNetwork,
  { points, names }: NamedPoints,
  point: number,
  tiers: Tiers,
  recordsOf: (name: PointName) => readonly number[],
): PointLasting {
  const group = points.rateGroupOf[point]!
  const grid = gridOf(points, point)
  const { stepCount } = points
  const installed = points.installed.subarray(
    points.curveOf[point]! * stepCount,
    (points.curveOf[point]! + 1) * stepCount,
  )
  const byNode: Float64Array[] = []
  const owed = new Float64Array(stepCount)
  let variance = 0
  const { arrivalStep } = termsOf(network, names[point]!.part)
  for (const node of grid.reckoned) {
    const outlook = tiers.outlookOf(points, point, node, arrivalStep)
    byNode.push(outlook.survival)
    variance += (node.weight * outlook.standardError) ** 2
    for (let step = 0; step < stepCount; step++) owed[step]! += node.weight * outlook.owed[step]!
  }
  const survivalAtEnd = meanOverRates(
    grid,
    byNode.map((survival) => survival.subarray(stepCount - 1)),
  )[0]!
  const down = unitsDown(owed, installed)
  const groups = recordsOf(names[point]!).flatMap((records) =>
    groupByRedundancy(network.units, records, network.calendar),
  )
  const lost = weightLost(down, installed, groups)
  return { point, group, byNode, survivalAtEnd, down, lost, standardError: Math.sqrt(variance) }
}
