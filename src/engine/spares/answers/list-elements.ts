// The elements that hang on each point of a future, and what their sites weigh in hours, for the simulation of all points together.

import { type Future, indexRecords, type NamedPoints } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { firstStepWithin, hoursOf, lastDayOf } from '../points/step-calendar.ts'
import { type Serving, servingOf } from '../points/units-in-service.ts'
import { CountTable } from '../simulation/count-table.ts'
import { expectedFailures } from '../simulation/failure-times.ts'
import type { Sisters } from '../simulation/joint-tally.ts'
import { NO_SITE, type PointElements } from '../simulation/point-elements.ts'

/** In weight-hours; nothing hangs on a point that cannot run out, nor gives to one that can. */
export function listElements(
  network: SparesNetwork,
  { names }: NamedPoints,
  future: Future,
  sisters: Sisters | undefined,
): PointElements {
  const recordsOf = indexRecords(network)
  const sites = new Sites()
  const elements = new Elements()
  const elementStart = [0]
  const mayBeShort = pointsThatMayBeShort(future, names.length, sisters)
  for (const [point, name] of names.entries()) {
    if (mayBeShort.has(point))
      for (const ofPart of servingOf(network, recordsOf(name), future.planSlipMonths))
        for (const serving of ofPart) elements.add(serving, sites.indexOf(serving.site))
    elementStart.push(elements.count)
  }
  return {
    elementStart: Uint32Array.from(elementStart),
    ...elements.toColumns(),
    ...weighSites(network, sites.listed),
  }
}

/** Column by column, for they may be millions. */
class Elements {
  readonly #unitCount: number[] = []
  readonly #neededCount: number[] = []
  readonly #pace: number[] = []
  readonly #firstStep: number[] = []
  readonly #endStep: number[] = []
  readonly #siteOf: number[] = []

  get count(): number {
    return this.#siteOf.length
  }

  add({ count, needed, pace, first, end }: Serving, site: number): void {
    this.#unitCount.push(count)
    this.#neededCount.push(needed)
    this.#pace.push(pace)
    this.#firstStep.push(first)
    this.#endStep.push(end)
    this.#siteOf.push(site)
  }

  toColumns(): Pick<PointElements, 'unitCount' | 'neededCount' | 'pace' | 'firstStep' | 'endStep' | 'siteOf'> {
    return {
      unitCount: Uint32Array.from(this.#unitCount),
      neededCount: Uint32Array.from(this.#neededCount),
      pace: Float64Array.from(this.#pace),
      firstStep: Uint32Array.from(this.#firstStep),
      endStep: Uint32Array.from(this.#endStep),
      siteOf: Int32Array.from(this.#siteOf),
    }
  }
}

/** Those that anything stands on, in the order in which they are met. */
class Sites {
  readonly listed: number[] = []
  readonly #indexOf = new Map<number, number>()

  indexOf(site: number): number {
    if (site < 0) return NO_SITE
    let index = this.#indexOf.get(site)
    if (index === undefined) {
      this.#indexOf.set(site, (index = this.listed.length))
      this.listed.push(site)
    }
    return index
  }
}

/** What is not known to weigh anything loses nothing that could be told. */
function weighSites(
  network: SparesNetwork,
  sites: readonly number[],
): Pick<PointElements, 'changeStart' | 'changeStep' | 'lossOfStep'> {
  const { calendar } = network
  const hours = Float64Array.from({ length: calendar.stepCount }, (_, step) => hoursOf(calendar, step))
  const changeStart = [0]
  const changeStep: number[] = []
  const lossOfStep: number[] = []
  for (const site of sites) {
    let before = 0
    for (const [step, weight] of weightBySteps(network, site).entries()) {
      const loss = weight * hours[step]!
      if (loss === before) continue
      changeStep.push(step)
      lossOfStep.push(loss)
      before = loss
    }
    changeStart.push(changeStep.length)
  }
  return {
    changeStart: Uint32Array.from(changeStart),
    changeStep: Uint32Array.from(changeStep),
    lossOfStep: Float64Array.from(lossOfStep),
  }
}

/** On the last day of each step. */
function weightBySteps({ calendar, weights }: SparesNetwork, site: number): Float64Array {
  const bySteps = new Float64Array(calendar.stepCount)
  const last = calendar.stepCount - 1
  weights.forEachStretch(site, lastDayOf(calendar, 0), lastDayOf(calendar, last) + 1, (weight, from, until) => {
    if (weight > 0) bySteps.fill(weight, firstStepWithin(calendar, from), firstStepWithin(calendar, until))
  })
  return bySteps
}

function pointsThatMayBeShort(future: Future, pointCount: number, sisters: Sisters | undefined): ReadonlySet<number> {
  const points = Array.from({ length: pointCount }, (_, point) => point)
  const short = new Set(points.filter((point) => mayRunOut(future, point)))
  const { regionStart = [], members = [] } = sisters ?? {}
  for (let region = 0; region + 1 < regionStart.length; region++) {
    const ofRegion = members.slice(regionStart[region], regionStart[region + 1])
    if (ofRegion.some((point) => short.has(point))) for (const point of ofRegion) short.add(point)
  }
  return short
}

const counts = new CountTable()

/** Whether more failures than there are spares are to be expected in 2^31 replications. */
function mayRunOut({ points }: Future, point: number): boolean {
  const failures = expectedFailures(points, point)
  if (failures === 0) return false
  counts.fillFailures(failures, points.rateShape[points.rateGroupOf[point]!]!)
  return counts.last > points.stock[point]!
}
