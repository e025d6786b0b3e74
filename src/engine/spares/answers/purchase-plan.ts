// What to buy: the least that reaches the target, or the most that a budget gives.

import { log } from '#base/elementary.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import type { Choices } from '../purchase/choices.ts'
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
}

function planOf(shop: Shop, chosen: Uint32Array, leastHundredths: number | undefined): Plan {
  const units = unitsChosen(shop, chosen)
  return { chosen, units, quantities: splitUnits(shop, units), leastHundredths }
}

/** Items that are to reach the target together. */
export function groupsOf(network: SparesNetwork, items: readonly Item[], per: Target['per']): number[][] {
  if (per === 'part') return items.map((_, item) => [item])
  if (per === 'network') return items.length === 0 ? [] : [[...items.keys()]]
  const byVendor = new Map<string, number[]>()
  for (const [item, { part }] of items.entries()) {
    const { vendor } = network.parts[part]!
    byVendor.set(vendor, [...(byVendor.get(vendor) ?? []), item])
  }
  return [...byVendor.values()]
}

type Groups = readonly (readonly number[])[]

/** The least that lets each group of items reach the target, each by itself. */
export function planForTarget(shop: Shop, groups: Groups): Plan {
  const goal = goalOf(shop.target)
  const first = reachGroups(shop, groups, new Float64Array(groups.length).fill(goal))
  const chosen = first.chosen.slice()
  const isMet = groups.map((items) => reachesTarget(shop, first.chosen, items))
  if (shop.target.kind === 'survival') takeBackCommon(shop, groups, isMet, chosen)
  for (const [group, items] of groups.entries())
    if (!isMet[group]) for (const item of items) chosen[item] = worthBuying(shop, item, chosen[item]!)
  const isProven = isSum(shop) && shop.items.every(({ terms }) => terms.isPriced)
  return planOf(shop, chosen, isProven && Number.isFinite(first.leastCost) ? first.leastCost : undefined)
}

/**
 * Survival is looked for as if points were independent; what they have in common makes them survive together more surely than
 * that, so that less will do: how much less is found by halving.
 */
function takeBackCommon(shop: Shop, groups: Groups, isMet: readonly boolean[], chosen: Uint32Array): void {
  const asked = goalOf(shop.target)
  const [enough, tooLittle] = [groups.map(() => asked), groups.map(() => asked * FURTHEST_BELOW)]
  const open = [...groups.keys()].filter(
    (group) => isMet[group] && groups[group]!.reduce((sum, item) => sum + shop.items[item]!.members.length, 0) > 1,
  )
  for (let halving = 0; halving < HALVINGS && open.length > 0; halving++) {
    const halfway = Float64Array.from(groups, (_, group) => (enough[group]! + tooLittle[group]!) / 2)
    const plan = reachGroups(shop, groups, halfway)
    for (const group of open) {
      if (!reachesTarget(shop, plan.chosen, groups[group]!)) tooLittle[group] = halfway[group]!
      else {
        enough[group] = halfway[group]!
        for (const item of groups[group]!) chosen[item] = plan.chosen[item]!
      }
    }
  }
}

/** As if points were independent the group need not survive with less than the target to this power. */
const FURTHEST_BELOW = 3
const HALVINGS = 6

/**
 * Where the target is out of reach: as few as bring nearly all that can be had, but for one part in two hundred of the survival,
 * or of the hours saved.
 */
function worthBuying({ choices, target }: Shop, item: number, choice: number): number {
  const none = choices.start[item]!
  const most = choices.value[choice]!
  const forgone = target.kind === 'survival' ? -log(NEARLY) : (1 - NEARLY) * (most - choices.value[none]!)
  let enough = none
  while (enough < choice && choices.value[enough]! < most - forgone) enough++
  return enough
}

const NEARLY = 0.995

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

/** The least with which the values of each group add up to its goal. */
function reachGroups(
  { choices }: Shop,
  groups: Groups,
  goals: Float64Array,
): { readonly chosen: Uint32Array; readonly leastCost: number } {
  const groupOf = new Uint32Array(choices.itemCount)
  for (const [group, items] of groups.entries()) for (const item of items) groupOf[item] = group
  const { chosen, groups: reached } = reachTargets(choices, groupOf, goals)
  return { chosen, leastCost: reached.reduce((sum, group) => sum + group.leastCost, 0) }
}

/** The most that a budget of so many hundredths gives: of what has a price. */
export function planForBudget(shop: Shop, hundredths: number): Plan {
  return planOf(shop, spendBudget(withoutUnpriced(shop), hundredths).chosen, undefined)
}

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

/** Nothing is bought. */
export function planNothing(shop: Shop): Plan {
  return planOf(shop, shop.choices.start.slice(0, shop.choices.itemCount), undefined)
}

/** In hundredths, of what has a price. */
export function costOf({ items }: Shop, { units }: Pick<Plan, 'units'>): number {
  return items.reduce((sum, { terms }, item) => sum + (terms.isPriced ? orderOf(terms, units[item]!)!.cost : 0), 0)
}
