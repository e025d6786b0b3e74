// Stock at several depots that help each other out: between which ends it lies, and who serves whom.

import { backordersOf } from '../chance/poisson.ts'
import { checkAmount, checkCount } from '../chance/domain.ts'

/**
 * P(all of the stock is out) where each demand that finds no shelf anywhere is met from outside: Erlang's loss formula,
 * whatever the law of the resupply times. `load` is demand times mean resupply time.
 *
 * Worked: stock 2, load 1: 0.2.
 */
export function erlangLoss(stock: number, load: number): number {
  checkCount('stock', stock)
  checkAmount('load', load)
  let loss = 1
  for (let unit = 1; unit <= stock; unit++) loss = (load * loss) / (unit + load * loss)
  return loss
}

/** A depot of a group. */
export interface LateralDepot {
  /** Failures it serves first, in any unit of time. */
  readonly failures: number
  readonly stock: number
}

/** From whom the failures of a depot are served, as shares of them; they add up to 1. */
export interface ServiceShares {
  readonly own: number
  /** From the shelf of another depot. */
  readonly lateral: number
  /** From outside, since all shelves are empty. */
  readonly emergency: number
}

/**
 * Who serves whom where a depot with an empty shelf is helped at once by one with a spare, drawn by how often each has one,
 * and from outside where nobody has any; every used spare is resupplied to its depot after the same mean time. (Axsaeter,
 * "Modelling emergency lateral transshipments in inventory systems", Management Science 36, 1990.)
 *
 * The emergency share is exact. The others are: each depot is taken by itself, with the demand of others added while it has
 * a spare; against the exact chain of two depots they are off by up to 0.013 (loads of 0.1 to 4, stocks of 1 to 4).
 *
 * Worked: failures 1 and 0.3, stocks 2 and 1, resupply time 1: the first is served by itself 0.7804, by the other 0.1153,
 * from outside 0.1043 (exactly 0.7796, 0.1161, 0.1043).
 */
export function serviceShares(depots: readonly LateralDepot[], resupplyTime: number): ServiceShares[] {
  checkAmount('resupplyTime', resupplyTime)
  const stock = depots.reduce((sum, depot) => sum + depot.stock, 0)
  const failures = depots.reduce((sum, depot) => sum + depot.failures, 0)
  const emergency = erlangLoss(stock, failures * resupplyTime)
  let own = depots.map((depot) => 1 - erlangLoss(depot.stock, depot.failures * resupplyTime))
  for (let turn = 0; turn < 10_000; turn++) {
    const next = depots.map(
      (depot, index) => 1 - erlangLoss(depot.stock, demandWhileStocked(depots, own, emergency, index) * resupplyTime),
    )
    const change = Math.max(...next.map((share, index) => Math.abs(share - own[index]!)))
    // Half of the way, for the whole of it may swing about.
    own = next.map((share, index) => (share + own[index]!) / 2)
    if (change < 1e-14) break
  }
  return own.map((share) => {
    const isAll = share + emergency > 1
    return { own: isAll ? 1 - emergency : share, lateral: isAll ? 0 : 1 - share - emergency, emergency }
  })
}

/** What is asked of a depot while it has a spare: its own failures, and its part of those that others cannot serve. */
function demandWhileStocked(
  depots: readonly LateralDepot[],
  own: readonly number[],
  emergency: number,
  helper: number,
): number {
  let demand = depots[helper]!.failures
  for (const [asking, { failures }] of depots.entries()) {
    if (asking === helper) continue
    const helpers = own.reduce((sum, share, index) => (index === asking ? sum : sum + share), 0)
    // Drawn with weight own[helper], and only in that share of time: the one cancels the other.
    if (helpers > 0) demand += (failures * Math.max(0, 1 - own[asking]! - emergency)) / helpers
  }
  return demand
}

/** Ends between which the backorders of depots lie that help each other somehow. */
export interface PoolingBounds {
  /** As one depot of all stock: help is free and takes no time. */
  readonly pooled: number
  /** Each by itself: no help at all. */
  readonly unpooled: number
}

/**
 * Expected backorders, units waiting for a spare, with all stock in one place and with each in its own.
 *
 * Worked: two depots of 1 unit in resupply and 1 in stock each: 0.5413 pooled, 0.7358 unpooled.
 */
export function poolingBounds(depots: readonly LateralDepot[], resupplyTime: number): PoolingBounds {
  checkAmount('resupplyTime', resupplyTime)
  const stock = depots.reduce((sum, depot) => sum + depot.stock, 0)
  const failures = depots.reduce((sum, depot) => sum + depot.failures, 0)
  return {
    pooled: backordersOf(stock, failures * resupplyTime).expected,
    unpooled: depots.reduce((sum, depot) => sum + backordersOf(depot.stock, depot.failures * resupplyTime).expected, 0),
  }
}
