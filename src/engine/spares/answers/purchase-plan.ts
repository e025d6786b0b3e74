// What to buy, and where to: the least that reaches the target, or the most that a budget gives, and the way from nothing
// to everything, the best first.

import { exp, log } from '#base/elementary.ts'
import type { NamedPoints } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import type { Choices } from '../purchase/choices.ts'
import { hullsOf } from '../purchase/hull.ts'
import { chosenAfter, incrementsInOrder } from '../purchase/marginal-analysis.ts'
import { reachTargets, spendBudget } from '../purchase/purchase.ts'
import { FutureSurvival } from './future-survival.ts'
import { climbLadder, type Ladder, logSurvival } from './ladders.ts'
import { pointsByPart } from './moves.ts'
import { type Terms, termsOf } from './obtainable.ts'
import type { Tiers } from './tiers.ts'

/** Every point with what may be bought for it. */
export interface Shop {
  readonly named: NamedPoints
  readonly ladders: readonly Ladder[]
  readonly terms: readonly Terms[]
  readonly choices: Choices
}

/** Nobody knows the price of these: in the reckoning they cost as if one were a hundredth, and no sum names them. */
const UNPRICED_HUNDREDTHS = 1

export function openShop(network: SparesNetwork, named: NamedPoints, tiers: Tiers): Shop {
  const { names } = named
  const terms = names.map(({ part }) => termsOf(network, part))
  const ladders = terms.map(({ arrivalStep, most, minimumOrder }, point) =>
    climbLadder(tiers, named, point, arrivalStep, most, minimumOrder),
  )
  return { named, ladders, terms, choices: listChoices(ladders, terms) }
}

/** By point: none, then every quantity from the least order on. */
function listChoices(ladders: readonly Ladder[], terms: readonly Terms[]): Choices {
  const [start, quantity, cost, value] = [[0], [] as number[], [] as number[], [] as number[]]
  for (const [point, { survival }] of ladders.entries()) {
    const { minimumOrder, hundredths = UNPRICED_HUNDREDTHS } = terms[point]!
    for (let units = 0; units < survival.length; units++) {
      if (units > 0 && units < minimumOrder) continue
      quantity.push(units)
      cost.push(units * hundredths)
      value.push(logSurvival(survival[units]!))
    }
    start.push(quantity.length)
  }
  return {
    itemCount: ladders.length,
    start: Uint32Array.from(start),
    quantity: Uint32Array.from(quantity),
    cost: Float64Array.from(cost),
    value: Float64Array.from(value),
  }
}

/** P(all of these points survive to the end) with these units bought for each. */
export function survivalTogether(shop: Shop, quantities: ArrayLike<number>, members?: readonly number[]): number {
  const joint = new FutureSurvival(shop.named.futures, 1)
  for (const point of members ?? shop.ladders.keys()) {
    const bought = quantities[point]!
    const { byFuture } = shop.ladders[point]!
    joint.add(
      point,
      byFuture.map((byNode) => byNode.map((survival) => survival.subarray(bought, bought + 1))),
    )
  }
  return joint.finish()[0]!
}

export interface Plan {
  /** Units by point. */
  readonly quantities: Uint32Array
  /** Nothing that reaches the target costs less; undefined: nothing reaches it, or nothing is told. */
  readonly leastHundredths: number | undefined
}

/**
 * The least that lets each group of points survive with this probability, each by itself. It is looked for as if points were
 * independent; what they have in common makes them survive together more surely than that, so that less will do: how much
 * less is found by halving.
 */
export function planForTarget(shop: Shop, groups: readonly (readonly number[])[], survival: number): Plan {
  const asked = log(survival)
  const first = reachGroups(
    shop,
    groups,
    Float64Array.from(groups, () => asked),
  )
  const quantities = first.quantities.slice()
  const isMet = (plan: Plan, group: number): boolean =>
    survivalTogether(shop, plan.quantities, groups[group]!) >= survival
  const [enough, tooLittle] = [groups.map(() => asked), groups.map(() => asked * FURTHEST_BELOW)]
  const open = [...groups.keys()].filter((group) => groups[group]!.length > 1 && isMet(first, group))
  for (let halving = 0; halving < HALVINGS && open.length > 0; halving++) {
    const halfway = Float64Array.from(groups, (_, group) => (enough[group]! + tooLittle[group]!) / 2)
    const plan = reachGroups(shop, groups, halfway)
    for (const group of open) {
      if (!isMet(plan, group)) tooLittle[group] = halfway[group]!
      else {
        enough[group] = halfway[group]!
        for (const point of groups[group]!) quantities[point] = plan.quantities[point]!
      }
    }
  }
  for (const [group, members] of groups.entries())
    if (!isMet(first, group))
      for (const point of members) quantities[point] = worthBuying(shop, point, quantities[point]!)
  const isWithin = keepWithinMost(shop, quantities)
  const isProven = isWithin && isIndependent(shop) && shop.terms.every(({ hundredths }) => hundredths !== undefined)
  return { quantities, leastHundredths: isProven ? first.leastHundredths : undefined }
}

/**
 * Of a part of which only so many can be had, over all pools: takes away what helps least. Whether nothing had to be taken
 * away.
 */
function keepWithinMost({ named: { names }, terms, ladders }: Shop, quantities: Uint32Array): boolean {
  let isWithin = true
  const lossOf = (point: number): number => {
    const { survival } = ladders[point]!
    const bought = quantities[point]!
    return bought === 0 ? Number.POSITIVE_INFINITY : logSurvival(survival[bought]!) - logSurvival(survival[bought - 1]!)
  }
  for (const members of pointsByPart(names)) {
    const { most } = terms[members[0]!]!
    let bought = members.reduce((sum, point) => sum + quantities[point]!, 0)
    for (; bought > most; bought--) {
      isWithin = false
      const least = members.reduce((best, point) => (lossOf(point) < lossOf(best) ? point : best))
      quantities[least]! -= 1
    }
  }
  return isWithin
}

/** Where the target is out of reach: as few as bring nearly all that can be had, but for one part in two hundred. */
function worthBuying({ ladders, terms }: Shop, point: number, quantity: number): number {
  const { survival } = ladders[point]!
  const { minimumOrder } = terms[point]!
  const enough = survival.findIndex((one) => one >= survival[quantity]! * NEARLY)
  return enough <= 0 ? Math.max(0, enough) : Math.min(quantity, Math.max(enough, minimumOrder))
}

const NEARLY = 0.995

/** As if points were independent the group need not survive with less than the target to this power. */
const FURTHEST_BELOW = 3
const HALVINGS = 6

/** Rates are known and there is one future: nothing is common to points, and the bound holds. */
function isIndependent({ named: { futures } }: Shop): boolean {
  return futures.length === 1 && futures[0]!.points.rateShape.every((shape) => shape === Number.POSITIVE_INFINITY)
}

/** The least with which the survivals of each group multiply to its target, given by its logarithm. */
function reachGroups({ choices }: Shop, groups: readonly (readonly number[])[], targets: Float64Array): Plan {
  const groupOf = new Uint32Array(choices.itemCount)
  for (const [group, members] of groups.entries()) for (const point of members) groupOf[point] = group
  const { chosen, groups: reached } = reachTargets(choices, groupOf, targets)
  const leastCost = reached.reduce((sum, group) => sum + group.leastCost, 0)
  return {
    quantities: quantitiesOf(choices, chosen),
    leastHundredths: Number.isFinite(leastCost) ? leastCost : undefined,
  }
}

/** The most that lets the network survive within a budget of so many hundredths: of what has a price. */
export function planForBudget(shop: Shop, hundredths: number): Plan {
  const { chosen } = spendBudget(withoutUnpriced(shop), hundredths)
  const quantities = quantitiesOf(shop.choices, chosen)
  keepWithinMost(shop, quantities)
  return { quantities, leastHundredths: undefined }
}

/** How many groups of points survive with less than this probability, these units bought. */
export function countShort(
  shop: Shop,
  quantities: Uint32Array,
  groups: readonly (readonly number[])[],
  survival: number,
): number {
  return groups.filter((members) => survivalTogether(shop, quantities, members) < survival).length
}

function quantitiesOf({ quantity }: Choices, chosen: Uint32Array): Uint32Array {
  return Uint32Array.from(chosen, (choice) => quantity[choice]!)
}

export interface FrontierPoint {
  readonly hundredths: number
  readonly survival: number
}

export interface Step {
  readonly point: number
  readonly units: number
  readonly hundredths: number
  readonly survivalBefore: number
  readonly survivalAfter: number
}

export interface Frontier {
  readonly points: readonly FrontierPoint[]
  /** What comes first, and what would if that could not be had. */
  readonly next: Step | undefined
  readonly runnerUp: Step | undefined
}

const MOST_FRONTIER_POINTS = 80

/** From what there is to where nothing gains any more: survival of the network by what is spent. */
export function traceFrontier(shop: Shop): Frontier {
  const { choices } = shop
  const priced = withoutUnpriced(shop)
  const increments = incrementsInOrder(priced, hullsOf(priced), {
    budget: Number.POSITIVE_INFINITY,
    target: log(1 - 1e-6),
  })
  const every = Math.max(1, Math.ceil(increments.count / MOST_FRONTIER_POINTS))
  const points: FrontierPoint[] = []
  for (
    let count = 0;
    count <= increments.count;
    count = count === increments.count ? count + 1 : Math.min(increments.count, count + every)
  ) {
    const quantities = quantitiesOf(choices, chosenAfter(priced, increments, count))
    points.push({
      hundredths: count === 0 ? 0 : increments.cost[count - 1]!,
      survival: survivalTogether(shop, quantities),
    })
  }
  const first = increments.count > 0 ? increments.item[0]! : -1
  const second = increments.count > 0 ? increments.runnerUp[0]! : -1
  return { points, next: stepOf(shop, priced, first), runnerUp: stepOf(shop, priced, second) }
}

/** What nobody knows the price of is not bought. */
function withoutUnpriced({ choices, terms }: Shop): Choices {
  const value = choices.value.slice()
  for (let point = 0; point < choices.itemCount; point++) {
    if (terms[point]!.hundredths !== undefined) continue
    const first = choices.start[point]!
    value.fill(value[first]!, first, choices.start[point + 1]!)
  }
  return { ...choices, value }
}

/** The first step of a point from nothing, as its hull has it. */
function stepOf({ terms }: Shop, choices: Choices, point: number): Step | undefined {
  if (point < 0) return undefined
  const hulls = hullsOf(choices)
  const [before, after] = [choices.start[point]!, hulls.choice[hulls.start[point]! + 1]!]
  const units = choices.quantity[after]!
  return {
    point,
    units,
    hundredths: units * terms[point]!.hundredths!,
    survivalBefore: exp(choices.value[before]!),
    survivalAfter: exp(choices.value[after]!),
  }
}
