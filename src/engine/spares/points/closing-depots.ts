// Depots that stop serving the operator within the time reckoned: those of a vendor whose pools stop or are rationed then.

import { AFTER_ALL, type CivilDay, formatDay } from '#base/calendar.ts'
import type { Scenario } from '#model/scenario.ts'
import { type CutOffVendors, vendorStockOf } from './cut-offs.ts'
import type { Pools } from './pools.ts'

export interface Closing {
  /** The first day on which it is not certain to give what lies there. */
  readonly from: CivilDay
  /** As written: who runs it, or whose pool it belongs to. */
  readonly owner: string
}

/** By depot; the others serve to the last day. */
export type ClosingDepots = ReadonlyMap<string, Closing>

/** What is rationed counts as gone: nobody sends units of their own to where but a part of them can be drawn. */
export function closingDepots(
  pools: Pools,
  scenario: Scenario,
  vendors: CutOffVendors,
  until: CivilDay,
): ClosingDepots {
  const closing = new Map<string, Closing>()
  for (const depot of pools.depots.values()) {
    const ofWhom = [depot, pools.pools[depot.pool]!].map(({ owner, ownerName }) => ({
      from: vendorStockOf(owner, scenario, vendors, until).from,
      owner: ownerName,
    }))
    const first = ofWhom.reduce((earliest, one) => (one.from < earliest.from ? one : earliest))
    if (first.from < AFTER_ALL) closing.set(depot.depot, first)
  }
  return closing
}

/** Whether units of the operator may be sent to a pool: it has a depot that serves on, or none is stated at all. */
export function takesUnitsIn(pools: Pools, pool: number, closing: ClosingDepots): boolean {
  const depots = pools.depotsOf(pool)
  return depots.length === 0 || depots.some(({ depot }) => !closing.has(depot))
}

/**
 * Why nothing can be sent to a pool, and what to do; undefined: something can. `no depot of pool SOUTH serves from 2021-06-01 on,
 * for DOVER belongs to Huawei, cut off by then: state one of your own in depots.csv, or ...`.
 */
export function whyNoDepot(pools: Pools, pool: number, closing: ClosingDepots): string | undefined {
  if (takesUnitsIn(pools, pool, closing)) return undefined
  const depots = pools.depotsOf(pool).map(({ depot }) => depot)
  const closings = depots.map((depot) => closing.get(depot)!)
  const last = Math.max(...closings.map(({ from }) => from))
  const owners = [...new Set(closings.map(({ owner }) => owner))]
  return `no depot of pool ${pools.pools[pool]!.pool} serves from ${formatDay(last)} on, for ${depots.join(' and ')} ${depots.length === 1 ? 'belongs' : 'belong'} to ${owners.join(' and ')}, cut off by then: state one of your own in depots.csv, or another pool for its sites in pool-sites.csv`
}
