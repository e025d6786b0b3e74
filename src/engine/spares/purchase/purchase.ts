// What to buy: the least that reaches a target, or the most that a budget gives, and how far from the best it can be.
//
// First by marginal analysis to the target or to the end of the budget; then a search between the corners, which also
// takes back what is no longer needed. The corner before the target, with its next purchase taken in part, costs no more
// than any purchase that reaches it (Lagrange's relaxation; Everett, "Generalized Lagrange multiplier method",
// Operations Research 11, 1963): that is the bound told, unless the search could show that nothing is better.

import { checkAmount, checkNumber } from '../chance/domain.ts'
import { searchBetween } from './between-corners.ts'
import { type Choices, choicesAmong, mostValuable, totalsOf } from './choices.ts'
import { hullsOf } from './hull.ts'
import { chosenAfter, type Increments, incrementsInOrder } from './marginal-analysis.ts'

export interface Purchase {
  /** By item what is bought of it, an index of the choices. */
  readonly chosen: Uint32Array
  readonly cost: number
  readonly value: number
}

/** The cheapest purchase known that reaches a target. */
export interface Reach extends Purchase {
  /** Whether it does; if not, none does, and of each item it is what is worth most. */
  readonly isReached: boolean
  /** Nothing that reaches the target costs less; Infinity where nothing does. */
  readonly leastCost: number
}

/** The most valuable purchase known within a budget. */
export interface Spending extends Purchase {
  /** Nothing within the budget is worth more. */
  readonly mostValue: number
}

/**
 * The least to buy so that the values add up to the target: survival of all items with probability p, each by itself, is
 * the target log p of values log survival.
 *
 * Worked: two items of 10 and 4 pounds, values -0.5, -0.1 and -0.4, -0.2, -0.1 by units bought, target -0.35: one of the
 * first and one of the second, 14 pounds, worth -0.3.
 */
export function reachTarget(choices: Choices, target: number): Reach {
  checkNumber('target', target)
  const increments = incrementsTo(choices, target)
  const { count } = increments
  const there = chosenAfter(choices, increments, count)
  const totals = totalsOf(choices, there)
  if (totals.value < target) return missTarget(choices)
  const gainPerCost = count === 0 ? Number.POSITIVE_INFINITY : increments.gainPerCost[count - 1]!
  // Up to here only what every purchase needs that is good enough, or what is free.
  if (gainPerCost === Number.POSITIVE_INFINITY) {
    const needed = takeBack(choices, there, target)
    const own = totalsOf(choices, needed)
    return { chosen: needed, ...own, isReached: true, leastCost: own.cost }
  }
  const start = chosenAfter(choices, increments, count - 1)
  const before = totalsOf(choices, start)
  const need = target - before.value
  const trimmed = takeBack(choices, there, target)
  const known = totalsOf(choices, trimmed)
  const { chosen, isExhaustive } = searchBetween(choices, {
    start,
    gainPerCost,
    need,
    room: Number.POSITIVE_INFINITY,
    best: { cost: known.cost - before.cost, gain: known.value - before.value },
  })
  // What reaches the target as a sum of gains may miss it by a rounding as a sum of values.
  const isBetter = chosen !== undefined && totalsOf(choices, chosen).value >= target
  const best = isBetter ? takeBack(choices, chosen, target) : trimmed
  const bought = totalsOf(choices, best)
  const isLeast = isExhaustive && (isBetter || chosen === undefined)
  const leastCost = isLeast ? bought.cost : Math.min(bought.cost, before.cost + need / gainPerCost)
  return { chosen: best, ...bought, isReached: true, leastCost }
}

/** Nothing is good enough: the most that can be reached, and what of it is worth its money is for others to say. */
function missTarget(choices: Choices): Reach {
  const chosen = mostValuable(choices)
  return { chosen, ...totalsOf(choices, chosen), isReached: false, leastCost: Number.POSITIVE_INFINITY }
}

/** To the target, or as far as anything gains. */
function incrementsTo(choices: Choices, target: number): Increments {
  const hulls = hullsOf(choices)
  for (let aim = target; ; ) {
    const increments = incrementsInOrder(choices, hulls, { budget: Number.POSITIVE_INFINITY, target: aim })
    const isStopped = increments.count > 0 && increments.value[increments.count - 1]! >= aim
    const missing = target - totalsOf(choices, chosenAfter(choices, increments, increments.count)).value
    if (!isStopped || missing <= 0) return increments
    // Reached in the order of gains, and missed by a rounding in the order of items.
    aim += 2 * missing
  }
}

/** The same without what the target does not need: again and again the choice that saves most, and of what costs nothing most units. */
function takeBack(choices: Choices, chosen: Uint32Array, target: number): Uint32Array {
  const left = chosen.slice()
  for (;;) {
    const spare = totalsOf(choices, left).value - target
    let [most, units, at, choice] = [0, 0, -1, -1]
    for (let item = 0; item < choices.itemCount; item++)
      for (let other = choices.start[item]!; other < left[item]!; other++) {
        const saving = choices.cost[left[item]!]! - choices.cost[other]!
        const given = choices.quantity[left[item]!]! - choices.quantity[other]!
        if (saving < most || (saving === most && given <= units)) continue
        if (choices.value[left[item]!]! - choices.value[other]! > spare) continue
        ;[most, units, at, choice] = [saving, given, item, other]
      }
    if (at === -1) return left
    left[at] = choice
  }
}

/**
 * The most that a budget gives: what it cannot afford it passes over, and goes on.
 *
 * Worked: the items above with a budget of 13 pounds: one of the first for 10, worth -0.5 in all; two of the second for 8
 * would gain more for each pound, and leave -0.6.
 */
export function spendBudget(choices: Choices, budget: number): Spending {
  checkAmount('budget', budget)
  const hulls = hullsOf(choices)
  const all = { budget: Number.POSITIVE_INFINITY, target: Number.POSITIVE_INFINITY }
  const frontier = incrementsInOrder(choices, hulls, all)
  const within = frontier.cost.findIndex((cost) => cost > budget)
  const bought = incrementsInOrder(choices, hulls, { ...all, budget })
  const greedy = chosenAfter(choices, bought, bought.count)
  const known = totalsOf(choices, greedy)
  const gainPerCost = frontier.gainPerCost[within] ?? Number.POSITIVE_INFINITY
  // Everything that gains is affordable, or not even what every purchase needs is.
  if (gainPerCost === Number.POSITIVE_INFINITY) return { chosen: greedy, ...known, mostValue: known.value }
  const start = chosenAfter(choices, frontier, within)
  const before = totalsOf(choices, start)
  const room = budget - before.cost
  const { chosen, isExhaustive } = searchBetween(choices, {
    start,
    gainPerCost,
    need: Number.NEGATIVE_INFINITY,
    room,
    best: { cost: known.cost - before.cost, gain: known.value - before.value },
  })
  const best = chosen ?? greedy
  const totals = totalsOf(choices, best)
  const mostValue = isExhaustive ? totals.value : Math.max(totals.value, before.value + room * gainPerCost)
  return { chosen: best, ...totals, mostValue }
}

/** Of each group what reaches its own target, and what is bought of all. */
export interface GroupReach {
  readonly chosen: Uint32Array
  readonly groups: readonly Omit<Reach, 'chosen'>[]
}

/**
 * The least to buy so that each group of items (those of a vendor, say) reaches its own target.
 *
 * Worked: each of the items above a group of its own, targets -0.3 and -0.15: one of the first for 10, two of the second for 8.
 */
export function reachTargets(choices: Choices, groupOf: Uint32Array, targets: Float64Array): GroupReach {
  const members = Array.from(targets, (): number[] => [])
  for (const [item, group] of groupOf.entries()) members[group]!.push(item)
  const chosen = new Uint32Array(choices.itemCount)
  const groups = members.map((items, group) => {
    const own = choicesAmong(choices, items)
    const { chosen: ownChosen, ...reach } = reachTarget(own, targets[group]!)
    for (const [index, item] of items.entries())
      chosen[item] = choices.start[item]! + ownChosen[index]! - own.start[index]!
    return reach
  })
  return { chosen, groups }
}

/**
 * Of each item the cheapest that reaches its floor, or the most valuable where none does; and those where none does.
 *
 * Worked: the items above, floors -0.3 and -0.15: the same 18 pounds.
 */
export function reachFloors(
  choices: Choices,
  floors: Float64Array,
): Purchase & { readonly outOfReach: readonly number[] } {
  const { start, cost, value } = choices
  const outOfReach: number[] = []
  const chosen = start.slice(0, choices.itemCount)
  for (let item = 0; item < choices.itemCount; item++) {
    const isEnough = (choice: number): boolean => value[choice]! >= floors[item]!
    for (let choice = start[item]! + 1; choice < start[item + 1]!; choice++) {
      const best = chosen[item]!
      const [isBetter, isAsGood] = [value[choice]! > value[best]!, isEnough(best)]
      if (isAsGood ? isEnough(choice) && cost[choice]! < cost[best]! : isBetter) chosen[item] = choice
    }
    if (!isEnough(chosen[item]!)) outOfReach.push(item)
  }
  return { chosen, ...totalsOf(choices, chosen), outOfReach }
}
