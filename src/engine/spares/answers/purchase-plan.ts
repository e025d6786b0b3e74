// What to buy: the least that reaches the target, or the most that a budget gives.

import { log } from '#base/elementary.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { type Choices, mostValuable } from '../purchase/choices.ts'
import { reachTargets, spendBudget } from '../purchase/purchase.ts'
import {
  type Item,
  orderOf,
  type Quantities,
  reachesTarget,
  type Shop,
  splitUnits,
  unitsChosen,
} from './purchase-shop.ts'
import { goalOf, type Target } from './target.ts'

export interface Plan {
  /** By item, an index of the choices. */
  readonly chosen: Uint32Array
  /** Units by item, and by point. */
  readonly units: Uint32Array
  readonly quantities: Quantities
  /** Nothing that reaches the target costs less; undefined: nothing reaches it, or nothing is told. */
  readonly leastHundredths: number | undefined
  /** What it was looked for by, group by group; none where a budget is spent. */
  readonly aims: readonly Aim[]
}

function planOf(
  shop: Shop,
  chosen: Uint32Array,
  { aims, leastHundredths }: Pick<Plan, 'aims' | 'leastHundredths'>,
): Plan {
  const units = unitsChosen(shop, chosen)
  return { chosen, units, quantities: splitUnits(shop, units), leastHundredths, aims }
}

/** Items that are to reach the target together. */
export function groupsOf(network: SparesNetwork, items: readonly Pick<Item, 'part'>[], per: Target['per']): number[][] {
  if (per === 'part') return items.map((_, item) => [item])
  if (per === 'network') return items.length === 0 ? [] : [[...items.keys()]]
  const byVendor = new Map<string, number[]>()
  for (const [item, { part }] of items.entries()) {
    const { vendor } = network.parts[part]!
    byVendor.set(vendor, [...(byVendor.get(vendor) ?? []), item])
  }
  return [...byVendor.values()]
}

/** Items that are to reach the target together. */
export type Groups = readonly (readonly number[])[]

/** What the values of a group are to add up to, as the sum looked for. */
export interface Aim {
  readonly items: readonly number[]
  readonly goal: number
  /** The most of everything that helps reaches the target. */
  readonly isInReach: boolean
}

/** What a budget gives, or what the target takes where none is given. `budget`: in whole units of the currency. */
export function planFor(shop: Shop, groups: Groups, budget: number | undefined): Plan {
  return budget === undefined ? planForTarget(shop, groups) : planForBudget(shop, Math.round(budget * 100))
}

/** The least that lets each group of items reach the target, or nearly the most that it can reach, each by itself. */
export function planForTarget(shop: Shop, groups: Groups): Plan {
  const most = mostValuable(shop.choices)
  const aims = groups.map((items): Aim => {
    const isInReach = reachesTarget(shop, most, items)
    return { items, isInReach, goal: isInReach ? goalOf(shop.target) : worthReaching(shop, items, most) }
  })
  const { chosen, leastCost } = reachGoals(
    shop,
    groups,
    aims.map(({ goal }) => goal),
  )
  const reached = shop.target.kind === 'survival' ? reachTogether(shop, aims, chosen, most) : aims
  const isProven =
    isSum(shop) && aims.every(({ isInReach }) => isInReach) && shop.items.every(({ terms }) => terms.isPriced)
  return planOf(shop, chosen, { aims: reached, leastHundredths: isProven ? leastCost : undefined })
}

/**
 * Where the target is out of reach: nearly the most that can be reached, but for one part in two hundred of the survival, or
 * one in a thousand of the hours that can be saved. The last of it would cost the most by far.
 *
 * Worked: 1,000 hours lost without buying, and 200 with as much as helps: 200.8 are aimed at.
 */
function worthReaching({ choices, target }: Shop, items: readonly number[], most: Uint32Array): number {
  const valueOf = (chosen: Uint32Array): number => items.reduce((sum, item) => sum + choices.value[chosen[item]!]!, 0)
  const best = valueOf(most)
  return target.kind === 'survival' ? nearlyBest(best) : best - HARDLY_WORTH_SAVING * (best - valueOf(choices.start))
}

/** Of the logarithm of a survival. */
export const nearlyBest = (best: number): number => best + log(NEARLY_AS_SURELY)

const NEARLY_AS_SURELY = 0.995
const HARDLY_WORTH_SAVING = 0.001

/**
 * Survival is looked for as if points were independent; what they have in common makes them survive together more surely than
 * that, as a rule, so that less will do: how much less, or more, is found by halving. Returns the sums looked for at last.
 */
function reachTogether(shop: Shop, aims: readonly Aim[], chosen: Uint32Array, most: Uint32Array): Aim[] {
  const take = ({ items }: Aim, from: Uint32Array): void => {
    for (const item of items) chosen[item] = from[item]!
  }
  const isOpen = ({ items, isInReach }: Aim): boolean =>
    isInReach && items.reduce((sum, item) => sum + shop.items[item]!.members.length, 0) > 1
  const open = [...aims.keys()].filter((index) => isOpen(aims[index]!))
  const [enough, tooLittle] = [aims.map(({ goal }) => goal), aims.map(({ goal }) => goal * FURTHEST_BELOW)]
  for (const index of open) {
    if (reachesTarget(shop, chosen, aims[index]!.items)) continue
    ;[enough[index], tooLittle[index]] = [0, enough[index]!]
    take(aims[index]!, most)
  }
  const groups = aims.map(({ items }) => items)
  for (let halving = 0; halving < HALVINGS && open.length > 0; halving++) {
    const halfway = enough.map((goal, index) => (goal + tooLittle[index]!) / 2)
    const plan = reachGoals(shop, groups, halfway)
    for (const index of open) {
      if (!reachesTarget(shop, plan.chosen, groups[index]!)) tooLittle[index] = halfway[index]!
      else {
        enough[index] = halfway[index]!
        take(aims[index]!, plan.chosen)
      }
    }
  }
  return aims.map((aim, index) => ({ ...aim, goal: enough[index]! }))
}

/** What each group costs in hundredths where its values are to add up to other goals, which are in reach. */
export function costsOfGoals(shop: Shop, aims: readonly Aim[], goals: readonly number[]): number[] {
  const groups = aims.map(({ items }) => items)
  const { chosen } = reachGoals(shop, groups, goals)
  return groups.map((items) => costOfItems(shop, items, (item) => chosen[item]!))
}

/** In hundredths, of what has a price. */
export function costOfItems(
  { items, choices }: Shop,
  some: readonly number[],
  choiceOf: (item: number) => number,
): number {
  return some.reduce((sum, item) => sum + (items[item]!.terms.isPriced ? choices.cost[choiceOf(item)]! : 0), 0)
}

/** As if points were independent the group need not survive with less than the target to this power. */
export const FURTHEST_BELOW = 3
export const HALVINGS = 6

/**
 * Whether values add up to what is asked: hours always do, and survivals where rates are known and there is one future, so that
 * nothing is common to points. The bound holds then.
 */
function isSum({ target, named: { futures } }: Shop): boolean {
  return (
    target.kind === 'weightHoursLost' ||
    (futures.length === 1 && futures[0]!.points.rateShape.every((shape) => shape === Number.POSITIVE_INFINITY))
  )
}

/** The least with which the values of each group add up to its goal, or of each item what is worth most. */
function reachGoals(
  { choices }: Shop,
  groups: Groups,
  goals: readonly number[],
): { readonly chosen: Uint32Array; readonly leastCost: number } {
  const groupOf = new Uint32Array(choices.itemCount)
  for (const [group, items] of groups.entries()) for (const item of items) groupOf[item] = group
  const { chosen, groups: reached } = reachTargets(choices, groupOf, Float64Array.from(goals))
  return { chosen, leastCost: reached.reduce((sum, group) => sum + group.leastCost, 0) }
}

/** The most that a budget of so many hundredths gives: of what has a price, and of what is free. */
function planForBudget(shop: Shop, hundredths: number): Plan {
  const { chosen } = spendBudget(withoutUnpriced(shop), hundredths + ROOM_FOR_FREE)
  return planOf(shop, chosen, { aims: [], leastHundredths: undefined })
}

/** Hundredths, less than one. */
const ROOM_FOR_FREE = 0.5

/** What nobody knows the price of is not bought. */
export function withoutUnpriced({ choices, items }: Shop): Choices {
  const value = choices.value.slice()
  for (const [item, { terms }] of items.entries()) {
    if (terms.isPriced) continue
    const first = choices.start[item]!
    value.fill(value[first]!, first, choices.start[item + 1]!)
  }
  return { ...choices, value }
}

/** How many groups do not reach the target with what is bought. */
export function countShort(shop: Shop, { chosen }: Pick<Plan, 'chosen'>, groups: Groups): number {
  return groups.filter((items) => !reachesTarget(shop, chosen, items)).length
}

/** What is ordered of a part, or of the family that goes by it. */
export interface PartOrder {
  readonly units: number
  /** 0 where nobody knows the price. */
  readonly hundredths: number
}

/** By part. */
export type Orders = ReadonlyMap<number, PartOrder>

export function ordersOf({ items }: Shop, { units }: Pick<Plan, 'units'>): Orders {
  return new Map(
    items.map(({ part, terms }, item) => {
      const hundredths = terms.isPriced ? Math.round(orderOf(terms, units[item]!)!.cost) : 0
      return [part, { units: units[item]!, hundredths }]
    }),
  )
}

/** In hundredths, of what has a price. */
export function costOf(shop: Shop, plan: Pick<Plan, 'units'>): number {
  let cost = 0
  for (const { hundredths } of ordersOf(shop, plan).values()) cost += hundredths
  return cost
}
