// How what is bought for a pool is split over its depots: so that each has as much for every unit it serves.

import { shelvesOf } from '../points/make-points.ts'
import type { PointName } from '../points/point-name.ts'
import { depotsDelivered, unitDaysServed } from '../points/depot-service.ts'
import type { SparesNetwork } from '../points/spares-network.ts'

export interface Delivery {
  readonly depot: string
  readonly quantity: number
  /** Why so many; undefined: the pool has no other depot that serves on. */
  readonly why: string | undefined
}

/** Of none where the pool has no depot, or none that serves to the last day. */
export function splitOverDepots(
  network: SparesNetwork,
  name: PointName,
  records: readonly number[],
  quantity: number,
): Delivery[] {
  const depots = depotsDelivered(network.pools, name.pool, network.closing)
  if (depots.length < 2) return depots.map(({ depot }) => ({ depot, quantity, why: undefined }))
  const served = unitDaysServed(network.units, records, depots, network.places, network.calendar)
  const shelves = shelvesOf(network, name)
  const held = depots.map(({ depot }) => shelves.reduce((sum, { heldAt }) => sum + (heldAt.get(depot) ?? 0), 0))
  const given = shareOut(quantity, served, held)
  const all = served.reduce((sum, days) => sum + days, 0)
  return depots.flatMap(({ depot }, index) => {
    if (given[index] === 0) return []
    const share = Math.round((all === 0 ? 0 : served[index]! / all) * 100)
    return [
      {
        depot,
        quantity: given[index]!,
        why: `${depot} serves ${share} % of the units of the pool and holds ${held[index]!}`,
      },
    ]
  })
}

/**
 * One by one to whoever then has least for what it serves (the highest averages of D'Hondt, with what is held already). Nobody
 * gets any who serves nothing, but the first where none does.
 *
 * Worked: 10 to share where 3, 1 and 1 are served and 4, 0 and 2 held: 6, 3 and 1.
 */
export function shareOut(quantity: number, served: ArrayLike<number>, held: readonly number[]): number[] {
  const given = held.map(() => 0)
  for (let unit = 0; unit < quantity; unit++) {
    let to = 0
    for (const index of held.keys()) {
      const [average, best] = [index, to].map((one) => served[one]! / (held[one]! + given[one]! + 1))
      if (average! > best!) to = index
    }
    given[to]! += 1
  }
  return given
}
