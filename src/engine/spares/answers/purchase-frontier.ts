// The way from nothing to everything, the best first: what each amount of money does; and what comes after a plan.

import { type Choices, choicesBeyond, mostValuable, totalsOf } from '../purchase/choices.ts'
import { hullsOf } from '../purchase/hull.ts'
import { chosenAfter, incrementsInOrder } from '../purchase/marginal-analysis.ts'
import { type Plan, withoutUnpriced } from './purchase-plan.ts'
import {
  errorTogether,
  hoursLostWith,
  type Item,
  type Quantities,
  type Shop,
  splitBeside,
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
  /** Of each item. */
  readonly units: Uint32Array
}

export interface Step {
  readonly item: Item
  readonly units: number
  /** Of the whole order of it, before and after. */
  readonly ordered: readonly [before: number, after: number]
  readonly quantities: Quantities
  /** Of the part alone, with what is bought of it before. */
  readonly before: EffectTold
  readonly after: EffectTold
}

export interface NextSteps {
  /** What comes after a plan, and what would if that could not be had; undefined: nothing helps any more. */
  readonly next: Step | undefined
  readonly runnerUp: Step | undefined
  /** What that gains for its money, of what the next does. */
  readonly shareOfNext: number
}

const MOST_FRONTIER_POINTS = 80
/** Where so little is left to gain the way ends: of a survival, of the hours that can be saved. */
const NOTHING_LEFT = 1e-6

/** From what there is to where nothing gains any more. */
export function traceFrontier(shop: Shop): readonly FrontierPoint[] {
  const priced = withoutUnpriced(shop)
  const hulls = hullsOf(priced)
  const increments = incrementsInOrder(priced, hulls, { budget: Number.POSITIVE_INFINITY, target: endOf(shop, priced) })
  const { count } = increments
  const every = Math.max(1, Math.ceil(count / MOST_FRONTIER_POINTS))
  const counts = Array.from({ length: Math.ceil(count / every) + 1 }, (_, index) => Math.min(count, index * every))
  const units = counts.map((some) => unitsChosen(shop, chosenAfter(priced, increments, some)))
  const purchases = units.map((some) => splitUnits(shop, some))
  const hours = hoursLostWith(shop, purchases)
  return counts.map((some, index) => ({
    hundredths: some === 0 ? 0 : increments.cost[some - 1]!,
    units: units[index]!,
    survival: survivalTogether(shop, purchases[index]!),
    weightHoursLost: hours[index]!,
  }))
}

/** The value at which it ends: nearly what as much as helps of everything is worth. */
function endOf({ target }: Shop, choices: Choices): number {
  const [most, none] = [mostValuable(choices), choices.start.subarray(0, choices.itemCount)]
  const [best, before] = [totalsOf(choices, most).value, totalsOf(choices, none).value]
  return best - NOTHING_LEFT * (target.kind === 'survival' ? 1 : best - before)
}

/** What the next money would buy best beside what is bought already. */
export function stepsAfter(shop: Shop, plan: Plan): NextSteps {
  const priced = withoutUnpriced(shop)
  const beyond = choicesBeyond(priced, plan.chosen)
  const hulls = hullsOf(beyond)
  const limits = { budget: Number.POSITIVE_INFINITY, target: endOf(shop, priced) }
  const { count, item, runnerUp, gainPerCost, runnerUpGainPerCost } = incrementsInOrder(beyond, hulls, limits)
  if (count === 0) return { next: undefined, runnerUp: undefined, shareOfNext: 0 }
  const stepOf = (index: number): Step => {
    const corners = hulls.choice.subarray(hulls.start[index], hulls.start[index + 1])
    return describeStep(shop, plan, index, beyond.quantity[corners.find((corner) => corner !== beyond.start[index])!]!)
  }
  return {
    next: stepOf(item[0]!),
    runnerUp: runnerUp[0] === -1 ? undefined : stepOf(runnerUp[0]!),
    shareOfNext: runnerUpGainPerCost[0]! / gainPerCost[0]!,
  }
}

/** So many units more of an item beside what the plan has of it. */
function describeStep(shop: Shop, plan: Plan, index: number, units: number): Step {
  const item = shop.items[index]!
  const before = plan.quantities
  const quantities = splitBeside(shop, item, before, units)
  const after = new Map(item.members.map((point) => [point, (before.get(point) ?? 0) + (quantities.get(point) ?? 0)]))
  const hours = hoursLostWith({ items: [item], hours: shop.hours }, [before, after])
  const effect = (bought: Quantities, weightHoursLost: number): EffectTold => ({
    survival: survivalTogether(shop, bought, item.members),
    standardError: errorTogether(shop, bought, item.members),
    weightHoursLost,
  })
  return {
    item,
    units,
    ordered: [plan.units[index]!, plan.units[index]! + units],
    quantities,
    before: effect(before, hours[0]!),
    after: effect(after, hours[1]!),
  }
}
