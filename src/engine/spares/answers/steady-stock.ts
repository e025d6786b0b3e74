// What the stock of all parts gives in steady state: as it lies, with the same money spent otherwise, and with more of it.
//
// By marginal analysis over parts: of each the best split of every number of units, of which only the corners of the hull
// are taken, for with two echelons the curve is not convex. Once what today's stock gives is reached, whatever is not
// needed for it is taken back.

import { exp, log } from '#base/elementary.ts'
import { leastWaitingTold, type StockWorth, type SteadyPurchase, type SteadyState } from '#model/steady-state-report.ts'
import { expectedBeyond } from '../chance/distribution.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { cheapestOrder, costsOfOrders } from '../purchase/cheapest-order.ts'
import { ChoiceList, type Choices } from '../purchase/choices.ts'
import { hullsOf } from '../purchase/hull.ts'
import { type Increments, incrementsInOrder } from '../purchase/marginal-analysis.ts'
import { reachTarget, spendBudget } from '../purchase/purchase.ts'
import {
  type Ground,
  orderOfUse,
  splitBeside,
  type SplitCurve,
  splitCurve,
  type Stock,
  type StockSplit,
  unitsOf,
} from '../steady-state/stock-split.ts'
import { outstandingByDepotStock } from '../steady-state/two-echelon.ts'
import { type OfferToday, offersToday } from './obtainable.ts'
import { depotStocksOf, functionCount, functionsServed, outstandingOf, type PartInService } from './steady-parts.ts'

/** A part with what each number of its units gives, from none and from what lies there on. */
export interface PartCurves {
  readonly one: PartInService
  /** Of one unit, in hundredths, the cheapest that will do; undefined: not known, and the part stays as it is. */
  readonly price: number | undefined
  /** Parts of its family that are to be had. */
  readonly offers: readonly OfferToday[]
  /** Expected backorders as it lies. */
  readonly waiting: number
  readonly anew: SplitCurve
  readonly onward: SplitCurve
}

export function curvesOf(network: SparesNetwork, one: PartInService): PartCurves {
  const offers = offersToday(network, one.part)
  const depotStocks = depotStocksOf(one)
  const outstanding = outstandingByDepotStock(one.echelons, depotStocks)
  const orders = outstanding.map((some, index) => orderOfUse(depotStocks[index]!, some, one.held.hasStore))
  return {
    one,
    price: offers[0]?.unitCost ?? leastPrice(network, one),
    offers,
    waiting: waitingAt(one, one.held).reduce((sum, waiting) => sum + waiting, 0),
    anew: splitCurve(orders, nothingOf(one)),
    onward: splitCurve(
      orders.filter(({ depotStock }) => depotStock >= one.held.depotStock),
      one.held,
    ),
  }
}

/** Of what is no longer sold: what it was last. */
function leastPrice({ parts, families }: SparesNetwork, { part }: PartInService): number | undefined {
  const prices = families.membersOf.get(part)!.flatMap((member) => parts[member]!.price?.value.hundredths ?? [])
  return prices.length === 0 ? undefined : Math.round(Math.min(...prices))
}

/** An empty network of the same stores. */
export function nothingOf({ held }: PartInService): Ground {
  return { depotStock: 0, siteStocks: held.siteStocks.map(() => 0), hasStore: held.hasStore }
}

/** Expected backorders of each pool. */
export function waitingAt(one: PartInService, { depotStock, siteStocks }: Stock): number[] {
  return outstandingOf(one, depotStock).map((some, site) => expectedBeyond(some, siteStocks[site]!))
}

/** The best split of so many units: of more than can help, of all that can. */
export function splitFrom(one: PartInService, curve: SplitCurve, ground: Ground, units: number): StockSplit {
  let at = Math.min(units - curve.units, curve.expectedBackorders.length - 1)
  while (curve.expectedBackorders[at] === Number.POSITIVE_INFINITY) at -= 1
  const depotStock = curve.depotStock[at]!
  return splitBeside(
    orderOfUse(depotStock, outstandingOf(one, depotStock), one.held.hasStore),
    curve.units + at,
    ground,
  )
}

/** Of a part that takes more units than this only every so many are a choice. */
const MOST_CHOICES = 1000

/**
 * Parts with a price as items, by units from those of the curve on; values are backorders below 0. What lies there is worth the
 * price of each unit; what is bought beside it costs the cheapest order of so many.
 */
function choicesAlong(parts: readonly PartCurves[], curve: 'anew' | 'onward'): Choices {
  const choices = new ChoiceList()
  for (const part of parts) {
    const { expectedBackorders } = part[curve]
    const last = expectedBackorders.length - 1
    const costs =
      curve === 'onward' ? costsOfOrders(part.offers, last) : expectedBackorders.map((_, units) => units * part.price!)
    const stride = Math.max(1, Math.ceil(last / MOST_CHOICES))
    for (let units = 0; units < last + stride; units += stride) {
      const bought = Math.min(units, last)
      if (costs[bought]! < Number.POSITIVE_INFINITY) choices.add(bought, costs[bought]!, -expectedBackorders[bought]!)
    }
    choices.endItem()
  }
  return choices.finish()
}

export interface StockAnswer
  extends Pick<SteadyState, 'today' | 'sameMoney' | 'sameAvailability' | 'frontier' | 'onward' | 'next'> {
  /** By part, units where today's money is spent as well as can be; undefined: without a price. */
  readonly sameMoneyUnits: readonly (number | undefined)[]
}

export function weighStock(network: SparesNetwork, all: readonly PartCurves[]): StockAnswer {
  const priced = all.filter(({ price }) => price !== undefined)
  const unpricedWaiting = sumOf(all, (part) => (part.price === undefined ? part.waiting : 0))
  const [waiting, cost] = [sumOf(priced, (part) => part.waiting), sumOf(priced, costOfHeld)]
  const anew = choicesAlong(priced, 'anew')
  const spent = spendBudget(anew, cost)
  const reached = reachTarget(anew, asGoodAs(Math.min(-waiting, bestOf(anew))))
  const plan = (chosen: Uint32Array): ((part: PartCurves) => Stock) => {
    const unitsOfPart = new Map(priced.map((part, item) => [part, anew.quantity[chosen[item]!]!]))
    return (part) => {
      const units = unitsOfPart.get(part)
      return units === undefined ? part.one.held : splitFrom(part.one, part.anew, nothingOf(part.one), units)
    }
  }
  const onward = choicesAlong(priced, 'onward')
  const steps = everyIncrement(onward)
  const items = new Map(priced.map((part, item) => [part, item]))
  const today = worthOf(all, ({ one }) => one.held)
  const least = leastWaitingTold(today)
  return {
    today,
    sameMoney: worthOf(all, plan(spent.chosen)),
    sameAvailability: { ...worthOf(all, plan(reached.chosen)), leastCost: Math.floor(reached.leastCost) },
    frontier: traceCurve(everyIncrement(anew), { cost: 0, waiting: -valueOfNone(anew) }, unpricedWaiting, least),
    onward: traceCurve(steps, { cost, waiting }, unpricedWaiting, least),
    next: listNext(network, priced, onward, steps, least),
    sameMoneyUnits: all.map((part) => {
      const item = items.get(part)
      return item === undefined ? undefined : anew.quantity[spent.chosen[item]!]!
    }),
  }
}

function sumOf(parts: readonly PartCurves[], valueOf: (part: PartCurves) => number): number {
  return parts.reduce((sum, part) => sum + valueOf(part), 0)
}

function costOfHeld({ one, price = 0 }: PartCurves): number {
  return unitsOf(one.held) * price
}

function valueOfNone({ start, value, itemCount }: Choices): number {
  return start.subarray(0, itemCount).reduce((sum, choice) => sum + value[choice]!, 0)
}

/** The same value but for rounding, for which no unit more is bought. */
function asGoodAs(value: number): number {
  return value - 1e-9 - 1e-12 * Math.abs(value)
}

/** With as much of everything as can help: as good as any stock, but for what is never used. */
function bestOf({ start, value, itemCount }: Choices): number {
  let sum = 0
  for (let item = 0; item < itemCount; item++) {
    let most = Number.NEGATIVE_INFINITY
    for (let choice = start[item]!; choice < start[item + 1]!; choice++) most = Math.max(most, value[choice]!)
    sum += most
  }
  return sum
}

function everyIncrement(choices: Choices): Increments {
  const limits = { budget: Number.POSITIVE_INFINITY, target: Number.POSITIVE_INFINITY }
  return incrementsInOrder(choices, hullsOf(choices), limits)
}

function worthOf(all: readonly PartCurves[], stockOf: (part: PartCurves) => Stock): StockWorth {
  let [units, cost, waiting, served, inService, functions] = [0, 0, 0, 0, 0, 0]
  for (const part of all) {
    const { one, price } = part
    const stock = stockOf(part)
    units += price === undefined ? 0 : unitsOf(stock)
    cost += unitsOf(stock) * (price ?? 0)
    for (const [site, some] of waitingAt(one, stock).entries()) {
      const pool = one.pools[site]!
      waiting += some
      inService += pool.units
      served += functionsServed(pool, some)
      functions += functionCount(pool)
    }
  }
  return {
    units,
    cost,
    unitsWaiting: waiting,
    supplyAvailability: inService === 0 ? 1 : Math.max(0, 1 - waiting / inService),
    functionAvailability: functions === 0 ? 1 : Math.min(1, served / functions),
  }
}

const CURVE_POINTS = 80

/** From what waits at first to `least`: every purchase, or of many those after which a like share less waits each time. */
function traceCurve(
  { count, cost, value }: Increments,
  first: { readonly cost: number; readonly waiting: number },
  unpricedWaiting: number,
  least: number,
): SteadyState['frontier'] {
  /** Of parts with a price: what waits of the others no money takes away. */
  const waitingAfter = (at: number): number => Math.max(0, -value[at]!)
  const points = [{ cost: first.cost, unitsWaiting: unpricedWaiting + first.waiting }]
  if (count === 0 || first.waiting <= least) return points
  let last = 0
  while (last < count - 1 && waitingAfter(last) > least) last += 1
  const fall = last < CURVE_POINTS ? 0 : log(Math.max(least, waitingAfter(last)) / first.waiting) / CURVE_POINTS
  for (let [at, level] = [0, first.waiting]; at <= last; at++) {
    if (waitingAfter(at) > level && at < last) continue
    points.push({ cost: first.cost + cost[at]!, unitsWaiting: unpricedWaiting + waitingAfter(at) })
    level = waitingAfter(at) * exp(fall)
  }
  return points
}

const NEXT_TOLD = 12

/** Of each part the first purchase beside what lies there, where that takes as much away as is told. */
function listNext(
  { parts, pools }: SparesNetwork,
  priced: readonly PartCurves[],
  choices: Choices,
  { count, item, choice }: Increments,
  least: number,
): SteadyPurchase[] {
  const rows: SteadyPurchase[] = []
  const seen = new Set<number>()
  for (let at = 0; at < count && rows.length < NEXT_TOLD; at++) {
    if (seen.has(item[at]!)) continue
    seen.add(item[at]!)
    const { one, onward, waiting, offers } = priced[item[at]!]!
    const quantity = choices.quantity[choice[at]!]!
    const after = onward.expectedBackorders[quantity]!
    if (waiting - after < least) continue
    const { depotStock, siteStocks } = splitFrom(one, onward, one.held, onward.units + quantity)
    const central = { quantity: depotStock - one.held.depotStock }
    const local = siteStocks.map((units, site) => ({
      pool: pools.pools[one.pools[site]!.pool]!.pool,
      quantity: units - one.held.siteStocks[site]!,
    }))
    const order = cheapestOrder(offers, quantity)!
    const ordered = offers.filter((_, offer) => order.units[offer]! > 0)
    rows.push({
      part: ordered.map(({ part }) => parts[part]!.part).join(' and '),
      quantity,
      places: [central, ...local].filter((place) => place.quantity > 0),
      cost: order.cost,
      unitsWaitingBefore: waiting,
      unitsWaitingAfter: after,
    })
  }
  return rows
}
