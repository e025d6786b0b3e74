// What an order of so many units costs at least, of parts of which each will do: the cheapest first, as far as it can be had.

import { checkAmount, checkCount, checkNumber } from '../chance/domain.ts'

/** A part that can be had. */
export interface Offer {
  /** Of one, in a small unit of money. */
  readonly unitCost: number
  /** The least and the most that is delivered of it. */
  readonly minimumOrder: number
  readonly most: number
}

export interface Order {
  readonly cost: number
  /** Units of each offer. */
  readonly units: readonly number[]
}

/** Of more parts that come only in lots, the dearest are not tried: each doubles the work. */
const MOST_IN_LOTS = 8

/**
 * The cheapest order of just so many units, of the earlier offer where two cost alike; undefined: there is none. Every choice
 * of the parts that come in lots is tried, and filled up with the cheapest.
 *
 * Worked: at most 3 for 10 each, and at least 5 for 20: 5 cost 100, all of the second; 7 cost 120, two of the first among
 * them; 4 cannot be had.
 */
export function cheapestOrder(offers: readonly Offer[], count: number): Order | undefined {
  checkCount('count', count)
  for (const { unitCost, minimumOrder, most } of offers) {
    checkAmount('unitCost', unitCost)
    checkAmount('minimumOrder', minimumOrder)
    checkNumber('most', most)
  }
  const byCost = [...offers.keys()].sort((left, right) => offers[left]!.unitCost - offers[right]!.unitCost)
  const inLots = byCost.filter((offer) => offers[offer]!.minimumOrder > 1).slice(0, MOST_IN_LOTS)
  let best: Order | undefined
  for (let taken = 2 ** inLots.length - 1; taken >= 0; taken--) {
    const isTaken = (offer: number): boolean =>
      offers[offer]!.minimumOrder <= 1 || (inLots.includes(offer) && ((taken >> inLots.indexOf(offer)) & 1) === 1)
    const order = fill(offers, byCost.filter(isTaken), count)
    if (order && (!best || order.cost < best.cost)) best = order
  }
  return best
}

/**
 * What each number of units costs, from none to `most`; Infinity: so many cannot be ordered, or more cost less.
 *
 * Worked: at least 3 for 10 each: 0, Infinity, Infinity, 30, 40.
 */
export function costsOfOrders(offers: readonly Offer[], most: number): Float64Array {
  const costs = Float64Array.from(
    { length: most + 1 },
    (_, units) => cheapestOrder(offers, units)?.cost ?? Number.POSITIVE_INFINITY,
  )
  for (let [units, least] = [most, Number.POSITIVE_INFINITY]; units > 0; units--) {
    if (costs[units]! > least) costs[units] = Number.POSITIVE_INFINITY
    least = Math.min(least, costs[units]!)
  }
  return costs
}

/** The least of each that comes in lots, and of the rest as many of the cheapest as can be had. */
function fill(offers: readonly Offer[], taken: readonly number[], count: number): Order | undefined {
  const units = offers.map(() => 0)
  let left = count
  for (const offer of taken) {
    const { minimumOrder } = offers[offer]!
    units[offer] = minimumOrder <= 1 ? 0 : minimumOrder
    left -= units[offer]!
  }
  if (left < 0) return undefined
  for (const offer of taken) {
    const more = Math.min(left, offers[offer]!.most - units[offer]!)
    if (more < 0) return undefined
    units[offer]! += more
    left -= more
  }
  if (left > 0) return undefined
  return { cost: units.reduce((sum, some, offer) => sum + some * offers[offer]!.unitCost, 0), units }
}
