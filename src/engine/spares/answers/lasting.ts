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
import type { RateNode, Tiers } from './tiers.ts'

/** Points added up: of a part, a vendor, the network. */
export class LastingSum {
  readonly #survival: JointSurvival
  readonly #down: Float64Array
  readonly #lost: Float64Array
  #variance = 0

  constructor(nodesOf: (group: number) => readonly RateNode[], stepCount: number) {
    this.#survival = new JointSurvival(nodesOf, stepCount)
    this.#down = new Float64Array(stepCount)
    this.#lost = new Float64Array(stepCount)
  }

  add({ group, byNode, down, lost, standardError }: PointLasting): void {
    for (const [node, survival] of byNode.entries()) this.#survival.add(group, node, survival)
    for (let step = 0; step < down.length; step++) {
      this.#down[step]! += down[step]!
      this.#lost[step]! += lost[step]!
    }
    // Relative errors of a product add up in squares.
    const last = meanAt(byNode, down.length - 1)
    if (last > 0) this.#variance += (standardError / last) ** 2
  }

  finish(calendar: StepCalendar, times: ReportTimes, probability: number): Lasting {
    const survival = this.#survival.finish()
    const survivalAtEnd = survival.at(-1)!
    const lastStep = lastStepAbove(survival, probability)
    const lastsUntil = lastStep < 0 ? undefined : lastDayOf(calendar, lastStep)
    const hours = calendar.stepDays * HOURS_A_DAY
    return {
      survival: [...atTimes(times, survival)],
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

function meanAt(byNode: readonly Float64Array[], step: number): number {
  return byNode.reduce((sum, survival) => sum + survival[step]!, 0) / byNode.length
}

/** The last step up to which it survives so surely; -1: not even the first. Survival never grows. */
function lastStepAbove(survival: Float64Array, probability: number): number {
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
  const nodes = tiers.nodesOf(points.rateShape[group]!)
  const { stepCount } = points
  const installed = points.installed.subarray(
    points.curveOf[point]! * stepCount,
    (points.curveOf[point]! + 1) * stepCount,
  )
  const byNode: Float64Array[] = []
  const owed = new Float64Array(stepCount)
  let [survivalAtEnd, variance] = [0, 0]
  const { arrivalStep } = termsOf(network, names[point]!.part)
  for (const node of nodes) {
    const outlook = tiers.outlookOf(points, point, node, arrivalStep)
    const { weight } = node
    byNode.push(outlook.survival)
    survivalAtEnd += weight * outlook.survival[stepCount - 1]!
    variance += (weight * outlook.standardError) ** 2
    for (let step = 0; step < stepCount; step++) owed[step]! += weight * outlook.owed[step]!
  }
  const down = unitsDown(owed, installed)
  const groups = recordsOf(names[point]!).flatMap((records) =>
    groupByRedundancy(network.units, records, network.calendar),
  )
  const lost = weightLost(down, installed, groups)
  return { point, group, byNode, survivalAtEnd, down, lost, standardError: Math.sqrt(variance) }
}
