// The years before a cut-off: how well the stock lies while supply runs as on the first day, and what more of it would give.

import { AFTER_ALL, formatDay } from '#base/calendar.ts'
import { NONE_WAITING, type SteadyPart, type SteadyPool, type SteadyState } from '#model/steady-state-report.ts'
import { backordersAt, type Distribution, momentsOf } from '../chance/distribution.ts'
import type { NamedPoints } from '../points/make-points.ts'
import { resupplyEnds } from '../points/replenishment.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { isWithin } from '../points/step-calendar.ts'
import { poolingBounds } from '../steady-state/lateral-supply.ts'
import { attainedBy } from '../steady-state/sparing.ts'
import { unitsOf } from '../steady-state/stock-split.ts'
import { expectedBackorders } from '../steady-state/two-echelon.ts'
import {
  DAYS_A_YEAR,
  failuresAYearOf,
  functionCount,
  functionsServed,
  layOutParts,
  outstandingOf,
  type PartInService,
  type PartsInService,
} from './steady-parts.ts'
import { curvesOf, nothingOf, type PartCurves, splitFrom, weighStock } from './steady-stock.ts'
import type { Watch } from './watch.ts'

/** What telecom sparing tables ask for. */
const TABLES_ASK = 0.999

export function describeSteadyState(network: SparesNetwork, named: NamedPoints, watch: Watch): SteadyState {
  const inService = layOutParts(network, named)
  const curves = inService.parts.map((one, index) => {
    watch('weighing the stock while supply runs', index, inService.parts.length)
    return curvesOf(network, one)
  })
  const { sameMoneyUnits, ...stock } = weighStock(network, curves)
  const parts = curves.map((part, index) => describePart(network, part, sameMoneyUnits[index]))
  return {
    holdsUntil: firstCutOff(network, inService),
    asked: TABLES_ASK,
    units: inService.parts.reduce((sum, { pools }) => sum + pools.reduce((some, { units }) => some + units, 0), 0),
    notKnown: namesByReason(network, inService),
    withoutPrice: curves.filter(({ price }) => price === undefined).map(({ one }) => network.parts[one.part]!.part),
    unitsServingNothing: inService.unitsServingNothing,
    ...stock,
    unitsWaitingBest: parts.reduce((sum, part) => sum + part.unitsWaitingBest, 0),
    parts,
  }
}

/** The first day on which one of the parts is no longer delivered, ordered or repaired. */
function firstCutOff(network: SparesNetwork, { parts }: PartsInService): string | null {
  const first = parts.reduce((day, { part }) => Math.min(day, resupplyEnds(network, part)), AFTER_ALL)
  return isWithin(network.calendar, first) ? formatDay(first) : null
}

function namesByReason({ parts }: SparesNetwork, { notKnown }: PartsInService): SteadyState['notKnown'] {
  const byReason = new Map<string, string[]>()
  for (const { part, why } of notKnown) byReason.set(why, [...(byReason.get(why) ?? []), parts[part]!.part])
  return [...byReason].map(([why, names]) => ({ why, parts: names }))
}

function describePart(
  network: SparesNetwork,
  { one, waiting, anew }: PartCurves,
  sameMoneyUnits: number | undefined,
): SteadyPart {
  const { held, resupplyDays, pools } = one
  const failuresAYear = failuresAYearOf(one)
  const position = unitsOf(held)
  const elsewhere = splitFrom(one, anew, nothingOf(one), position)
  const isBetter = waiting - elsewhere.expectedBackorders > NONE_WAITING
  const best = isBetter ? elsewhere : held
  const outstanding = outstandingOf(one, held.depotStock)
  return {
    part: network.parts[one.part]!.part,
    resupplyDays,
    failuresAYear,
    unitsInResupply: inResupplyOf(one),
    position,
    unitsWaiting: waiting,
    unitsWaitingPooled: poolingBounds([{ failures: failuresAYear, stock: position }], resupplyDays / DAYS_A_YEAR)
      .pooled,
    unitsWaitingBest: isBetter ? elsewhere.expectedBackorders : waiting,
    supplyAvailability: availabilityAt(
      waiting,
      pools.reduce((sum, { units }) => sum + units, 0),
    ),
    ...(one.hasCentral ? { central: describeCentral(one, best.depotStock) } : {}),
    ...(sameMoneyUnits === undefined ? {} : { positionForSameMoney: sameMoneyUnits }),
    pools: pools.map((_, site) => describePool(network, one, site, outstanding[site]!, best.siteStocks[site]!)),
  }
}

/** On average: of every pool and the central depot, and on the way between them. */
function inResupplyOf({ echelons: { sites, depotRepairYears } }: PartInService): number {
  return sites.reduce(
    (sum, { failuresPerYear, repairedHere, repairYears, orderAndShipYears }) =>
      sum +
      failuresPerYear * (repairedHere * repairYears + (1 - repairedHere) * (depotRepairYears + orderAndShipYears)),
    0,
  )
}

function describeCentral({ echelons, held }: PartInService, positionBest: number): SteadyPart['central'] {
  const { depotStock, siteStocks } = held
  return {
    position: depotStock,
    positionBest,
    unitsWaitingVariMetric: expectedBackorders(echelons, depotStock, siteStocks, 'vari-metric'),
  }
}

function describePool(
  network: SparesNetwork,
  one: PartInService,
  site: number,
  outstanding: Distribution,
  positionBest: number,
): SteadyPool {
  const { pools, held, echelons } = one
  const pool = pools[site]!
  const position = held.siteStocks[site]!
  const { expected, fillRate, readyRate } = backordersAt(outstanding, position)
  const hasStore = held.hasStore[site]!
  const ready = hasStore ? stockToBeReady(outstanding) : null
  const functions = functionCount(pool)
  return {
    pool: network.pools.pools[pool.pool]!.pool,
    units: pool.units,
    failuresAYear: echelons.sites[site]!.failuresPerYear,
    unitsInResupply: momentsOf(outstanding).mean,
    position,
    positionBest,
    fillRate: hasStore ? Math.min(1, fillRate) : fillRateOfDepot(one),
    readyRate: Math.min(1, readyRate),
    neededToFill: ready === null ? null : ready + 1,
    neededToBeReady: ready,
    unitsWaiting: expected,
    supplyAvailability: availabilityAt(expected, pool.units),
    functionAvailability: functions === 0 ? 1 : Math.min(1, functionsServed(pool, expected) / functions),
  }
}

/** Of the central depot, which serves sites itself whose pool has no store. */
function fillRateOfDepot(one: PartInService): number {
  return attainedBy('fill', one.held.depotStock, failuresAYearOf(one) * one.echelons.depotRepairYears)
}

/** The least stock with P(X <= s) as asked; by fill it is one more. */
function stockToBeReady({ first, probabilities }: Distribution): number {
  let [index, sum] = [0, probabilities[0]!]
  while (sum < TABLES_ASK) sum += probabilities[++index]!
  return first + index
}

function availabilityAt(waiting: number, units: number): number {
  return Math.max(0, 1 - waiting / units)
}
