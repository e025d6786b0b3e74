// Steady state of a part held at several sites and at a central depot that repairs what they cannot: how much waits at the
// sites, by the central stock.
//
// Failures of a site are Poisson; it repairs a share itself, and asks the depot for the rest, first come, first served,
// with ample repair. Exact by Graves ("A multi-echelon inventory model for a repairable item with one-for-one
// replenishment", Management Science 31, 1985): what a site waits for is its share, drawn unit by unit, of what the depot
// owes, and what was asked for since.

import {
  backordersAt,
  beyond,
  type Distribution,
  fittedTo,
  momentsOf,
  NEGLIGIBLE,
  poissonDistribution,
  shareOf,
  sumOf,
} from '../chance/distribution.ts'
import { checkCount, checkOneOf } from '../chance/domain.ts'

export interface RepairSite {
  readonly failuresPerYear: number
  /** Share of the failures it repairs itself, 0 to 1. */
  readonly repairedHere: number
  /** From the failure to the repaired unit on the shelf. */
  readonly repairYears: number
  /** From the order to the arrival, while the depot has a unit. */
  readonly orderAndShipYears: number
}

export interface RepairNetwork {
  readonly sites: readonly RepairSite[]
  readonly depotRepairYears: number
}

/** How a site's outstanding units are distributed: exactly, or fitted to two moments, or to the mean alone. */
export type EchelonMethod = (typeof ECHELON_METHODS)[number]

const ECHELON_METHODS = ['exact', 'vari-metric', 'metric'] as const

/**
 * Units outstanding at each site (in its repair, on the way, or owed by the depot) with this stock at the depot. With X0 of
 * the depot Poisson of mean lambda0 T0, B0 = (X0 - s0)+ owed, f the site's share of lambda0:
 * X = Binomial(B0, f) + Poisson(lambda (r T + (1 - r) O)), exactly; its mean and variance are carried alone by VARI-METRIC,
 * and its mean alone, as that of a Poisson number, by METRIC (Sherbrooke 1968).
 *
 * Worked: Sherbrooke's five bases (23.2 failures a year, a fifth repaired in 0.01 years, the rest sent for in 0.01 and
 * repaired in 0.02531), 2 at the depot: mean 0.38480353, variance 0.40546126.
 */
export function outstandingAtSites(network: RepairNetwork, depotStock: number, method: EchelonMethod): Distribution[] {
  checkCount('depotStock', depotStock)
  checkOneOf('method', method, ECHELON_METHODS)
  const owed = beyond(poissonDistribution(failuresAtDepot(network) * network.depotRepairYears), depotStock)
  return network.sites.map((site) => outstandingAt(site, shareOfDepot(network, site), owed, method))
}

/**
 * The same exactly, for many stocks of the depot at once, in their order: each follows from that of one unit more. Of what is
 * owed beyond s, one unit is asked for first, by a site with its share f, and the rest is owed beyond s + 1: with
 * G(s) = the part of the distribution in which anything is owed, and own = Poisson(lambda (r T + (1 - r) O)),
 * H = G(s + 1) + P(X0 = s + 1) own, G(s; x) = (1 - f) H(x) + f H(x - 1), and P(X = x) = P(X0 <= s) own(x) + G(s; x).
 *
 * Worked: those bases, 2 at the depot: mean 0.38480353, variance 0.40546126.
 */
export function outstandingByDepotStock(network: RepairNetwork, depotStocks: readonly number[]): Distribution[][] {
  const depot = poissonDistribution(failuresAtDepot(network) * network.depotRepairYears)
  const bySite = network.sites.map((site) => outstandingBeside(site, shareOfDepot(network, site), depot, depotStocks))
  return depotStocks.map((_, index) => bySite.map((one) => one[index]!))
}

function outstandingBeside(
  site: RepairSite,
  share: number,
  depot: Distribution,
  depotStocks: readonly number[],
): Distribution[] {
  const own = poissonDistribution(unitsOnTheirWay(site))
  const ownEnd = own.first + own.probabilities.length
  const last = depot.first + depot.probabilities.length - 1
  const owing = new Float64Array(ownEnd + last + 1)
  const found: Distribution[] = []
  const descending = [...depotStocks.keys()].sort((left, right) => depotStocks[right]! - depotStocks[left]!)
  // Between these something is owed.
  let [begin, end, owed] = [own.first, ownEnd, 0]
  let stock = last
  for (const index of descending) {
    for (; stock > depotStocks[index]!; stock--) {
      const one = depot.probabilities[stock - depot.first] ?? 0
      owed += one
      if (one > 0) {
        begin = own.first
        for (let x = own.first; x < ownEnd; x++) owing[x]! += one * own.probabilities[x - own.first]!
      }
      for (let x = end; x > begin; x--) owing[x] = (1 - share) * owing[x]! + share * owing[x - 1]!
      owing[begin]! *= 1 - share
      while (begin < end && owing[begin]! < NEGLIGIBLE) owing[begin++] = 0
      if (owing[end]! > NEGLIGIBLE) end += 1
      else owing[end] = 0
    }
    found[index] = withoutOwing(owing.slice(0, end), own, 1 - owed)
  }
  return found
}

/** Adds what is outstanding while the depot owes nothing, which has this probability. */
function withoutOwing(probabilities: Float64Array, own: Distribution, probability: number): Distribution {
  for (const [index, one] of own.probabilities.entries()) probabilities[own.first + index]! += probability * one
  return { first: 0, probabilities }
}

function outstandingAt(site: RepairSite, share: number, owed: Distribution, method: EchelonMethod): Distribution {
  const own = unitsOnTheirWay(site)
  if (method === 'exact') return sumOf(shareOf(owed, share), poissonDistribution(own))
  const { mean, variance } = momentsOf(owed)
  const expected = own + share * mean
  // Sherbrooke, "VARI-METRIC: improved approximations for multi-indenture, multi-echelon availability models", 1986.
  const spread = own + share * (1 - share) * mean + share * share * variance
  return method === 'metric' ? poissonDistribution(expected) : fittedTo(expected, spread)
}

/** In repair at the site, or between the depot and it when the depot owes nothing. */
function unitsOnTheirWay({ failuresPerYear, repairedHere, repairYears, orderAndShipYears }: RepairSite): number {
  return failuresPerYear * (repairedHere * repairYears + (1 - repairedHere) * orderAndShipYears)
}

function failuresAtDepot({ sites }: RepairNetwork): number {
  return sites.reduce((sum, { failuresPerYear, repairedHere }) => sum + failuresPerYear * (1 - repairedHere), 0)
}

function shareOfDepot(network: RepairNetwork, { failuresPerYear, repairedHere }: RepairSite): number {
  const all = failuresAtDepot(network)
  return all === 0 ? 0 : (failuresPerYear * (1 - repairedHere)) / all
}

/**
 * Expected backorders of all sites, in units, with these stocks at the depot and at each site.
 *
 * Worked: those bases, 2 at the depot and 1 at each: 0.36154363 exactly, 0.36104811 by VARI-METRIC, 0.32693933 by METRIC.
 */
export function expectedBackorders(
  network: RepairNetwork,
  depotStock: number,
  siteStocks: readonly number[],
  method: EchelonMethod,
): number {
  const outstanding = outstandingAtSites(network, depotStock, method)
  return outstanding.reduce((sum, one, index) => sum + backordersAt(one, siteStocks[index]!).expected, 0)
}
