// What may be bought of each item: every quantity that can be ordered, what it costs, and what it is worth to have it.

import { checkAboveZero, checkAmount, checkCount, checkNumber } from '../chance/domain.ts'

export interface Choices {
  readonly itemCount: number
  /** Choices of item i: [start[i], start[i + 1]), by quantity; the first is to buy none. */
  readonly start: Uint32Array
  readonly quantity: Uint32Array
  /** Of the whole quantity, in whole numbers of a small unit of money; never less than that of a smaller quantity. */
  readonly cost: Float64Array
  /** What having it adds to the sum that is to grow, of any shape; -Infinity: not good enough at any price. */
  readonly value: Float64Array
}

/** Takes choices down item by item: first to buy none, then by quantity. */
export class ChoiceList {
  readonly #start = [0]
  readonly #quantity: number[] = []
  readonly #cost: number[] = []
  readonly #value: number[] = []

  add(quantity: number, cost: number, value: number): void {
    this.#quantity.push(quantity)
    this.#cost.push(cost)
    this.#value.push(value)
  }

  endItem(): void {
    this.#start.push(this.#quantity.length)
  }

  finish(): Choices {
    return {
      itemCount: this.#start.length - 1,
      start: Uint32Array.from(this.#start),
      quantity: Uint32Array.from(this.#quantity),
      cost: Float64Array.from(this.#cost),
      value: Float64Array.from(this.#value),
    }
  }
}

/** An item as it can be ordered. */
export interface Purchasable {
  /** Of one. */
  readonly unitCost: number
  /** The most that can be had. */
  readonly most: number
  /** The least that is delivered at all; by default 1. */
  readonly minimumOrder?: number
  /** Quantities come in multiples of this; by default 1. */
  readonly orderMultiple?: number
  /** What it is worth to have bought so many (the logarithm of a survival, backorders below 0). */
  readonly value: (bought: number) => number
}

/**
 * Every quantity that can be ordered of each.
 *
 * Worked: at least 4 in multiples of 3, at most 12: 0, 6, 9 or 12.
 */
export function choicesOf(items: readonly Purchasable[]): Choices {
  for (const item of items) checkTerms(item)
  const start = new Uint32Array(items.length + 1)
  for (const [item, terms] of items.entries()) start[item + 1] = start[item]! + quantityCount(terms)
  const all = start[items.length]!
  const [quantity, cost, value] = [new Uint32Array(all), new Float64Array(all), new Float64Array(all)]
  for (const [item, terms] of items.entries()) {
    const none = start[item]!
    for (let choice = none; choice < start[item + 1]!; choice++) {
      quantity[choice] = choice === none ? 0 : firstOrder(terms) + (choice - none - 1) * (terms.orderMultiple ?? 1)
      cost[choice] = quantity[choice]! * terms.unitCost
      value[choice] = terms.value(quantity[choice]!)
      checkNumber('value', value[choice])
    }
  }
  return { itemCount: items.length, start, quantity, cost, value }
}

function checkTerms({ unitCost, most, minimumOrder = 1, orderMultiple = 1 }: Purchasable): void {
  checkAmount('unitCost', unitCost)
  checkCount('most', most)
  checkAmount('minimumOrder', minimumOrder)
  checkCount('orderMultiple', orderMultiple)
  checkAboveZero('orderMultiple', orderMultiple)
}

/** The least quantity above 0 that can be ordered. */
function firstOrder({ minimumOrder = 1, orderMultiple = 1 }: Purchasable): number {
  return Math.max(1, Math.ceil(minimumOrder / orderMultiple)) * orderMultiple
}

function quantityCount(terms: Purchasable): number {
  return 1 + Math.max(0, Math.floor((terms.most - firstOrder(terms)) / (terms.orderMultiple ?? 1)) + 1)
}

/** Those of some items alone. */
export function choicesAmong({ start, quantity, cost, value }: Choices, items: readonly number[]): Choices {
  const few = new Uint32Array(items.length + 1)
  for (const [index, item] of items.entries()) few[index + 1] = few[index]! + start[item + 1]! - start[item]!
  const take = <Column extends Uint32Array | Float64Array>(from: Column, to: Column): Column => {
    for (const [index, item] of items.entries()) to.set(from.subarray(start[item], start[item + 1]), few[index])
    return to
  }
  const all = few[items.length]!
  return {
    itemCount: items.length,
    start: few,
    quantity: take(quantity, new Uint32Array(all)),
    cost: take(cost, new Float64Array(all)),
    value: take(value, new Float64Array(all)),
  }
}

/** What more may be bought of each item beside what is chosen of it: quantities and costs are of that alone, values of all. */
export function choicesBeyond({ itemCount, start, quantity, cost, value }: Choices, chosen: Uint32Array): Choices {
  const list = new ChoiceList()
  for (let item = 0; item < itemCount; item++) {
    const first = chosen[item]!
    for (let choice = first; choice < start[item + 1]!; choice++)
      list.add(quantity[choice]! - quantity[first]!, cost[choice]! - cost[first]!, value[choice]!)
    list.endItem()
  }
  return list.finish()
}

/** The same, where what is worth less than its item's floor is not good enough. */
export function choicesFrom(choices: Choices, floors: Float64Array): Choices {
  const value = choices.value.slice()
  for (let item = 0; item < choices.itemCount; item++)
    for (let choice = choices.start[item]!; choice < choices.start[item + 1]!; choice++)
      if (value[choice]! < floors[item]!) value[choice] = Number.NEGATIVE_INFINITY
  return { ...choices, value }
}

/** What is bought, by item an index of `choices`, and what it comes to: summed in the order of items. */
export function totalsOf({ cost, value }: Choices, chosen: Uint32Array): { cost: number; value: number } {
  let [costs, values] = [0, 0]
  for (const choice of chosen) {
    costs += cost[choice]!
    values += value[choice]!
  }
  return { cost: costs, value: values }
}

/** Of each item what is worth most, the cheapest of equals. */
export function mostValuable({ itemCount, start, value }: Choices): Uint32Array {
  const chosen = start.slice(0, itemCount)
  for (let item = 0; item < itemCount; item++)
    for (let choice = start[item]! + 1; choice < start[item + 1]!; choice++)
      if (value[choice]! > value[chosen[item]!]!) chosen[item] = choice
  return chosen
}
