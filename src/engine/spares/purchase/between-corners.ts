// What lies between two corners of the efficient frontier: a better purchase than the corners themselves, found or shown not
// to exist.
//
// At the price of value that the corner has, every other choice of an item costs too much by some amount, its excess (the
// reduced cost of Lagrange's relaxation). The excesses of a purchase add up, and one that is better than the best known
// stays below an allowance: most choices exceed it alone and are left out, and of the rest every sum is tried, those aside
// that another one beats in both cost and gain. (Pisinger, "A minimal algorithm for the multiple-choice knapsack problem",
// European Journal of Operational Research 83, 1995.) Where there are too many sums, those of least excess are kept, and
// the answer says that it did not try everything.

import type { Choices } from './choices.ts'

/** Where the search starts from and what it looks for; gains and costs are over the start. */
export interface Search {
  /** By item an index of the choices: all that gains more than the price, and nothing that gains less. */
  readonly start: Uint32Array
  /** Gain for each unit of money at which the next purchase stands. */
  readonly gainPerCost: number
  /** Least gain that will do, of which the cheapest is sought; -Infinity: the most gain within `room` is sought. */
  readonly need: number
  /** The most that may be spent; Infinity: what is cheapest is sought. */
  readonly room: number
  /** Cost and gain of the best known. */
  readonly best: Gain
}

export interface Gain {
  readonly cost: number
  readonly gain: number
}

export interface Found {
  /** A better purchase than the best known; undefined: none was found. */
  readonly chosen: Uint32Array | undefined
  /** Nothing better than that (or than the best known) exists. */
  readonly isExhaustive: boolean
}

const MOST_SUMS = 1000
const MOST_ITEMS = 1000

/** Sums of the items tried so far, by cost; each gains more than those before it. */
interface Sums {
  count: number
  readonly cost: Float64Array
  readonly gain: Float64Array
  /** The sum of the items before that it comes from, and the choice that it adds. */
  readonly from: Uint32Array
  readonly choice: Uint32Array
}

export function searchBetween(choices: Choices, search: Search): Found {
  const { start, gainPerCost } = search
  let best = search.best
  const candidates = itemsWithin(choices, search)
  const tried = candidates.slice(0, MOST_ITEMS)
  let isExhaustive = tried.length === candidates.length
  /** Of the first items, one more from level to level. */
  const levels: Sums[] = [zero()]
  let found: { level: number; place: number } | undefined
  for (const [index, item] of tried.entries()) {
    const sums = withItem(choices, search, levels[index]!, item, allowanceOf(search, best))
    const place = placeOfBest(search, sums, best)
    if (place >= 0) best = gainAt(sums, place)
    const kept = leastExcess(sums, gainPerCost, allowanceOf(search, best), place)
    if (place >= 0) found = { level: index + 1, place: kept.place }
    isExhaustive &&= kept.isWhole
    levels.push(kept.sums)
  }
  return { chosen: found === undefined ? undefined : unfold(start, tried, levels, found), isExhaustive }
}

/** Every sum with every choice of one more item that is within the allowance. */
function withItem(
  choices: Choices,
  { start, gainPerCost }: Search,
  before: Sums,
  item: number,
  allowance: number,
): Sums {
  const own = start[item]!
  let sums = withChoice(before, own, 0, 0)
  for (const choice of choicesWithin(choices, item, own, gainPerCost, allowance)) {
    const cost = choices.cost[choice]! - choices.cost[own]!
    const gain = choices.value[choice]! - choices.value[own]!
    sums = bestOfBoth(sums, withChoice(before, choice, cost, gain))
  }
  return sums
}

/** The place of the best sum that is better than the best known; -1: none is. */
function placeOfBest(search: Search, sums: Sums, known: Gain): number {
  let [best, place] = [known, -1]
  for (let other = 0; other < sums.count; other++)
    if (isBetter(search, gainAt(sums, other), best)) [best, place] = [gainAt(sums, other), other]
  return place
}

function gainAt({ cost, gain }: Sums, place: number): Gain {
  return { cost: cost[place]!, gain: gain[place]! }
}

function isBetter({ need, room }: Search, one: Gain, best: Gain): boolean {
  if (one.gain < need || one.cost > room) return false
  return room === Number.POSITIVE_INFINITY ? one.cost < best.cost : one.gain > best.gain
}

/** What is better than the best known has less excess than this. */
function allowanceOf({ need, room, gainPerCost }: Search, best: Gain): number {
  return room === Number.POSITIVE_INFINITY ? best.cost - need / gainPerCost : room - best.gain / gainPerCost
}

/** Items that have another choice within the allowance, those of least excess first. */
function itemsWithin(choices: Choices, search: Search): number[] {
  const { start, gainPerCost } = search
  const allowance = allowanceOf(search, search.best)
  const items: { item: number; excess: number }[] = []
  for (let item = 0; item < choices.itemCount; item++) {
    let least = Number.POSITIVE_INFINITY
    for (const choice of choicesWithin(choices, item, start[item]!, gainPerCost, allowance))
      least = Math.min(least, excessOf(choices, choice, start[item]!, gainPerCost))
    if (least < allowance) items.push({ item, excess: least })
  }
  return items.sort((left, right) => left.excess - right.excess || left.item - right.item).map(({ item }) => item)
}

/** Other choices of an item within the allowance that no cheaper one beats. */
function choicesWithin(
  choices: Choices,
  item: number,
  start: number,
  gainPerCost: number,
  allowance: number,
): number[] {
  const within: number[] = []
  let most = Number.NEGATIVE_INFINITY
  for (let choice = choices.start[item]!; choice < choices.start[item + 1]!; choice++) {
    if (choices.value[choice]! <= most) continue
    most = choices.value[choice]!
    if (choice !== start && excessOf(choices, choice, start, gainPerCost) < allowance) within.push(choice)
  }
  return within
}

function excessOf({ cost, value }: Choices, choice: number, start: number, gainPerCost: number): number {
  return cost[choice]! - cost[start]! - (value[choice]! - value[start]!) / gainPerCost
}

function empty(most: number): Sums {
  return {
    count: 0,
    cost: new Float64Array(most),
    gain: new Float64Array(most),
    from: new Uint32Array(most),
    choice: new Uint32Array(most),
  }
}

function zero(): Sums {
  return { ...empty(1), count: 1 }
}

function withChoice(sums: Sums, choice: number, cost: number, gain: number): Sums {
  const next = empty(sums.count)
  next.count = sums.count
  for (let place = 0; place < sums.count; place++) {
    next.cost[place] = sums.cost[place]! + cost
    next.gain[place] = sums.gain[place]! + gain
    next.from[place] = place
    next.choice[place] = choice
  }
  return next
}

function append(to: Sums, from: Sums, place: number): void {
  const at = to.count++
  to.cost[at] = from.cost[place]!
  to.gain[at] = from.gain[place]!
  to.from[at] = from.from[place]!
  to.choice[at] = from.choice[place]!
}

/** Both together, without those that another one beats. */
function bestOfBoth(left: Sums, right: Sums): Sums {
  const both = empty(left.count + right.count)
  let most = Number.NEGATIVE_INFINITY
  for (let [l, r] = [0, 0]; l < left.count || r < right.count; ) {
    const isLeft =
      r === right.count ||
      (l < left.count &&
        (left.cost[l]! < right.cost[r]! || (left.cost[l] === right.cost[r] && left.gain[l]! >= right.gain[r]!)))
    const [sums, place] = isLeft ? [left, l++] : [right, r++]
    if (sums.gain[place]! <= most) continue
    most = sums.gain[place]!
    append(both, sums, place)
  }
  return both
}

/** Those within the allowance, and of too many those of least excess; the one at `place` is kept, and its new place told. */
function leastExcess(
  sums: Sums,
  gainPerCost: number,
  allowance: number,
  place: number,
): { sums: Sums; isWhole: boolean; place: number } {
  const excesses = new Float64Array(sums.count)
  for (let at = 0; at < sums.count; at++) excesses[at] = sums.cost[at]! - sums.gain[at]! / gainPerCost
  const within = excesses.filter((excess) => excess < allowance)
  const isWhole = within.length <= MOST_SUMS
  const limit = isWhole ? allowance : within.sort()[MOST_SUMS]!
  const kept = empty(Math.min(within.length, MOST_SUMS) + 1)
  let newPlace = -1
  for (let at = 0; at < sums.count; at++) {
    if (at === place) newPlace = kept.count
    if (excesses[at]! < limit || at === place) append(kept, sums, at)
  }
  return { sums: kept, isWhole, place: newPlace }
}

/** The purchase that a sum stands for. */
function unfold(
  start: Uint32Array,
  items: readonly number[],
  levels: readonly Sums[],
  { level, place }: { level: number; place: number },
): Uint32Array {
  const chosen = start.slice()
  let at = place
  for (let one = level; one > 0; one--) {
    chosen[items[one - 1]!] = levels[one]!.choice[at]!
    at = levels[one]!.from[at]!
  }
  return chosen
}
