// The service that a point's sites lose over all hours, by units bought for it: expected, over all futures and rates.

import { indexRecords, type NamedPoints } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { hoursOf } from '../points/step-calendar.ts'
import { unitsInService } from '../points/units-in-service.ts'
import { unitsDown, weightLost } from './service-lost.ts'
import type { OwedTier } from './tiers.ts'

/** With so small a part of what is lost without buying, more units are taken to save nothing. */
const NOTHING_LEFT = 1e-12

export class HoursLost {
  readonly #network: SparesNetwork
  readonly #named: NamedPoints
  readonly #tier: OwedTier
  /** Records of the units of a point. */
  readonly recordsOf: ReturnType<typeof indexRecords>

  constructor(network: SparesNetwork, named: NamedPoints, tier: OwedTier) {
    this.#network = network
    this.#named = named
    this.#tier = tier
    this.recordsOf = indexRecords(network)
  }

  /** Weight of sites times hours, for each of some numbers of units that come at the beginning of a step, the fewest first. */
  byBought(point: number, arrivalStep: number, quantities: readonly number[]): Float64Array {
    const records = this.recordsOf(this.#named.names[point]!)
    const { calendar } = this.#network
    const lost = new Float64Array(quantities.length)
    for (const { points, probability, planSlipMonths } of this.#named.futures) {
      const { stepCount } = points
      const serving = unitsInService(this.#network, records, planSlipMonths)
      if (serving.groups.length === 0) continue
      const owed = this.#tier.owedByBought(points, point, arrivalStep, quantities)
      let [first, last] = [0, 0]
      for (let place = 0; place < quantities.length; place++) {
        if (place === 0 || last > first * NOTHING_LEFT) {
          const down = unitsDown(owed.subarray(place * stepCount, (place + 1) * stepCount), serving)
          last = weightLost(down, serving).reduce((sum, weight, step) => sum + weight * hoursOf(calendar, step), 0)
          if (place === 0) first = last
        }
        lost[place]! += probability * last
      }
    }
    return lost
  }
}
