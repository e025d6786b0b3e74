// What is set aside of a part that may stand in for another: units that its own do not need serve the other from the first day on.
//
// Who sets units aside gives away that either part may use them: both last at least as long as told. Set aside are as few as let
// all groups concerned reach what is asked for the least money, row after row; before anything is moved or bought.

import type { StandIn } from '../points/families.ts'
import { asPlanned, type NamedPoints, withStock } from '../points/make-points.ts'
import { mostValuable } from '../purchase/choices.ts'
import { HoursLost } from './hours-lost.ts'
import { listMovable, type MovesQuestion, type Own, ownUnits } from './movable.ts'
import { chancelessLadders } from './point-tiers.ts'
import { type Groups, groupsOf, type Plan, planForBudget, planForTarget } from './purchase-plan.ts'
import { openShop, type Shop, withItemsOf } from './purchase-shop.ts'
import { maySetAside } from './stand-ins.ts'

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
  let allotment: Allotment = { named, own: ownUnits(network, named), setAside: [] }
  for (const standIn of network.families.standIns)
    if (maySetAside(network, standIn)) allotment = new SettingAside(question, allotment, standIn).best()
  return allotment
}

/** A pool in which both lie, or might. */
interface Place {
  /** Point of the part that is served, and of the one that may stand in. */
  readonly to: number
  readonly from: number
  /** Of the one that may stand in, the operator's own. */
  readonly units: number
}

/** What a plan comes to, of the groups concerned. */
interface PlanWorth {
  readonly reached: number
  /** Of the groups that do not reach what is asked, and of all where a budget is given. */
  readonly value: number
  readonly hundredths: number
}

/** Worth less than this, as a part of it, is no reason to set units aside: it is what a plan is looked for by. */
const LEAST_GAIN = 1e-3

/** Into so many steps a range of numbers of units is cut, over and over. */
const STEPS = 8

/** Of one part that may stand in for one other. */
class SettingAside {
  readonly #question: MovesQuestion
  readonly #allotment: Allotment
  readonly #standIn: StandIn
  readonly #places: readonly Place[]

  constructor(question: MovesQuestion, allotment: Allotment, standIn: StandIn) {
    this.#question = question
    this.#allotment = allotment
    this.#standIn = standIn
    this.#places = placesOf(allotment, standIn)
  }

  /** With as few units set aside as help most. */
  best(): Allotment {
    const { part, substitute } = this.#standIn
    const most = this.#places.reduce((sum, { units }) => sum + units, 0)
    if (most === 0) return this.#allotment
    const { network, named, target, budget } = this.#question
    const parts = Array.from(named.byPart.keys(), (one) => ({ part: one }))
    const all = budget === undefined ? groupsOf(network, parts, target.per) : [[...parts.keys()]]
    const concerned = all
      .map((items) => items.map((item) => parts[item]!.part))
      .filter((group) => group.includes(part) || group.includes(substitute))
    const before = this.#openShop(this.#allotment, concerned.flat())
    const groups = concerned.map((group) => group.map((one) => before.items.findIndex((item) => item.part === one)))
    const planned = this.#planIn(before, groups)
    const served = before.items.findIndex((item) => item.part === part)
    const helping = this.#helping(before, planned, served)
    const wanted = new Map(before.items[served]!.members.map((point) => [point, planned.quantities.get(point) ?? 0]))
    const allotted = (units: number): Allotment => this.#with(this.#spread(units, wanted))
    const worths: PlanWorth[] = []
    const worthOf = (units: number): PlanWorth =>
      (worths[units] ??= (() => {
        const shop = withItemsOf(before, this.#openShop(allotted(units), [part, substitute]))
        return sumUp(shop, groups, this.#planIn(shop, groups))
      })())
    const units = leastBest(Math.min(most, helping), (one, other) => isBetter(worthOf(one), worthOf(other)))
    return units === 0 ? this.#allotment : allotted(units)
  }

  #planIn(shop: Shop, groups: Groups): Plan {
    const { budget } = this.#question
    return budget === undefined ? planForTarget(shop, groups) : planForBudget(shop, Math.round(budget * 100))
  }

  /** As if what may be moved could lie anywhere. */
  #openShop({ named, own }: Allotment, parts: readonly number[]): Shop {
    const { network, target, reckoned } = this.#question
    const movable = listMovable(network, named, own)
    const byPart = new Map(parts.map((part) => [part, named.byPart.get(part)!]))
    const concerned = withStock({ ...named, byPart }, movable.staying)
    const tiers = chancelessLadders('likely', reckoned)
    const looseOf = (points: readonly number[]): number => points.reduce((sum, point) => sum + movable.loose[point]!, 0)
    return openShop({
      network,
      named: concerned,
      tiers,
      target,
      hours: new HoursLost(network, concerned, tiers, reckoned),
      loose: {
        byPart: new Map(Array.from(byPart, ([part, points]) => [part, looseOf(points)])),
        atOnce: movable.loose,
      },
    })
  }

  /** More than is bought does not help; where nothing can be, what gains anything may. */
  #helping(shop: Shop, plan: Plan, served: number): number {
    const { terms, splits, loose } = shop.items[served]!
    const isReached = plan.aims.find(({ items }) => items.includes(served))?.isInReach ?? false
    if (isReached && terms.most > 0 && plan.units[served] !== mostUnits(shop, served)) return plan.units[served]!
    return splits.value.length - 1 - loose
  }

  /** To where it is wanted first, then from where most lies; by place. */
  #spread(units: number, wanted: ReadonlyMap<number, number>): readonly number[] {
    const { own } = this.#allotment
    const { part } = this.#standIn
    let left = units
    const take = (most: number): number => {
      const taken = Math.min(left, Math.max(0, most))
      left -= taken
      return taken
    }
    const first = this.#places.map(({ to, units: lying }) =>
      take(Math.min(lying, wanted.get(to)! - (own[to]!.get(part) ?? 0))),
    )
    const byMost = [...this.#places.keys()].sort(
      (one, other) => this.#places[other]!.units - first[other]! - (this.#places[one]!.units - first[one]!),
    )
    const more = first.slice()
    for (const place of byMost) more[place]! += take(this.#places[place]!.units - first[place]!)
    return more
  }

  #with(unitsAt: readonly number[]): Allotment {
    const { named, own, setAside } = this.#allotment
    const { part, substitute } = this.#standIn
    const stock = asPlanned(named).stock.slice()
    const held = own.slice()
    const aside: SetAside[] = []
    for (const [index, { from, to }] of this.#places.entries()) {
      const units = unitsAt[index]!
      if (units === 0) continue
      stock[from]! -= units
      stock[to]! += units
      held[from] = addTo(held[from]!, substitute, -units)
      held[to] = addTo(held[to]!, substitute, units)
      aside.push({ part, substitute, pool: named.names[to]!.pool, units })
    }
    return { named: withStock(named, stock), own: held, setAside: [...setAside, ...aside] }
  }
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

function mostUnits({ choices }: Shop, item: number): number {
  return choices.quantity[mostValuable(choices)[item]!]!
}

function sumUp({ choices }: Shop, groups: Groups, { chosen, aims }: Plan): PlanWorth {
  const missed = aims.length === 0 ? groups : aims.filter(({ isInReach }) => !isInReach).map(({ items }) => items)
  const sum = (items: readonly number[], column: Float64Array): number =>
    items.reduce((all, item) => all + column[chosen[item]!]!, 0)
  return {
    reached: groups.length - missed.length,
    value: sum(missed.flat(), choices.value),
    hundredths: sum(groups.flat(), choices.cost),
  }
}

function isBetter(one: PlanWorth, other: PlanWorth): boolean {
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
