// The way from nothing to everything, the best first: what each amount of money does, and what comes next.

import { log } from '#base/elementary.ts'
import type { Choices } from '../purchase/choices.ts'
import { hullsOf } from '../purchase/hull.ts'
import { chosenAfter, incrementsInOrder } from '../purchase/marginal-analysis.ts'
import { withoutUnpriced } from './purchase-plan.ts'
import {
  errorTogether,
  hoursLostWith,
  type Item,
  orderOf,
  type Quantities,
  type Shop,
  splitUnits,
  survivalTogether,
  unitsChosen,
} from './purchase-shop.ts'

/** What a purchase does. */
export interface Effect {
  readonly survival: number
  readonly weightHoursLost: number
}

/** What is told of it beside. */
interface EffectTold extends Effect {
  /** Of the survival. */
  readonly standardError: number
}

export interface FrontierPoint extends Effect {
  readonly hundredths: number
}

export interface Step {
  readonly item: Item
  readonly units: number
  readonly hundredths: number
  readonly quantities: Quantities
  /** Of the part alone. */
  readonly before: EffectTold
  readonly after: EffectTold
}

export interface Frontier {
  readonly points: readonly FrontierPoint[]
  /** What comes first, and what would if that could not be had. */
  readonly next: Step | undefined
  readonly runnerUp: Step | undefined
}

const MOST_FRONTIER_POINTS = 80
/** Where so little is left to gain the way ends: of a survival, of the hours lost without buying. */
const NOTHING_LEFT = 1e-6

/** From what there is to where nothing gains any more. */
export function traceFrontier(shop: Shop): Frontier {
  const priced = withoutUnpriced(shop)
  const hulls = hullsOf(priced)
  const increments = incrementsInOrder(priced, hulls, { budget: Number.POSITIVE_INFINITY, target: endOf(shop) })
  const { count } = increments
  const every = Math.max(1, Math.ceil(count / MOST_FRONTIER_POINTS))
  const counts = Array.from({ length: Math.ceil(count / every) + 1 }, (_, index) => Math.min(count, index * every))
  const units = counts.map((some) => unitsChosen(shop, chosenAfter(priced, increments, some)))
  for (const [item, { splits }] of shop.items.entries()) splits.find([...new Set(units.map((some) => some[item]!))])
  const purchases = units.map((some) => splitUnits(shop, some))
  const hours = hoursLostWith(shop, purchases)
  const points = counts.map((some, index) => ({
    hundredths: some === 0 ? 0 : increments.cost[some - 1]!,
    survival: survivalTogether(shop, purchases[index]!),
    weightHoursLost: hours[index]!,
  }))
  const first = count > 0 ? increments.item[0]! : -1
  const second = count > 0 ? increments.runnerUp[0]! : -1
  return { points, next: stepOf(shop, priced, first), runnerUp: stepOf(shop, priced, second) }
}

/** The value at which it ends. */
function endOf({ target, choices }: Shop): number {
  if (target.kind === 'survival') return log(1 - NOTHING_LEFT)
  let lost = 0
  for (let item = 0; item < choices.itemCount; item++) lost += choices.value[choices.start[item]!]!
  return lost === 0 ? Number.POSITIVE_INFINITY : lost * NOTHING_LEFT
}

/** The first step of an item from nothing, as its hull has it. */
function stepOf(shop: Shop, choices: Choices, index: number): Step | undefined {
  if (index < 0) return undefined
  const item = shop.items[index]!
  const hulls = hullsOf(choices)
  const corners = hulls.choice.subarray(hulls.start[index], hulls.start[index + 1])
  const after = corners.find((corner) => corner !== choices.start[index])!
  const units = choices.quantity[after]!
  const none: Quantities = new Map()
  const quantities = splitUnits(shop, new Uint32Array(shop.items.length).fill(units), [index])
  const hours = hoursLostWith({ items: [item], hours: shop.hours }, [none, quantities])
  const effect = (bought: Quantities, weightHoursLost: number): EffectTold => ({
    survival: survivalTogether(shop, bought, item.members),
    standardError: errorTogether(shop, bought, item.members),
    weightHoursLost,
  })
  return {
    item,
    units,
    hundredths: orderOf(item.terms, units)!.cost,
    quantities,
    before: effect(none, hours[0]!),
    after: effect(quantities, hours[1]!),
  }
}
