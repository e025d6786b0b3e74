// Where a number of units of a part lies best: between a central depot and its sites, and from site to site.
//
// For each stock of the depot units go to the sites one by one, each where it is likeliest to be used, which is exact since
// a site's backorders are convex in its own stock. Over the stock of the depot, and so over the total, they are not: every
// stock of the depot that may be best is tried, and buying goes along the hull (purchase/hull.ts).

import type { Distribution } from '../chance/distribution.ts'
import { type EchelonMethod, outstandingAtSites, type RepairNetwork } from './two-echelon.ts'
import { checkCount } from '../chance/domain.ts'

/** Units at the depot and at each site. */
export interface Stock {
  readonly depotStock: number
  readonly siteStocks: readonly number[]
}

/** Where a number of units lies best, and what still waits. */
export interface StockSplit extends Stock {
  readonly expectedBackorders: number
}

/** What lies where already and stays, and whether a site can hold anything: one without a store waits for the depot. */
export interface Ground extends Stock {
  readonly hasStore: readonly boolean[]
}

/** Every unit that may come to a site beside one stock of the depot, the likeliest to be used first. */
export interface UseOrder {
  readonly depotStock: number
  readonly site: Uint32Array
  /** How many lie at the site before it. */
  readonly below: Uint32Array
  /** P(it is used) = P(X > below): so much of the backorders of the site it takes away. */
  readonly use: Float64Array
  /** What waits for units so seldom used that they are not worth a place, or where there is no place. */
  readonly rest: number
}

/** What is less likely to be used is not worth a place. */
const LEAST_USE = 1e-9

/**
 * `outstanding`: at each site, given the stock of the depot (`outstandingAtSites`).
 *
 * Worked: Sherbrooke's five bases, 1 at the depot, by METRIC: the first unit at each is used with 0.4060.
 */
export function orderOfUse(
  depotStock: number,
  outstanding: readonly Distribution[],
  hasStore: readonly boolean[],
): UseOrder {
  const [sites, belows, uses]: [number[], number[], number[]] = [[], [], []]
  let rest = 0
  for (const [site, { first, probabilities }] of outstanding.entries()) {
    let moreThan = 0
    for (let count = first + probabilities.length - 2; count >= 0; count--) {
      moreThan = Math.min(1, moreThan + (probabilities[count + 1 - first] ?? 0))
      if (hasStore[site] && moreThan >= LEAST_USE) {
        sites.push(site)
        belows.push(count)
        uses.push(moreThan)
      } else rest += moreThan
    }
  }
  const order = Uint32Array.from(uses.keys()).sort((left, right) => uses[right]! - uses[left]! || left - right)
  return {
    depotStock,
    site: order.map((place) => sites[place]!),
    below: order.map((place) => belows[place]!),
    use: Float64Array.from(order, (place) => uses[place]!),
    rest,
  }
}

/** The units of an order that come to what lies there: their sites, and what waits with the first 0, 1 ... of them. */
interface Filling {
  readonly site: Uint32Array
  readonly expectedBackorders: Float64Array
}

function fillAbove({ site, below, use, rest }: UseOrder, { siteStocks }: Ground): Filling {
  const coming = site.filter((one, place) => below[place]! >= siteStocks[one]!)
  const expectedBackorders = new Float64Array(coming.length + 1)
  // From the least upward, so that small sums keep their digits.
  expectedBackorders[coming.length] = rest
  for (let [place, left] = [site.length, coming.length]; left > 0; ) {
    place -= 1
    if (below[place]! < siteStocks[site[place]!]!) continue
    expectedBackorders[left - 1] = expectedBackorders[left]! + use[place]!
    left -= 1
  }
  return { site: coming, expectedBackorders }
}

/** The best that can be had with each number of units, from what lies there on. */
export interface SplitCurve {
  /** Units of the first entry. */
  readonly units: number
  /** Infinity: none of the stocks of the depot that were tried makes so many. */
  readonly expectedBackorders: Float64Array
  /** Stock of the depot that does it. */
  readonly depotStock: Uint32Array
}

/** By stocks of the depot, the least of them what lies there. */
export function splitCurve(orders: readonly UseOrder[], ground: Ground): SplitCurve {
  const [best, depot]: [number[], number[]] = [[], []]
  for (const order of orders) {
    const { depotStock } = order
    const { expectedBackorders } = fillAbove(order, ground)
    const more = depotStock - ground.depotStock
    for (const [count, waiting] of expectedBackorders.entries()) {
      if (waiting >= (best[more + count] ?? Number.POSITIVE_INFINITY)) continue
      best[more + count] = waiting
      depot[more + count] = depotStock
    }
  }
  return {
    units: unitsOf(ground),
    expectedBackorders: Float64Array.from(best, (waiting = Number.POSITIVE_INFINITY) => waiting),
    depotStock: Uint32Array.from(depot, (stock = 0) => stock),
  }
}

export function unitsOf({ depotStock, siteStocks }: Stock): number {
  return siteStocks.reduce((sum, one) => sum + one, depotStock)
}

/** Where so many units lie best beside one stock of the depot. */
export function splitBeside(order: UseOrder, units: number, ground: Ground): StockSplit {
  const { depotStock } = order
  const { site, expectedBackorders } = fillAbove(order, ground)
  const coming = units - depotStock - (unitsOf(ground) - ground.depotStock)
  const siteStocks = [...ground.siteStocks]
  for (const index of site.subarray(0, coming)) siteStocks[index]! += 1
  return { depotStock, siteStocks, expectedBackorders: expectedBackorders[coming]! }
}

/**
 * Of 0, 1 ... `mostUnits` in all, the split between depot and sites that leaves the fewest expected backorders. Over the
 * total the curve need not be convex: buy along its hull (purchase/hull.ts).
 *
 * Worked: Sherbrooke's five bases by METRIC with 11 units: one at the depot, two at each base, 0.09136932 backorders.
 */
export function bestSplits(network: RepairNetwork, mostUnits: number, method: EchelonMethod): StockSplit[] {
  checkCount('mostUnits', mostUnits)
  const ground: Ground = {
    depotStock: 0,
    siteStocks: network.sites.map(() => 0),
    hasStore: network.sites.map(() => true),
  }
  const orders = Array.from({ length: mostUnits + 1 }, (_, depotStock) =>
    orderOfUse(depotStock, outstandingAtSites(network, depotStock, method), ground.hasStore),
  )
  const { depotStock } = splitCurve(orders, ground)
  return Array.from({ length: mostUnits + 1 }, (_, units) => splitBeside(orders[depotStock[units]!]!, units, ground))
}
