// What service is lost where a site counts once, however many parts it is short of: expected, without buying or moving.
//
// Added up over parts, a site that is short of two counts twice. That is what purchases go by, for sums of parts can be bought for
// part by part, and what it says is lost is never too little; how much too much it is, is told by this. Parts are short each by
// itself in a future, over all rates there may be.

import type { Future } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { hoursOf, lastDayOf } from '../points/step-calendar.ts'
import type { UnitsInService } from '../points/units-in-service.ts'
import type { ReportTimes } from './report-times.ts'

/** Of one point in one future, by step. */
export interface PointOutage {
  readonly serving: UnitsInService
  /** Units. */
  readonly down: Float64Array
  /** Weight of the sites that are short. */
  readonly lost: Float64Array
  /** P(a site is short), of each group of sites. */
  readonly short: readonly Float64Array[]
}

export interface LostOnce {
  /** At the times reported. */
  readonly weightLost: Float64Array
  readonly weightHoursLost: number
}

export class EachSiteOnce {
  readonly #network: SparesNetwork
  readonly #futures: readonly Future[]
  readonly #times: ReportTimes
  /** Of each future, by site: P(it is short) at each time. */
  readonly #short: readonly Map<number, Float32Array>[]
  /** Added up over points, by step. */
  readonly #added: Float64Array

  constructor(network: SparesNetwork, futures: readonly Future[], times: ReportTimes) {
    this.#network = network
    this.#futures = futures
    this.#times = times
    this.#short = futures.map(() => new Map())
    this.#added = new Float64Array(network.calendar.stepCount)
  }

  /** By future. */
  add(outages: readonly PointOutage[]): void {
    for (const [future, { serving, lost, short }] of outages.entries()) {
      const { probability } = this.#futures[future]!
      for (let step = 0; step < lost.length; step++) this.#added[step]! += probability * lost[step]!
      this.#addShort(this.#short[future]!, serving, short)
    }
  }

  #addShort(bySite: Map<number, Float32Array>, { groups }: UnitsInService, short: readonly Float64Array[]): void {
    const { steps } = this.#times
    for (const [group, { stretches }] of groups.entries()) {
      const ofGroup = Float64Array.from(steps, (step) => short[group]![step]!)
      for (const { site, first, end } of stretches) {
        let ofSite = bySite.get(site)
        if (!ofSite) bySite.set(site, (ofSite = new Float32Array(steps.length)))
        for (const [time, step] of steps.entries())
          if (step >= first && step < end) ofSite[time]! += (1 - ofSite[time]!) * ofGroup[time]!
      }
    }
  }

  finish(): LostOnce {
    const weightLost = new Float64Array(this.#times.steps.length)
    for (const [future, short] of this.#short.entries())
      for (const [site, ofSite] of short) this.#weigh(weightLost, site, ofSite, this.#futures[future]!.probability)
    return { weightLost, weightHoursLost: this.#hoursOf(weightLost) }
  }

  #weigh(weightLost: Float64Array, site: number, short: Float32Array, probability: number): void {
    const { calendar, weights } = this.#network
    const days = Array.from(this.#times.steps, (step) => lastDayOf(calendar, step))
    let time = 0
    weights.forEachStretch(site, calendar.from, calendar.until, (weight, _from, until) => {
      for (; time < days.length && days[time]! < until; time++)
        if (weight > 0) weightLost[time]! += probability * weight * short[time]!
    })
  }

  /** Between the times reported what counts twice is the same share as at the next of them. */
  #hoursOf(weightLost: Float64Array): number {
    let hours = 0
    let step = 0
    for (const [time, last] of this.#times.steps.entries()) {
      const share = this.#added[last]! > 0 ? weightLost[time]! / this.#added[last]! : 1
      for (; step <= last; step++) hours += share * this.#added[step]! * hoursOf(this.#network.calendar, step)
    }
    return hours
  }
}
