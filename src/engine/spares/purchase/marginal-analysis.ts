// What to buy next for the next pound: purchases in order of what each pound gains, where each further unit of an item
// gains no more than the one before it.
//
// For items whose gains fall (backorders of a stock, the logarithm of a survival) every point on the way is efficient: no
// other purchase of the same cost gains more (Fox, "Discrete optimization via marginal analysis", 1966). Between these
// points a cheaper way may exist. A budget passes over what it cannot afford, and goes on.

export interface Purchasable {
  /** Of each; above 0. */
  readonly cost: number
  /** What the next unit gains where so many have been bought; never more than the unit before it. */
  readonly gain: (bought: number) => number
}

export interface Purchase {
  /** Index of the item. */
  readonly item: number
  /** What it gains, and what that is for each unit of money. */
  readonly gain: number
  readonly gainPerCost: number
  /** All that is bought so far, this included. */
  readonly cost: number
  /** The item that would have been next; undefined where nothing else can be bought. */
  readonly runnerUp: number | undefined
}

/** Purchases in their order, until the budget is spent or nothing gains any more. Of equal ones the earlier item first. */
export function* purchasesInOrder(items: readonly Purchasable[], budget: number): Generator<Purchase> {
  const bought = items.map(() => 0)
  const next = items.map((_, item) => item)
  const gainOf = (item: number): number => items[item]!.gain(bought[item]!)
  const worth = (item: number): number => gainOf(item) / items[item]!.cost
  const isBefore = (left: number, right: number): boolean => {
    const difference = worth(left) - worth(right)
    return difference > 0 || (difference === 0 && left < right)
  }
  let spent = 0
  for (;;) {
    const affordable = next.filter((item) => spent + items[item]!.cost <= budget && gainOf(item) > 0)
    const [best, runnerUp] = firstTwo(affordable, isBefore)
    if (best === undefined) return
    const gain = gainOf(best)
    spent += items[best]!.cost
    yield { item: best, gain, gainPerCost: gain / items[best]!.cost, cost: spent, runnerUp }
    bought[best]! += 1
  }
}

function firstTwo(
  items: readonly number[],
  isBefore: (left: number, right: number) => boolean,
): [number | undefined, number | undefined] {
  let first: number | undefined
  let second: number | undefined
  for (const item of items) {
    if (first === undefined || isBefore(item, first)) [first, second] = [item, first]
    else if (second === undefined || isBefore(item, second)) second = item
  }
  return [first, second]
}
