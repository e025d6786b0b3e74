// The service that a point's sites lose over all hours, by units bought for it: expected, over all futures and rates.

import { indexRecords, type NamedPoints } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { HOURS_A_DAY } from '../points/step-calendar.ts'
import { groupByRedundancy, unitsDown, weightLost } from './service-lost.ts'
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
    const { units, calendar } = this.#network
    const groups = this.recordsOf(this.#named.names[point]!).flatMap((records) =>
      groupByRedundancy(units, records, calendar),
    )
    const lost = new Float64Array(quantities.length)
    if (groups.length === 0) return lost
    const hours = calendar.stepDays * HOURS_A_DAY
    for (const { points, probability } of this.#named.futures) {
      const { stepCount, installed, curveOf } = points
      const curve = curveOf[point]!
      const inService = installed.subarray(curve * stepCount, (curve + 1) * stepCount)
      const owed = this.#tier.owedByBought(points, point, arrivalStep, quantities.at(-1)!)
      let [first, last] = [0, 0]
      for (const [place, bought] of quantities.entries()) {
        if (place === 0 || last > first * NOTHING_LEFT) {
          const down = unitsDown(owed.subarray(bought * stepCount, (bought + 1) * stepCount), inService)
          last = weightLost(down, inService, groups).reduce((sum, weight) => sum + weight, 0)
          if (place === 0) first = last
        }
        lost[place]! += probability * hours * last
      }
    }
    return lost
  }
}
