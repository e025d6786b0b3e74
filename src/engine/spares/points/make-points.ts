// From the units, the parts and the shelves of a network to its stocking points, as they are or with something otherwise.

import { AFTER_ALL, type CivilDay } from '#base/calendar.ts'
import { Ageing } from './ageing.ts'
import { type Shelf, shelfKey } from './shelf.ts'
import type { SparesNetwork, Variation } from './spares-network.ts'
import type { UnitRecords } from './unit-records.ts'
import { replenish } from './replenishment.ts'
import { firstStepFrom, HOURS_A_DAY, monthsLater, type StepCalendar } from './step-calendar.ts'
import type { StockingPoints } from './stocking-points.ts'
import { streamKeys } from './stream-key.ts'
import { varyNetwork } from './vary-network.ts'

/** A part, or a family of parts that share their spares, in a pool. */
export interface PointName {
  /** Index of the part, or of the one its family goes by. */
  readonly part: number
  /** Index of the pool. */
  readonly pool: number
}

export interface NamedPoints {
  readonly names: readonly PointName[]
  /** What may come, each with its probability, the least late first: mostly the plan as it stands. */
  readonly futures: readonly Future[]
}

/** How late the plan is, which all points suffer alike, and the points then. */
export interface Future {
  readonly probability: number
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

/** Points of parts whose rate is known, by part and then by pool: where units are, or stock is; in every future. */
export function makePoints(
  network: SparesNetwork,
  slips: readonly PlanSlip[] = AS_PLANNED,
  variation: Variation = {},
): NamedPoints {
  const names = namePoints(network)
  const varied = varyNetwork(network, variation)
  const futures = slips
    .filter(({ probability }) => probability > 0)
    .sort((left, right) => left.months - right.months)
    .map(({ months, probability }) => {
      const planSlipMonths = months + (variation.planSlipMonths ?? 0)
      return { probability, points: pointsNamed(varied, names, { ...variation, planSlipMonths }) }
    })
  return { names, futures }
}

/** The same, with other units on the shelves. */
export function withStock(named: NamedPoints, stock: Int32Array): NamedPoints {
  return { ...named, futures: named.futures.map((future) => ({ ...future, points: { ...future.points, stock } })) }
}

function pointsNamed(network: SparesNetwork, names: readonly PointName[], variation: Variation): StockingPoints {
  const { stepCount } = network.calendar
  const installed = new Float64Array(names.length * stepCount)
  const lots: LotColumns = { start: [0], step: [], units: [], yield: [] }
  const recordsOf = indexRecords(network)
  for (const [point, name] of names.entries()) {
    const curve = installed.subarray(point * stepCount, (point + 1) * stepCount)
    const harvest = recordsOf(name).flatMap((records) => addUnits(network, records, variation, curve))
    addLots(network, name, harvest, lots)
  }
  return { ...frame(network, names, variation), installed, ...finishLots(lots) }
}

function namePoints({ units, pools, shelves, families, rates, only, calendar }: SparesNetwork): PointName[] {
  const keys = new Set<number>()
  const add = (part: number, pool: number): void => void keys.add(shelfKey(pools, families.headOf[part]!, pool))
  for (const key of shelves.keys()) add(Math.floor(key / pools.pools.length), key % pools.pools.length)
  for (let records = 0; records < units.pointCount; records++)
    if (isStillServing(units, records, calendar)) add(units.partOf[records]!, units.poolOf[records]!)
  return [...keys]
    .sort((left, right) => left - right)
    .map((key) => ({ part: Math.floor(key / pools.pools.length), pool: key % pools.pools.length }))
    .filter(({ part }) => rates[part] !== undefined && (only === undefined || families.headOf[only] === part))
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
    index.set(key, [...(index.get(key) ?? []), records])
  }
  return ({ part, pool }) => index.get(shelfKey(pools, part, pool)) ?? []
}

/** What lies on the shelves of a point, part by part of its family. */
export function shelvesOf({ shelves, pools, families }: SparesNetwork, { part, pool }: PointName): readonly Shelf[] {
  return families.membersOf.get(part)!.flatMap((member) => shelves.get(shelfKey(pools, member, pool)) ?? [])
}

interface Lot {
  readonly step: number
  readonly units: number
  readonly yield: number
}

/**
 * Adds the units in service to the curve; gives what is harvested of them. Units of another part of the family count as
 * many as fail as often as they do.
 */
function addUnits(network: SparesNetwork, records: number, variation: Variation, curve: Float64Array): Lot[] {
  const { calendar, units } = network
  const part = units.partOf[records]!
  const { harvestYield, harvestDays } = network.parts[part]!
  const asHead = rateAsHead(network, part)
  const ageing = ageingOf(network, part)
  const harvest = new Map<number, number>()
  const notBefore = monthsLater(calendar.from, variation.harvestLaterMonths ?? 0)
  for (let record = units.start[records]!; record < units.start[records + 1]!; record++) {
    const until = slip(units.serviceUntil[record]!, calendar, variation)
    const removed = slip(units.removedFrom[record]!, calendar, variation)
    const ratios = ageing?.ratiosOf(units.installedFrom[record]!)
    addWindow(curve, calendar, { from: units.serviceFrom[record]!, until }, units.quantity[record]! * asHead, ratios)
    if (!harvestYield || removed < notBefore || removed <= calendar.from || removed >= calendar.until) continue
    const step = firstStepFrom(calendar, removed + (harvestDays?.value ?? 0))
    if (step < calendar.stepCount) harvest.set(step, (harvest.get(step) ?? 0) + units.quantity[record]!)
  }
  return [...harvest].map(([step, count]) => ({ step, units: count, yield: harvestYield!.value }))
}

/** How often a part fails for each failure of the one its family goes by; as often, where nobody knows. */
function rateAsHead({ rates, families }: SparesNetwork, part: number): number {
  const head = families.headOf[part]!
  const [own, ofHead] = [rates[part]?.value.failuresPerUnitHour, rates[head]?.value.failuresPerUnitHour]
  return part === head || own === undefined || !ofHead ? 1 : own / ofHead
}

/** What ends after the first day ends later; or earlier, and then no earlier than on the day after the first. */
function slip(day: CivilDay, { from }: StepCalendar, { planSlipMonths = 0 }: Variation): CivilDay {
  if (planSlipMonths === 0 || day <= from || day >= AFTER_ALL) return day
  return Math.max(from + 1, monthsLater(day, planSlipMonths))
}

/** Undefined where units do not age, or nobody knows how often they fail. */
function ageingOf({ parts, rates, calendar }: SparesNetwork, part: number): Ageing | undefined {
  const { weibullShape } = parts[part]!
  const rate = rates[part]?.value.failuresPerUnitHour
  return weibullShape === 1 || !rate ? undefined : new Ageing(rate, weibullShape, calendar)
}

/**
 * Adds units that serve on the days [from, until) to the mean of each step; those that age as many as fail as often at the
 * mean rate.
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
    curve[step]! += (quantity * ratio * days) / stepDays
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
function frame(network: SparesNetwork, names: readonly PointName[], variation: Variation) {
  const { calendar, parts, rates, pools } = network
  const column = (valueOf: (name: PointName) => number): number[] => names.map(valueOf)
  const groups = groupRates(network)
  const replenishing = parts.map((_, part) => replenish(network, part, variation))
  const hours = calendar.stepDays * HOURS_A_DAY
  return {
    pointCount: names.length,
    stepCount: calendar.stepCount,
    curveOf: Uint32Array.from(names.keys()),
    failuresPerUnitStep: Float64Array.from(column(({ part }) => rates[part]!.value.failuresPerUnitHour * hours)),
    stock: Int32Array.from(column((name) => shelvesOf(network, name).reduce((sum, { onHand }) => sum + onHand, 0))),
    repairYield: Float64Array.from(column(({ part }) => replenishing[part]!.yield)),
    turnaroundSteps: Uint32Array.from(column(({ part }) => replenishing[part]!.turnaroundSteps)),
    repairsUntilStep: Uint32Array.from(column(({ part }) => replenishing[part]!.untilStep)),
    ...streamKeys(names.map(({ part, pool }) => [parts[part]!.part, pools.pools[pool]!.pool])),
    rateGroupOf: Uint32Array.from(column(({ part }) => groups.groupOf[part]!)),
    rateShape: Float64Array.from(groups.shapes),
  }
}

/** Parts with a rate of their own are a group each; those of one assumption of the scenario share its error. */
function groupRates({ rates }: SparesNetwork): { groupOf: number[]; shapes: number[] } {
  const shapes: number[] = []
  const ofAssumption = new Map<string, number>()
  const groupOf = rates.map((rate) => {
    if (!rate) return 0
    // Its words name the class it stands under, and who says so.
    const assumption = rate.source.kind === 'class' ? rate.source.words : undefined
    const known = assumption === undefined ? undefined : ofAssumption.get(assumption)
    if (known !== undefined) return known
    if (assumption !== undefined) ofAssumption.set(assumption, shapes.length)
    return shapes.push(rate.value.shape) - 1
  })
  return { groupOf, shapes }
}
