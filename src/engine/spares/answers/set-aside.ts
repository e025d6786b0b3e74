// What is set aside of a part that may stand in for another: units that serve the other from the first day on, and its own no more.
//
// Who sets units aside gives away that either part may use them: both last at least as long as told. Set aside are as few as let
// all groups concerned reach what is asked for the least money, for one part after another, before anything is moved or bought: first
// for those that cannot be had, then for the dearest.

import type { StandIn } from '../points/families.ts'
import { asPlanned, type NamedPoints, withStock } from '../points/make-points.ts'
import { choicesAmong, mostValuable } from '../purchase/choices.ts'
import { reachTarget } from '../purchase/purchase.ts'
import { HoursLost } from './hours-lost.ts'
import { bestSplit } from './best-split.ts'
import { climbLadder, type Ladder, unitsOfInterest, withUnits } from './ladders.ts'
import { listMovable, type Movable, type MovesQuestion, type Own, ownUnits, sumOf } from './movable.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { termsOf } from './obtainable.ts'
import { chancelessLadders } from './point-tiers.ts'
import { type Groups, groupsOf, type Plan, planFor } from './purchase-plan.ts'
import { openShop, type Shop, withItemsOf } from './purchase-shop.ts'
import { maySetAside } from './stand-ins.ts'
import { goalOf } from './target.ts'
import type { LadderTiers } from './tiers.ts'

/** Units that lie in a pool, and serve another part there. */
export interface SetAside {
  readonly part: number
  readonly substitute: number
  readonly pool: number
  readonly units: number
}

export interface Allotment {
  /** With what is set aside on the shelves of the part that it serves. */
  readonly named: NamedPoints
  readonly own: Own
  readonly setAside: readonly SetAside[]
}

export function setUnitsAside(question: MovesQuestion): Allotment {
  const { network, named } = question
  const standIns = network.families.standIns.filter((one) => maySetAside(network, one))
  if (standIns.length === 0) return { named, own: ownUnits(network, named), setAside: [] }
  const setting = new SettingAside(question, standIns)
  const dearest = new Map(standIns.map((standIn) => [standIn, priceOf(network, standIn.part)]))
  for (const standIn of standIns.toSorted((one, other) => dearest.get(other)! - dearest.get(one)!))
    setting.setAside(standIn)
  return setting.allotment
}

/** In hundredths, of one; more than any where none can be had. */
function priceOf(network: SparesNetwork, part: number): number {
  const { offers } = termsOf(network, part)
  return offers.length === 0 ? Number.MAX_VALUE : (offers[0]!.hundredths ?? 0)
}

/** A pool in which both lie, or might. */
interface Place {
  /** Point of the part that is served, and of the one that may stand in. */
  readonly to: number
  readonly from: number
  /** Of the one that may stand in, the operator's own. */
  readonly units: number
}

/** What is to be reached by one of two parts, or by both together: places among the two. */
interface Goal {
  readonly places: readonly number[]
  /** Values are to add up to so much, beside those of others in their group. */
  readonly value: number
  /** They are planned to add up to so much, where what is asked cannot be reached. */
  readonly planned: number
}

/** What two parts come to with so many units set aside. */
interface PairWorth {
  readonly reached: number
  /** Of goals that are not reached with as much as helps; of all parts where a budget is given. */
  readonly value: number
  readonly hundredths: number
}

/** Worth less than this, as a part of it, is no reason to set units aside: it is what a plan is looked for by. */
const LEAST_GAIN = 1e-3

/** Into so many steps a range of numbers of units is cut, over and over. */
const STEPS = 8

class SettingAside {
  readonly #question: MovesQuestion
  readonly #tiers: LadderTiers
  readonly #groups: Groups
  readonly #climbed = new Map<string, Ladder>()
  allotment: Allotment
  /** Of all parts that are to reach the target together with any that is concerned, or share a budget. */
  #shop: Shop
  #plan: Plan

  constructor(question: MovesQuestion, standIns: readonly StandIn[]) {
    const { network, named, target, budget, reckoned } = question
    this.#question = question
    this.#tiers = chancelessLadders('likely', reckoned)
    this.allotment = { named, own: ownUnits(network, named), setAside: [] }
    const linked = new Set(standIns.flatMap(({ part, substitute }) => [part, substitute]))
    const items = Array.from(named.byPart.keys(), (part) => ({ part }))
    // A budget is shared by all.
    const concerned = groupsOf(network, items, target.per)
      .map((group) => group.map((item) => items[item]!.part))
      .filter((group) => budget !== undefined || group.some((part) => linked.has(part)))
    this.#shop = this.#open(this.allotment, concerned.flat())
    this.#groups =
      budget === undefined ? groupsOf(network, this.#shop.items, target.per) : [[...this.#shop.items.keys()]]
    this.#plan = this.#planIn(this.#shop)
  }

  /** As few units as help most. */
  setAside(standIn: StandIn): void {
    const pair = [standIn.part, standIn.substitute]
    const places = placesOf(this.allotment, standIn)
    const most = places.reduce((sum, { units }) => sum + units, 0)
    if (most === 0) return
    const [served, substitute] = pair.map((part) => this.#shop.items.findIndex((item) => item.part === part))
    const items = [served!, substitute!] as const
    const wanted = new Map(
      this.#shop.items[served!]!.members.map((point) => [point, this.#plan.quantities.get(point) ?? 0]),
    )
    const allotted = (units: number): Allotment =>
      allot(this.allotment, standIn, places, spread(this.allotment, standIn, places, wanted, units))
    const worthOf = this.#measure(items)
    const worths: PairWorth[] = []
    const worthWith = (units: number): PairWorth => (worths[units] ??= worthOf(this.#open(allotted(units), pair)))
    const units = leastBest(Math.min(most, this.#helping(served!, most)), (one, other) =>
      isBetter(worthWith(one), worthWith(other)),
    )
    if (units === 0) return
    this.allotment = allotted(units)
    this.#shop = withItemsOf(this.#shop, this.#open(this.allotment, pair))
    this.#plan = this.#planIn(this.#shop)
  }

  #planIn(shop: Shop): Plan {
    return planFor(shop, this.#groups, this.#question.budget)
  }

  /** As if what may be moved could lie anywhere. */
  #open({ named, own }: Allotment, parts: readonly number[]): Shop {
    const { network, target, reckoned } = this.#question
    const movable = listMovable(network, named, own)
    const byPart = new Map(parts.map((part) => [part, named.byPart.get(part)!]))
    const concerned = withStock({ ...named, byPart }, movable.staying)
    return openShop({
      network,
      named: concerned,
      tiers: this.#tiers,
      target,
      hours: new HoursLost(network, concerned, this.#tiers, reckoned),
      loose: {
        byPart: new Map(Array.from(byPart, ([part, points]) => [part, sumOf(points, movable.loose)])),
        atOnce: this.#layAtOnce(concerned, movable),
        climbed: this.#climbed,
      },
    })
  }

  /** What may be moved lies at once where it helps most, were nothing bought. */
  #layAtOnce(named: NamedPoints, { loose, isOpen }: Movable): Int32Array {
    const atOnce = loose.slice()
    for (const members of named.byPart.values()) {
      const all = sumOf(members, loose)
      if (all === 0) continue
      const lying = members.map((point) => loose[point]!)
      const ladders = members.map((point) => {
        const { value } = this.#climbAtOnce(named, point, all)
        return Float64Array.from({ length: all + 1 }, (_, units) => withUnits(value, units))
      })
      const split = bestSplit({ ladders, lying, isOpen: members.map((point) => isOpen[point]!) }, { leastGain: 0 })
      for (const [place, point] of members.entries()) atOnce[point] = split[place]!
    }
    return atOnce
  }

  #climbAtOnce(named: NamedPoints, point: number, most: number): Ladder {
    const key = `at once ${point} ${asPlanned(named).stock[point]!} ${most}`
    const known = this.#climbed.get(key) ?? climbLadder(this.#tiers, named, point, 0, most)
    this.#climbed.set(key, known)
    return known
  }

  /** More than is bought does not help; where what is asked cannot be reached, or is by others, as many may as could be used at once. */
  #helping(served: number, most: number): number {
    const group = this.#groups.findIndex((items) => items.includes(served))
    if (this.#groups[group]!.length === 1 && this.#plan.aims[group]?.isInReach) return this.#plan.units[served]!
    const { named, items } = this.#shop
    return items[served]!.members.reduce((sum, point) => sum + unitsOfInterest(named, point, most), 0)
  }

  /** Of a shop of two items what they come to: they reach what their groups need, or what all come to for the budget. */
  #measure(items: readonly [number, number]): (pair: Shop) => PairWorth {
    if (this.#question.budget !== undefined) return (pair) => this.#boughtBeside(pair)
    const [one, other] = items.map((item) => this.#groups.findIndex((group) => group.includes(item)))
    const goals = one === other ? [this.#goalOf(items, [0, 1])] : [this.#goalOf(items, [0]), this.#goalOf(items, [1])]
    return (pair) => sumUp(pair, goals)
  }

  /** Whatever is bought of one part leaves less for others. */
  #boughtBeside(pair: Shop): PairWorth {
    const shop = withItemsOf(this.#shop, pair)
    const { chosen } = this.#planIn(shop)
    const value = chosen.reduce((sum, choice) => sum + shop.choices.value[choice]!, 0)
    return { reached: 0, value, hundredths: 0 }
  }

  /** What others of the group are worth is as planned, or as much as helps where even that does not reach what is asked. */
  #goalOf(items: readonly number[], places: readonly number[]): Goal {
    const { choices } = this.#shop
    const own = places.map((place) => items[place]!)
    const aim = this.#plan.aims.find((one) => one.items.includes(own[0]!))!
    const taken = aim.isInReach ? this.#plan.chosen : mostValuable(choices)
    const worth = (some: readonly number[], chosen: Uint32Array): number =>
      some.reduce((sum, item) => sum + choices.value[chosen[item]!]!, 0)
    const others = aim.items.filter((item) => !own.includes(item))
    const goal = aim.isInReach ? aim.goal : goalOf(this.#question.target)
    return { places, value: goal - worth(others, taken), planned: worth(own, this.#plan.chosen) }
  }
}

/** To where it is wanted first, then from where most lies; by place. */
function spread(
  { own }: Allotment,
  { part }: StandIn,
  places: readonly Place[],
  wanted: ReadonlyMap<number, number>,
  units: number,
): readonly number[] {
  let left = units
  const take = (most: number): number => {
    const taken = Math.min(left, Math.max(0, most))
    left -= taken
    return taken
  }
  const taken = places.map(({ to, units: lying }) => take(Math.min(lying, wanted.get(to)! - (own[to]!.get(part) ?? 0))))
  const leftAt = (place: number): number => places[place]!.units - taken[place]!
  for (const place of [...places.keys()].sort((one, other) => leftAt(other) - leftAt(one)))
    taken[place]! += take(leftAt(place))
  return taken
}

function allot(
  { named, own, setAside }: Allotment,
  { part, substitute }: StandIn,
  places: readonly Place[],
  unitsAt: readonly number[],
): Allotment {
  const stock = asPlanned(named).stock.slice()
  const held = own.slice()
  const aside: SetAside[] = []
  for (const [place, { from, to }] of places.entries()) {
    const units = unitsAt[place]!
    if (units === 0) continue
    stock[from]! -= units
    stock[to]! += units
    held[from] = addTo(held[from]!, substitute, -units)
    held[to] = addTo(held[to]!, substitute, units)
    aside.push({ part, substitute, pool: named.names[to]!.pool, units })
  }
  return { named: withStock(named, stock), own: held, setAside: [...setAside, ...aside] }
}

function placesOf({ named, own }: Allotment, { part, substitute }: StandIn): Place[] {
  const toOf = new Map(named.byPart.get(part)?.map((point) => [named.names[point]!.pool, point]))
  return (named.byPart.get(substitute) ?? []).flatMap((from) => {
    const to = toOf.get(named.names[from]!.pool)
    return to === undefined ? [] : [{ from, to, units: own[from]!.get(substitute) ?? 0 }]
  })
}

function addTo(held: ReadonlyMap<number, number>, part: number, units: number): ReadonlyMap<number, number> {
  return new Map([...held, [part, (held.get(part) ?? 0) + units]])
}

function sumUp({ choices }: Shop, goals: readonly Goal[]): PairWorth {
  let [reached, value, hundredths] = [0, 0, 0]
  for (const goal of goals) {
    const own = choicesAmong(choices, goal.places)
    const found = reachTarget(own, goal.value)
    if (found.isReached) reached++
    else value += found.value
    hundredths += found.isReached ? found.cost : reachTarget(own, goal.planned).cost
  }
  return { reached, value, hundredths }
}

function isBetter(one: PairWorth, other: PairWorth): boolean {
  if (one.reached !== other.reached) return one.reached > other.reached
  const gain = one.value - other.value
  if (Math.abs(gain) > LEAST_GAIN * Math.max(1, Math.abs(other.value))) return gain > 0
  return one.hundredths < other.hundredths
}

/** The least number from 0 to `most` than which none is better, as far as they grow better up to it and worse after. */
function leastBest(most: number, isNumberBetter: (one: number, other: number) => boolean): number {
  let [low, high] = [0, most]
  for (;;) {
    const step = Math.max(1, Math.ceil((high - low) / STEPS))
    let best = low
    for (let units = low + step; units < high + step; units += step) {
      const one = Math.min(units, high)
      if (isNumberBetter(one, best)) best = one
    }
    if (step === 1) return best
    ;[low, high] = [Math.max(0, best - step + 1), Math.min(most, best + step - 1)]
  }
}
