// How far off is the cost of what reaches a survival, because that is simulated? And a change of it, where both sides are
// simulated by the same random numbers?
//
// Of each group that is to reach the target, the survival with what is bought is told by halves of the replications too: by as
// much as they are apart it may be off, at the answer and otherwise alike or not (common random numbers). What would be bought
// were it off by so much is looked for, so that what cannot be bought by parts of a unit, or hardly helps any more, costs what it
// then costs. The mean of the squares of how far the change is then from the one told, over all that the two may be off by, is
// that of one group; groups are simulated by numbers of their own, so that theirs add up.

import { exp } from '#base/elementary.ts'
import { HALVES } from '../simulation/half-samples.ts'
import { FutureSurvival } from './future-survival.ts'
import { logSurvival, withUnits } from './ladders.ts'
import { type Aim, costOfItems, costsOfGoals, nearlyBest, type Plan } from './purchase-plan.ts'
import { hoursBelow, type Item, type Quantities, type Shop, survivalTogether } from './purchase-shop.ts'
import { ROUGHER } from './rough-ladders.ts'
import { goalOf } from './target.ts'

/** Of a group with something that is simulated. */
export interface CostDoubt {
  readonly parts: readonly number[]
  /** By how much more the logarithm of its survival is by each half of the replications. */
  readonly inHalves: Float64Array
  /** In hundredths what it costs to reach what is asked, were that logarithm more by each of `SPREADS` times its error. */
  readonly costs: Float64Array
}

/** In standard errors, evenly over what is likely. */
const STEPS_EITHER_SIDE = 16
const STEP = 0.2
const SPREADS = Array.from({ length: 2 * STEPS_EITHER_SIDE + 1 }, (_, place) => (place - STEPS_EITHER_SIDE) * STEP)
const DENSITIES = SPREADS.map((spread) => exp((-spread * spread) / 2))
const TOTAL_DENSITY = DENSITIES.reduce((sum, density) => sum + density, 0)
const WEIGHTS = DENSITIES.map((density) => density / TOTAL_DENSITY)

/** At these a group of several items is bought for anew; between them its cost is read off. */
const LOOKED_AT = [-3, -1, 0, 1, 3]

/** A group, and by how much its survival may be off. */
interface Doubtful {
  readonly group: number
  readonly aim: Aim
  readonly inHalves: Float64Array
  /** Standard error of the logarithm of its survival. */
  readonly error: number
  /** Out of reach, but for chance perhaps: it is how much as much as helps would do that may be off. */
  readonly isAtEdge: boolean
}

/** What is bought for a survival; hours that are lost are simulated nowhere. */
export function doubtsOf(shop: Shop, plan: Plan): CostDoubt[] {
  if (shop.target.kind === 'weightHoursLost') return []
  const doubtful = plan.aims.flatMap((aim, group) => doubtIn(shop, plan, aim, group) ?? [])
  const several = doubtful.filter(({ aim }) => aim.items.length > 1)
  const costsOfSeveral = several.length === 0 ? undefined : costsAround(shop, plan, several)
  return doubtful.map((one) => ({
    parts: one.aim.items.map((item) => shop.items[item]!.part),
    inHalves: one.inHalves,
    costs: costsOfSeveral?.get(one.group) ?? costsOfOne(shop, plan, one),
  }))
}

/** Undefined where it is exact. */
function doubtIn(shop: Shop, plan: Plan, aim: Aim, group: number): Doubtful | undefined {
  const members = aim.items
    .flatMap((item) => shop.items[item]!.members)
    .filter((point) => isValuedBySurvival(shop, point))
  const isExact = members.every((point) => shop.ladders[point]!.inHalves.flat().every((one) => one === undefined))
  if (isExact) return undefined
  const bought = logInHalves(shop, plan.quantities, members)
  if (aim.isInReach) return { group, aim, inHalves: bought, error: sizeOf(bought), isAtEdge: false }
  const most = logInHalves(shop, mostOf(shop, aim), members)
  const isAtEdge = bestOf(shop, aim) + sizeOf(most) * SPREADS.at(-1)! >= goalOf(shop.target)
  // What is aimed at is told by as much as helps: only how much less is reached than that may be off.
  const inHalves = isAtEdge ? most : bought.map((more, half) => more - most[half]!)
  return { group, aim, inHalves, error: sizeOf(inHalves), isAtEdge }
}

const sizeOf = (inHalves: Float64Array): number => Math.sqrt(meanProduct(inHalves, inHalves))

/** What the values are to add up to, were the survival more by so much. */
function goalWith({ aim, isAtEdge }: Doubtful, asked: number, best: number, more: number): number {
  if (!aim.isInReach && !isAtEdge) return aim.goal - more
  if (asked - more <= best) return asked - more
  return aim.isInReach ? nearlyBest(best) : aim.goal
}

/** Of all items of a group as much as helps. */
function bestOf({ items }: Shop, aim: Aim): number {
  return aim.items.reduce((sum, item) => sum + items[item]!.splits.value.at(-1)!, 0)
}

function mostOf({ items }: Shop, aim: Aim): Quantities {
  return new Map(aim.items.flatMap((item) => unitsByPoint(items[item]!, items[item]!.splits.value.length - 1)))
}

function unitsByPoint({ members, splits }: Item, units: number): [point: number, units: number][] {
  const split = splits.of(units)
  return members.map((point, place) => [point, split[place]!])
}

function isValuedBySurvival({ ladders, target }: Shop, point: number): boolean {
  return ladders[point]!.survival.at(-1)! >= hoursBelow(target)
}

/** By each half the logarithm of P(all of these points survive to the end), against that by all replications. */
function logInHalves({ named, ladders }: Shop, quantities: Quantities, members: readonly number[]): Float64Array {
  const joint = new FutureSurvival(named.futures, 1 + HALVES)
  for (const point of members) {
    const bought = quantities.get(point) ?? 0
    const { byFuture, inHalves } = ladders[point]!
    joint.add(
      point,
      byFuture.map((byNode, future) =>
        byNode.map((survival, node) => withHalves(withUnits(survival, bought), inHalves[future]![node], bought)),
      ),
    )
  }
  const [all, ...halves] = joint.finish()
  return Float64Array.from(halves, (half) => logSurvival(half) - logSurvival(all!))
}

/** By all replications, and by each half. */
function withHalves(all: number, inHalves: Float32Array | undefined, units: number): Float64Array {
  const shares = new Float64Array(1 + HALVES).fill(all)
  if (!inHalves) return shares
  const rungs = inHalves.length / HALVES
  for (let half = 0; half < HALVES; half++) {
    const more = inHalves[half * rungs + Math.min(units, rungs - 1)]!
    shares[1 + half] = Math.min(1, Math.max(0, all + more))
  }
  return shares
}

function meanProduct(some: Float64Array, others: Float64Array): number {
  return some.reduce((sum, one, half) => sum + one * others[half]!, 0) / some.length
}

/** Of an item alone: its cheapest choice that reaches what is asked, were its survival so much more. */
function costsOfOne(shop: Shop, { chosen }: Plan, doubtful: Doubtful): Float64Array {
  const { choices, target, items } = shop
  const { aim, error } = doubtful
  const place = aim.items[0]!
  const item = items[place]!
  const [first, end] = [choices.start[place]!, choices.start[place + 1]!]
  // Of several pools in reach of it, for they may have in common what makes them survive more surely together.
  const isJoint = aim.isInReach && item.members.length > 1
  const values = new Map<number, number>()
  const valueOf = (choice: number): number => {
    if (!isJoint) return choices.value[choice]!
    let value = values.get(choice)
    if (value === undefined) values.set(choice, (value = jointValueOf(shop, item, choices.quantity[choice]!)))
    return value
  }
  const [asked, best] = [goalOf(target), valueOf(end - 1)]
  return Float64Array.from(SPREADS, (spread) => {
    const goal = goalWith(doubtful, asked, best, spread * error)
    // From what is bought on: it is near.
    let choice = chosen[place]!
    while (choice + 1 < end && valueOf(choice) < goal) choice++
    while (choice > first && valueOf(choice - 1) >= goal) choice--
    return costOfItems(shop, aim.items, () => choice)
  })
}

function jointValueOf(shop: Shop, item: Item, units: number): number {
  return logSurvival(survivalTogether(shop, new Map(unitsByPoint(item, units)), item.members))
}

/** Of groups of several items, by their place. */
function costsAround(shop: Shop, plan: Plan, several: readonly Doubtful[]): Map<number, Float64Array> {
  const goalsAt = (spread: number): number[] => {
    const goals = plan.aims.map(({ goal }) => goal)
    for (const doubtful of several) {
      const { aim, group, error } = doubtful
      const asked = aim.isInReach ? aim.goal : goalOf(shop.target)
      goals[group] = goalWith(doubtful, asked, bestOf(shop, aim), spread * error)
    }
    return goals
  }
  const looked = LOOKED_AT.map((spread) =>
    spread === 0
      ? plan.aims.map(({ items }) => costOfItems(shop, items, (item) => plan.chosen[item]!))
      : costsOfGoals(shop, plan.aims, goalsAt(spread)),
  )
  return new Map(
    several.map(({ group }) => {
      const costs = looked.map((one) => one[group]!)
      return [group, Float64Array.from(SPREADS, (spread) => readOff(LOOKED_AT, costs, spread))]
    }),
  )
}

/** Along straight lines, beyond the ends too. */
function readOff(places: readonly number[], values: readonly number[], at: number): number {
  const above = places.findIndex((place, index) => index > 0 && (place >= at || index === places.length - 1))
  const part = (at - places[above - 1]!) / (places[above]! - places[above - 1]!)
  return values[above - 1]! + part * (values[above]! - values[above - 1]!)
}

/**
 * Of a change of cost, in hundredths. `dearerOf`: by how many times what a group costs changes of itself; by as much as that is
 * more than once, the change has the error of the answer too.
 */
export function errorOfChange(
  before: readonly CostDoubt[],
  after: readonly CostDoubt[],
  dearerOf: (parts: readonly number[]) => number,
): number {
  const groups = new Map<number, { before?: CostDoubt; after?: CostDoubt }>()
  for (const doubt of before) groups.set(doubt.parts[0]!, { before: doubt })
  for (const doubt of after) groups.set(doubt.parts[0]!, { ...groups.get(doubt.parts[0]!), after: doubt })
  let squares = 0
  for (const { before: one = NO_DOUBT, after: other = NO_DOUBT } of groups.values()) {
    const dearer = dearerOf(one.parts)
    squares += meanSquare(one, other, dearer) + (dearer - 1) ** 2 * meanSquareOfAnswer(one)
  }
  return Math.sqrt(squares)
}

const NO_DOUBT: CostDoubt = {
  parts: [],
  inHalves: new Float64Array(HALVES),
  costs: new Float64Array(SPREADS.length),
}

/** By how much the cost is more where the survival is more by so many of its standard errors: beyond the last as at the last. */
function costAt({ costs }: CostDoubt, spread: number): number {
  const place = Math.min(2 * STEPS_EITHER_SIDE, Math.max(0, STEPS_EITHER_SIDE + spread / STEP))
  const below = Math.min(Math.floor(place), 2 * STEPS_EITHER_SIDE - 1)
  const cost = costs[below]! + (place - below) * (costs[below + 1]! - costs[below]!)
  return cost - costs[STEPS_EITHER_SIDE]!
}

/** Over two normal errors with the correlation that the halves have. */
function meanSquare(before: CostDoubt, after: CostDoubt, dearer: number): number {
  const alike = correlation(before.inHalves, after.inHalves)
  const apart = Math.sqrt(Math.max(0, 1 - alike * alike))
  let sum = 0
  for (const [place, spread] of SPREADS.entries()) {
    const one = dearer * costAt(before, spread)
    for (const [own, ownSpread] of SPREADS.entries())
      sum += WEIGHTS[place]! * WEIGHTS[own]! * (costAt(after, alike * spread + apart * ownSpread) - one) ** 2
  }
  return sum
}

/** As it is, simulated as often as the answer. */
function meanSquareOfAnswer(asItIs: CostDoubt): number {
  return SPREADS.reduce(
    (sum, spread, place) => sum + WEIGHTS[place]! * costAt(asItIs, spread / Math.sqrt(ROUGHER)) ** 2,
    0,
  )
}

function correlation(some: Float64Array, others: Float64Array): number {
  const size = Math.sqrt(meanProduct(some, some) * meanProduct(others, others))
  return size === 0 ? 0 : Math.min(1, Math.max(-1, meanProduct(some, others) / size))
}
