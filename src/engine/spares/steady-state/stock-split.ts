// Where a number of units of a part lies best: between a central depot and its sites, and from site to site.
//
// For each stock of the depot units go to the sites one by one, each where it is likeliest to be used, which is exact since
// a site's backorders are convex in its own stock. Over the stock of the depot, and so over the total, they are not: every
// stock of the depot that may be best is tried, and buying goes along the hull (purchase/hull.ts).

import type { Distribution } from '../chance/distribution.ts'
import { type EchelonMethod, outstandingAtSites, type RepairNetwork } from './two-echelon.ts'

/** Units at the depot and at each site. */
export interface Stock {
  readonly depotStock: number
  readonly siteStocks: readonly number[]
}

/** Where a number of units lies best, and what still waits. */
export interface StockSplit extends Stock {
  readonly expectedBackorders: number
}

/** Units that come to the sites beside one stock of the depot, in the order in which they help. */
export interface Filling {
  /** Site of each. */
  readonly site: Uint32Array
  /** Of all sites, with the first 0, 1 ... of them there. */
  readonly expectedBackorders: Float64Array
}

/** What lies where already and stays, and whether a site can hold anything: one without a store waits for the depot. */
export interface Ground extends Stock {
  readonly hasStore: readonly boolean[]
}

/** What is less likely to be used is not worth a place. */
const LEAST_USE = 1e-12

/**
 * `outstanding`: at each site, given the stock of the depot (`outstandingAtSites`). One unit more at a site with s takes
 * P(X > s) of its backorders away.
 *
 * Worked: Sherbrooke's five bases, 1 at the depot, by METRIC: 2.6042547 wait with none at the bases, 0.5743290 with five.
 */
export function fillSites(outstanding: readonly Distribution[], { siteStocks, hasStore }: Ground): Filling {
  const [site, use]: [number[], number[]] = [[], []]
  let rest = 0
  for (const [index, one] of outstanding.entries())
    for (const moreThan of tailsFrom(one, siteStocks[index]!))
      if (hasStore[index] && moreThan >= LEAST_USE) {
        site.push(index)
        use.push(moreThan)
      } else rest += moreThan
  const order = Uint32Array.from(use.keys()).sort((left, right) => use[right]! - use[left]! || left - right)
  const expectedBackorders = new Float64Array(order.length + 1)
  // From the least upward, so that small sums keep their digits.
  expectedBackorders[order.length] = rest
  for (let turn = order.length; turn > 0; turn--)
    expectedBackorders[turn - 1] = expectedBackorders[turn]! + use[order[turn - 1]!]!
  return { site: order.map((place) => site[place]!), expectedBackorders }
}

/** P(X > s) for s from the stock on, as far as it can be. */
function tailsFrom({ first, probabilities }: Distribution, stock: number): Float64Array {
  const last = first + probabilities.length - 1
  const tails = new Float64Array(Math.max(0, last - stock))
  let sum = 0
  for (let count = last - 1; count >= stock; count--) {
    sum += probabilities[count + 1 - first] ?? 0
    tails[count - stock] = Math.min(1, sum)
  }
  return tails
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

/** Of these stocks of the depot, each at least what lies there: `outstandingOf` gives what is outstanding at the sites then. */
export function splitCurve(
  depotStocks: Iterable<number>,
  outstandingOf: (depotStock: number) => readonly Distribution[],
  ground: Ground,
): SplitCurve {
  const [best, depot]: [number[], number[]] = [[], []]
  for (const depotStock of depotStocks) {
    const { expectedBackorders } = fillSites(outstandingOf(depotStock), ground)
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
export function splitBeside(
  depotStock: number,
  units: number,
  outstanding: readonly Distribution[],
  ground: Ground,
): StockSplit {
  const { site, expectedBackorders } = fillSites(outstanding, ground)
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
  const outstanding = Array.from({ length: mostUnits + 1 }, (_, depotStock) =>
    outstandingAtSites(network, depotStock, method),
  )
  const ground: Ground = {
    depotStock: 0,
    siteStocks: network.sites.map(() => 0),
    hasStore: network.sites.map(() => true),
  }
  const { depotStock } = splitCurve(outstanding.keys(), (stock) => outstanding[stock]!, ground)
  return Array.from({ length: mostUnits + 1 }, (_, units) =>
    splitBeside(depotStock[units]!, units, outstanding[depotStock[units]!]!, ground),
  )
}
