// Each part as its pools, and the central depot behind them, keep it in supply while that runs as on the first day.

import type { Distribution } from '../chance/distribution.ts'
import { poissonQuantile } from '../chance/poisson.ts'
import { indexRecords, type NamedPoints, rateAsHead } from '../points/make-points.ts'
import type { PointName } from '../points/point-name.ts'
import { resupplyToday } from '../points/replenishment.ts'
import { type Shelf, shelfKey } from '../points/shelf.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { availabilityOf } from '../steady-state/redundancy.ts'
import type { Ground } from '../steady-state/stock-split.ts'
import { outstandingByDepotStock, type RepairNetwork, type RepairSite } from '../steady-state/two-echelon.ts'

export const DAYS_A_YEAR = 365.25
const HOURS_A_YEAR = 24 * DAYS_A_YEAR

/** Elements that carry so many of a part, and need so many of them. */
export interface ElementFunctions {
  readonly elements: number
  readonly count: number
  readonly needed: number
  /** How often one of their units fails for each failure of the part that the family goes by. */
  readonly pace: number
}

export interface PoolInService {
  /** Index of the pool. */
  readonly pool: number
  /** In service on the first day. */
  readonly units: number
  /** Each counted as many as fail as often as it does. */
  readonly paced: number
  readonly functions: readonly ElementFunctions[]
}

export interface PartInService {
  /** Index of the part, or of the one its family goes by. */
  readonly part: number
  readonly resupplyDays: number
  readonly pools: readonly PoolInService[]
  /** A site for each pool; where there is no central depot each is resupplied by itself. */
  readonly echelons: RepairNetwork
  readonly hasCentral: boolean
  /** What is on hand and on order, and where. */
  readonly held: Ground
}

export interface PartsInService {
  readonly parts: readonly PartInService[]
  readonly notKnown: readonly { readonly part: number; readonly why: string }[]
  readonly unitsServingNothing: number
}

export function layOutParts(network: SparesNetwork, named: NamedPoints): PartsInService {
  const recordsOf = indexRecords(network)
  const deliveries = readDeliveries(network)
  const [parts, notKnown]: [PartInService[], { part: number; why: string }[]] = [[], []]
  let unitsServingNothing = 0
  for (const [part, members] of named.byPart) {
    const pools = members
      .map((point) => poolInService(network, named.names[point]!, recordsOf(named.names[point]!)))
      .filter(({ units }) => units > 0)
    if (pools.length === 0) continue
    const one = layOutPart(network, deliveries, part, pools)
    if ('why' in one) {
      notKnown.push({ part, why: one.why })
      continue
    }
    parts.push(one)
    for (const point of members)
      if (pools.every(({ pool }) => pool !== named.names[point]!.pool))
        unitsServingNothing += positionOf(network, network.today.local, named.names[point]!)
  }
  return { parts, notKnown, unitsServingNothing }
}

/** How the pools are delivered to. */
interface Deliveries {
  readonly hasCentral: boolean
  /** By pool: whether it has a depot that is not central. */
  readonly hasStore: readonly boolean[]
  /** By pool, from the central depot: none where it serves the sites itself; undefined: nobody says. */
  readonly days: readonly (number | undefined)[]
}

function readDeliveries({ pools }: SparesNetwork): Deliveries {
  const hasCentral = [...pools.depots.values()].some(({ isCentral }) => isCentral)
  const stores = pools.pools.map((_, pool) => pools.depotsOf(pool).filter(({ isCentral }) => !isCentral))
  return {
    hasCentral,
    hasStore: stores.map((some) => !hasCentral || some.length > 0),
    days: stores.map((some) => {
      const days = some.flatMap(({ resupplyDays }) => resupplyDays ?? [])
      if (!hasCentral || some.length === 0) return 0
      return days.length === 0 ? undefined : Math.max(...days)
    }),
  }
}

/** Or why it is not reckoned. */
function layOutPart(
  network: SparesNetwork,
  { hasCentral, hasStore, days }: Deliveries,
  part: number,
  pools: readonly PoolInService[],
): PartInService | { readonly why: string } {
  const resupply = resupplyToday(network, part)
  if ('why' in resupply) return resupply
  const undelivered = pools.find(({ pool }) => days[pool] === undefined)
  if (undelivered) {
    const { pool } = network.pools.pools[undelivered.pool]!
    return { why: `nobody says how long the depots of ${pool} wait for the central one (resupplyDays)` }
  }
  const failuresAYear = network.rates[part]!.value.failuresPerUnitHour * HOURS_A_YEAR
  const years = resupply.days / DAYS_A_YEAR
  const sites = pools.map(
    ({ pool, paced }): RepairSite => ({
      failuresPerYear: paced * failuresAYear,
      repairedHere: hasCentral ? 0 : 1,
      repairYears: years,
      orderAndShipYears: days[pool]! / DAYS_A_YEAR,
    }),
  )
  if (sites.some((site, index) => isNeverCaughtUp(site, years, pools[index]!.units)))
    return { why: 'resupply takes longer than a unit lasts on average' }
  const { central, local } = network.today
  const all = network.pools.pools.keys()
  return {
    part,
    resupplyDays: resupply.days,
    pools,
    hasCentral,
    echelons: { sites, depotRepairYears: hasCentral ? years : 0 },
    held: {
      depotStock: [...all].reduce((sum, pool) => sum + positionOf(network, central, { part, pool }), 0),
      siteStocks: pools.map(({ pool }) => positionOf(network, local, { part, pool })),
      hasStore: pools.map(({ pool }) => hasStore[pool]!),
    },
  }
}

/** Whether more would be in resupply than are in service: failures are reckoned of units that all work. */
function isNeverCaughtUp(
  { failuresPerYear, orderAndShipYears }: RepairSite,
  resupplyYears: number,
  units: number,
): boolean {
  return failuresPerYear * (resupplyYears + orderAndShipYears) > units
}

/**
 * Whole units on hand and on order: what repair does not bring back is ordered anew, so that all that is in repair counts;
 * of what is still to be tested as many as come out good.
 */
function positionOf(
  { families, pools }: SparesNetwork,
  shelves: ReadonlyMap<number, Shelf>,
  { part, pool }: PointName,
): number {
  let units = 0
  for (const member of families.membersOf.get(part)!) {
    const shelf = shelves.get(shelfKey(pools, member, pool))
    units += shelf?.onHand ?? 0
    for (const { kind, units: some, yield: share } of shelf?.arrivals ?? [])
      units += kind === 'untested' || kind === 'carcass' ? some * share : some
  }
  return Math.floor(units + 1e-9)
}

/** `points`: the records of its units, part by part of its family. */
function poolInService(network: SparesNetwork, { pool }: PointName, points: readonly number[]): PoolInService {
  const { units, calendar } = network
  const groups = new Map<string, { elements: number; count: number; needed: number; pace: number }>()
  let [serving, paced] = [0, 0]
  for (const records of points) {
    const pace = rateAsHead(network, units.partOf[records]!)
    let ofPart = 0
    for (let record = units.start[records]!; record < units.start[records + 1]!; record++) {
      if (units.serviceFrom[record]! > calendar.from || units.serviceUntil[record]! <= calendar.from) continue
      const [count, needed] = [units.quantity[record]!, units.needed[record]!]
      const key = `${count} ${needed} ${pace}`
      const group = groups.get(key)
      if (group) group.elements += 1
      else groups.set(key, { elements: 1, count, needed, pace })
      ofPart += count
    }
    serving += ofPart
    paced += ofPart * pace
  }
  return { pool, units: serving, paced, functions: [...groups.values()] }
}

/** Expected elements of a pool that have as many working as they need, each unit waiting as likely as it fails often. */
export function functionsServed({ paced, functions }: PoolInService, unitsWaiting: number): number {
  return functions.reduce(
    (sum, { elements, count, needed, pace }) =>
      sum + elements * availabilityOf(needed, count, Math.max(0, 1 - (unitsWaiting * pace) / paced)),
    0,
  )
}

export function functionCount({ functions }: PoolInService): number {
  return functions.reduce((sum, { elements }) => sum + elements, 0)
}

/** Units outstanding at each pool, exactly, with so many at the central depot. */
export function outstandingOf({ echelons }: PartInService, depotStock: number): Distribution[] {
  return outstandingByDepotStock(echelons, [depotStock])[0]!
}

export function failuresAYearOf({ echelons }: PartInService): number {
  return echelons.sites.reduce((sum, { failuresPerYear }) => sum + failuresPerYear, 0)
}

/** At the central depot: beyond this, one unit more is hardly used; less hardly, where some sites have no other store. */
const MOST_USED = { beforeStores: 0.9999, alone: 1 - 1e-9 } as const
const MOST_DEPOT_STOCKS = 40

/** Stocks of the central depot that may be best, that of today and one more among them: each, or of many some. */
export function depotStocksOf(one: PartInService): readonly number[] {
  const { depotStock, hasStore } = one.held
  if (!one.hasCentral) return [depotStock]
  const mostUsed = hasStore.every(Boolean) ? MOST_USED.beforeStores : MOST_USED.alone
  const last = poissonQuantile(mostUsed, failuresAYearOf(one) * one.echelons.depotRepairYears)
  const stride = Math.ceil((last + 1) / MOST_DEPOT_STOCKS)
  const stocks = new Set([depotStock, depotStock + 1])
  for (let stock = 0; stock <= last; stock += stride) stocks.add(stock)
  return [...stocks].sort((left, right) => left - right)
}
