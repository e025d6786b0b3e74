// Which units may be moved between the pools of a part, and to where.

import { takesUnitsIn } from '../points/closing-depots.ts'
import { asPlanned, type NamedPoints } from '../points/make-points.ts'
import type { PointName } from '../points/point-name.ts'
import { shelfKey } from '../points/shelf.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import type { Reckoned } from './known.ts'
import type { Target } from './target.ts'

export interface MovesQuestion {
  readonly network: SparesNetwork
  readonly named: NamedPoints
  readonly target: Target
  /** Undefined: what the target takes is bought. */
  readonly budget: number | undefined
  readonly reckoned: Reckoned
  /** Left out: planned in full. */
  readonly rough?: RoughMoves
}

/** Planned in a third of the time: with few moves alone, and not again for the time until what is bought is there. */
export interface RoughMoves {
  /** By point: as units of what does not last whatever is moved are to lie, for where they save most hours takes longest to find. */
  readonly hopelessAs: Int32Array
}

/** By point. */
export interface Movable {
  /** Units on the shelf that stay: they are not the operator's own, or not all of them may be drawn. */
  readonly staying: Int32Array
  /** Units that may be moved. */
  readonly loose: Int32Array
  /** Whether units may be moved there: to a pool of the operator, of which a depot serves to the last day. */
  readonly isOpen: readonly boolean[]
  readonly own: Own
}

/** The operator's own on the shelf, by point: of the parts that share their spares in their order, then of those set aside for them. */
export type Own = readonly ReadonlyMap<number, number>[]

/** `named`: with the units of `own` on its shelves. */
export function listMovable(network: SparesNetwork, named: NamedPoints, own: Own): Movable {
  const { pools, closing } = network
  const { names, byPart } = named
  const loose = Int32Array.from(names, ({ part }, point) =>
    byPart.get(part)!.length > 1 ? [...own[point]!.values()].reduce((sum, units) => sum + units, 0) : 0,
  )
  return {
    staying: asPlanned(named).stock.map((units, point) => units - loose[point]!),
    loose,
    own,
    isOpen: names.map(({ pool }) => pools.pools[pool]!.owner.kind === 'nobody' && takesUnitsIn(pools, pool, closing)),
  }
}

export function ownUnits(network: SparesNetwork, { names }: NamedPoints): Own {
  return names.map((name) => ownOf(network, name))
}

function ownOf({ families, shelves, pools }: SparesNetwork, { part, pool }: PointName): ReadonlyMap<number, number> {
  return new Map(
    families.membersOf.get(part)!.map((member) => {
      const ownAt = shelves.get(shelfKey(pools, member, pool))?.ownAt.values() ?? []
      return [member, [...ownAt].reduce((sum, units) => sum + units, 0)]
    }),
  )
}

/** Of some points. */
export function sumOf(points: readonly number[], units: Int32Array): number {
  return points.reduce((sum, point) => sum + units[point]!, 0)
}
