// The units of the estate as failures and harvest see them: of which part, in which pool, in service from when until when.
//
// Where a date is not exactly known the cautious one counts: in service as early and as long as may be, harvested only from
// the last day on which it may still be there. What that leaves open is counted.

import type { CivilDay } from '#base/calendar.ts'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { NO } from '#base/trilean.ts'
import type { Estate } from '#model/estate.ts'
import { amountAt, textAt } from '#model/fact-table.ts'
import { type Pools, siteRegions } from './pools.ts'
import type { SiteWeights } from './site-weights.ts'

/** Records of point p are [start[p], start[p + 1]); each is some units of one element. */
export interface UnitRecords {
  readonly pointCount: number
  readonly partOf: Uint32Array
  readonly poolOf: Uint32Array
  readonly start: Uint32Array
  readonly serviceFrom: Int32Array
  readonly serviceUntil: Int32Array
  /** First day on which they are out of the network for certain; AFTER_ALL: not planned. */
  readonly removedFrom: Int32Array
  /** What their age counts from: it may be before they served where they are, for a unit may be older than its element. */
  readonly installedFrom: Int32Array
  readonly quantity: Uint32Array
  /** How many of them must work for the element to serve. */
  readonly needed: Uint32Array
  /** Entity of the element they sit in; -1: of none that is known. */
  readonly host: Int32Array
  /** Site of the estate it stands on; -1: on none that is known. */
  readonly site: Int32Array
  readonly coverage: UnitCoverage
}

export interface UnitCoverage {
  /** Units that may be in service in the time reckoned, and those of them for which days or number are not exactly known. */
  readonly units: number
  readonly uncertainUnits: number
  /** At sites that no pool is said to serve. */
  readonly unitsWithoutPool: number
  /** Of a part that parts.csv does not have. */
  readonly unitsOfUnknownPart: number
  /** Elements in service at some time: with units, with none as is stated, and those of which nothing is stated. */
  readonly elementsWithUnits: number
  readonly elementsOfNoUnits: number
  readonly elementsWithoutUnits: number
  /** Sites with units that may serve in the time reckoned, and those of them whose weight is not known on all of its days. */
  readonly sites: number
  readonly sitesWithoutWeight: number
  /** Units that stand on no site that is known: with them nothing is lost that could be told. */
  readonly unitsWithoutSite: number
}

export interface UnitsQuestion {
  readonly estate: Estate
  readonly pools: Pools
  /** Index of a part by its identifier. */
  readonly partIndex: ReadonlyMap<string, number>
  readonly weights: SiteWeights
  readonly from: CivilDay
  readonly until: CivilDay
  /** Units that were in service from this day on, for what was counted before the first day; none of those fails later. */
  readonly since: CivilDay
}

/** In the order of points: by part, then by pool. */
export function recordUnits(question: UnitsQuestion): UnitRecords {
  const drafts = collectUnits(question)
  return { ...orderByPoint(drafts, rankHosts(question.estate, drafts)), coverage: drafts.coverage }
}

/** Columns of units in the order of sites, and the record that each entity has. */
class Drafts {
  readonly part: number[] = []
  readonly pool: number[] = []
  readonly quantity: number[] = []
  readonly needed: number[] = []
  readonly host: number[] = []
  readonly site: number[] = []
  readonly serviceFrom: CivilDay[] = []
  readonly serviceUntil: CivilDay[] = []
  readonly installedFrom: CivilDay[] = []
  readonly removedFrom: CivilDay[] = []
  readonly isCertain: boolean[] = []
  coverage: UnitCoverage = {
    units: 0,
    uncertainUnits: 0,
    unitsWithoutPool: 0,
    unitsOfUnknownPart: 0,
    elementsWithUnits: 0,
    elementsOfNoUnits: 0,
    elementsWithoutUnits: 0,
    sites: 0,
    sitesWithoutWeight: 0,
    unitsWithoutSite: 0,
  }
}

function collectUnits(question: UnitsQuestion): Drafts {
  const { estate, until, since } = question
  const drafts = new Drafts()
  /** One more than its record; 0: none yet. */
  const recordOf = new Uint32Array(estate.entities.count)
  const hasUnits = new Uint8Array(estate.entities.count)
  const regionOf = siteRegions(estate)
  let unitsOfUnknownPart = 0
  for (let site = 0; site <= estate.siteCount; site++) {
    const isSite = site < estate.siteCount
    const place = isSite ? { site: estate.siteIdentifierOf(site), region: regionOf(site) } : { site: '', region: '' }
    const last = isSite ? estate.siteStart[site + 1]! : estate.subjectCount
    for (let subject = estate.siteStart[site]!; subject < last; subject++) {
      const { subject: kind, product, served } = estate.classes[estate.classOf[subject]!]!
      if (kind !== 'unit' || served === NO) continue
      const window = serviceOf(estate, subject)
      if (window.from >= until || window.until <= since || window.from >= window.until) continue
      const entity = estate.entityOf[subject]!
      const known = recordOf[entity]!
      if (known > 0) widen(drafts, known - 1, window)
      else {
        const row = readRow(estate, entity)
        const host = estate.entities.find(row.element)
        if (host !== undefined) hasUnits[host] = 1
        const part = question.partIndex.get(product)
        if (part === undefined) {
          unitsOfUnknownPart += row.quantity
          continue
        }
        const pool = question.pools.poolOf(place.site, place.region, product)
        addDraft(drafts, { part, pool, host: host ?? -1, site: isSite ? site : -1, ...row, ...window })
        recordOf[entity] = drafts.part.length
      }
    }
  }
  drafts.coverage = {
    ...coverDrafts(drafts, question),
    unitsOfUnknownPart,
    ...coverElements(question, hasUnits),
    ...coverSites(drafts, question),
  }
  return drafts
}

interface Window {
  readonly from: CivilDay
  readonly until: CivilDay
  readonly installedFrom: CivilDay
  readonly removedFrom: CivilDay
  readonly isCertain: boolean
}

/** The days a unit may serve, and the first on which it is surely out of the network. */
function serviceOf({ service, presence, events }: Estate, subject: number): Window {
  const [from, until] = [service.possibleFrom.get(subject), service.possibleUntil.get(subject)]
  return {
    from,
    until,
    installedFrom: events.installed!.earliest.get(subject),
    removedFrom: presence.possibleUntil.get(subject),
    isCertain: service.certainFrom.get(subject) === from && service.certainUntil.get(subject) === until,
  }
}

function widen(drafts: Drafts, record: number, window: Window): void {
  drafts.serviceFrom[record] = Math.min(drafts.serviceFrom[record]!, window.from)
  drafts.serviceUntil[record] = Math.max(drafts.serviceUntil[record]!, window.until)
  drafts.installedFrom[record] = Math.min(drafts.installedFrom[record]!, window.installedFrom)
  drafts.removedFrom[record] = Math.max(drafts.removedFrom[record]!, window.removedFrom)
  drafts.isCertain[record] &&= window.isCertain
}

function addDraft(
  drafts: Drafts,
  one: Window & {
    part: number
    pool: number
    host: number
    site: number
    quantity: number
    needed: number
    isExact: boolean
  },
): void {
  drafts.part.push(one.part)
  drafts.pool.push(one.pool)
  drafts.quantity.push(one.quantity)
  drafts.needed.push(one.needed)
  drafts.host.push(one.host)
  drafts.site.push(one.site)
  drafts.serviceFrom.push(one.from)
  drafts.serviceUntil.push(one.until)
  drafts.installedFrom.push(one.installedFrom)
  drafts.removedFrom.push(one.removedFrom)
  drafts.isCertain.push(one.isCertain && one.isExact)
}

/** What the row of a unit says: a quantity as large as it may be; unknown is taken as one. */
function readRow(
  estate: Estate,
  entity: number,
): { element: string; quantity: number; needed: number; isExact: boolean } {
  const origin = estate.entities.originOf(entity)
  if (!origin) return { element: '', quantity: 1, needed: 1, isExact: true }
  const { low, high } = amountAt(origin.table, 'quantity', origin.row) ?? { low: 1, high: 1 }
  const quantity = high === Number.POSITIVE_INFINITY ? Math.max(1, low) : high
  const needed = amountAt(origin.table, 'needed', origin.row)?.high ?? quantity
  return {
    element: textAt(origin.table, 'element', origin.row),
    quantity,
    needed: Math.min(needed, quantity),
    isExact: low === high,
  }
}

function coverDrafts(
  { quantity, isCertain, pool, serviceUntil }: Drafts,
  { pools, from }: UnitsQuestion,
): Pick<UnitCoverage, 'units' | 'uncertainUnits' | 'unitsWithoutPool'> {
  let [units, uncertainUnits, unitsWithoutPool] = [0, 0, 0]
  for (let record = 0; record < quantity.length; record++) {
    if (serviceUntil[record]! <= from) continue
    units += quantity[record]!
    if (!isCertain[record]) uncertainUnits += quantity[record]!
    if (pools.isOtherwise(pool[record]!)) unitsWithoutPool += quantity[record]!
  }
  return { units, uncertainUnits, unitsWithoutPool }
}

/** Physical elements that may serve in the time reckoned: their units fail, and where none is stated nobody knows which. */
function coverElements(
  { estate, from, until }: UnitsQuestion,
  hasUnits: Uint8Array,
): Pick<UnitCoverage, 'elementsWithUnits' | 'elementsOfNoUnits' | 'elementsWithoutUnits'> {
  const isCounted = new Uint8Array(estate.entities.count)
  let [elementsWithUnits, elementsOfNoUnits, elementsWithoutUnits] = [0, 0, 0]
  for (let subject = 0; subject < estate.siteStart[estate.firstMissingSite]!; subject++) {
    const entity = estate.entityOf[subject]!
    const { subject: kind, kind: elementKind, served } = estate.classes[estate.classOf[subject]!]!
    if (kind !== 'element' || elementKind !== 'physical' || served === NO || isCounted[entity] === 1) continue
    const { possibleFrom, possibleUntil } = estate.service
    if (possibleFrom.get(subject) >= until || possibleUntil.get(subject) <= from) continue
    isCounted[entity] = 1
    if (hasUnits[entity] === 1) elementsWithUnits += 1
    else if (estate.statedWithoutUnits.has(entity)) elementsOfNoUnits += 1
    else elementsWithoutUnits += 1
  }
  return { elementsWithUnits, elementsOfNoUnits, elementsWithoutUnits }
}

function coverSites(
  { site, quantity, serviceFrom, serviceUntil }: Drafts,
  { weights, from, until }: UnitsQuestion,
): Pick<UnitCoverage, 'sites' | 'sitesWithoutWeight' | 'unitsWithoutSite'> {
  const [serving, unknown] = [new Set<number>(), new Set<number>()]
  let unitsWithoutSite = 0
  for (const [record, on] of site.entries()) {
    const [first, end] = [Math.max(from, serviceFrom[record]!), Math.min(until, serviceUntil[record]!)]
    if (first >= end) continue
    if (on < 0) unitsWithoutSite += quantity[record]!
    else {
      serving.add(on)
      if (!unknown.has(on) && !weights.isKnown(on, first, end)) unknown.add(on)
    }
  }
  return { sites: serving.size, sitesWithoutWeight: unknown.size, unitsWithoutSite }
}

/** By record: the place of its element among all in the order of their identifiers; 0: none that is known. */
function rankHosts({ entities }: Estate, { host }: Drafts): Uint32Array {
  const names = Array.from(new Set(host), (entity) => ({
    entity,
    name: entity < 0 ? '' : entities.identifierOf(entity),
  })).sort((left, right) => compareIdentifiers(left.name, right.name))
  const rankOf = new Map(names.map(({ entity }, rank) => [entity, entity < 0 ? 0 : rank + 1]))
  return Uint32Array.from(host, (entity) => rankOf.get(entity)!)
}

/** Within a point by what the units are, not by their rows: in which order these stand decides nothing that is drawn. */
function orderByPoint(drafts: Drafts, hostRank: ArrayLike<number>): Omit<UnitRecords, 'coverage'> {
  const { part, pool, serviceFrom, serviceUntil, installedFrom, removedFrom, quantity, needed } = drafts
  const columns = [part, pool, hostRank, serviceFrom, serviceUntil, installedFrom, removedFrom, quantity, needed]
  const order = Uint32Array.from(part.keys()).sort((left, right) => {
    for (const column of columns) {
      const difference = column[left]! - column[right]!
      if (difference !== 0) return difference
    }
    return left - right
  })
  const [partOf, poolOf, start] = [[] as number[], [] as number[], [] as number[]]
  for (const [place, record] of order.entries()) {
    const [ofPart, ofPool] = [part[record]!, pool[record]!]
    if (ofPart === partOf.at(-1) && ofPool === poolOf.at(-1)) continue
    partOf.push(ofPart)
    poolOf.push(ofPool)
    start.push(place)
  }
  const pick = (column: readonly number[]) => Int32Array.from(order, (record) => column[record]!)
  return {
    pointCount: partOf.length,
    partOf: Uint32Array.from(partOf),
    poolOf: Uint32Array.from(poolOf),
    start: Uint32Array.from([...start, order.length]),
    serviceFrom: pick(drafts.serviceFrom),
    serviceUntil: pick(drafts.serviceUntil),
    installedFrom: pick(drafts.installedFrom),
    removedFrom: pick(drafts.removedFrom),
    quantity: Uint32Array.from(order, (record) => drafts.quantity[record]!),
    needed: Uint32Array.from(order, (record) => drafts.needed[record]!),
    host: pick(drafts.host),
    site: pick(drafts.site),
  }
}
