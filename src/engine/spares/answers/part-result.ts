// What is told of one part: what is known of it, where its units and spares are, and how long they last.

import { AFTER_ALL, type CivilDay, formatDay } from '#base/calendar.ts'
import { HOURS_OF_A_FIT } from '#model/failures-fit.ts'
import type { Lasting, PartResult, PoolResult, WithMoves } from '#model/spares-report.ts'
import { asPlanned, lentTo, type NamedPoints } from '../points/make-points.ts'
import type { PointName } from '../points/point-name.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { isResupplied } from '../points/replenishment.ts'
import { shelfKey } from '../points/shelf.ts'
import type { SparePart } from '../points/spare-parts.ts'
import { barOfOrders } from '../points/supply-end.ts'
import { isEverServing, lastDayServing } from './in-service.ts'
import { meanFailures } from './ladders.ts'
import { describeStandIns } from './stand-ins.ts'
import { unitsInService } from '../points/units-in-service.ts'
import { methodOf } from './tiers.ts'
import { describeWear, isWearing } from './wear.ts'

export interface PartView {
  readonly network: SparesNetwork
  readonly named: NamedPoints
  readonly part: number
  /** Its points. */
  readonly members: readonly number[]
  readonly lasting: Lasting | undefined
  readonly recordsOf: (name: PointName) => readonly number[]
  /** By point, as it lies. */
  readonly survivalAtEnd: Float64Array
  readonly errorAtEnd: Float64Array
  /** By point, what is to be bought; none of the others. */
  readonly quantities: ReadonlyMap<number, number>
  /** By name of the part, what is to be bought of it and of no other of its family; none of the others. */
  readonly boughtOf: ReadonlyMap<string, number>
  /** Undefined: none of it is moved. */
  readonly withMoves: WithMoves | undefined
}

export function describePart(view: PartView): PartResult {
  const { network, named, part, members, lasting, withMoves } = view
  const about = network.parts[part]!
  const rate = network.rates[part]
  const { newUnits, repairs } = network.cutOffs[part]!
  const recovered = recoveredOn(view)
  return {
    part: about.part,
    description: about.description,
    class: about.class,
    manufacturer: about.manufacturer,
    ...(about.maker.kind === 'resolved' ? { vendor: about.maker.vendor } : {}),
    summedUnder: about.vendor,
    place: about.place,
    ...(rate
      ? {
          failuresFit: { value: rate.value.failuresPerUnitHour * HOURS_OF_A_FIT, source: rate.source.words },
          rateVariation: Math.sqrt(1 / rate.value.shape),
        }
      : { notReckoned: 'no failure rate: neither the part, nor its class, nor the field says how often it fails' }),
    ...(network.noFaultShares[part]! > 0 ? { noFaultFound: network.noFaultShares[part]! } : {}),
    ...sourcesOf(about),
    ...wearing(view),
    ...(members.length === 0 ? {} : { method: methodTold(view) }),
    ...(members.length === 0
      ? {}
      : { regime: isResupplied(network, part) ? ('resupplied' as const) : ('run-down' as const) }),
    ...dayOrNothing('newUnitsUntil', newUnits.from),
    ...forbidden(view),
    ...dayOrNothing('repairsUntil', repairs.from),
    ...(newUnits.isPerhaps || repairs.isPerhaps ? { cutOffPerhaps: true } : {}),
    ...(recovered === undefined ? {} : { recoveredOn: formatDay(recovered) }),
    ...(lasting && isEverServing(named, members) ? { lasting } : {}),
    ...(withMoves ? { withMoves } : {}),
    ...sharing(view),
    ...describeStandIns(network, part),
    pools: members.map((point) => describePool(view, point)),
    notCounted: network.pools.pools.flatMap(
      (_, pool) => network.shelves.get(shelfKey(network.pools, part, pool))?.notCounted ?? [],
    ),
  }
}

function wearing({ network, named, part }: PartView): Pick<PartResult, 'wearOut'> {
  const wearOut = describeWear(network, part, named.futures[0]!.planSlipMonths)
  return wearOut ? { wearOut } : {}
}

/** The exact tier is exact for Poisson failures, which those of what wears out are not. */
function methodTold({ network, named, part, members }: PartView): NonNullable<PartResult['method']> {
  const method = methodOf(asPlanned(named), members[0]!)
  return method === 'exact' && isWearing(network, part) ? 'approximate' : method
}

/** Whom it shares its spares with, and under which name they are reckoned. */
function sharing({ network, part, boughtOf }: PartView): Pick<PartResult, 'reckonedWith' | 'sharesWith' | 'byItself'> {
  const { families, parts, pools, shelves } = network
  const head = families.headOf[part]!
  const others = families.membersOf.get(head)!.filter((member) => member !== part)
  if (others.length === 0) return {}
  const onHand = pools.pools
    .flatMap((_, pool) => shelves.get(shelfKey(pools, part, pool)) ?? [])
    .reduce((sum, shelf) => sum + shelf.lent.reduce((all, { units }) => all + units, shelf.onHand), 0)
  return {
    ...(head === part ? {} : { reckonedWith: parts[head]!.part }),
    sharesWith: others.map((member) => parts[member]!.part),
    byItself: { onHand, buy: boughtOf.get(parts[part]!.part) ?? 0 },
  }
}

/** What is reckoned with besides the failure rate, each where somebody said it. */
function sourcesOf({ price, leadTimeDays, repairYield, repairDays, harvestYield, harvestDays }: SparePart) {
  const told = { leadTimeDays, repairYield, repairDays, harvestYield, harvestDays }
  const figures = Object.entries(told).flatMap(([name, stated]) =>
    stated ? [[name, { value: stated.value, source: stated.source.words }] as const] : [],
  )
  return {
    ...(price ? { price: { value: Math.round(price.value.hundredths), source: price.source.words } } : {}),
    ...(Object.fromEntries(figures) as { [name in keyof typeof told]?: { value: number; source: string } }),
  }
}

function forbidden({ network, part }: PartView): Pick<PartResult, 'newUnitsForbidden'> {
  const bar = barOfOrders(network, part)
  if (!bar) return {}
  const { from, rule, title } = bar
  return { newUnitsForbidden: { from: formatDay(Math.max(from, network.calendar.from)), rule, title } }
}

function dayOrNothing<Key extends string>(key: Key, day: CivilDay): { [name in Key]?: string } {
  return (day < AFTER_ALL ? { [key]: formatDay(day) } : {}) as { [name in Key]?: string }
}

/** The last day on which some unit may be in service, however late the plan is, where none is at the end. */
function recoveredOn({ network, named, members, recordsOf }: PartView): CivilDay | undefined {
  const last = lastDayServing(
    network,
    named,
    members.flatMap((point) => recordsOf(named.names[point]!)),
  )
  return last === network.calendar.lastDay ? undefined : last
}

function describePool(view: PartView, point: number): PoolResult {
  const { network, named, recordsOf, survivalAtEnd, errorAtEnd, quantities } = view
  const { names } = named
  const points = asPlanned(named)
  const lent = lentTo(network, names[point]!)
  const { units } = unitsInService(network, recordsOf(names[point]!), named.futures[0]!.planSlipMonths)
  return {
    pool: network.pools.pools[names[point]!.pool]!.pool,
    unitsFirst: units[0]!,
    unitsLast: units.at(-1)!,
    expectedFailures: meanFailures(named, point),
    onHand: points.stock[point]! + lent.units,
    ...(lent.units > 0 ? { lent: { units: lent.units, until: formatDay(lent.until) } } : {}),
    arriving: arrivingGood(named, point),
    survivalAtEnd: Math.min(1, survivalAtEnd[point]!),
    standardError: errorAtEnd[point]!,
    buy: quantities.get(point) ?? 0,
  }
}

/** Units that arrive good, on the average of what may come: what is harvested comes as late as the plan. */
function arrivingGood({ futures }: NamedPoints, point: number): number {
  return futures.reduce((sum, { probability, points: { lotStart, lotUnits, lotYield } }) => {
    let arriving = 0
    for (let lot = lotStart[point]!; lot < lotStart[point + 1]!; lot++) arriving += lotUnits[lot]! * lotYield[lot]!
    return sum + probability * arriving
  }, 0)
}
