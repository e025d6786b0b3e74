// What to buy next for the next pound: from corner to corner of each item's hull, in order of what each pound gains.
//
// Every point on the way is efficient: no purchase of the same cost is worth more (Fox 1966). Between these points a
// better one may exist: between-corners.ts looks for it. A budget passes over what it cannot afford, and goes on.

import type { Choices } from './choices.ts'
import type { Hulls } from './hull.ts'
import { Ranking } from './ranking.ts'

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

/** Purchases in order of gain for each unit of money; of equal ones the earlier item first. */
export function incrementsInOrder(choices: Choices, hulls: Hulls, { budget, target }: Limits): Increments {
  const { cost, value } = choices
  const next = new NextCorners(choices, hulls)
  const increments = emptyIncrements(hulls.choice.length)
  const worth = new ValueSum()
  for (let item = 0; item < choices.itemCount; item++) worth.add(value[choices.start[item]!]!)
  let [count, spent] = [0, 0]
  for (; worth.total < target && next.findAffordable(budget - spent); count++) {
    const { item, before, choice } = next
    spent += cost[choice]! - cost[before]!
    worth.replace(value[before]!, value[choice]!)
    increments.item[count] = item
    increments.choice[count] = choice
    increments.before[count] = before
    increments.gainPerCost[count] = next.gainPerCost
    increments.runnerUp[count] = next.runnerUp
    increments.runnerUpGainPerCost[count] = next.runnerUpGainPerCost
    increments.cost[count] = spent
    increments.value[count] = worth.total
    next.take()
  }
  return firstIncrements(increments, count)
}

/** The corner that each item comes to next, the best first. */
class NextCorners {
  private readonly choices: Choices
  private readonly hulls: Hulls
  /** By item: its next corner, and the choice it has. */
  private readonly corner: Uint32Array
  private readonly has: Uint32Array
  private readonly ranking: Ranking
  /** Place of the runner-up; 0 where there is none. */
  private second = 0

  constructor(choices: Choices, hulls: Hulls) {
    this.choices = choices
    this.hulls = hulls
    this.corner = hulls.start.slice(0, choices.itemCount)
    this.has = choices.start.slice(0, choices.itemCount)
    this.ranking = new Ranking(choices.itemCount)
    for (let item = 0; item < choices.itemCount; item++) {
      if (hulls.choice[this.corner[item]!] === this.has[item]) this.corner[item]! += 1
      if (this.corner[item]! < hulls.start[item + 1]!) this.ranking.add(item, this.gainPerCostOf(item))
    }
  }

  get item(): number {
    return this.ranking.itemAt(0)
  }

  get before(): number {
    return this.has[this.item]!
  }

  get choice(): number {
    return this.hulls.choice[this.corner[this.item]!]!
  }

  get gainPerCost(): number {
    return this.ranking.worthAt(0)
  }

  get runnerUp(): number {
    return this.second === 0 ? -1 : this.ranking.itemAt(this.second)
  }

  get runnerUpGainPerCost(): number {
    return this.second === 0 ? 0 : this.ranking.worthAt(this.second)
  }

  /** Strikes out for good what cannot be afforded, until the first and the second can; false: nothing can. */
  findAffordable(money: number): boolean {
    while (this.ranking.count > 0 && this.costOf(0) > money) this.ranking.remove(0)
    this.second = this.ranking.second
    while (this.second > 0 && this.costOf(this.second) > money) {
      this.ranking.remove(this.second)
      this.second = this.ranking.second
    }
    return this.ranking.count > 0
  }

  /** The first is bought: its item goes on to the corner after. */
  take(): void {
    const { item } = this
    this.has[item] = this.choice
    this.corner[item]! += 1
    if (this.corner[item]! < this.hulls.start[item + 1]!) this.ranking.changeFirst(this.gainPerCostOf(item))
    else this.ranking.remove(0)
  }

  private costOf(place: number): number {
    const item = this.ranking.itemAt(place)
    return this.choices.cost[this.hulls.choice[this.corner[item]!]!]! - this.choices.cost[this.has[item]!]!
  }

  private gainPerCostOf(item: number): number {
    const { cost, value } = this.choices
    const next = this.hulls.choice[this.corner[item]!]!
    const has = this.has[item]!
    const isFree = cost[next] === cost[has]
    return isFree ? Number.POSITIVE_INFINITY : (value[next]! - value[has]!) / (cost[next]! - cost[has]!)
  }
}

/** A sum of which some terms may be -Infinity for a while. */
class ValueSum {
  private finite = 0
  private lacking = 0

  get total(): number {
    return this.lacking > 0 ? Number.NEGATIVE_INFINITY : this.finite
  }

  add(term: number): void {
    if (term === Number.NEGATIVE_INFINITY) this.lacking += 1
    else this.finite += term
  }

  replace(before: number, after: number): void {
    if (before === Number.NEGATIVE_INFINITY) {
      this.lacking -= 1
      this.finite += after
    } else this.finite += after - before
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

/** What is bought after so many of them, by item an index of the choices. */
export function chosenAfter(choices: Choices, increments: Increments, count: number): Uint32Array {
  const chosen = choices.start.slice(0, choices.itemCount)
  for (let at = 0; at < count; at++) chosen[increments.item[at]!] = increments.choice[at]!
  return chosen
}
