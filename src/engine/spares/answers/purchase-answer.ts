// The purchase as it is told: what, where to, how many, for how much and why; and what cannot be had.

import { formatDay } from '#base/calendar.ts'
import { exp, log } from '#base/elementary.ts'
import type { BuyRow, NextPurchase, SparesReport, UnobtainableRow } from '#model/spares-report.ts'
import { asPlanned, type NamedPoints } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import type { Target } from './target.ts'
import { climbLadder, expectedFailures } from './ladders.ts'
import { pointsByPart } from './moves.ts'
import { vendorOf } from './part-result.ts'
import {
  countShort,
  openShop,
  type Plan,
  planForBudget,
  planForTarget,
  type Shop,
  type Step,
  survivalTogether,
  traceFrontier,
} from './purchase-plan.ts'
import type { Tiers } from './tiers.ts'

export interface PurchaseQuestion {
  readonly network: SparesNetwork
  readonly named: NamedPoints
  readonly tiers: Tiers
  readonly target: Target
  /** What may be spent; undefined: what the target needs. */
  readonly budget: number | undefined
}

export interface PurchaseAnswer {
  readonly report: Omit<SparesReport['purchase'], 'costWithoutMoves'>
  readonly frontier: Pick<SparesReport, 'frontier' | 'next' | 'runnerUp'>
  /** By point. */
  readonly quantities: Uint32Array
  /** Groups for which the target is asked, and not met by what is bought. */
  readonly groupsMissed: number
}

export function buyForTarget(question: PurchaseQuestion): PurchaseAnswer {
  const { network, named, tiers, budget, target } = question
  const groups = groupsOf(network, named, target.per)
  const shop = openShop(network, named, tiers)
  const plan =
    budget === undefined ? planForTarget(shop, groups, target.survival) : planForBudget(shop, Math.round(budget * 100))
  const buys = listBuys(network, shop, plan)
  const frontier = traceFrontier(shop)
  const groupsMissed = countShort(shop, plan.quantities, groups, target.survival)
  return {
    groupsMissed,
    quantities: plan.quantities,
    report: {
      isReached: groupsMissed === 0,
      cost: costOf(shop, plan),
      leastCost: plan.leastHundredths === undefined || budget !== undefined ? null : Math.floor(plan.leastHundredths),
      networkSurvival: Math.min(1, survivalTogether(shop, plan.quantities)),
      buys,
      unobtainable: listUnobtainable(question, shop, plan),
    },
    frontier: {
      frontier: frontier.points.map(({ hundredths, survival }) => ({
        cost: Math.round(hundredths),
        survival: Math.min(1, survival),
      })),
      ...(frontier.next ? { next: describeStep(network, shop, frontier.next) } : {}),
      ...(frontier.runnerUp ? { runnerUp: describeStep(network, shop, frontier.runnerUp) } : {}),
    },
  }
}

/** Points whose survival is asked for together. */
export function groupsOf(network: SparesNetwork, { names }: NamedPoints, per: Target['per']): number[][] {
  const byPart = pointsByPart(names)
  if (per === 'part') return byPart
  if (per === 'network') return [byPart.flat()]
  const byVendor = new Map<string, number[]>()
  for (const members of byPart) {
    const { vendor } = vendorOf(network.parts[names[members[0]!]!.part]!)
    byVendor.set(vendor, [...(byVendor.get(vendor) ?? []), ...members])
  }
  return [...byVendor.values()]
}

function costOf({ terms }: Shop, { quantities }: Plan): number {
  return quantities.reduce((sum, units, point) => sum + units * (terms[point]!.hundredths ?? 0), 0)
}

function listBuys(network: SparesNetwork, shop: Shop, { quantities }: Plan): BuyRow[] {
  const { names } = shop.named
  const points = asPlanned(shop.named)
  const rows: BuyRow[] = []
  for (const [point, quantity] of quantities.entries()) {
    if (quantity === 0) continue
    const { pool } = names[point]!
    const { part, hundredths, arrivesOn, caution } = shop.terms[point]!
    const { survival } = shop.ladders[point]!
    const depot = network.pools.depotsOf(pool)[0]
    rows.push({
      part: network.parts[part]!.part,
      pool: network.pools.pools[pool]!.pool,
      ...(depot ? { depot: depot.depot } : {}),
      quantity,
      cost: hundredths === undefined ? null : quantity * hundredths,
      arrivesOn: formatDay(arrivesOn),
      reason: reasonOf(points.stock[point]!, expectedFailures(points, point), survival[0]!, survival[quantity]!),
      ...(caution === undefined ? {} : { caution }),
    })
  }
  return rows
}

function reasonOf(stock: number, failures: number, before: number, after: number): string {
  return `${failures.toFixed(1)} failures expected, ${stock} on the shelf: survival ${before.toFixed(4)}, with these ${after.toFixed(4)}`
}

function describeStep(network: SparesNetwork, shop: Shop, step: Step): NextPurchase {
  const { part } = shop.terms[step.point]!
  const { pool } = shop.named.names[step.point]!
  return {
    part: network.parts[part]!.part,
    pool: network.pools.pools[pool]!.pool,
    quantity: step.units,
    cost: step.hundredths,
    survivalBefore: Math.min(1, step.survivalBefore),
    survivalAfter: Math.min(1, step.survivalAfter),
  }
}

/** Parts that fall short of the target because no more of them can be had. */
function listUnobtainable(
  { network, named, tiers, target }: PurchaseQuestion,
  shop: Shop,
  { quantities }: Plan,
): UnobtainableRow[] {
  const { names } = named
  return pointsByPart(names).flatMap((members): UnobtainableRow[] => {
    const { part } = names[members[0]!]!
    const { obstacle, most } = shop.terms[members[0]!]!
    const bought = members.reduce((sum, point) => sum + quantities[point]!, 0)
    if (survivalTogether(shop, quantities, members) >= target.survival) return []
    const isTooLate = obstacle === undefined && !canReach(shop, members, target.survival)
    if (obstacle === undefined && bought < most && !isTooLate) return []
    // Each pool by itself, as surely as all of them together ask for.
    const each = exp(log(target.survival) / members.length)
    const missing = members.reduce((sum, point) => {
      const { survival } = climbLadder(tiers, named, point, 0)
      const needed = survival.findIndex((one) => one >= each)
      const atOnce = needed < 0 ? survival.length - 1 : needed
      return sum + Math.max(0, isTooLate ? atOnce : atOnce - quantities[point]!)
    }, 0)
    if (missing === 0) return []
    const why = isTooLate ? TOO_LATE : (obstacle ?? 'no more can be had')
    return [{ part: network.parts[part]!.part, missing, why, alternatives: alternativesTo(network, part) }]
  })
}

const TOO_LATE = 'so many would be needed at once, and an order comes too late for what fails before'

/** Whether any number of units would do, each ordered on the first day. */
function canReach({ ladders }: Shop, members: readonly number[], survival: number): boolean {
  return members.reduce((product, point) => product * ladders[point]!.survival.at(-1)!, 1) >= survival
}

function alternativesTo({ parts, cutOffs, calendar, families }: SparesNetwork, part: number): string[] {
  const { harvestYield, repairYield } = parts[part]!
  const isCutOff = cutOffs[part]!.repairs.from < calendar.until
  return [
    'swap the elements that carry it earlier',
    harvestYield && harvestYield.value > 0
      ? 'swap some of them at once, and use what comes out'
      : 'test what is taken out, and use what is good',
    ...(isCutOff || !repairYield ? ['have it repaired by somebody who is not cut off'] : []),
    ...families.standIns
      .filter((standIn) => standIn.part === part)
      .map(({ substitute, why }) => `put ${parts[substitute]!.part} in its place, though ${why}`),
  ]
}
