// How long the points of a part, of a vendor and of the network last, point by point in one pass.

import type { Lasting } from '#model/spares-report.ts'
import { formatDay } from '#base/calendar.ts'
import type { Future, NamedPoints, PointName } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { HOURS_A_DAY, lastDayOf, type StepCalendar } from '../points/step-calendar.ts'
import { FutureSurvival } from './future-survival.ts'
import { termsOf } from './obtainable.ts'
import { atTimes, type ReportTimes } from './report-times.ts'
import { groupByRedundancy, type RedundancyGroup, unitsDown, weightLost } from './service-lost.ts'
import type { Tiers } from './tiers.ts'
import { gridOf } from './ladders.ts'
import { meanOverRates } from './rate-grid.ts'

/** Points added up at the end of some steps: of a part, a vendor, the network. */
export class LastingSum {
  readonly #steps: Uint32Array
  readonly #survival: FutureSurvival
  readonly #down: Float64Array
  readonly #lost: Float64Array
  #variance = 0

  constructor(futures: readonly Future[], steps: Uint32Array) {
    const { stepCount } = futures[0]!.points
    this.#steps = steps
    this.#survival = new FutureSurvival(futures, steps.length)
    this.#down = new Float64Array(stepCount)
    this.#lost = new Float64Array(stepCount)
  }

  add({ point, byFuture, survivalAtEnd, down, lost, standardError }: PointLasting): void {
    const steps = this.#steps
    const kept =
      steps.length === down.length
        ? byFuture
        : byFuture.map((byNode) => byNode.map((survival) => Float64Array.from(steps, (step) => survival[step]!)))
    this.#survival.add(point, kept)
    for (let step = 0; step < down.length; step++) {
      this.#down[step]! += down[step]!
      this.#lost[step]! += lost[step]!
    }
    // Relative errors of a product add up in squares.
    if (survivalAtEnd > 0) this.#variance += (standardError / survivalAtEnd) ** 2
  }

  /** Takes in all points of others, which were added up at every step. */
  addAll(others: LastingSum): void {
    this.#survival.addAll(others.#survival, this.#steps)
    for (let step = 0; step < this.#down.length; step++) {
      this.#down[step]! += others.#down[step]!
      this.#lost[step]! += others.#lost[step]!
    }
    this.#variance += others.#variance
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
  /** Survival in each future, at each rate reckoned. */
  readonly byFuture: readonly (readonly Float64Array[])[]
  readonly survivalAtEnd: number
  readonly down: Float64Array
  readonly lost: Float64Array
  readonly standardError: number
}

export function lookAtPoint(
  network: SparesNetwork,
  { futures, names }: NamedPoints,
  point: number,
  tiers: Tiers,
  recordsOf: (name: PointName) => readonly number[],
): PointLasting {
  const { arrivalStep } = termsOf(network, names[point]!.part)
  const groups = recordsOf(names[point]!).flatMap((records) =>
    groupByRedundancy(network.units, records, network.calendar),
  )
  const views = futures.map((future) => lookAtFuture(future, point, tiers, arrivalStep, groups))
  const mean = (valueOf: (view: FutureView) => Float64Array): Float64Array =>
    valueOf(views[0]!).map((_, step) =>
      views.reduce((sum, view, future) => sum + futures[future]!.probability * valueOf(view)[step]!, 0),
    )
  return {
    point,
    byFuture: views.map(({ byNode }) => byNode),
    survivalAtEnd: views.reduce((sum, view, future) => sum + futures[future]!.probability * view.survivalAtEnd, 0),
    down: mean(({ down }) => down),
    lost: mean(({ lost }) => lost),
    // Futures are simulated by the same random numbers: they err alike.
    standardError: views.reduce(
      (sum, { variance }, future) => sum + futures[future]!.probability * Math.sqrt(variance),
      0,
    ),
  }
}

interface FutureView {
  readonly byNode: readonly Float64Array[]
  readonly survivalAtEnd: number
  readonly variance: number
  readonly down: Float64Array
  readonly lost: Float64Array
}

function lookAtFuture(
  { points, probability }: Future,
  point: number,
  tiers: Tiers,
  arrivalStep: number,
  groups: readonly RedundancyGroup[],
): FutureView {
  const { stepCount } = points
  const curve = points.curveOf[point]!
  const installed = points.installed.subarray(curve * stepCount, (curve + 1) * stepCount)
  const grid = gridOf(points, point)
  const byNode: Float64Array[] = []
  const owed = new Float64Array(stepCount)
  let variance = 0
  for (const { factor, weight } of grid.reckoned) {
    const outlook = tiers.outlookOf(points, point, { factor, weight: weight * probability }, arrivalStep)
    byNode.push(outlook.survival)
    variance += (weight * outlook.standardError) ** 2
    for (let step = 0; step < stepCount; step++) owed[step]! += weight * outlook.owed[step]!
  }
  const down = unitsDown(owed, installed)
  return {
    byNode,
    survivalAtEnd: meanOverRates(
      grid,
      byNode.map((survival) => survival.subarray(stepCount - 1)),
    )[0]!,
    variance,
    down,
    lost: weightLost(down, installed, groups),
  }
}
