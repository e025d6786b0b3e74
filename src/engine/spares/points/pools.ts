// Which pool serves a part at a site.

import { compareIdentifiers } from '#base/identifier-order.ts'
import type { Estate } from '#model/estate.ts'
import { amountAt, type FactTable, numberAt, textAt } from '#model/fact-table.ts'
import { plainName } from '#model/plain-name.ts'
import { splitList } from '#model/column.ts'
import type { VendorResolution } from '#model/vendor.ts'
import type { Owners } from './owners.ts'

export interface Pool {
  readonly pool: string
  readonly name: string
  readonly owner: VendorResolution
  /** As written. */
  readonly ownerName: string
  /** Share of its stock that may be drawn, 0 to 1. */
  readonly entitlement: number
}

export interface Depot {
  readonly depot: string
  /** Index of its pool. */
  readonly pool: number
  readonly kind: string
  readonly isCentral: boolean
  /** From its order to the arrival from the central depot; undefined: nobody says. */
  readonly resupplyDays: number | undefined
  /** As plain name; '': not stated. */
  readonly region: string
  readonly place: Place
  /** Who runs it. */
  readonly owner: VendorResolution
  /** As written. */
  readonly ownerName: string
}

/** Where a depot or a site is, as far as it is stated. */
export interface Place {
  /** Plain name; '' where nobody said. */
  readonly region: string
  /** Degrees. */
  readonly latitude: number | undefined
  readonly longitude: number | undefined
}

export function placeAt(table: FactTable, row: number): Place {
  return {
    region: plainName(textAt(table, 'region', row)),
    latitude: numberAt(table, 'latitude', row),
    longitude: numberAt(table, 'longitude', row),
  }
}

/** The pool of whatever no pool is said to serve. */
export const WHOLE_NETWORK = 'whole network'

export class Pools {
  readonly pools: readonly Pool[]
  readonly depots: ReadonlyMap<string, Depot>
  readonly #byIdentifier: ReadonlyMap<string, number>
  readonly #ofRegion = new Map<string, number>()
  /** By site identifier, then by part; '*' is every other part. */
  readonly #ofSite = new Map<string, Map<string, number>>()
  readonly #depotsOf = new Map<number, Depot[]>()
  /** Of sites without a pool, and of depots without one. */
  readonly #otherwise: number

  constructor(facts: readonly FactTable[], owners: Owners) {
    const pools: Pool[] = []
    for (const { table, row } of rowsInOrder(facts, 'pools', 'pool')) {
      for (const region of splitList(textAt(table, 'regions', row))) this.#ofRegion.set(plainName(region), pools.length)
      pools.push({
        pool: textAt(table, 'pool', row),
        name: textAt(table, 'name', row),
        owner: owners.called(textAt(table, 'owner', row)),
        ownerName: textAt(table, 'owner', row),
        entitlement: numberAt(table, 'entitlement', row) ?? 1,
      })
    }
    if (pools.length === 1) this.#otherwise = 0
    else {
      this.#otherwise = pools.length
      pools.push({ pool: WHOLE_NETWORK, name: '', owner: { kind: 'nobody' }, ownerName: '', entitlement: 1 })
    }
    this.pools = pools
    this.#byIdentifier = new Map(pools.map(({ pool }, index) => [pool, index]))
    this.#readSites(facts)
    this.depots = this.#readDepots(facts, owners)
    for (const depot of [...this.depots.values()].sort((left, right) => compareIdentifiers(left.depot, right.depot)))
      this.#depotsOf.set(depot.pool, [...(this.#depotsOf.get(depot.pool) ?? []), depot])
  }

  #readSites(facts: readonly FactTable[]): void {
    forEachRow(facts, 'pool-sites', (table, row) => {
      const site = textAt(table, 'site', row)
      const ofSite = this.#ofSite.get(site) ?? new Map<string, number>()
      ofSite.set(textAt(table, 'part', row) || '*', this.#find(textAt(table, 'pool', row)))
      this.#ofSite.set(site, ofSite)
    })
  }

  #readDepots(facts: readonly FactTable[], owners: Owners): Map<string, Depot> {
    const depots = new Map<string, Depot>()
    forEachRow(facts, 'depots', (table, row) => {
      depots.set(textAt(table, 'depot', row), {
        depot: textAt(table, 'depot', row),
        pool: this.#find(textAt(table, 'pool', row)),
        kind: textAt(table, 'kind', row) || 'store',
        isCentral: textAt(table, 'echelon', row) === 'central',
        resupplyDays: knownDays(table, row),
        region: plainName(textAt(table, 'region', row)),
        place: placeAt(table, row),
        owner: owners.called(textAt(table, 'owner', row)),
        ownerName: textAt(table, 'owner', row),
      })
    })
    return depots
  }

  #find(pool: string): number {
    return this.#byIdentifier.get(pool) ?? this.#otherwise
  }

  /** Index of the pool that serves a part at a site of a region. */
  poolOf(site: string, region: string, part: string): number {
    const ofSite = this.#ofSite.get(site)
    return ofSite?.get(part) ?? ofSite?.get('*') ?? this.#ofRegion.get(plainName(region)) ?? this.#otherwise
  }

  /** Whether some pool is said to serve it. */
  isOtherwise(pool: number): boolean {
    return pool === this.#otherwise && this.pools.length > 1
  }

  /** Depots of a pool, in identifier order. */
  depotsOf(pool: number): readonly Depot[] {
    return this.#depotsOf.get(pool) ?? []
  }
}

/** The longest that it may be. */
function knownDays(table: FactTable, row: number): number | undefined {
  const days = amountAt(table, 'resupplyDays', row)?.high
  return days === Number.POSITIVE_INFINITY ? undefined : days
}

export function forEachRow(
  facts: readonly FactTable[],
  table: string,
  visit: (table: FactTable, row: number) => void,
): void {
  for (const one of facts) if (one.schema.name === table) for (let row = 0; row < one.rowCount; row++) visit(one, row)
}

/** The rows of a table in the order of their identifiers. */
export function rowsInOrder(
  facts: readonly FactTable[],
  name: string,
  identifier: string,
): readonly { readonly table: FactTable; readonly row: number }[] {
  const rows: { table: FactTable; row: number; called: string }[] = []
  forEachRow(facts, name, (table, row) => void rows.push({ table, row, called: textAt(table, identifier, row) }))
  return rows.sort((left, right) => compareIdentifiers(left.called, right.called))
}

/** A pool for every site of the estate, asked part by part: sites of one region and no row of their own answer alike. */
export function siteRegions(estate: Estate): (site: number) => string {
  return (site) => {
    const first = estate.siteStart[site]!
    return first < estate.siteStart[site + 1]! ? estate.classes[estate.classOf[first]!]!.region : ''
  }
}
