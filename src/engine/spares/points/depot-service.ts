// Which depot of a pool serves which units: where what is bought for the pool is to be delivered.

import type { Estate } from '#model/estate.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import type { ClosingDepots } from './closing-depots.ts'
import { type Depot, forEachRow, type Place, placeAt, type Pools } from './pools.ts'
import type { StepCalendar } from './step-calendar.ts'
import type { UnitRecords } from './unit-records.ts'

const NOWHERE: Place = { region: '', latitude: undefined, longitude: undefined }

/** Where something is delivered, the best kind first: nobody orders to a van while there is a store. */
const DELIVERED_TO = ['store', 'site', 'van', 'vendor', 'inTransit']

/**
 * The depots of a pool that are delivered to, of those that serve to the last day: those of the best kind there is, and central
 * ones only where there is no other.
 */
export function depotsDelivered(pools: Pools, pool: number, closing: ClosingDepots): readonly Depot[] {
  const all = pools.depotsOf(pool).filter(({ depot }) => !closing.has(depot))
  const rankOf = ({ kind, isCentral }: Depot): number => 2 * DELIVERED_TO.indexOf(kind) + (isCentral ? 1 : 0)
  const best = Math.min(...all.map(rankOf))
  return all.filter((depot) => rankOf(depot) === best)
}

/** Why nothing can be delivered to a pool without a depot, and what to do. */
export function whyNoneStated(pools: Pools, pool: number): string {
  return pools.isOtherwise(pool)
    ? 'no pool is said to serve the sites they are for: state its regions in pools.csv, or the sites in pool-sites.csv, and a depot of it in depots.csv'
    : `pool ${pools.pools[pool]!.pool} has no depot: state one in depots.csv, or another pool for its sites in pool-sites.csv`
}

/** By site of the estate. */
export function placesOfSites(facts: readonly FactTable[], estate: Estate): readonly Place[] {
  const placeOf = new Map<string, Place>()
  forEachRow(facts, 'sites', (table, row) => {
    placeOf.set(textAt(table, 'site', row), placeAt(table, row))
  })
  return Array.from({ length: estate.siteCount }, (_, site) => placeOf.get(estate.siteIdentifierOf(site)) ?? NOWHERE)
}

/**
 * Unit-days, from the first day to the last, of some records that each of the depots serves: every unit by the nearest of those
 * in its region, or of all where none is; where a place is not stated, by all of them alike.
 */
export function unitDaysServed(
  units: UnitRecords,
  records: readonly number[],
  depots: readonly Depot[],
  places: readonly Place[],
  { from, until }: StepCalendar,
): Float64Array {
  const served = new Float64Array(depots.length)
  for (const point of records)
    for (let record = units.start[point]!; record < units.start[point + 1]!; record++) {
      const days = Math.min(units.serviceUntil[record]!, until) - Math.max(units.serviceFrom[record]!, from)
      if (days <= 0) continue
      const serving = servingOf(places[units.site[record]!] ?? NOWHERE, depots)
      for (const depot of serving) served[depot]! += (units.quantity[record]! * days) / serving.length
    }
  return served
}

/** The depots that serve a place: one, or several that nothing tells apart. */
function servingOf(place: Place, depots: readonly Depot[]): readonly number[] {
  const all = [...depots.keys()]
  const ofRegion = place.region === '' ? [] : all.filter((depot) => depots[depot]!.place.region === place.region)
  const near = ofRegion.length > 0 ? ofRegion : all
  const distances = near.map((depot) => distanceBetween(place, depots[depot]!.place))
  if (distances.some(Number.isNaN)) return near
  return [near[distances.indexOf(Math.min(...distances))]!]
}

const RADIANS = Math.PI / 180

/** Only to be compared: the square of the chord on a sphere of radius 1/2 (haversine); NaN where a place is not stated. */
function distanceBetween(left: Place, right: Place): number {
  const [from, to] = [left, right].map(({ latitude = Number.NaN, longitude = Number.NaN }) => ({
    latitude: latitude * RADIANS,
    longitude: longitude * RADIANS,
  })) as [{ latitude: number; longitude: number }, { latitude: number; longitude: number }]
  const north = Math.sin((to.latitude - from.latitude) / 2)
  const east = Math.sin((to.longitude - from.longitude) / 2)
  return north * north + Math.cos(from.latitude) * Math.cos(to.latitude) * east * east
}
