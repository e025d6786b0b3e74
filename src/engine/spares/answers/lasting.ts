// How long the points of a part, of a vendor and of the network last, point by point in one pass.

import type { AtLeast, Lasting } from '#model/spares-report.ts'
import { formatDay, DAYS_A_MONTH } from '#base/calendar.ts'
import type { Future, NamedPoints } from '../points/make-points.ts'
import type { PointName } from '../points/point-name.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { hoursOf, lastDayOf, type StepCalendar } from '../points/step-calendar.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import { type UnitsInService, unitsInService } from '../points/units-in-service.ts'
import type { PointOutage } from './each-site-once.ts'
import { FutureSurvival } from './future-survival.ts'
import { termsOf } from './obtainable.ts'
import { atTimes, type ReportTimes } from './report-times.ts'
import { forEachOutage } from './service-lost.ts'
import type { Tiers } from './tiers.ts'
import { meanOverFutures } from './mean-survival.ts'
import { type UncertainSurvival, survivalOverRates } from './uncertain-survival.ts'

/** Points added up at the end of some steps: of a part, a vendor, the network. */
export class LastingSum {
  readonly #steps: Uint32Array
  readonly #survival: FutureSurvival
  readonly #down: Float64Array
  readonly #lost: Float64Array
  readonly #variance: Float64Array
  /** The survival of all, where that of a point which no replication lasted through is taken to be its error. */
  readonly #unseen: Float64Array

  constructor(futures: readonly Future[], steps: Uint32Array) {
    const { stepCount } = futures[0]!.points
    this.#steps = steps
    this.#survival = new FutureSurvival(futures, steps.length)
    this.#down = new Float64Array(stepCount)
    this.#lost = new Float64Array(stepCount)
    this.#variance = new Float64Array(steps.length)
    this.#unseen = new Float64Array(steps.length).fill(1)
  }

  add({ point, byFuture, survival, down, lost, standardErrors }: PointLasting): void {
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
    for (const [place, step] of steps.entries()) {
      if (survival[step]! > 0) this.#variance[place]! += (standardErrors[step]! / survival[step]!) ** 2
      this.#unseen[place]! *= survival[step]! || standardErrors[step]!
    }
  }

  /** Takes in all points of others, which were added up at every step. */
  addAll(others: LastingSum): void {
    this.#survival.addAll(others.#survival, this.#steps)
    for (let step = 0; step < this.#down.length; step++) {
      this.#down[step]! += others.#down[step]!
      this.#lost[step]! += others.#lost[step]!
    }
    for (const [place, step] of this.#steps.entries()) {
      this.#variance[place]! += others.#variance[step]!
      this.#unseen[place]! *= others.#unseen[step]!
    }
  }

  finish(calendar: StepCalendar, times: ReportTimes, probability: number): Lasting {
    const survival = this.#survival.finish()
    const placeOf = new Map(Array.from(this.#steps, (step, place) => [step, place]))
    const places = Array.from(times.steps, (step) => placeOf.get(step)!)
    const standardErrors = places.map((place) => toMillionths(this.#errorAt(place, survival[place]!)))
    const bands = places.map((place) => this.#survival.bandAt(place))
    const lastsWith = (survivalAt: (place: number) => number): AtLeast =>
      describeLast(calendar, this.#steps[lastAbove(survival.length, survivalAt, probability)])
    return {
      survival: places.map((place) => survival[place]!),
      survivalAtEnd: survival.at(-1)!,
      standardErrors,
      standardError: standardErrors.at(-1)!,
      band: { low: bands.map(({ low }) => toMillionths(low)), high: bands.map(({ high }) => toMillionths(high)) },
      ...lastsWith((place) => survival[place]!),
      atLeast: lastsWith((place) => this.#survival.bandAt(place).low),
      unitsDown: [...atTimes(times, this.#down)],
      weightLost: [...atTimes(times, this.#lost)],
      weightHoursLost: this.#lost.reduce((sum, lost, step) => sum + lost * hoursOf(calendar, step), 0),
    }
  }

  /** What was never seen in so many replications may still be: as for what always was, the error is one of them. */
  #errorAt(place: number, survival: number): number {
    return survival === 0 ? this.#unseen[place]! : survival * Math.sqrt(this.#variance[place]!)
  }
}

/** They are known to no more; and what is less than sure stays so. */
function toMillionths(value: number): number {
  const rounded = Math.round(value * 1e6) / 1e6
  return value < 1 && rounded === 1 ? 1 - 1e-6 : rounded
}

/** How long it lasts where that is the last step; undefined: not even one. */
function describeLast(calendar: StepCalendar, lastStep: number | undefined): AtLeast {
  if (lastStep === undefined) return { lastsUntil: null, lastsToEnd: false, coverMonths: 0 }
  const lastsUntil = lastDayOf(calendar, lastStep)
  return {
    lastsUntil: formatDay(lastsUntil),
    lastsToEnd: lastStep === calendar.stepCount - 1,
    coverMonths: (lastsUntil + 1 - calendar.from) / DAYS_A_MONTH,
  }
}

/** The last of so many places that is so sure; -1: not even the first. Survival never grows. */
function lastAbove(count: number, survivalAt: (place: number) => number, probability: number): number {
  let low = -1
  let high = count - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (survivalAt(middle) >= probability) low = middle
    else high = middle - 1
  }
  return low
}

const NOTHING_BOUGHT = { quantities: [0], arrivalStep: 0 }

/** One point over all steps. */
export interface PointLasting {
  readonly point: number
  /** Survival in each future, at each rate reckoned. */
  readonly byFuture: readonly (readonly Float64Array[])[]
  /** The mean over futures and rates. */
  readonly survival: Float64Array
  readonly down: Float64Array
  readonly lost: Float64Array
  readonly standardErrors: Float64Array
  /** What is down, and lost with it, in each future. */
  readonly outages: readonly PointOutage[]
}

export function lookAtPoint(
  network: SparesNetwork,
  { futures, names }: NamedPoints,
  point: number,
  tiers: Tiers,
  recordsOf: (name: PointName) => readonly number[],
): PointLasting {
  const { arrivalStep } = termsOf(network, names[point]!.part)
  const records = recordsOf(names[point]!)
  const views = futures.map((future) => {
    const serving = unitsInService(network, records, future.planSlipMonths)
    return lookAtFuture(future, point, tiers, arrivalStep, serving)
  })
  const mean = (valueOf: (view: FutureView) => Float64Array): Float64Array =>
    valueOf(views[0]!).map((_, step) =>
      views.reduce((sum, view, future) => sum + futures[future]!.probability * valueOf(view)[step]!, 0),
    )
  return {
    point,
    byFuture: views.map(({ byNode }) => byNode),
    survival: meanOverFutures(
      futures,
      views.map(({ survival }) => survival),
    ),
    down: mean(({ down }) => down),
    lost: mean(({ lost }) => lost),
    // Futures are simulated by the same random numbers: they err alike.
    standardErrors: mean(({ standardErrors }) => standardErrors),
    outages: views,
  }
}

interface FutureView extends UncertainSurvival, PointOutage {}

function lookAtFuture(
  { points, probability }: Future,
  point: number,
  tiers: Tiers,
  arrivalStep: number,
  serving: UnitsInService,
): FutureView {
  return {
    ...survivalOverRates(tiers, points, point, probability, arrivalStep),
    ...outageOf(tiers, points, point, serving),
  }
}

/** With the stock there is. */
function outageOf(tiers: Tiers, points: StockingPoints, point: number, serving: UnitsInService): PointOutage {
  const { stepCount } = points
  const [down, lost] = [new Float64Array(stepCount), new Float64Array(stepCount)]
  const short = serving.groups.map(() => new Float64Array(stepCount))
  forEachOutage(tiers, points, point, serving, NOTHING_BOUGHT, (outage, step) => {
    down[step]! += outage.down
    lost[step]! += outage.lost
    for (const [group, ofGroup] of short.entries()) ofGroup[step]! += outage.short[group]!
  })
  return { serving, down, lost, short }
}
