// When and how much to order of what is used up and not repaired, while supply runs: where each order costs something, and where
// supply is away from time to time.
//
// Costs are those of holding a unit, and of a unit short, for a unit of time; formulas are those of Snyder and Shen,
// "Fundamentals of Supply Chain Theory" (2019), searches those of Federgruen and Zheng (1992) and Zheng and Federgruen (1991).

import { exp, log, logOnePlus } from '#base/elementary.ts'
import { checkAboveZero, checkAmount, checkCount, checkProbability, checkWhole } from '../chance/domain.ts'
import { backordersOf, poissonProbability, poissonQuantile } from '../chance/poisson.ts'

export interface StockCosts {
  /** Of a unit on the shelf, for a unit of time. */
  readonly holdingCost: number
  /** Of a unit that is asked for and not there, for a unit of time. */
  readonly shortageCost: number
}

export interface OrderCosts extends StockCosts {
  /** Of an order, however large. */
  readonly orderCost: number
}

function checkCosts({ holdingCost, shortageCost }: StockCosts): void {
  checkAboveZero('holdingCost', holdingCost)
  checkAboveZero('shortageCost', shortageCost)
}

function checkOrderCosts(costs: OrderCosts): void {
  checkCosts(costs)
  checkAmount('orderCost', costs.orderCost)
}

/**
 * h E[(S - X)+] + p E[(X - S)+] of X ~ Poisson(mean); a stock below 0 is owed.
 *
 * Worked: 8 against a mean of 6, h = 1, p = 4: 3.5701.
 */
export function costOfStock(stock: number, mean: number, costs: StockCosts): number {
  checkWhole('stock', stock)
  checkAmount('mean', mean)
  checkCosts(costs)
  const short = stock < 0 ? mean - stock : backordersOf(stock, mean).expected
  return costs.holdingCost * (short + stock - mean) + costs.shortageCost * short
}

/**
 * The stock that costs least against a Poisson demand of that mean: the least with P(X <= S) >= p / (p + h), the newsvendor's.
 *
 * Worked: a mean of 6, h = 1, p = 4: 8.
 */
export function stockOfLeastCost(mean: number, costs: StockCosts): number {
  checkAmount('mean', mean)
  checkCosts(costs)
  return poissonQuantile(costs.shortageCost / (costs.shortageCost + costs.holdingCost), mean)
}

/** Order `lot` units whenever no more than `reorderPoint` are there or on order. */
export interface OrderInLots {
  readonly reorderPoint: number
  readonly lot: number
}

/**
 * Cost of a unit of time of a policy (r, Q), looked at all the time: (K λ + Σ g(y)) / Q over r < y <= r + Q, exact, where g(y) is the
 * cost of y units against the demand of a lead time.
 *
 * Worked: r = 3, Q = 5, 1.5 a year, a lead time of 2 years, h = 20, p = 150, K = 100: 107.92.
 */
export function costOfLots(
  { reorderPoint, lot }: OrderInLots,
  demandRate: number,
  leadTime: number,
  costs: OrderCosts,
): number {
  checkWhole('reorderPoint', reorderPoint)
  checkCount('lot', lot)
  checkAboveZero('lot', lot)
  checkAboveZero('demandRate', demandRate)
  checkAmount('leadTime', leadTime)
  checkOrderCosts(costs)
  let sum = costs.orderCost * demandRate
  for (let stock = reorderPoint + 1; stock <= reorderPoint + lot; stock++)
    sum += costOfStock(stock, demandRate * leadTime, costs)
  return sum / lot
}

/**
 * The policy (r, Q) of least cost: from the best single stock the lot grows to the side that costs less, as long as what it takes in
 * costs less than it does on average.
 *
 * Worked: 1.5 a year, a lead time of 2 years, h = 20, p = 150, K = 100: r = 3, Q = 5.
 */
export function lotsOfLeastCost(demandRate: number, leadTime: number, costs: OrderCosts): OrderInLots {
  checkAboveZero('demandRate', demandRate)
  checkAmount('leadTime', leadTime)
  checkOrderCosts(costs)
  const mean = demandRate * leadTime
  const costAt = (stock: number): number => costOfStock(stock, mean, costs)
  let first = stockOfLeastCost(mean, costs)
  let last = first
  let sum = costs.orderCost * demandRate + costAt(first)
  for (;;) {
    const [below, above] = [costAt(first - 1), costAt(last + 1)]
    const next = Math.min(below, above)
    if (next >= sum / (last - first + 1)) return { reorderPoint: first - 1, lot: last - first + 1 }
    sum += next
    if (below <= above) first--
    else last++
  }
}

/** Looked at once a period: where no more than `reorderPoint` are there or on order, order as many as make `orderUpTo`. */
export interface OrderUpTo {
  readonly reorderPoint: number
  readonly orderUpTo: number
}

/**
 * Cost of a period of a policy (s, S), where demand of a period is Poisson and orders come at once: (K + Σ m(j) g(S - j)) / Σ m(j)
 * over 0 <= j < S - s, where m(j) is how often on average j units have been asked for since the last order.
 *
 * Worked: s = 4, S = 10, a mean of 6 a period, h = 1, p = 4, K = 5: 8.0341.
 */
export function costOfOrderUpTo({ reorderPoint, orderUpTo }: OrderUpTo, mean: number, costs: OrderCosts): number {
  checkWhole('reorderPoint', reorderPoint)
  checkWhole('orderUpTo', orderUpTo)
  checkAboveZero('orderUpTo - reorderPoint', orderUpTo - reorderPoint)
  checkAboveZero('mean', mean)
  checkOrderCosts(costs)
  const visits = visitsOf(mean, orderUpTo - reorderPoint)
  let [cost, periods] = [costs.orderCost, 0]
  for (const [asked, often] of visits.entries()) {
    cost += often * costOfStock(orderUpTo - asked, mean, costs)
    periods += often
  }
  return cost / periods
}

/** m(0) = 1 / (1 - p(0)), m(j) = Σ p(l) m(j - l) / (1 - p(0)) over 1 <= l <= j. */
function visitsOf(mean: number, count: number): Float64Array {
  const likely = Float64Array.from({ length: count }, (_, asked) => poissonProbability(asked, mean))
  const moves = 1 - likely[0]!
  const visits = new Float64Array(count)
  visits[0] = 1 / moves
  for (let asked = 1; asked < count; asked++) {
    let sum = 0
    for (let last = 1; last <= asked; last++) sum += likely[last]! * visits[asked - last]!
    visits[asked] = sum / moves
  }
  return visits
}

/**
 * The policy (s, S) of least cost, among all.
 *
 * Worked: a mean of 6 a period, h = 1, p = 4, K = 5: s = 4, S = 10.
 */
export function orderUpToOfLeastCost(mean: number, costs: OrderCosts): OrderUpTo {
  checkAboveZero('mean', mean)
  checkOrderCosts(costs)
  const costAt = (stock: number): number => costOfStock(stock, mean, costs)
  const costOf = (reorderPoint: number, orderUpTo: number): number =>
    costOfOrderUpTo({ reorderPoint, orderUpTo }, mean, costs)
  const cheapest = stockOfLeastCost(mean, costs)
  let [reorderPoint, orderUpTo] = [cheapest - 1, cheapest]
  while (costOf(reorderPoint, orderUpTo) > costAt(reorderPoint)) reorderPoint--
  let least = costOf(reorderPoint, orderUpTo)
  // Beyond a stock that alone costs more than the best policy, no policy costs less.
  for (let upTo = orderUpTo + 1; costAt(upTo) <= least; upTo++) {
    if (costOf(reorderPoint, upTo) >= least) continue
    orderUpTo = upTo
    while (costOf(reorderPoint, orderUpTo) <= costAt(reorderPoint + 1)) reorderPoint++
    least = costOf(reorderPoint, orderUpTo)
  }
  return { reorderPoint, orderUpTo }
}

/** Supply that is away from time to time: exponential times between, and to come back, by their rates. */
export interface Interruptions {
  readonly perTime: number
  readonly recoveriesPerTime: number
}

/**
 * Cost of a unit of time where demand is steady, a lot is ordered whenever the shelf is empty and comes at once unless supply is away:
 * (K + h Q² / 2d + p d ψ / μ) / (Q / d + ψ / μ), ψ = λ / (λ + μ) (1 - e^(-(λ + μ) Q / d)). What is asked for meanwhile is lost at p.
 *
 * Worked: 772.8 of 1300 a year, K = 8, h = 0.225, p = 5, 1.5 interruptions and 14 recoveries a year: 173.95.
 */
export function costOfLotUnderInterruptions(
  lot: number,
  demandRate: number,
  { perTime, recoveriesPerTime }: Interruptions,
  costs: OrderCosts,
): number {
  checkAboveZero('lot', lot)
  checkAboveZero('demandRate', demandRate)
  checkAmount('perTime', perTime)
  checkAboveZero('recoveriesPerTime', recoveriesPerTime)
  checkOrderCosts(costs)
  const lasts = lot / demandRate
  const turns = perTime + recoveriesPerTime
  const away = ((perTime / turns) * (1 - exp(-turns * lasts))) / recoveriesPerTime
  const held = (costs.holdingCost * lot * lasts) / 2
  return (costs.orderCost + held + costs.shortageCost * demandRate * away) / (lasts + away)
}

/** Of the lot: to this share of it. */
const LOT_TOLERANCE = 1e-12
const GOLDEN = (Math.sqrt(5) - 1) / 2

/**
 * The lot of least cost, by golden section: the cost falls and then rises.
 *
 * Worked: as above: 772.81.
 */
export function lotUnderInterruptions(demandRate: number, interruptions: Interruptions, costs: OrderCosts): number {
  checkAboveZero('orderCost', costs.orderCost)
  const costAt = (lot: number): number => costOfLotUnderInterruptions(lot, demandRate, interruptions, costs)
  let low = 0
  let high = Math.sqrt((2 * costs.orderCost * demandRate) / costs.holdingCost)
  while (costAt(2 * high) < costAt(high)) high *= 2
  high *= 2
  while (high - low > LOT_TOLERANCE * high) {
    const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)]
    if (costAt(left) <= costAt(right)) high = right
    else low = left
  }
  return (low + high) / 2
}

/** Of a period: supply that is there goes away, and one that is away comes back, with these probabilities. */
export interface InterruptedPeriods {
  readonly interruption: number
  readonly recovery: number
}

/**
 * Cost of a period where demand is steady and the shelf is filled up to `stock` in every period in which supply is there:
 * Σ π(n) (h (S - (n + 1) d)+ + p ((n + 1) d - S)+) over the n periods since; π(0) = β / (α + β), π(n) = α β / (α + β) (1 - β)^(n - 1).
 *
 * Worked: 8000 of 2000 a period, h = 0.25, p = 3, α = 0.04, β = 0.25: 2737.07.
 */
export function costOfStockUnderInterruptions(
  stock: number,
  demandPerPeriod: number,
  { interruption, recovery }: InterruptedPeriods,
  costs: StockCosts,
): number {
  checkAmount('stock', stock)
  checkAboveZero('demandPerPeriod', demandPerPeriod)
  checkProbability('interruption', interruption)
  checkProbability('recovery', recovery)
  checkAboveZero('recovery', recovery)
  checkCosts(costs)
  /** Of the stock over what is wanted since supply was there last, and of what is wanted beyond it. */
  const over = stock - demandPerPeriod * (1 + interruption / (interruption + recovery) / recovery)
  const short = shortWhileAway(stock, demandPerPeriod, { interruption, recovery })
  return costs.holdingCost * over + (costs.holdingCost + costs.shortageCost) * short
}

/** Σ π(n) ((n + 1) d - S)+: of a geometric series, from the first period on in which the stock does not suffice. */
function shortWhileAway(stock: number, demand: number, { interruption, recovery }: InterruptedPeriods): number {
  const isAway = interruption / (interruption + recovery)
  const first = Math.floor(stock / demand)
  if (first === 0) return demand * (1 + isAway / recovery) - stock
  const still = first === 1 ? 1 : exp((first - 1) * logOnePlus(-recovery))
  return isAway * still * ((first + 1) * demand - stock + (demand * (1 - recovery)) / recovery)
}

/**
 * The stock of least cost: as many periods of demand as supply is away for no longer than with p / (p + h), and one more.
 *
 * Worked: as above: 8000.
 */
export function stockUnderInterruptions(
  demandPerPeriod: number,
  { interruption, recovery }: InterruptedPeriods,
  costs: StockCosts,
): number {
  checkAboveZero('demandPerPeriod', demandPerPeriod)
  checkProbability('interruption', interruption)
  checkProbability('recovery', recovery)
  checkAboveZero('recovery', recovery)
  checkCosts(costs)
  const longer = costs.holdingCost / (costs.holdingCost + costs.shortageCost)
  const isAway = interruption / (interruption + recovery)
  if (isAway <= longer) return demandPerPeriod
  return (1 + Math.max(1, Math.ceil(log(longer / isAway) / logOnePlus(-recovery)))) * demandPerPeriod
}
