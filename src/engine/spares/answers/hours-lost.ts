// The service that a point's sites lose over all hours, by units bought for it: expected, over all futures and rates.

import { type Future, indexRecords, type NamedPoints } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { hoursOf } from '../points/step-calendar.ts'
import { unitsInService } from '../points/units-in-service.ts'
import { singlePoint } from '../points/single-point.ts'
import { fingerprintPoint } from './fingerprint-point.ts'
import type { Reckoned } from './known.ts'
import { forEachOutage } from './service-lost.ts'
import type { CourseTier } from './tiers.ts'

/** With so small a part of what is lost without buying, more units are taken to save nothing. */
const NOTHING_LEFT = 1e-12

export class HoursLost {
  readonly #network: SparesNetwork
  readonly #named: NamedPoints
  readonly #tier: CourseTier
  readonly #reckoned: Reckoned | undefined
  /** Records of the units of a point. */
  readonly recordsOf: ReturnType<typeof indexRecords>

  /** `reckoned`: of the same network, be it that other points fail or are resupplied otherwise there. */
  constructor(network: SparesNetwork, named: NamedPoints, tier: CourseTier, reckoned?: Reckoned) {
    this.#network = network
    this.#named = named
    this.#tier = tier
    this.#reckoned = reckoned
    this.recordsOf = indexRecords(network)
  }

  /** Of the same points with something else about them, such as their stock. */
  of(named: NamedPoints): HoursLost {
    return new HoursLost(this.#network, named, this.#tier, this.#reckoned)
  }

  /** Weight of sites times hours, for each of some numbers of units that come at the beginning of a step, the fewest first. */
  byBought(point: number, arrivalStep: number, quantities: readonly number[]): Float64Array {
    return this.#overFutures(quantities.length, (future) => this.#knownInFuture(future, point, arrivalStep, quantities))
  }

  /** The same of units that are there from the first day on, and only up to the beginning of a step. */
  until(endStep: number, point: number, quantities: readonly number[]): Float64Array {
    return this.#overFutures(quantities.length, (future) =>
      this.#inFuture(future, point, { quantities, arrivalStep: 0 }, endStep),
    )
  }

  #overFutures(length: number, inFuture: (future: Future) => Float64Array): Float64Array {
    const lost = new Float64Array(length)
    for (const future of this.#named.futures)
      for (const [place, hours] of inFuture(future).entries()) lost[place]! += future.probability * hours
    return lost
  }

  /** Each number of units is reckoned once: whoever asks of one finds what was reckoned of it among many. */
  #knownInFuture(future: Future, point: number, arrivalStep: number, quantities: readonly number[]): Float64Array {
    if (!this.#reckoned) return this.#inFuture(future, point, { quantities, arrivalStep })
    const isNone = quantities.length === 1 && quantities[0] === 0
    const arriving = isNone ? 0 : arrivalStep
    const key = `hours ${fingerprintPoint(singlePoint(future.points, point))} ${future.planSlipMonths} ${arriving}`
    const known = this.#reckoned.get(key)
    const isUnknown = (units: number): boolean => !known || units >= known.length || Number.isNaN(known[units]!)
    const unknown = quantities.filter(isUnknown)
    if (unknown.length === 0) return Float64Array.from(quantities, (units) => known![units]!)
    const lost = this.#inFuture(future, point, { quantities: unknown, arrivalStep })
    const more = new Float64Array(Math.max(known?.length ?? 0, unknown.at(-1)! + 1)).fill(Number.NaN)
    if (known) more.set(known)
    for (const [place, units] of unknown.entries()) more[units] = lost[place]!
    this.#reckoned.set(key, more)
    return Float64Array.from(quantities, (units) => more[units]!)
  }

  #inFuture(
    { points, planSlipMonths }: Future,
    point: number,
    bought: { readonly quantities: readonly number[]; readonly arrivalStep: number },
    endStep = Number.POSITIVE_INFINITY,
  ): Float64Array {
    const { calendar } = this.#network
    const { quantities } = bought
    const lost = new Float64Array(quantities.length)
    const serving = unitsInService(this.#network, this.recordsOf(this.#named.names[point]!), planSlipMonths)
    if (serving.groups.length === 0) return lost
    forEachOutage(this.#tier, points, point, serving, bought, (outage, step, place) => {
      if (step < endStep) lost[place]! += outage.lost * hoursOf(calendar, step)
    })
    for (let place = 1; place < quantities.length; place++)
      if (lost[place - 1]! <= lost[0]! * NOTHING_LEFT) lost[place] = lost[place - 1]!
    return lost
  }
}
