// What is reached by what is moved first, before anything is bought: by each part of which units are moved, and by all together.

import { markWear } from './wear.ts'
import type { WithMoves } from '#model/spares-report.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import type { Move } from './moves.ts'
import {
  errorTogether,
  hoursLostWith,
  type Item,
  type Quantities,
  type Shop,
  survivalTogether,
} from './purchase-shop.ts'

export interface MovesOutcome {
  readonly network: WithMoves
  /** By part: of those moved. */
  readonly ofPart: ReadonlyMap<number, WithMoves>
}

const NOTHING_BOUGHT: Quantities = new Map()

/** Of a shop opened over points as they are once all is moved; undefined: nothing is. */
export function describeWithMoves(
  network: SparesNetwork,
  shop: Shop,
  moves: readonly Move[],
): MovesOutcome | undefined {
  if (moves.length === 0) return undefined
  // Of what is set aside for another both are concerned.
  const moved = new Set(moves.flatMap(({ part, member }) => [part, network.families.headOf[member]!]))
  const items = shop.items.filter(({ part }) => moved.has(part))
  return {
    network: outcomeOf(network, shop, shop.items),
    ofPart: new Map(items.map((item) => [item.part, outcomeOf(network, shop, [item])])),
  }
}

function outcomeOf(network: SparesNetwork, shop: Shop, items: readonly Item[]): WithMoves {
  const members = items.flatMap((item) => item.members)
  return {
    survivalAtEnd: Math.min(1, survivalTogether(shop, NOTHING_BOUGHT, members)),
    standardError: errorTogether(shop, NOTHING_BOUGHT, members),
    ...markWear(
      network,
      shop.named,
      items.map(({ part }) => part),
    ),
    weightHoursLost: hoursLostWith({ items, hours: shop.hours }, [NOTHING_BOUGHT])[0]!,
  }
}
