// The purchase as it is told: what, where to, how many, for how much and why; and what cannot be had.

import { markWear } from './wear.ts'
import { formatDay } from '#base/calendar.ts'
import { formatNumber } from '#base/format-number.ts'
import { sayWithError } from '#model/say-probability.ts'
import type { BuyRow, NextPurchase, OrderedMore, SparesReport } from '#model/spares-report.ts'
import { whyNoDepot } from '../points/closing-depots.ts'
import { whyNoneStated } from '../points/depot-service.ts'
import { asPlanned } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { splitOverDepots } from './depot-split.ts'
import { errorWithUnits, meanFailures, withUnits } from './ladders.ts'
import type { Move } from './moves.ts'
import type { Terms } from './obtainable.ts'
import { type Step, stepsAfter, traceFrontier } from './purchase-frontier.ts'
import { costOf, countShort, groupsOf, type Orders, ordersOf, type Plan, planFor } from './purchase-plan.ts'
import {
  errorTogether,
  hoursBelow,
  hoursLostWith,
  type Item,
  openShop,
  orderOf,
  type Quantities,
  type Shop,
  type ShopQuestion,
  survivalTogether,
} from './purchase-shop.ts'
import { sayLyingBeside } from './stand-ins.ts'
import { listUnobtainable } from './unobtainable.ts'
import { describeWithMoves, type MovesOutcome } from './with-moves.ts'

export interface PurchaseQuestion extends ShopQuestion {
  /** What may be spent; undefined: what the target needs. */
  readonly budget: number | undefined
}

export interface PurchaseAnswer {
  readonly report: Omit<SparesReport['purchase'], 'costWithoutMoves' | 'weightHoursLost'> & {
    readonly isReached: boolean
    readonly networkSurvival: number
  }
  /** With what is bought. */
  readonly weightHoursLost: number
  readonly frontier: Pick<SparesReport, 'frontier' | 'next' | 'runnerUp'>
  /** Before anything is bought; undefined: nothing is moved. */
  readonly withMoves: MovesOutcome | undefined
  readonly quantities: Quantities
  readonly orders: Orders
  /** Groups for which the target is asked, and not met by what is bought. */
  readonly groupsMissed: number
}

interface Planned {
  readonly shop: Shop
  readonly groups: readonly (readonly number[])[]
  readonly plan: Plan
}

function planPurchase(question: PurchaseQuestion): Planned {
  const { network, budget, target } = question
  const shop = openShop(question)
  const groups = groupsOf(network, shop.items, target.per)
  const plan = planFor(shop, groups, budget)
  return { shop, groups, plan }
}

/** In hundredths what it takes to reach the target; undefined: it is not reached. */
export function costOfTarget(question: PurchaseQuestion): number | undefined {
  const { shop, groups, plan } = planPurchase(question)
  return countShort(shop, plan, groups) === 0 ? costOf(shop, plan) : undefined
}

/** Over points as they are once all is moved. */
export function buyForTarget(question: PurchaseQuestion, moves: readonly Move[]): PurchaseAnswer {
  const { network, budget } = question
  const { shop, groups, plan } = planPurchase(question)
  const { next, runnerUp, shareOfNext } = stepsAfter(shop, plan)
  const groupsMissed = countShort(shop, plan, groups)
  return {
    groupsMissed,
    quantities: plan.quantities,
    orders: ordersOf(shop, plan),
    weightHoursLost: hoursLostWith(shop, [plan.quantities])[0]!,
    withMoves: describeWithMoves(network, shop, moves),
    report: {
      isReached: groupsMissed === 0,
      cost: costOf(shop, plan),
      leastCost: plan.leastHundredths === undefined || budget !== undefined ? null : Math.floor(plan.leastHundredths),
      networkSurvival: Math.min(1, survivalTogether(shop, plan.quantities)),
      networkStandardError: errorTogether(shop, plan.quantities),
      ...markWear(
        network,
        shop.named,
        shop.items.map(({ part }) => part),
      ),
      buys: shop.items.flatMap((item, index) => listBuys(network, shop, item, plan.units[index]!, plan.quantities)),
      unobtainable: listUnobtainable(question, shop, plan, groups),
    },
    frontier: {
      frontier: describeFrontier(network, shop),
      ...(next ? { next: describeStep(network, shop, next) } : {}),
      ...(runnerUp ? { runnerUp: { ...describeStep(network, shop, runnerUp), shareOfNext } } : {}),
    },
  }
}

/** Each point with what is ordered at it otherwise than at the one before. */
function describeFrontier(network: SparesNetwork, shop: Shop): SparesReport['frontier'] {
  const points = traceFrontier(shop)
  return points.map(({ hundredths, survival, weightHoursLost, units }, index) => ({
    cost: Math.round(hundredths),
    survival: Math.min(1, survival),
    weightHoursLost,
    ordersMore: shop.items.flatMap(({ terms }, item) => {
      const before = index === 0 ? 0 : points[index - 1]!.units[item]!
      return before === units[item]! ? [] : listDifferences(network, terms, before, units[item]!)
    }),
  }))
}

/** Part by part, what the order of so many units has more than that of so many; less where another part is the cheaper then. */
function listDifferences(network: SparesNetwork, terms: Terms, before: number, after: number): OrderedMore[] {
  const [had, has] = [orderOf(terms, before)!, orderOf(terms, after)!]
  return terms.offers.flatMap(({ part }, offer) => {
    const quantity = has.units[offer]! - had.units[offer]!
    return quantity === 0 ? [] : [{ part: network.parts[part]!.part, quantity }]
  })
}

/** One order, pool by pool and depot by depot: the cheaper units go to the earlier ones. */
function listBuys(
  network: SparesNetwork,
  shop: Shop,
  { part: head, members, terms }: Item,
  units: number,
  quantities: Quantities,
): BuyRow[] {
  const left = [...orderOf(terms, units)!.units]
  return members.flatMap((point) =>
    deliveriesTo(network, shop, point, quantities.get(point) ?? 0).flatMap((delivery) => {
      const { pool, depot, why, whyNone } = delivery
      let open = delivery.quantity
      return terms.offers.flatMap(({ part, hundredths, arrivesOn, caution }, offer): BuyRow[] => {
        const beside = sayLyingBeside(network, head, shop.named.names[point]!.pool)
        const cautions = [...(caution === undefined ? [] : [caution]), ...beside]
        const quantity = Math.min(open, left[offer]!)
        open -= quantity
        left[offer]! -= quantity
        if (quantity === 0) return []
        return [
          {
            part: network.parts[part]!.part,
            pool,
            ...(depot === undefined ? {} : { depot }),
            ...(whyNone === undefined ? {} : { whyNoDepot: whyNone }),
            quantity,
            cost: hundredths === undefined ? null : quantity * hundredths,
            arrivesOn: arrivesOn === undefined ? null : formatDay(arrivesOn),
            reason: `${reasonOf(shop, point, quantities.get(point) ?? 0)}${why === undefined ? '' : `; ${why}`}`,
            ...(cautions.length === 0 ? {} : { caution: cautions.join('; ') }),
          },
        ]
      })
    }),
  )
}

/** What is bought for a point, depot by depot of its pool. */
function deliveriesTo(
  network: SparesNetwork,
  { named, hours }: Shop,
  point: number,
  quantity: number,
): { pool: string; depot?: string; why?: string | undefined; whyNone?: string | undefined; quantity: number }[] {
  if (quantity === 0) return []
  const name = named.names[point]!
  const { pool } = network.pools.pools[name.pool]!
  const split = splitOverDepots(network, name, hours.recordsOf(name), quantity)
  if (split.length > 0) return split.map((delivery) => ({ pool, ...delivery }))
  return [{ pool, quantity, whyNone: whyNotDelivered(network, name.pool) }]
}

function whyNotDelivered({ pools, closing }: SparesNetwork, pool: number): string | undefined {
  return pools.depotsOf(pool).length === 0 ? whyNoneStated(pools, pool) : whyNoDepot(pools, pool, closing)
}

function reasonOf({ named, ladders, target }: Shop, point: number, quantity: number): string {
  const ladder = ladders[point]!
  const { survival, value } = ladder
  const survivalWith = (units: number): string =>
    sayWithError(withUnits(survival, units), errorWithUnits(named, point, ladder, units))
  const { stock, lentUnits } = asPlanned(named)
  const lent = lentUnits[point]! === 0 ? '' : `, ${formatNumber(lentUnits[point]!)} more for a time`
  const need = `${sayTenths(meanFailures(named, point))} failures expected, ${formatNumber(stock[point]!)} on the shelf${lent}`
  if (target.kind === 'weightHoursLost')
    return `${need}: weighted hours lost ${sayHours(-value[0]!)}, with these ${sayHours(-withUnits(value, quantity))}`
  if (survival.at(-1)! < hoursBelow(target))
    return `${need}: it as good as surely runs out all the same; they are for the service they save`
  return `${need}: survival ${survivalWith(0)}, with these ${survivalWith(quantity)}`
}

const sayHours = (hours: number): string => (hours < 10 ? hours.toFixed(1) : formatNumber(Math.round(hours)))

/** `3,379.4`. */
const sayTenths = (count: number): string => formatNumber(Number(count.toFixed(1)))

function describeStep(network: SparesNetwork, shop: Shop, step: Step): NextPurchase {
  const { item, units, quantities, before, after } = step
  const [already, all] = step.ordered.map((some) => orderOf(item.terms, some)!)
  const isMore = (_: unknown, offer: number): boolean => all!.units[offer]! > already!.units[offer]!
  const parts = item.terms.offers.filter(isMore).map(({ part }) => network.parts[part]!.part)
  return {
    part: parts.join(' and '),
    pools: item.members
      .filter((point) => quantities.has(point))
      .map((point) => ({
        pool: network.pools.pools[shop.named.names[point]!.pool]!.pool,
        quantity: quantities.get(point)!,
      })),
    quantity: units,
    cost: Math.round(all!.cost - already!.cost),
    survivalBefore: Math.min(1, before.survival),
    standardErrorBefore: before.standardError,
    survivalAfter: Math.min(1, after.survival),
    standardErrorAfter: after.standardError,
    weightHoursLostBefore: before.weightHoursLost,
    weightHoursLostAfter: after.weightHoursLost,
  }
}
