// From the units, the parts and the shelves of a network to its stocking points, as they are or with something otherwise.

import { AFTER_ALL, type CivilDay } from '#base/calendar.ts'
import { Ageing } from './ageing.ts'
import { type Lent, type Shelf, shelfKey } from './shelf.ts'
import type { SparesNetwork, Variation } from './spares-network.ts'
import type { UnitRecords } from './unit-records.ts'
import type { PointName } from './point-name.ts'
import { groupRates, type RateGroups } from './rate-groups.ts'
import { replenish } from './replenishment.ts'
import { firstStepFrom, HOURS_A_DAY, monthsLater, slip, type StepCalendar, stepsBefore } from './step-calendar.ts'
import type { StockingPoints } from './stocking-points.ts'
import { type StreamKeys, streamKeys } from './stream-key.ts'
import { varyNetwork } from './vary-network.ts'

export interface NamedPoints {
  readonly names: readonly PointName[]
  /** The points of each part, which stand together, in their order. */
  readonly byPart: PointsByPart
  /** What may come, each with its probability, the least late first: mostly the plan as it stands. */
  readonly futures: readonly Future[]
}

/** By the index of the part. */
export type PointsByPart = ReadonlyMap<number, readonly number[]>

export function listByPart(names: readonly PointName[]): PointsByPart {
  const byPart = new Map<number, number[]>()
  for (const [point, { part }] of names.entries()) {
    const known = byPart.get(part)
    if (known) known.push(point)
    else byPart.set(part, [point])
  }
  return byPart
}

/** How late the plan is, which all points suffer alike, and the points then. */
export interface Future {
  readonly probability: number
  readonly planSlipMonths: number
  readonly points: StockingPoints
}

/** The points as the plan stands: what they have in common in every future is read from these. */
export function asPlanned({ futures }: NamedPoints): StockingPoints {
  return futures[0]!.points
}

export interface PlanSlip {
  readonly months: number
  readonly probability: number
}

const AS_PLANNED: readonly PlanSlip[] = [{ months: 0, probability: 1 }]

/** With one thing otherwise, or none. */
export function makePoints(
  network: SparesNetwork,
  slips: readonly PlanSlip[] = AS_PLANNED,
  variation: Variation = {},
): NamedPoints {
  return new PointMaker(network, slips).make(slips, variation)
}

/**
 * Makes the points of a network, with this or that otherwise: those of parts whose rate is known, by part and then by pool,
 * where units are, or stock is. What is alike with one thing otherwise and with another is made once.
 */
export class PointMaker {
  readonly #network: SparesNetwork
  readonly #names: readonly PointName[]
  readonly #byPart: PointsByPart
  readonly #recordsOf: (name: PointName) => readonly number[]
  /** By the slips of the scenario alone: what else is otherwise does not change who errs together. */
  readonly #rateGroups: RateGroups
  readonly #made = new Map<string, StockingPoints>()
  /** Units in service by how late the plan is, and how much faster they age: nothing else changes them. */
  readonly #curves = new Map<string, Float64Array>()
  readonly #isAgeing: boolean

  /** `slips`: how late the plan may be in the answer, by which parts that share their spares are mixed. */
  constructor(network: SparesNetwork, slips: readonly PlanSlip[] = AS_PLANNED) {
    this.#network = network
    this.#names = namePoints(network)
    this.#byPart = listByPart(this.#names)
    this.#recordsOf = indexRecords(network)
    this.#rateGroups = groupRates(network, this.#names, this.#recordsOf, slips)
    this.#isAgeing = network.parts.some(({ weibullShape }) => weibullShape !== 1)
  }

  make(slips: readonly PlanSlip[] = AS_PLANNED, variation: Variation = {}): NamedPoints {
    const futures = slips
      .filter(({ probability }) => probability > 0)
      .sort((left, right) => left.months - right.months)
      .map(({ months, probability }) => {
        const planSlipMonths = months + (variation.planSlipMonths ?? 0)
        return { probability, planSlipMonths, points: this.#pointsWith({ ...variation, planSlipMonths }) }
      })
    return { names: this.#names, byPart: this.#byPart, futures }
  }

  #pointsWith(variation: Variation & { readonly planSlipMonths: number }): StockingPoints {
    const key = JSON.stringify(Object.entries(variation).sort(([left], [right]) => (left < right ? -1 : 1)))
    let points = this.#made.get(key)
    if (!points) {
      const network = varyNetwork(this.#network, variation)
      points = {
        ...frame(network, this.#names, this.#rateGroups, variation),
        installed: this.#curvesWith(network, variation),
        ...this.#lotsWith(network, variation),
      }
      this.#made.set(key, points)
    }
    return points
  }

  #curvesWith(network: SparesNetwork, { planSlipMonths = 0, rateFactor = 1 }: Variation): Float64Array {
    const key = `${planSlipMonths} ${this.#isAgeing ? rateFactor : 1}`
    let installed = this.#curves.get(key)
    if (!installed) {
      const { stepCount, stepDays } = network.calendar
      installed = new Float64Array(this.#names.length * stepCount)
      const ageing = network.parts.map((_, part) => ageingOf(network, part))
      for (const [point, name] of this.#names.entries()) {
        const curve = installed.subarray(point * stepCount, (point + 1) * stepCount)
        for (const records of this.#recordsOf(name)) addUnits(network, records, planSlipMonths, ageing, curve)
        for (let step = 0; step < stepCount; step++) curve[step]! /= stepDays
      }
      this.#curves.set(key, installed)
    }
    return installed
  }

  #lotsWith(
    network: SparesNetwork,
    variation: Variation,
  ): Pick<StockingPoints, 'lotStart' | 'lotStep' | 'lotUnits' | 'lotYield'> {
    const lots: LotColumns = { start: [0], step: [], units: [], yield: [] }
    for (const name of this.#names) {
      const harvest = this.#recordsOf(name).flatMap((records) => harvestOf(network, records, variation))
      addLots(network, name, harvest, lots)
    }
    return finishLots(lots)
  }
}

/** Units of another part of the family count as many as fail as often as they do. `ageing`: by part. */
function addUnits(
  network: SparesNetwork,
  records: number,
  planSlipMonths: number,
  ageing: readonly (Ageing | undefined)[],
  curve: Float64Array,
): void {
  const { calendar, units } = network
  const part = units.partOf[records]!
  const asHead = rateAsHead(network, part)
  for (let record = units.start[records]!; record < units.start[records + 1]!; record++) {
    const from = units.serviceFrom[record]!
    const until = slip(units.serviceUntil[record]!, calendar, planSlipMonths)
    const ratios = ageing[part]?.ratiosOf(units.installedFrom[record]!)
    addWindow(curve, calendar, { from, until }, units.quantity[record]! * asHead, ratios)
  }
}

/** The same, with other units on the shelves. */
export function withStock(named: NamedPoints, stock: Int32Array): NamedPoints {
  return { ...named, futures: named.futures.map((future) => ({ ...future, points: { ...future.points, stock } })) }
}

function namePoints({ units, pools, shelves, families, rates, only, calendar }: SparesNetwork): PointName[] {
  const keys = new Set<number>()
  const add = (part: number, pool: number): void => void keys.add(shelfKey(pools, families.headOf[part]!, pool))
  for (const key of shelves.keys()) add(Math.floor(key / pools.pools.length), key % pools.pools.length)
  // What may be set aside for a part may lie where it has nothing yet.
  for (const { part, substitute, servesAlike } of families.standIns)
    if (servesAlike)
      for (const pool of pools.pools.keys()) if (shelves.has(shelfKey(pools, substitute, pool))) add(part, pool)
  for (let records = 0; records < units.pointCount; records++)
    if (isStillServing(units, records, calendar)) add(units.partOf[records]!, units.poolOf[records]!)
  return [...keys]
    .sort((left, right) => left - right)
    .map((key) => ({ part: Math.floor(key / pools.pools.length), pool: key % pools.pools.length }))
    .filter(({ part }) => rates[part] !== undefined && (only === undefined || only.has(part)))
}

/** Whether some of the units are in service on the first day or later. */
function isStillServing({ start, serviceUntil }: UnitRecords, records: number, { from }: StepCalendar): boolean {
  for (let record = start[records]!; record < start[records + 1]!; record++)
    if (serviceUntil[record]! > from) return true
  return false
}

/** Where the units of a point stand in the records, part by part of its family. */
export function indexRecords({ units, pools, families }: SparesNetwork): (name: PointName) => readonly number[] {
  const index = new Map<number, number[]>()
  for (let records = 0; records < units.pointCount; records++) {
    const key = shelfKey(pools, families.headOf[units.partOf[records]!]!, units.poolOf[records]!)
    const known = index.get(key)
    if (known) known.push(records)
    else index.set(key, [records])
  }
  return ({ part, pool }) => index.get(shelfKey(pools, part, pool)) ?? []
}

/** What lies on the shelves of a point, part by part of its family. */
export function shelvesOf({ shelves, pools, families }: SparesNetwork, { part, pool }: PointName): readonly Shelf[] {
  return families.membersOf.get(part)!.flatMap((member) => shelves.get(shelfKey(pools, member, pool)) ?? [])
}

/** What others lend to a point: all of it until the first of them takes theirs away; AFTER_ALL: nothing is lent. */
export function lentTo(network: SparesNetwork, name: PointName): Lent {
  const lent = shelvesOf(network, name).flatMap((shelf) => shelf.lent)
  return {
    units: lent.reduce((sum, { units }) => sum + units, 0),
    until: Math.min(AFTER_ALL, ...lent.map(({ until }) => until)),
  }
}

interface Lot {
  readonly step: number
  readonly units: number
  readonly yield: number
}

/** What is good of the units that are taken out within the time, by the step in which it can be used again. */
function harvestOf(network: SparesNetwork, records: number, variation: Variation): Lot[] {
  const { calendar, units } = network
  const { harvestYield, harvestDays } = network.parts[units.partOf[records]!]!
  if (!harvestYield) return []
  const harvest = new Map<number, number>()
  const notBefore = monthsLater(calendar.from, variation.harvestLaterMonths ?? 0)
  for (let record = units.start[records]!; record < units.start[records + 1]!; record++) {
    const removed = slip(units.removedFrom[record]!, calendar, variation.planSlipMonths)
    if (removed < notBefore || removed <= calendar.from || removed >= calendar.until) continue
    const step = firstStepFrom(calendar, removed + (harvestDays?.value ?? 0))
    if (step < calendar.stepCount) harvest.set(step, (harvest.get(step) ?? 0) + units.quantity[record]!)
  }
  return [...harvest].map(([step, count]) => ({ step, units: count, yield: harvestYield.value }))
}

/** How often a part fails for each failure of the one its family goes by; as often, where nobody knows. */
export function rateAsHead({ rates, families }: SparesNetwork, part: number): number {
  const head = families.headOf[part]!
  const [own, ofHead] = [rates[part]?.value.failuresPerUnitHour, rates[head]?.value.failuresPerUnitHour]
  return part === head || own === undefined || !ofHead ? 1 : own / ofHead
}

/** Undefined where units do not age, or nobody knows how often they fail. */
export function ageingOf({ parts, rates, calendar, units }: SparesNetwork, part: number): Ageing | undefined {
  const { weibullShape } = parts[part]!
  const rate = rates[part]?.value.failuresPerUnitHour
  return weibullShape === 1 || !rate ? undefined : new Ageing(rate, weibullShape, calendar, installedOf(units, part))
}

function* installedOf({ partOf, start, installedFrom }: UnitRecords, part: number): Generator<CivilDay> {
  for (const [records, one] of partOf.entries())
    if (one === part) yield* installedFrom.subarray(start[records], start[records + 1])
}

/**
 * Adds the days that units serve of [from, until) to each step: whole ones, so that no order of the rows is heard in their sum.
 * Those that age count as many as fail as often at the mean rate.
 */
function addWindow(
  curve: Float64Array,
  { from, lastDay, stepDays }: StepCalendar,
  served: { readonly from: CivilDay; readonly until: CivilDay },
  quantity: number,
  ageing: { readonly firstStep: number; readonly ratios: Float64Array } | undefined,
): void {
  const begin = Math.max(served.from, from) - from
  const end = Math.min(served.until, lastDay + 1) - from
  if (begin >= end) return
  for (let step = Math.floor(begin / stepDays); step * stepDays < end; step++) {
    const days = Math.min(end, (step + 1) * stepDays) - Math.max(begin, step * stepDays)
    const ratio = ageing ? ageing.ratios[Math.max(0, step - ageing.firstStep)]! : 1
    curve[step]! += quantity * ratio * days
  }
}

interface LotColumns {
  readonly start: number[]
  readonly step: number[]
  readonly units: number[]
  readonly yield: number[]
}

function addLots(network: SparesNetwork, name: PointName, harvest: readonly Lot[], lots: LotColumns): void {
  const arriving = shelvesOf(network, name)
    .flatMap(({ arrivals }) => arrivals)
    .map((arrival) => ({
      step: firstStepFrom(network.calendar, arrival.on),
      units: arrival.units,
      yield: arrival.yield,
    }))
  const all = [...arriving, ...harvest]
    .filter(({ step, yield: share }) => step < network.calendar.stepCount && share > 0)
    .sort((left, right) => left.step - right.step || right.yield - left.yield || left.units - right.units)
  for (const lot of all) {
    lots.step.push(lot.step)
    lots.units.push(lot.units)
    lots.yield.push(lot.yield)
  }
  lots.start.push(lots.step.length)
}

function finishLots(lots: LotColumns): Pick<StockingPoints, 'lotStart' | 'lotStep' | 'lotUnits' | 'lotYield'> {
  return {
    lotStart: Uint32Array.from(lots.start),
    lotStep: Uint32Array.from(lots.step),
    lotUnits: Uint32Array.from(lots.units),
    lotYield: Float64Array.from(lots.yield),
  }
}

/** All columns but the curves and the lots. */
function frame(network: SparesNetwork, names: readonly PointName[], rateGroups: RateGroups, variation: Variation) {
  const { calendar, parts, rates, pools } = network
  const column = (valueOf: (name: PointName) => number): number[] => names.map(valueOf)
  const replenishing = parts.map((_, part) => replenish(network, part, variation))
  const hours = calendar.stepDays * HOURS_A_DAY
  const lent = names.map((name) => lentTo(network, name))
  return {
    pointCount: names.length,
    stepCount: calendar.stepCount,
    curveOf: Uint32Array.from(names.keys()),
    failuresPerUnitStep: Float64Array.from(column(({ part }) => rates[part]!.value.failuresPerUnitHour * hours)),
    stock: Int32Array.from(column((name) => shelvesOf(network, name).reduce((sum, { onHand }) => sum + onHand, 0))),
    lentUnits: Uint32Array.from(lent, ({ units }) => units),
    lentUntilStep: Uint32Array.from(lent, ({ until }) => (until < AFTER_ALL ? stepsBefore(calendar, until) : 0)),
    repairYield: Float64Array.from(column(({ part }) => replenishing[part]!.yield)),
    turnaroundSteps: Uint32Array.from(column(({ part }) => replenishing[part]!.turnaroundSteps)),
    repairsUntilStep: Uint32Array.from(column(({ part }) => replenishing[part]!.untilStep)),
    orderSteps: Uint32Array.from(column(({ part }) => replenishing[part]!.orderSteps)),
    ...streamKeys(names.map(({ part, pool }) => [parts[part]!.part, pools.pools[pool]!.pool])),
    rateGroupOf: rateGroups.groupOf,
    rateShape: Float64Array.from(rateGroups.shapes),
  }
}

/** Of each rate group of the points: the key of the random numbers of its error. */
export function rateStreams(network: SparesNetwork, { names, futures }: NamedPoints): StreamKeys {
  const slips = futures.map(({ planSlipMonths, probability }) => ({ months: planSlipMonths, probability }))
  const groups = groupRates(network, names, indexRecords(network), slips)
  return streamKeys(groups.names.map((name) => ['failure rate', name]))
}
