// Which units may be moved between the pools of a part, and to where.

import { takesUnitsIn } from '../points/closing-depots.ts'
import { asPlanned, type NamedPoints, shelvesOf } from '../points/make-points.ts'
import type { PointName } from '../points/point-name.ts'
import { shelfKey } from '../points/shelf.ts'
import type { SparesNetwork } from '../points/spares-network.ts'

/** By point. */
export interface Movable {
  /** Units on the shelf that stay: they are not the operator's own, or not all of them may be drawn. */
  readonly staying: Int32Array
  /** Units that may be moved. */
  readonly loose: Int32Array
  /** Whether units may be moved there: to a pool of the operator, of which a depot serves to the last day. */
  readonly isOpen: readonly boolean[]
  /** The operator's own on the shelf, by part of the family in their order. */
  readonly own: readonly ReadonlyMap<number, number>[]
}

export function listMovable(network: SparesNetwork, named: NamedPoints): Movable {
  const { pools, closing } = network
  const { names, byPart } = named
  const { stock } = asPlanned(named)
  const sum = (counts: Iterable<number>): number => [...counts].reduce((all, some) => all + some, 0)
  const staying = Int32Array.from(names, (name) =>
    sum(shelvesOf(network, name).map(({ onHand, ownAt }) => onHand - sum(ownAt.values()))),
  )
  const loose = stock.map((units, point) => (byPart.get(names[point]!.part)!.length > 1 ? units - staying[point]! : 0))
  return {
    staying: stock.map((units, point) => units - loose[point]!),
    loose,
    own: names.map((name) => ownOf(network, name)),
    isOpen: names.map(({ pool }) => pools.pools[pool]!.owner.kind === 'nobody' && takesUnitsIn(pools, pool, closing)),
  }
}

function ownOf({ families, shelves, pools }: SparesNetwork, { part, pool }: PointName): ReadonlyMap<number, number> {
  return new Map(
    families.membersOf.get(part)!.map((member) => {
      const ownAt = shelves.get(shelfKey(pools, member, pool))?.ownAt.values() ?? []
      return [member, [...ownAt].reduce((sum, units) => sum + units, 0)]
    }),
  )
}
