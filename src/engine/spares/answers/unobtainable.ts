// What is needed and cannot be had: parts that fall short of the target because no more of them comes, or in time.

import { formatDay } from '#base/calendar.ts'
import { formatNumber } from '#base/format-number.ts'
import type { UnobtainableRow } from '#model/spares-report.ts'
import type { NamedPoints } from '../points/make-points.ts'
import { barFrom } from '../points/barred.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { isWithin } from '../points/step-calendar.ts'
import { type Choices, mostValuable } from '../purchase/choices.ts'
import { reachTarget } from '../purchase/purchase.ts'
import { climbLadder, type Ladder, logSurvival, meanFailures, type Worth } from './ladders.ts'
import { FURTHEST_BELOW, HALVINGS, type Plan } from './purchase-plan.ts'
import {
  type Item,
  type Quantities,
  reachesTarget,
  type Shop,
  type ShopQuestion,
  survivalTogether,
} from './purchase-shop.ts'
import { SplitOverPools } from '../purchase/split-over-pools.ts'
import { mayNeverStandIn, maySetAside } from './stand-ins.ts'
import { goalOf, type HoursTarget, type SurvivalTarget } from './target.ts'

const TOO_LATE = 'an order comes too late for what fails before it arrives'
const NO_MORE = 'no more can be had'

export function listUnobtainable(
  question: ShopQuestion,
  shop: Shop,
  plan: Plan,
  groups: readonly (readonly number[])[],
): UnobtainableRow[] {
  const { target, network } = question
  const missing =
    target.kind === 'survival'
      ? groups.flatMap((items) =>
          items.length === 1
            ? missingSurvival(question, shop, plan, items[0]!, target.survival)
            : missingTogether(question, shop, plan, items, target),
        )
      : groups.flatMap((items) => missingHours(question, shop, plan, items, target))
  return missing
    .filter(({ units }) => units > 0)
    .sort((left, right) => left.item - right.item)
    .map(({ item, units, why, isInstead }) => {
      const { part, terms } = shop.items[item]!
      return {
        part: network.parts[part]!.part,
        missing: units,
        bought: plan.units[item]!,
        isInPlaceOfBought: isInstead && plan.units[item]! > 0,
        why,
        alternatives: [...buyLater(network, terms), ...alternativesTo(network, part)],
      }
    })
}

interface Missing {
  readonly item: number
  readonly units: number
  readonly why: string
  /** They would do instead of all that can be ordered; otherwise beside that. */
  readonly isInstead: boolean
}

/** Of a part that does not survive as surely as is asked of it. */
function missingSurvival(question: ShopQuestion, shop: Shop, plan: Plan, item: number, survival: number): Missing[] {
  const one = shop.items[item]!
  const { members, terms } = one
  if (survivalTogether(shop, plan.quantities, members) >= survival) return []
  const isTooLate = terms.obstacle === undefined && !canReach(question, shop, one, survival)
  const isLimited = terms.most < Number.POSITIVE_INFINITY && !isEnough(shop, one, survival)
  if (terms.obstacle === undefined && !isTooLate && !isLimited) return []
  const needed = neededAtOnce(question, members, survival)
  if (isTooLate) return [{ item, units: needed, why: TOO_LATE, isInstead: true }]
  const had = plan.units[item]!
  return [besideOrInstead(question, one, { item, needed, had, why: terms.obstacle ?? sayLimit(terms, had) })]
}

function sayLimit({ most }: Item['terms'], had: number): string {
  return had < most ? `no more than ${formatNumber(most)} can be had` : NO_MORE
}

/** Parts that lose little together are no reason: so much of what may be lost is left to them. */
const LEFT_TO_OTHERS = 0.5

/**
 * Of items that do not survive together as surely as is asked, however much is bought: of those that lose most, the fewest units
 * that would do if they lay there on the first day, beside what can be had of the others.
 *
 * Worked: 97 % of two parts, each of which survives the time before an order arrives with 98 %: 96 % together, so that both lack
 * units. Were it 97.5 and 99.9 %, the first alone would.
 */
function missingTogether(
  question: ShopQuestion,
  shop: Shop,
  plan: Plan,
  items: readonly number[],
  target: SurvivalTarget,
): Missing[] {
  if (reachesTarget(shop, mostValuable(shop.choices), items)) return []
  const short = losingMost(shop, items, LEFT_TO_OTHERS * -goalOf(target))
  const ladders = [...shop.ladders]
  const free = items.map((item) => {
    const { members, splits } = shop.items[item]!
    return short.has(item) ? splitAtOnce(question, members, ladders) : splits
  })
  const isReached = (units: readonly number[]): boolean => {
    const split = items.flatMap((item, place) => [...splitOf(shop.items[item]!.members, free[place]!, units[place]!)])
    const members = items.flatMap((item) => shop.items[item]!.members)
    return survivalTogether({ named: question.named, ladders }, new Map(split), members) >= target.survival
  }
  const units = fewestUnits(free, goalOf(target), isReached)
  return items.flatMap((item, place): Missing[] => {
    const { terms } = shop.items[item]!
    const [needed, had] = [units[place]!, plan.units[item]!]
    if (!short.has(item)) return []
    if (terms.obstacle !== undefined || needed > terms.most)
      return [{ item, units: needed - had, why: terms.obstacle ?? sayLimit(terms, had), isInstead: false }]
    return terms.arrivalStep === 0 ? [] : [{ item, units: needed, why: TOO_LATE, isInstead: true }]
  })
}

/** The items that lose most with as much as can be had, until all others lose no more than this, in logarithms of survival. */
function losingMost(shop: Shop, items: readonly number[], others: number): ReadonlySet<number> {
  const losses = items
    .map((item) => ({ item, loss: -logSurvival(mostSurvival(shop, shop.items[item]!)) }))
    .sort((left, right) => left.loss - right.loss)
  let left = 0
  const first = losses.findIndex(({ loss }) => (left += loss) > others)
  return new Set(first === -1 ? [] : losses.slice(first).map(({ item }) => item))
}

/**
 * By item, the fewest units in all with which they survive as surely as is asked. What points have in common makes them survive
 * together more surely than if they were independent, so that less than the goal will do: how much less is found by halving.
 */
function fewestUnits(
  free: readonly SplitOverPools[],
  goal: number,
  isReached: (units: readonly number[]) => boolean,
): readonly number[] {
  const choices = choicesOfUnits(
    free,
    free.map(() => 1),
  )
  const unitsFor = (sum: number): number[] =>
    Array.from(reachTarget(choices, sum).chosen, (choice) => choices.quantity[choice]!)
  let [enough, tooLittle] = [goal, goal * FURTHEST_BELOW]
  for (let halving = 0; halving < HALVINGS; halving++) {
    const halfway = (enough + tooLittle) / 2
    if (isReached(unitsFor(halfway))) enough = halfway
    else tooLittle = halfway
  }
  return unitsFor(enough)
}

/** Whether as much of an item as can be had would do. */
function isEnough(shop: Shop, item: Item, survival: number): boolean {
  return mostSurvival(shop, item) >= survival
}

/** With as much of an item as can be had. */
function mostSurvival(shop: Shop, { members, splits }: Item): number {
  return survivalTogether(shop, splitOf(members, splits, splits.value.length - 1), members)
}

/**
 * So many more than what is had of an item; but where that would be enough if it came at once, its coming late is why it is
 * not, and those that would do are needed instead.
 */
function besideOrInstead(
  { named }: Pick<ShopQuestion, 'named'>,
  { members, terms }: Item,
  { item, needed, had, why }: { item: number; needed: number; had: number; why: string },
): Missing {
  const units = needed - had
  const isLate = terms.obstacle === undefined && terms.arrivalStep > 0
  if (units > 0 || !isLate) return { item, units, why, isInstead: false }
  return { item, units: needed, why: sayLate(named, members, terms), isInstead: true }
}

/** `12 could be ordered, but they come on 2021-05-31, after 2.2 of the 10.5 failures that are expected`. */
function sayLate(named: NamedPoints, members: readonly number[], { most, arrivalStep, offers }: Item['terms']): string {
  const [before, all] = [arrivalStep, undefined].map((steps) =>
    members.reduce((sum, point) => sum + meanFailures(named, point, steps), 0).toFixed(1),
  )
  return `${formatNumber(most)} could be ordered, but they come on ${formatDay(offers[0]!.arrivesOn!)}, after ${before!} of the ${all!} failures that are expected`
}

/** So many units of an item, by point. */
function splitOf(members: readonly number[], splits: SplitOverPools, units: number): Quantities {
  const split = splits.of(units)
  return new Map(members.map((point, place) => [point, split[place]!]))
}

/** The least that would do over all these pools if it lay there on the first day, or as much as helps where nothing would. */
function neededAtOnce(question: ShopQuestion, members: readonly number[], survival: number): number {
  const ladders: Ladder[] = []
  const splits = splitAtOnce(question, members, ladders)
  const wouldDo = (units: number): boolean =>
    survivalTogether({ named: question.named, ladders }, splitOf(members, splits, units), members) >= survival
  return splits.value.findIndex((_, units) => wouldDo(units) || units === splits.value.length - 1)
}

/** Of any number of units that lie there on the first day; their ladders go into `ladders`. */
function splitAtOnce(
  { named, tiers }: ShopQuestion,
  members: readonly number[],
  ladders: Ladder[],
  worth?: Worth,
): SplitOverPools {
  for (const point of members) ladders[point] = climbLadder(tiers, named, point, 0, undefined, worth)
  return new SplitOverPools(
    members.map((point) => ladders[point]!.value),
    Number.POSITIVE_INFINITY,
  )
}

/** Whether any number of units would do, each ordered on the first day. */
function canReach(
  { named, tiers }: ShopQuestion,
  { ladders }: Shop,
  { members, terms: { most, arrivalStep } }: Item,
  survival: number,
): boolean {
  const ladderOf = (point: number): Ladder =>
    Number.isFinite(most) ? climbLadder(tiers, named, point, arrivalStep) : ladders[point]!
  return members.reduce((product, point) => product * ladderOf(point).survival.at(-1)!, 1) >= survival
}

/** What comes too late counts where it alone loses so much of what may be lost. */
const TELLING = 0.01

/**
 * Of items that lose too much together: what would be bought if all that is in short supply could be had at once, in any
 * number and at its price, less what can be had of it.
 */
function missingHours(
  question: ShopQuestion,
  shop: Shop,
  plan: Plan,
  items: readonly number[],
  target: HoursTarget,
): Missing[] {
  if (reachesTarget(shop, plan.chosen, items)) return []
  const whyShort = (item: number): string | undefined => {
    const { terms, splits } = shop.items[item]!
    if (terms.obstacle !== undefined) return terms.obstacle
    if (plan.units[item]! >= terms.most) return NO_MORE
    if (-splits.value.at(-1)! <= TELLING * target.weightHoursLost) return undefined
    return Number.isFinite(terms.most) ? NO_MORE : TOO_LATE
  }
  const short = items.filter((item) => whyShort(item) !== undefined)
  const worth = { hours: shop.hours, whereBelow: Number.POSITIVE_INFINITY }
  const free = items.map((item) => {
    const { members, splits } = shop.items[item]!
    return short.includes(item) ? splitAtOnce(question, members, [], worth) : splits
  })
  const choices = choicesOfUnits(
    free,
    items.map((item) => priceOf(shop.items[item]!)),
  )
  const { chosen } = reachTarget(choices, goalOf(target))
  return items.flatMap((item, place): Missing[] => {
    const why = whyShort(item)
    if (why === undefined) return []
    const needed = choices.quantity[chosen[place]!]!
    if (why === TOO_LATE) return [{ item, units: needed, why, isInstead: true }]
    return [besideOrInstead(question, shop.items[item]!, { item, needed, had: shop.items[item]!.terms.most, why })]
  })
}

/** Of one, the cheapest; as good as nothing where nobody knows. */
function priceOf({ terms: { offers } }: Item): number {
  return offers[0]?.hundredths ?? 1
}

/** Every number of units, each for the same price. */
function choicesOfUnits(splits: readonly SplitOverPools[], prices: readonly number[]): Choices {
  const start = [0]
  for (const { value } of splits) start.push(start.at(-1)! + value.length)
  return {
    itemCount: splits.length,
    start: Uint32Array.from(start),
    quantity: Uint32Array.from(splits.flatMap(({ value }) => [...value.keys()])),
    cost: Float64Array.from(
      splits.flatMap(({ value }, item) => Array.from(value, (_, units) => units * prices[item]!)),
    ),
    value: Float64Array.from(splits.flatMap(({ value }) => [...value])),
  }
}

/** Members of the family that come later than what is reckoned with. */
function buyLater({ parts }: SparesNetwork, { later }: Item['terms']): string[] {
  // What nobody says the lead time of is never reckoned as later.
  return later.map(({ part, arrivesOn }) => `buy ${parts[part]!.part}, which arrives on ${formatDay(arrivesOn!)}`)
}

/** What may be done, of the family that goes by a part: not what rules forbid, nor what nothing comes of. */
function alternativesTo(network: SparesNetwork, head: number): string[] {
  const { parts, cutOffs, calendar, families, bars } = network
  const members = families.membersOf.get(head)!
  // What was held, or taken out, and may not be put in again is no more use repaired or tested.
  const usable = members.filter(
    (part) => !barFrom(bars.whereItServes, calendar, { part, of: 'held', day: calendar.from }),
  )
  const isAny = (holds: (part: number) => boolean): boolean => usable.some(holds)
  const isForeignRepair = (part: number): boolean => {
    const { repairYield } = parts[part]!
    // What comes back from no repair is not worth sending to another.
    return repairYield === undefined || (isWithin(calendar, cutOffs[part]!.repairs.from) && repairYield.value > 0)
  }
  const { units } = network
  const isTakenOut = (part: number): boolean =>
    units.partOf.some((one, records) => one === part && isAnyRemoved(network, records))
  const standIns = families.standIns.filter(
    (one) => members.includes(one.part) && !mayNeverStandIn(network, one.substitute) && !maySetAside(network, one),
  )
  return [
    'swap the elements that carry it earlier',
    ...(isAny((part) => parts[part]!.harvestYield === undefined) ? [sayTest(members.some(isTakenOut))] : []),
    ...(isAny((part) => (parts[part]!.harvestYield?.value ?? 0) > 0)
      ? ['swap some of them at once, and use what comes out']
      : []),
    ...(isAny(isForeignRepair) ? ['have it repaired by somebody who is not cut off'] : []),
    ...new Set(standIns.map(({ substitute, why }) => `put ${parts[substitute]!.part} in its place, though ${why}`)),
  ]
}

/** Where the plan takes nothing out, something has to be first. */
function sayTest(isTakenOut: boolean): string {
  return isTakenOut
    ? 'test what is taken out, and use what is good'
    : 'swap some of them at once, test what comes out, and use what is good'
}

function isAnyRemoved({ units, calendar }: SparesNetwork, records: number): boolean {
  return units.removedFrom
    .subarray(units.start[records], units.start[records + 1])
    .some((day) => day > calendar.from && day <= calendar.lastDay)
}
