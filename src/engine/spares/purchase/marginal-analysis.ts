// What to buy next for the next pound: from corner to corner of each item's hull, in order of what each pound gains.
//
// Every point on the way is efficient: no purchase of the same cost is worth more (Fox 1966). Between these points a
// better one may exist: between-corners.ts looks for it. A budget passes over what it cannot afford, and goes on.
//
// Along a hull each pound gains less and less, so that merging all of them is putting all their stretches in one order.

import type { Choices } from './choices.ts'
import { descendingOrder } from './descending-order.ts'
import type { Hulls } from './hull.ts'

/** Purchases in their order, by column. Each raises one item to a larger quantity. */
export interface Increments {
  readonly count: number
  readonly item: Uint32Array
  /** The choice of the item from then on, and the one before. */
  readonly choice: Uint32Array
  readonly before: Uint32Array
  /** What it gains for each unit of money; Infinity: it makes the item good enough at all, or costs nothing. */
  readonly gainPerCost: Float64Array
  /** The item that would be next if this one could not be had, and what it gains for each; -1: nothing else can be bought. */
  readonly runnerUp: Int32Array
  readonly runnerUpGainPerCost: Float64Array
  /** All that is bought so far, this included, and what it is worth; -Infinity while some item is not good enough. */
  readonly cost: Float64Array
  readonly value: Float64Array
}

export interface Limits {
  /** What may be spent in all; Infinity: any amount. */
  readonly budget: number
  /** The value at which to stop; Infinity: where nothing gains any more. */
  readonly target: number
}

/**
 * Purchases in order of gain for each unit of money; of equal ones the earlier item first.
 *
 * Worked: nine units of a base (KTH Stockholm): first the fourth for 20, which takes 0.7135 of 6.104 backorders away, 0.0357
 * for each; the fifth is its runner-up with 0.0236.
 */
export function incrementsInOrder(choices: Choices, hulls: Hulls, { budget, target }: Limits): Increments {
  const { value } = choices
  const stretches = stretchesOf(choices, hulls)
  const order = descendingOrder(stretches.gainPerCost)
  const increments = emptyIncrements(order.length)
  const worth = new ValueSum(choices)
  const isStruckOut = new Uint8Array(choices.itemCount)
  let [count, spent] = [0, 0]
  // The turn of the runner-up, and to whom: while one item is bought again and again, it stays.
  let [second, secondTo] = [0, -1]
  for (let turn = 0; worth.total < target; turn++) {
    turn = nextAffordable(stretches, order, turn, -1, budget - spent, isStruckOut)
    if (turn === order.length) break
    const stretch = order[turn]!
    const item = stretches.item[stretch]!
    const from = item === secondTo ? Math.max(second, turn + 1) : turn + 1
    second = nextAffordable(stretches, order, from, item, budget - spent, isStruckOut)
    secondTo = item
    const hasSecond = second < order.length
    const [before, choice] = [stretches.before[stretch]!, stretches.choice[stretch]!]
    spent += stretches.cost[stretch]!
    worth.replace(value[before]!, value[choice]!)
    increments.item[count] = item
    increments.choice[count] = choice
    increments.before[count] = before
    increments.gainPerCost[count] = stretches.gainPerCost[stretch]!
    increments.runnerUp[count] = hasSecond ? stretches.item[order[second]!]! : -1
    increments.runnerUpGainPerCost[count] = hasSecond ? stretches.gainPerCost[order[second]!]! : 0
    increments.cost[count] = spent
    increments.value[count] = worth.total
    count += 1
  }
  return firstIncrements(increments, count)
}

/** The turn of the next that the money is enough for; an item whose next is too dear can never be bought again. */
function nextAffordable(
  { item, cost }: Stretches,
  order: Uint32Array,
  from: number,
  otherThan: number,
  money: number,
  isStruckOut: Uint8Array,
): number {
  for (let turn = from; turn < order.length; turn++) {
    const stretch = order[turn]!
    const one = item[stretch]!
    if (one === otherThan || isStruckOut[one] === 1) continue
    if (cost[stretch]! <= money) return turn
    isStruckOut[one] = 1
  }
  return order.length
}

/**
 * How many of them gain at least so much for each unit of money: the purchase where a unit of value has a given price, found
 * at once for any price once they are in order.
 *
 * Worked: the nine units above, at least 0.02 backorders for each unit of money: 4 purchases.
 */
export function countGaining({ count, gainPerCost }: Increments, atLeast: number): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (gainPerCost[middle]! >= atLeast) low = middle + 1
    else high = middle
  }
  return low
}

/** What is bought after so many of them, by item an index of the choices. */
export function chosenAfter(choices: Choices, increments: Increments, count: number): Uint32Array {
  const chosen = choices.start.slice(0, choices.itemCount)
  for (let at = 0; at < count; at++) chosen[increments.item[at]!] = increments.choice[at]!
  return chosen
}

/** From corner to corner, item by item; the cost is that of the stretch alone. */
type Stretches = Pick<Increments, 'item' | 'choice' | 'before' | 'gainPerCost' | 'cost'>

function stretchesOf({ itemCount, start, cost, value }: Choices, hulls: Hulls): Stretches {
  const stretches = emptyIncrements(hulls.choice.length)
  let count = 0
  for (let item = 0; item < itemCount; item++) {
    let before = start[item]!
    let least = Number.POSITIVE_INFINITY
    for (let corner = hulls.start[item]!; corner < hulls.start[item + 1]!; corner++) {
      const choice = hulls.choice[corner]!
      if (choice === before) continue
      // Rounding must not put a later stretch of a straight hull before an earlier one.
      if (cost[choice]! > cost[before]!)
        least = Math.min(least, (value[choice]! - value[before]!) / (cost[choice]! - cost[before]!))
      stretches.item[count] = item
      stretches.before[count] = before
      stretches.choice[count] = choice
      stretches.gainPerCost[count] = least
      stretches.cost[count] = cost[choice]! - cost[before]!
      count += 1
      before = choice
    }
  }
  return firstIncrements(stretches, count)
}

/** What all is worth, where some items may not be good enough for a while. */
class ValueSum {
  private finite = 0
  private lacking = 0

  constructor({ itemCount, start, value }: Choices) {
    for (let item = 0; item < itemCount; item++) this.replace(0, value[start[item]!]!)
  }

  get total(): number {
    return this.lacking > 0 ? Number.NEGATIVE_INFINITY : this.finite
  }

  replace(before: number, after: number): void {
    if (before === Number.NEGATIVE_INFINITY) this.lacking -= 1
    else this.finite -= before
    if (after === Number.NEGATIVE_INFINITY) this.lacking += 1
    else this.finite += after
  }
}

function emptyIncrements(most: number): Increments {
  return {
    count: 0,
    item: new Uint32Array(most),
    choice: new Uint32Array(most),
    before: new Uint32Array(most),
    gainPerCost: new Float64Array(most),
    runnerUp: new Int32Array(most),
    runnerUpGainPerCost: new Float64Array(most),
    cost: new Float64Array(most),
    value: new Float64Array(most),
  }
}

function firstIncrements(increments: Increments, count: number): Increments {
  return {
    count,
    item: increments.item.subarray(0, count),
    choice: increments.choice.subarray(0, count),
    before: increments.before.subarray(0, count),
    gainPerCost: increments.gainPerCost.subarray(0, count),
    runnerUp: increments.runnerUp.subarray(0, count),
    runnerUpGainPerCost: increments.runnerUpGainPerCost.subarray(0, count),
    cost: increments.cost.subarray(0, count),
    value: increments.value.subarray(0, count),
  }
}
