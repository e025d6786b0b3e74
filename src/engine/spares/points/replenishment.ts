// What becomes of a failed unit: repaired, ordered anew, or gone for good.
//
// While new units can be had to the last day, whatever fails is made good: repaired, while repairs go on, or else ordered at once
// (a base stock). Once the supply ends within the time reckoned, nothing is taken to be ordered but what is bought on the first
// day: the stock runs down, and only repairs go on, until they stop too. It ends as well where a rule forbids putting in what comes.

import { AFTER_ALL, type CivilDay } from '#base/calendar.ts'
import type { SparesNetwork, Variation } from './spares-network.ts'
import { isWithin, monthsLater, stepsBefore, stepsOf } from './step-calendar.ts'
import { supplyEnd, whyNoneIsSold } from './supply-end.ts'

export interface Replenishment {
  /** Share of failed units that are repaired. */
  readonly yield: number
  readonly turnaroundSteps: number
  /** What fails in this step or later is not. */
  readonly untilStep: number
  /** From the failure of a unit that is not repaired to the arrival of another; 0: nothing is ordered. */
  readonly orderSteps: number
}

/** Whether new units can be had to the last day, of it or of one it shares its spares with, and it is known how long they take. */
export function isResupplied(network: SparesNetwork, part: number): boolean {
  return resupplyDays(network, part) !== undefined
}

/** Days an order takes: of those that share their spares the fastest that can be had to the last day. */
function resupplyDays(network: SparesNetwork, part: number): number | undefined {
  return fastestOf(network, part, (member) => !isWithin(network.calendar, supplyEnd(network, member)))
}

/** Undefined: none of those that can be had says how long it takes. */
function fastestOf(network: SparesNetwork, part: number, isToBeHad: (member: number) => boolean): number | undefined {
  const days = sharersOf(network, part)
    .filter(isToBeHad)
    .flatMap((member) => network.parts[member]!.leadTimeDays?.value ?? [])
  return days.length === 0 ? undefined : Math.min(...days)
}

/** All that share their spares with a part, and itself. */
function sharersOf({ families }: SparesNetwork, part: number): readonly number[] {
  return families.membersOf.get(families.headOf[part]!)!
}

export function replenish(network: SparesNetwork, part: number, variation: Variation): Replenishment {
  const { calendar } = network
  const orderDays = resupplyDays(network, part)
  const untilStep = repairsUntil(network, part, variation)
  const repair = repairOf(network, part)
  return {
    yield: repair.share,
    turnaroundSteps: stepsOf(calendar, repair.days),
    // Where nothing is repaired it is the same whenever repairs end.
    untilStep: repair.share === 0 ? 0 : inTime(network, part, untilStep, repair.days),
    orderSteps: orderDays === undefined ? 0 : stepsOf(calendar, orderDays),
  }
}

/** Days from a failure until what makes it good is on the shelf, on average; or why nobody can tell. */
export type Resupply = { readonly days: number } | { readonly why: string }

/** As supply runs on the first day: a failed unit is repaired, or else another one is ordered at once. */
export function resupplyToday(network: SparesNetwork, part: number): Resupply {
  const { parts, today, calendar } = network
  const { repairDays } = parts[part]!
  if (isRepairedToday(network, part) && !repairDays) return { why: 'nobody says how long a repair takes' }
  const repair = repairToday(network, part)
  if (repair.share === 1) return { days: repair.days }
  const asToday = { ...network, cutOffs: today.cutOffs }
  const isSold = (member: number): boolean => supplyEnd(asToday, member) > calendar.from
  if (!sharersOf(network, part).some(isSold)) return { why: whyNoneIsSold(asToday, sharersOf(network, part)) }
  const orderDays = fastestOf(network, part, isSold)
  if (orderDays === undefined) return { why: 'nobody says how long an order takes' }
  return { days: repair.share * repair.days + (1 - repair.share) * orderDays }
}

/** The first day on which that is otherwise: what is repaired no longer is, or what is ordered. */
export function resupplyEnds(network: SparesNetwork, part: number): CivilDay {
  const { share } = repairToday(network, part)
  return Math.min(
    share > 0 ? network.cutOffs[part]!.repairs.from : AFTER_ALL,
    share < 1 ? Math.max(...sharersOf(network, part).map((member) => supplyEnd(network, member))) : AFTER_ALL,
  )
}

function isRepairedToday({ parts, today, calendar }: SparesNetwork, part: number): boolean {
  return today.cutOffs[part]!.repairs.from > calendar.from && (parts[part]!.repairYield?.value ?? 0) > 0
}

function repairToday(network: SparesNetwork, part: number): Repair {
  return isRepairedToday(network, part) ? repairOf(network, part) : NO_REPAIR
}

interface Repair {
  readonly share: number
  readonly days: number
}

const NO_REPAIR: Repair = { share: 0, days: 0 }

/** Units nothing is wrong with come back as surely as anything; the others with the yield of the repair. */
function repairOf({ parts, noFaultShares }: SparesNetwork, part: number): Repair {
  const { repairYield, repairDays } = parts[part]!
  if (!repairYield || !repairDays || repairYield.value === 0) return NO_REPAIR
  const whole = noFaultShares[part]!
  return { share: whole + (1 - whole) * repairYield.value, days: repairDays.value }
}

function repairsUntil(
  { calendar, cutOffs }: SparesNetwork,
  part: number,
  { repairsEarlierMonths = 0 }: Variation,
): number {
  const { repairs } = cutOffs[part]!
  // What never ends does not end earlier either.
  const end = repairs.from < AFTER_ALL ? monthsLater(repairs.from, -repairsEarlierMonths) : AFTER_ALL
  return isWithin(calendar, end) ? stepsBefore(calendar, end) : calendar.stepCount
}

/** What fails so late that it would come back after repairs stop is lost with them, where those in repair are. */
function inTime({ calendar, cutOffs }: SparesNetwork, part: number, untilStep: number, days: number): number {
  return cutOffs[part]!.losesRepairs ? Math.max(0, untilStep - stepsOf(calendar, days)) : untilStep
}
