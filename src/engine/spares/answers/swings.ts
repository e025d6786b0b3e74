// The same question with one assumption otherwise: what it does to the survival, and to what must be bought.

import type { SwingRow } from '#model/spares-report.ts'
import type { NamedPoints, PointMaker } from '../points/make-points.ts'
import type { SparesNetwork, Variation } from '../points/spares-network.ts'
import type { Target } from './target.ts'
import type { Watch } from './watch.ts'
import { costOf, groupsOf, isTargetReached, planForTarget } from './purchase-plan.ts'
import { hoursLostWith, openShop, type Quantities, survivalTogether } from './purchase-shop.ts'
import type { Tiers } from './tiers.ts'

const SWINGS: readonly (readonly [what: string, variation: Variation])[] = [
  ['the plan as it stands, nothing moved', {}],
  ['the plan slips by 6 months', { planSlipMonths: 6 }],
  ['repairs stop 6 months earlier', { repairsEarlierMonths: 6 }],
  ['what is taken out is used again only 6 months from now', { harvestLaterMonths: 6 }],
]

export interface Swing {
  readonly what: string
  readonly named: NamedPoints
}

/** Each with the plan otherwise as it stands, and not as late as it may be. */
export function listSwings(maker: PointMaker): Swing[] {
  return SWINGS.map(([what, variation]) => ({ what, named: maker.make(undefined, variation) }))
}

export interface SwingQuestion {
  readonly network: SparesNetwork
  /** With common random numbers the differences are sharp, also where each is not. */
  readonly tiers: Tiers
  readonly target: Target
}

export function swingAssumptions(
  swings: readonly Swing[],
  { network, tiers, target }: SwingQuestion,
  watch: Watch,
): SwingRow[] {
  return swings.map(({ what, named }, index) => {
    watch('asking what if', index, swings.length)
    const shop = openShop({ network, named, tiers, target })
    const groups = groupsOf(network, shop.items, target.per)
    const plan = planForTarget(shop, groups)
    const nothing: Quantities = new Map()
    return {
      what,
      survivalAtEnd: Math.min(1, survivalTogether(shop, nothing)),
      weightHoursLost: hoursLostWith(shop, [nothing])[0]!,
      cost: costOf(shop, plan),
      isReached: isTargetReached(shop, plan, groups),
    }
  })
}
