// The same question with one assumption otherwise: what it does to the survival, and to what must be bought.

import type { SwingRow } from '#model/spares-report.ts'
import type { Scenario } from '#model/scenario.ts'
import { makePoints } from '../points/make-points.ts'
import type { SparesNetwork, Variation } from '../points/spares-network.ts'
import type { Target } from './target.ts'
import type { Watch } from './watch.ts'
import { groupsOf } from './purchase-answer.ts'
import { openShop, planForTarget, survivalTogether } from './purchase-plan.ts'
import type { Tiers } from './tiers.ts'

const SWINGS: readonly (readonly [what: string, variation: Variation])[] = [
  ['as it is', {}],
  ['the plan slips by 6 months', { planSlipMonths: 6 }],
  ['repairs stop 6 months earlier', { repairsEarlierMonths: 6 }],
  ['what is taken out is used again only 6 months from now', { harvestLaterMonths: 6 }],
]

export interface SwingQuestion {
  readonly network: SparesNetwork
  /** Fewer replications than for the answer itself: with common random numbers the differences are sharp all the same. */
  readonly tiers: Tiers
  readonly target: Target
  readonly scenario: Scenario
}

export function swingAssumptions({ network, tiers, target }: SwingQuestion, watch: Watch): SwingRow[] {
  return SWINGS.map(([what, variation], index) => {
    watch('asking what if', index, SWINGS.length)
    const named = makePoints(network, undefined, variation)
    const shop = openShop(network, named, tiers)
    const plan = planForTarget(shop, groupsOf(network, named, target.per), target.survival)
    const nothing = new Uint32Array(named.names.length)
    const cost = plan.quantities.reduce((sum, units, point) => sum + units * (shop.terms[point]!.hundredths ?? 0), 0)
    return {
      what,
      survivalAtEnd: Math.min(1, survivalTogether(shop, nothing)),
      cost,
      isReached: plan.isReached,
    }
  })
}
