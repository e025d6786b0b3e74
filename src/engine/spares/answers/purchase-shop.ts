// What may be bought: of every part, or family, each number of units that can be ordered, what it costs at the least, and what it
// is worth, split over its pools as it helps most.

import { asPlanned, type NamedPoints, withStock } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { ChoiceList, type Choices } from '../purchase/choices.ts'
import { FutureSurvival } from './future-survival.ts'
import { HoursLost } from './hours-lost.ts'
import { climbFurther, climbLadder, errorWithUnits, type Ladder, lengthen, type Worth, withUnits } from './ladders.ts'
import { type Terms, termsOf } from './obtainable.ts'
import { cheapestOrder, costsOfOrders, type Offer, type Order } from '../purchase/cheapest-order.ts'
import { SplitOverPools } from '../purchase/split-over-pools.ts'
import { goalOf, type Target } from './target.ts'
import type { LadderTiers } from './tiers.ts'

export interface ShopQuestion {
  readonly network: SparesNetwork
  readonly named: NamedPoints
  readonly tiers: LadderTiers
  readonly target: Target
  /** Of the same points, where some of it is known already. */
  readonly hours?: HoursLost
  /** Left out: all lie where they do. */
  readonly loose?: Loose
}

/** Units of the operator's that may lie in any of the pools of their part, and are not on the shelves of the points. */
export interface Loose {
  readonly byPart: ReadonlyMap<number, number>
  /** By point: as many of them, in all no more than there are, as may lie there at once; what more it has comes with what is bought. */
  readonly atOnce: Int32Array
  /** What was climbed of the same points, with other units on their shelves or loose: it is kept here. */
  readonly climbed?: Map<string, Ladder>
}

/** What is bought of one part, or of the family that goes by it: in one order, for all its pools. */
export interface Item {
  /** Index of the part. */
  readonly part: number
  /** Its points. */
  readonly members: readonly number[]
  readonly terms: Terms
  /** Units that are had already, and lie in none of its pools yet. */
  readonly loose: number
  /** Of those, and of what is bought beside them. */
  readonly splits: SplitOverPools
}

export interface Shop {
  readonly target: Target
  readonly named: NamedPoints
  /** By point. */
  readonly ladders: readonly Ladder[]
  readonly items: readonly Item[]
  /** By item. */
  readonly choices: Choices
  readonly hours: HoursLost
}

/** Of the survival that is asked, it is out of reach by so much that hours are counted instead. */
const AS_GOOD_AS_NONE = 0.01

/** Where no number of units makes survival as likely as this, hours are counted; Infinity: everywhere. */
export function hoursBelow(target: Target): number {
  return target.kind === 'survival' ? AS_GOOD_AS_NONE * target.survival : Number.POSITIVE_INFINITY
}

/** Nobody knows the price of these: in the reckoning they cost as if one were a hundredth, and no sum names them. */
const UNPRICED_HUNDREDTHS = 1

/** What is free costs as much in the reckoning, so that no more of it is taken than helps: a million units cost a hundredth. */
const FREE_HUNDREDTHS = 1e-6

export function openShop(question: ShopQuestion): Shop {
  const { network, named, tiers, target, hours = new HoursLost(network, named, tiers) } = question
  const worth = { hours, whereBelow: hoursBelow(target) }
  const climb = question.loose
    ? climbBesideLoose(question, question.loose, worth)
    : (point: number, { arrivalStep, most }: Terms): Ladder =>
        climbLadder(tiers, named, point, arrivalStep, most, worth)
  const ladders: Ladder[] = []
  const items = Array.from(named.byPart, ([part, members]): Item => {
    const terms = termsOf(network, part)
    const loose = question.loose?.byPart.get(part) ?? 0
    for (const point of members) ladders[point] = climb(point, terms, loose)
    return { part, members, terms, loose, splits: splitOver(members, ladders, terms, loose) }
  })
  return { target, named, ladders, items, choices: listChoices(items), hours }
}

/** Units of which as many as may lie there at once come at once, and all others with what is bought. */
function climbBesideLoose({ named, tiers }: ShopQuestion, { atOnce, climbed }: Loose, worth: Worth) {
  const beside = withStock(
    named,
    asPlanned(named).stock.map((units, point) => units + atOnce[point]!),
  )
  const worthBeside = { ...worth, hours: worth.hours.of(beside) }
  const climb = (point: number, { arrivalStep, most }: Terms, loose: number): Ladder => {
    if (arrivalStep === 0) return climbLadder(tiers, named, point, 0, most + loose, worth)
    const first = { named, arrivalStep: 0, most: atOnce[point]!, worth }
    const late = { named: beside, arrivalStep, most: most + loose - first.most, worth: worthBeside }
    return climbFurther(tiers, point, first, late)
  }
  if (!climbed) return climb
  return (point: number, terms: Terms, loose: number): Ladder => {
    const key = `${point} ${asPlanned(named).stock[point]!} ${atOnce[point]!} ${terms.most + loose}`
    const known = climbed.get(key) ?? climb(point, terms, loose)
    climbed.set(key, known)
    return known
  }
}

/** As far as any unit gains, and to the least orders beyond that, and beyond what is had. */
function splitOver(
  members: readonly number[],
  ladders: readonly Ladder[],
  { offers, most }: Terms,
  loose: number,
): SplitOverPools {
  const leastOrders = offers.reduce((sum, { minimumOrder }) => sum + minimumOrder, 0)
  return splitAtLeast(
    members.map((point) => ladders[point]!.value),
    loose + leastOrders,
    loose + most,
  )
}

/** To as many units as gain, or to so many more where fewer do. */
function splitAtLeast(values: Float64Array[], least: number, most: number): SplitOverPools {
  const gaining = values.reduce((sum, { length }) => sum + length - 1, 0)
  const missing = Math.min(most, Math.max(gaining, least)) - gaining
  if (missing > 0) values[0] = lengthen(values[0]!, values[0]!.length + missing)
  return new SplitOverPools(values, most)
}

/** Units by point of an item where so many more are bought beside some others, which stay where they are. */
export function splitBeside({ ladders }: Shop, { members }: Item, bought: Quantities, units: number): Quantities {
  const values = members.map((point) => {
    const { value } = ladders[point]!
    return value.subarray(Math.min(bought.get(point) ?? 0, value.length - 1))
  })
  const split = splitAtLeast(values, units, units).of(units)
  return new Map(members.flatMap((point, place) => (split[place]! > 0 ? [[point, split[place]!]] : [])))
}

/** The same with those items of another, which has no others. */
export function withItemsOf(shop: Shop, other: Shop): Shop {
  const ladders = shop.ladders.slice()
  for (const [point, ladder] of other.ladders.entries()) if (ladder) ladders[point] = ladder
  const items = shop.items.map((item) => other.items.find(({ part }) => part === item.part) ?? item)
  return { ...shop, ladders, items, choices: listChoices(items) }
}

/** By item: none, then every number of units that can be ordered, but for those that cost more than a larger one. */
function listChoices(items: readonly Item[]): Choices {
  const choices = new ChoiceList()
  for (const { terms, loose, splits } of items) {
    const worths = splits.value.subarray(loose)
    const costs = costsOfOrders(offersOf(terms), worths.length - 1)
    for (const [units, worth] of worths.entries())
      if (costs[units]! < Number.POSITIVE_INFINITY) choices.add(units, costs[units]!, worth)
    choices.endItem()
  }
  return choices.finish()
}

/** The cheapest order of so many units, at what they cost in the reckoning; undefined: they cannot be ordered. */
export function orderOf(terms: Terms, units: number): Order | undefined {
  return cheapestOrder(offersOf(terms), units)
}

function offersOf({ offers }: Terms): Offer[] {
  return offers.map(({ hundredths = UNPRICED_HUNDREDTHS, minimumOrder, most }) => ({
    unitCost: Math.max(FREE_HUNDREDTHS, hundredths),
    minimumOrder,
    most,
  }))
}

/** Units by item, given by the choices taken. */
export function unitsChosen({ choices }: Shop, chosen: Uint32Array): Uint32Array {
  return Uint32Array.from(chosen, (choice) => choices.quantity[choice]!)
}

/** Units by point, given by item: of all items, or of some alone; what is loose among them. */
export function splitUnits({ items }: Shop, units: Uint32Array, some: Iterable<number> = items.keys()): Quantities {
  const quantities = new Map<number, number>()
  for (const index of some) {
    const { members, splits, loose } = items[index]!
    const all = loose + units[index]!
    if (all === 0) continue
    const split = splits.of(all)
    for (const [place, point] of members.entries()) if (split[place]! > 0) quantities.set(point, split[place]!)
  }
  return quantities
}

/** Units bought, by point; none for points that are not there. */
export type Quantities = ReadonlyMap<number, number>

/** P(all of these points survive to the end) with what is bought. */
export function survivalTogether(
  shop: Pick<Shop, 'ladders' | 'named'>,
  quantities: Quantities,
  members?: readonly number[],
): number {
  const joint = new FutureSurvival(shop.named.futures, 1)
  for (const point of members ?? shop.ladders.keys()) {
    const bought = quantities.get(point) ?? 0
    const { byFuture } = shop.ladders[point]!
    joint.add(
      point,
      byFuture.map((byNode) => byNode.map((survival) => Float64Array.of(withUnits(survival, bought)))),
    )
  }
  return joint.finish()[0]!
}

/** Standard error of `survivalTogether`; 0 where it is exact. */
export function errorTogether(shop: Shop, quantities: Quantities, members?: readonly number[]): number {
  let variance = 0
  for (const point of members ?? shop.ladders.keys()) {
    const bought = quantities.get(point) ?? 0
    const ladder = shop.ladders[point]!
    const survival = withUnits(ladder.survival, bought)
    // Relative errors of a product add up in squares.
    if (survival > 0) variance += (errorWithUnits(shop.named, point, ladder, bought) / survival) ** 2
  }
  return variance === 0 ? 0 : survivalTogether(shop, quantities, members) * Math.sqrt(variance)
}

/** Weight of sites times hours expected to be lost, with each of some purchases, given by point; by purchase. */
export function hoursLostWith(
  { items, hours }: Pick<Shop, 'items' | 'hours'>,
  purchases: readonly Quantities[],
): Float64Array {
  const lost = new Float64Array(purchases.length)
  for (const { members, terms } of items)
    for (const point of members) {
      const counts = [...new Set(purchases.map((quantities) => quantities.get(point) ?? 0))].sort(
        (left, right) => left - right,
      )
      const byBought = hours.byBought(point, terms.arrivalStep, counts)
      for (const [index, quantities] of purchases.entries())
        lost[index]! += byBought[counts.indexOf(quantities.get(point) ?? 0)]!
    }
  return lost
}

/** What these items come to by the values that are to reach the target. */
function valueTogether({ choices }: Shop, chosen: Uint32Array, some: readonly number[]): number {
  return some.reduce((sum, item) => sum + choices.value[chosen[item]!]!, 0)
}

/** Whether what is bought lets some items reach the target together. */
export function reachesTarget(shop: Shop, chosen: Uint32Array, some: readonly number[]): boolean {
  const { target } = shop
  if (target.kind === 'weightHoursLost') return valueTogether(shop, chosen, some) >= goalOf(target)
  const quantities = splitUnits(shop, unitsChosen(shop, chosen), some)
  const members = some.flatMap((item) => shop.items[item]!.members)
  return survivalTogether(shop, quantities, members) >= target.survival
}
