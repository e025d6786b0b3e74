// What is moved as it is told: of which part, how many, from which depots of a pool to which of another; and what is set aside where
// it lies, for which other part.

import type { MoveRow } from '#model/spares-report.ts'
import { indexRecords } from '../points/make-points.ts'
import { shelfKey } from '../points/shelf.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { splitOverDepots } from './depot-split.ts'
import type { Move } from './moves.ts'

export function describeMoves(network: SparesNetwork, moves: readonly Move[]): MoveRow[] {
  const { parts, pools, shelves, families } = network
  const recordsOf = indexRecords(network)
  /** What is left of the operator's own after the moves before, by part and pool. */
  const left = new Map<number, Map<string, number>>()
  const leftAt = (member: number, pool: number): Map<string, number> => {
    const key = shelfKey(pools, member, pool)
    const held = left.get(key) ?? new Map(shelves.get(key)?.ownAt)
    left.set(key, held)
    return held
  }
  return moves.map(({ part, member, fromPool, toPool, units }) => {
    const to = { part, pool: toPool }
    const fromDepots = takeFrom(leftAt(member, fromPool), units)
    return {
      part: parts[member]!.part,
      ...(families.headOf[member] === part ? {} : { standsInFor: parts[part]!.part }),
      fromPool: pools.pools[fromPool]!.pool,
      toPool: pools.pools[toPool]!.pool,
      quantity: units,
      fromDepots,
      toDepots:
        fromPool === toPool
          ? fromDepots
          : splitOverDepots(network, to, recordsOf(to), units).map(({ depot, quantity }) => ({ depot, quantity })),
    }
  })
}

/** Where most lies first. */
function takeFrom(held: Map<string, number>, units: number): { depot: string; quantity: number }[] {
  const taken: { depot: string; quantity: number }[] = []
  let wanted = units
  for (const [depot, here] of [...held].sort(([, left], [, right]) => right - left)) {
    const quantity = Math.min(wanted, here)
    if (quantity === 0) break
    held.set(depot, here - quantity)
    wanted -= quantity
    taken.push({ depot, quantity })
  }
  return taken
}
