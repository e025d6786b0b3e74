// Units in service at a point on the last day of each step: whole ones, with the plan as late as a future has it, and the
// sites they serve.
//
// What fails, and how often at its age, is another thing: `StockingPoints.installed`.

import { rateAsHead } from './make-points.ts'
import { keyOfShapes, mergeElements, type ServingElement, type ShapeOnSite } from './shapes-on-site.ts'
import type { SparesNetwork } from './spares-network.ts'
import { firstStepWithin, lastDayOf, slip } from './step-calendar.ts'

/** Sites on which the same stands of a point. */
export interface SiteGroup {
  /** A site is short where any of them is. */
  readonly shapes: readonly ShapeOnSite[]
  /** What the sites weigh together, on the last day of each step. */
  readonly weight: Float64Array
  /** Which sites they are, and in which steps [first, end) just these shapes stand there. */
  readonly stretches: readonly SiteStretch[]
}

export interface SiteStretch {
  readonly site: number
  readonly first: number
  readonly end: number
}

export interface UnitsInService {
  /** On the last day of each step. */
  readonly units: Float64Array
  /** Each counted as many as fail as often as it does: of which part one that is down is goes by this. */
  readonly paced: Float64Array
  readonly parts: readonly PartInService[]
  readonly groups: readonly SiteGroup[]
}

export interface PartInService {
  /** How often one of its units fails for each failure of the part that the family goes by. */
  readonly pace: number
  /** On the last day of each step. */
  readonly units: Float64Array
}

/** The units of one record, and the steps in which they serve. */
export interface Serving extends ServingElement, SiteStretch {}

/** `records`: those of the point, part by part of its family. */
export function unitsInService(
  network: SparesNetwork,
  records: readonly number[],
  planSlipMonths: number,
): UnitsInService {
  const { stepCount } = network.calendar
  const [units, paced] = [new Float64Array(stepCount), new Float64Array(stepCount)]
  const parts: PartInService[] = []
  const byPart = servingOf(network, records, planSlipMonths)
  for (const [index, serving] of byPart.entries()) {
    const pace = paceOf(network, records[index]!)
    const unitsOfPart = new Float64Array(stepCount)
    for (const { first, end, count } of serving) addBetween(unitsOfPart, first, end, count)
    sumUp(unitsOfPart)
    for (let step = 0; step < stepCount; step++) {
      units[step]! += unitsOfPart[step]!
      paced[step]! += unitsOfPart[step]! * pace
    }
    parts.push({ pace, units: unitsOfPart })
  }
  return { units, paced, parts, groups: groupSites(network, byPart) }
}

/** The records of a point, part by part of its family, each in the order of sites. */
export function servingOf(network: SparesNetwork, records: readonly number[], planSlipMonths: number): Serving[][] {
  return records.map((ofPart) => listServing(network, ofPart, paceOf(network, ofPart), planSlipMonths))
}

function paceOf(network: SparesNetwork, ofPart: number): number {
  return rateAsHead(network, network.units.partOf[ofPart]!)
}

function listServing(
  { units: rows, calendar }: SparesNetwork,
  ofPart: number,
  pace: number,
  planSlipMonths: number,
): Serving[] {
  const serving: Serving[] = []
  for (let record = rows.start[ofPart]!; record < rows.start[ofPart + 1]!; record++) {
    const first = firstStepWithin(calendar, rows.serviceFrom[record]!)
    const end = firstStepWithin(calendar, slip(rows.serviceUntil[record]!, calendar, planSlipMonths))
    if (first >= end) continue
    const [count, needed, site] = [rows.quantity[record]!, rows.needed[record]!, rows.site[record]!]
    serving.push({ site, first, end, count, needed, pace })
  }
  return serving
}

function groupSites(network: SparesNetwork, byPart: readonly (readonly Serving[])[]): SiteGroup[] {
  const { calendar } = network
  const groups = new Map<string, SiteGroup & { readonly stretches: SiteStretch[] }>()
  const add = (shapes: readonly ShapeOnSite[], stretch: SiteStretch): void => {
    const key = keyOfShapes(shapes)
    let group = groups.get(key)
    if (!group) groups.set(key, (group = { shapes, weight: new Float64Array(calendar.stepCount), stretches: [] }))
    group.stretches.push(stretch)
    addWeight(network, group.weight, stretch)
  }
  for (const onSite of bySite(byPart)) {
    if (onSite.length === 1) add(mergeElements(onSite), onSite[0]!)
    else for (const { shapes, stretch } of stretchesOf(onSite)) add(shapes, stretch)
  }
  for (const { weight } of groups.values()) sumUp(weight)
  return [...groups.values()]
}

/** What stands on each site that is known; on none, nothing is lost that could be told. */
function* bySite(byPart: readonly (readonly Serving[])[]): Generator<readonly Serving[]> {
  const inOrder = byPart.length === 1 ? byPart[0]! : byPart.flat().sort((left, right) => left.site - right.site)
  let start = 0
  for (let end = 1; end <= inOrder.length; end++) {
    if (end < inOrder.length && inOrder[end]!.site === inOrder[start]!.site) continue
    if (inOrder[start]!.site >= 0) yield inOrder.slice(start, end)
    start = end
  }
}

/** The stretches of steps in which the same stands on the site, where anything does. */
function stretchesOf(onSite: readonly Serving[]): { readonly shapes: ShapeOnSite[]; readonly stretch: SiteStretch }[] {
  const { site } = onSite[0]!
  const turns = [...new Set(onSite.flatMap(({ first, end }) => [first, end]))].sort((left, right) => left - right)
  return turns.slice(1).flatMap((end, index) => {
    const first = turns[index]!
    const there = onSite.filter((one) => one.first <= first && one.end >= end)
    return there.length === 0 ? [] : [{ shapes: mergeElements(there), stretch: { site, first, end } }]
  })
}

/** To the changes of a curve. What the weight is not known of adds nothing. */
function addWeight(
  { calendar, weights }: SparesNetwork,
  changes: Float64Array,
  { site, first, end }: SiteStretch,
): void {
  weights.forEachStretch(site, lastDayOf(calendar, first), lastDayOf(calendar, end - 1) + 1, (weight, from, until) => {
    if (weight > 0) addBetween(changes, firstStepWithin(calendar, from), firstStepWithin(calendar, until), weight)
  })
}

/** Whole numbers by their changes, until they are summed up: records are many, and each serves long. */
function addBetween(changes: Float64Array, first: number, end: number, amount: number): void {
  if (first >= end) return
  changes[first]! += amount
  if (end < changes.length) changes[end]! -= amount
}

function sumUp(changes: Float64Array): void {
  for (let step = 1; step < changes.length; step++) changes[step]! += changes[step - 1]!
}
