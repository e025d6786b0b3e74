// What to move between the pools of a part instead of buying it.
//
// Units that may stand in for another part, and are set aside for it, are that part's from then on. What is bought is planned as if
// all units that may be moved could be placed anew. A pool that wants fewer then than lie there gives the others; one that wants more
// gets them before any are bought for it. So no pool gives what is bought for it again, but for what is needed elsewhere while that
// is on its way.

import type { NamedPoints } from '../points/make-points.ts'
import { withStock } from '../points/make-points.ts'
import type { PointName } from '../points/point-name.ts'
import { poissonCurve } from '../chance/poisson-curve.ts'
import { bestSplit, fewestMoves, type Split } from './best-split.ts'
import { HoursLost } from './hours-lost.ts'
import {
  climbLadder,
  expectedFailures,
  gridOf,
  type Ladder,
  lengthen,
  logSurvival,
  unitsOfInterest,
  withUnits,
} from './ladders.ts'
import { meanOverFutures } from './mean-survival.ts'
import { listMovable, type Movable, type MovesQuestion, sumOf } from './movable.ts'
import { chancelessLadders } from './point-tiers.ts'
import { type Aim, costOfItems, type Groups, groupsOf, type Plan, planFor } from './purchase-plan.ts'
import { hoursBelow, openShop, type Shop, survivalTogether } from './purchase-shop.ts'
import { meanOverRates } from './rate-grid.ts'
import { goalOf } from './target.ts'
import { termsOf } from './obtainable.ts'
import { type SetAside, setUnitsAside } from './set-aside.ts'
import type { LadderTiers } from './tiers.ts'

export interface Move {
  /** The part it is to serve, or the one its family goes by. */
  readonly part: number
  /** Which of the family it is that lies there, or which part that is set aside for it. */
  readonly member: number
  readonly fromPool: number
  readonly toPool: number
  readonly units: number
}

export interface Moved {
  readonly moves: readonly Move[]
  /** The points, with their stock as it lies then. */
  readonly named: NamedPoints
}

export function planMoves(question: MovesQuestion): Moved {
  const { named, own, setAside } = setUnitsAside(question)
  const movable = listMovable(question.network, named, own)
  if (movable.loose.every((units) => units === 0)) return { moves: setAside.map((one) => moveInPlace(one)), named }
  const placed = new Placing({ ...question, named }, movable).splits()
  const moves = placed.flatMap(({ members, split }) => movesTo(named, movable, members, split))
  return {
    moves: withoutCrossing([...setAside.flatMap((one) => staysThere(one, moves)), ...moves]),
    named: withStock(named, stockAs(movable, placed)),
  }
}

/** What is set aside and not moved then serves another part where it lies. */
function staysThere(one: SetAside, moves: readonly Move[]): Move[] {
  const { part, substitute, pool } = one
  const movedOn = moves.filter((move) => move.part === part && move.member === substitute && move.fromPool === pool)
  const left = one.units - movedOn.reduce((sum, { units }) => sum + units, 0)
  return left > 0 ? [moveInPlace({ ...one, units: left })] : []
}

/** What is set aside in one pool and moved to another, while as many of the same come back: those that lie there are set aside instead. */
function withoutCrossing(moves: readonly Move[]): Move[] {
  const units = new Map(moves.map((move) => [keyOf(move), move]))
  const add = (move: Move, more: number): void => {
    const known = units.get(keyOf(move))?.units ?? 0
    units.set(keyOf(move), { ...move, units: known + more })
  }
  for (const move of moves) {
    const { part, member, fromPool, toPool } = move
    if (part === member || fromPool === toPool) continue
    const back = units.get(keyOf({ part: member, member, fromPool: toPool, toPool: fromPool }))
    const crossing = Math.min(move.units, back?.units ?? 0)
    if (!back || crossing === 0) continue
    add(move, -crossing)
    add(back, -crossing)
    add({ ...move, fromPool: toPool }, crossing)
  }
  return [...units.values()].filter((move) => move.units > 0)
}

const keyOf = ({ part, member, fromPool, toPool }: Omit<Move, 'units'>): string =>
  `${part} ${member} ${fromPool} ${toPool}`

function moveInPlace({ part, substitute, pool, units }: SetAside): Move {
  return { part, member: substitute, fromPool: pool, toPool: pool, units }
}

/** By point: what stays, and what is loose as placed. */
function stockAs({ staying, loose }: Movable, placed: readonly Placed[]): Int32Array {
  const units = loose.slice()
  for (const { members, split } of placed) lay(units, members, split)
  return units.map((some, point) => staying[point]! + some)
}

/** What a unit is worth that is moved and need not be bought: more than all it may do while what is bought is on its way. */
const SAVED = 1e6

/**
 * For what happens meanwhile, a unit is moved only where survival up to then grows, or what is lost shrinks, by at least this part; where
 * what is asked, or its cost, hangs on less, by any part that is told from none.
 */
const LEAST_GAIN_MEANWHILE = 1e-3
const ANY_GAIN = 1e-9

/** Where nothing is bought units move for gains between these: parts of the survival, or of all hours that are lost. */
const GAINS = { from: 1e-9, to: 1e3 }

/** Where a part does not last whatever is moved, a unit moves where it saves this part of the hours that are lost. */
const LEAST_SAVED = 1e-3

type Ladders = Pick<Shop, 'ladders' | 'named'>

/** Of what is loose of a part. */
interface Placed {
  readonly group: number
  readonly members: readonly number[]
  readonly split: Split
}

/** Splits of what is loose of each part, over its points. */
class Placing {
  readonly #question: MovesQuestion
  readonly #movable: Movable
  readonly #hours: HoursLost
  /** Of what is loose alone, lying there from the first day; and by survivals that are never too high: hours are exact as they are. */
  readonly #atOnce: Ladders
  readonly #surely: Ladders
  /** Where what is loose lies in no pool, and may be bought beside. */
  readonly #shop: Shop
  readonly #groups: Groups
  readonly #plan: Plan
  readonly #tiers: LadderTiers
  /** By item: once found. */
  readonly #instead: Split[] = []

  constructor(question: MovesQuestion, movable: Movable) {
    const { network, named, target, budget, reckoned } = question
    this.#question = question
    this.#movable = movable
    const all = withStock({ ...named, byPart: partsConcerned(question, movable) }, movable.staying)
    const tiers = chancelessLadders('likely', reckoned)
    this.#tiers = tiers
    this.#hours = new HoursLost(network, all, tiers, reckoned)
    this.#atOnce = this.#climb(all, tiers)
    this.#surely =
      target.kind === 'weightHoursLost' ? this.#atOnce : this.#climb(all, chancelessLadders('least', reckoned))
    // What reaches what is asked as it lies is left as it lies, but for what money might do for all.
    const parts = [...all.byPart]
    const short = groupsOf(network, partsOf(all), target.per)
      .map((group) => group.map((index) => parts[index]!))
      .filter(
        (group) =>
          budget !== undefined ||
          !this.#isEnough(
            group.flatMap(([, points]) => points),
            movable.loose,
          ),
      )
    const concerned = { ...all, byPart: new Map(short.flat()) }
    const byPart = new Map(Array.from(named.byPart, ([part, members]) => [part, sumOf(members, movable.loose)]))
    const planWith = (atOnce: Int32Array): Planned => {
      const shop = openShop({ network, named: concerned, tiers, target, hours: this.#hours, loose: { byPart, atOnce } })
      return { shop, plan: this.#planIn(shop, this.#groups) }
    }
    // What is bought comes later: what lies there then helps most where most fails meanwhile, and not where it would if it were all.
    const items = partsOf(concerned)
    this.#groups = groupsOf(network, items, target.per)
    const unbought = movable.loose.slice()
    for (const { members } of items) lay(unbought, members, this.#bestAtOnce(members))
    let planned = planWith(unbought)
    const meanwhile = unbought.slice()
    for (const [item, { members }] of items.entries())
      if (planned.plan.units[item]! > 0) lay(meanwhile, members, this.#bestMeanwhile(members))
    if (!question.rough && !isSame(meanwhile, unbought)) {
      const other = planWith(meanwhile)
      const better = unbought.slice()
      for (const some of budget === undefined ? this.#groups : [[...items.keys()]])
        if (isBetter(other, planned, some))
          for (const item of some) for (const point of items[item]!.members) better[point] = meanwhile[point]!
      if (isSame(better, meanwhile)) planned = other
      else if (!isSame(better, unbought)) planned = planWith(better)
    }
    this.#shop = planned.shop
    this.#plan = planned.plan
  }

  #planIn(shop: Shop, groups: Groups): Plan {
    return planFor(shop, groups, this.#question.budget)
  }

  #climb(named: NamedPoints, tiers: LadderTiers): Ladders {
    const { target, rough } = this.#question
    const isOfHours = !rough || target.kind === 'weightHoursLost'
    const worth = isOfHours ? { hours: this.#hours, whereBelow: hoursBelow(target) } : undefined
    const ladders: Ladder[] = []
    for (const members of named.byPart.values()) {
      const most = sumOf(members, this.#movable.loose)
      for (const point of members) ladders[point] = climbLadder(tiers, named, point, 0, most, worth)
    }
    return { ladders, named }
  }

  /** If nothing is bought. */
  #bestAtOnce(members: readonly number[]): Split {
    return bestSplit(this.#poolsOf(members, this.#worthsOf(members)), { leastGain: 0 })
  }

  /** Until what is bought is there. */
  #bestMeanwhile(members: readonly number[]): Split {
    return bestSplit(this.#poolsOf(members, this.#meanwhile(members)), { leastGain: 0 })
  }

  /** With no more moves for what happens meanwhile than what is asked takes, group by group. */
  splits(): readonly Placed[] {
    const few = [...this.#splitsFor(LEAST_GAIN_MEANWHILE)]
    if (this.#question.rough) return few
    const more = [...this.#splitsFor(ANY_GAIN)]
    const differing = new Set(
      few.filter(({ split }, item) => !isSame(split, more[item]!.split)).map(({ group }) => group),
    )
    if (differing.size === 0) return few
    // A budget is all groups' together.
    const asked = this.#question.budget === undefined ? [...differing] : [...this.#groups.keys()]
    const [withFew, withMore] = [this.#planAfter(few, asked), this.#planAfter(more, asked)]
    const needed = new Set(
      asked.filter((_, place) =>
        isNeeded(worthOf(withMore, withMore.groups[place]!), worthOf(withFew, withFew.groups[place]!)),
      ),
    )
    return few.map((placed, item) => (needed.has(placed.group) ? more[item]! : placed))
  }

  *#splitsFor(leastGain: number): Generator<Placed> {
    for (const [group, items] of this.#groups.entries()) {
      for (const item of items) {
        const { loose, members } = this.#shop.items[item]!
        if (loose === 0) continue
        const isBought = this.#plan.units[item]! > 0
        yield { group, members, split: isBought ? this.#besideBought(item, leastGain) : this.#insteadOf(group, item) }
      }
    }
  }

  /** What is bought for some groups once all lies as placed. */
  #planAfter(placed: readonly Placed[], groups: readonly number[]): Planned & { readonly groups: Groups } {
    const { network, target, budget } = this.#question
    const items = groups.flatMap((group) => this.#groups[group]!.map((item) => this.#shop.items[item]!))
    const named = withStock(
      { ...this.#shop.named, byPart: new Map(items.map(({ part, members }) => [part, members])) },
      stockAs(this.#movable, placed),
    )
    const shop = openShop({ network, named, tiers: this.#tiers, target, hours: this.#hours.of(named) })
    const ofShop = budget === undefined ? groupsOf(network, items, target.per) : groups.map(() => [...items.keys()])
    return { shop, plan: this.#planIn(shop, ofShop), groups: ofShop }
  }

  /** Whether some points come to what is asked with so many units at each. */
  #isEnough(members: readonly number[], units: Int32Array): boolean {
    const { target } = this.#question
    if (target.kind === 'weightHoursLost') {
      const worth = members.reduce((sum, point) => sum + this.#worthOf(point, units[point]!), 0)
      return worth >= goalOf(target)
    }
    const quantities = new Map(members.map((point) => [point, units[point]!]))
    return survivalTogether(this.#surely, quantities, members) >= target.survival
  }

  /** Of so many units at once. */
  #worthOf(point: number, units: number): number {
    return withUnits(this.#atOnce.ladders[point]!.value, units)
  }

  /** By point, of none to all that are loose. */
  #worthsOf(members: readonly number[]): Float64Array[] {
    const loose = sumOf(members, this.#movable.loose)
    return members.map((point) => Float64Array.from({ length: loose + 1 }, (_, units) => this.#worthOf(point, units)))
  }

  /** What a pool wants less than lies there goes where more is wanted; the rest moves only for what happens until more is there. */
  #besideBought(item: number, leastGain: number): Split {
    const { members } = this.#shop.items[item]!
    const wanted = members.map((point) =>
      Math.min(this.#plan.quantities.get(point) ?? 0, this.#shop.ladders[point]!.value.length - 1),
    )
    const ladders = this.#meanwhile(members).map((worth, place) =>
      worth.map((value, units) => value + SAVED * Math.min(units, wanted[place]!)),
    )
    return bestSplit(this.#poolsOf(members, ladders), { leastGain })
  }

  /** What so many units are worth at each point, from none to all that are loose, until what is bought is there; as if nothing else came. */
  #meanwhile(members: readonly number[]): Float64Array[] {
    const { network, named, target } = this.#question
    const loose = sumOf(members, this.#movable.loose)
    const { arrivalStep } = termsOf(network, named.names[members[0]!]!.part)
    if (arrivalStep === 0) return members.map(() => new Float64Array(loose + 1))
    if (target.kind === 'survival') return members.map((point) => this.#survivalUntil(arrivalStep, point, loose))
    const counts = Array.from({ length: loose + 1 }, (_, units) => units)
    const lost = members.map((point) => this.#hours.until(arrivalStep, point, counts))
    // As parts of all that is lost until then as they lie.
    const all = members.reduce((sum, point, place) => sum + lost[place]![this.#movable.loose[point]!]!, 0)
    return lost.map((hours) => hours.map((some) => (all === 0 ? 0 : -some / all)))
  }

  /** The logarithm. */
  #survivalUntil(endStep: number, point: number, most: number): Float64Array {
    const { named } = this.#question
    const staying = this.#movable.staying[point]!
    const survivals = named.futures.map(({ points }) => {
      const grid = gridOf(points, point)
      const failures = expectedFailures(points, point, endStep)
      const byNode = grid.reckoned.map(({ factor }) => poissonCurve(staying, most + 1, failures * factor))
      return meanOverRates(grid, byNode)
    })
    return meanOverFutures(named.futures, survivals).map(logSurvival)
  }

  /** As few moves as reach what is asked, or what can be reached; where nothing makes it last, what saves hours. */
  #insteadOf(group: number, item: number): Split {
    return (this.#instead[item] ??= this.#insteadOfBought(group, item))
  }

  #insteadOfBought(group: number, item: number): Split {
    const { members, loose } = this.#shop.items[item]!
    if (this.#neverLasts(members)) return this.#asGiven(members, loose) ?? this.#toSaveHours(members, loose)
    const ladders = this.#worthsOf(members)
    const scale = this.#question.target.kind === 'weightHoursLost' ? -this.#worthAsLying(members) : 1
    const gains = { from: GAINS.from * scale, to: GAINS.to * scale }
    return fewestMoves(this.#poolsOf(members, ladders), gains, (split) => this.#isEnoughOf(group, item, split))
  }

  #neverLasts(members: readonly number[]): boolean {
    const { target } = this.#question
    if (target.kind === 'weightHoursLost') return false
    const best = this.#bestAtOnce(members)
    const quantities = new Map(members.map((point, place) => [point, best[place]!]))
    return survivalTogether(this.#atOnce, quantities, members) < hoursBelow(target)
  }

  /** Undefined: nobody gives it, or of another number of units. */
  #asGiven(members: readonly number[], loose: number): Split | undefined {
    const hopelessAs = this.#question.rough?.hopelessAs
    const split = hopelessAs && members.map((point) => hopelessAs[point]! - this.#movable.staying[point]!)
    const isOfThese = split?.every((units) => units >= 0) && split.reduce((sum, units) => sum + units, 0) === loose
    return isOfThese ? split : undefined
  }

  #toSaveHours(members: readonly number[], loose: number): Split {
    const ladders = members.map((point) => {
      const ofInterest = unitsOfInterest(this.#atOnce.named, point, loose)
      const counts = Array.from({ length: ofInterest + 1 }, (_, units) => units)
      return lengthen(
        this.#hours.byBought(point, 0, counts).map((lost) => -lost),
        loose + 1,
      )
    })
    const lost = members.reduce((sum, point, place) => sum - ladders[place]![this.#movable.loose[point]!]!, 0)
    return bestSplit(this.#poolsOf(members, ladders), { leastGain: LEAST_SAVED * lost })
  }

  #worthAsLying(members: readonly number[]): number {
    return members.reduce((sum, point) => sum + this.#worthOf(point, this.#movable.loose[point]!), 0)
  }

  /** Of a part among others: what the plan has to spare is shared by those that are not bought. A budget is spent to the end. */
  #isEnoughOf(group: number, item: number, split: Split): boolean {
    const aim = this.#plan.aims[group]
    if (!aim) return false
    const items = this.#groups[group]!
    const { members } = this.#shop.items[item]!
    if (items.length === 1 && aim.isInReach) {
      const units = new Int32Array(this.#movable.loose.length)
      for (const [place, point] of members.entries()) units[point] = split[place]!
      return this.#isEnough(members, units)
    }
    const worth = members.reduce((sum, point, place) => sum + this.#worthOf(point, split[place]!), 0)
    return worth >= this.#plannedWorthOf(item) - this.#toSpare(items, aim)
  }

  /** Where nothing need be bought the sum that was looked for is as little as may be: what is asked itself bounds it, as if points were independent. */
  #toSpare(items: readonly number[], aim: Aim): number {
    const goal = aim.isInReach ? Math.max(aim.goal, goalOf(this.#question.target)) : aim.goal
    const planned = items.reduce((sum, item) => sum + this.#plannedWorthOf(item), 0)
    const unbought = items.filter((item) => this.#plan.units[item] === 0 && this.#shop.items[item]!.loose > 0)
    return Math.max(0, planned - goal) / unbought.length
  }

  #plannedWorthOf(item: number): number {
    return this.#shop.choices.value[this.#plan.chosen[item]!]!
  }

  #poolsOf(members: readonly number[], ladders: readonly Float64Array[]) {
    return {
      ladders,
      lying: members.map((point) => this.#movable.loose[point]!),
      isOpen: members.map((point) => this.#movable.isOpen[point]!),
    }
  }
}

interface Planned {
  readonly shop: Shop
  readonly plan: Plan
}

/** Whether a plan reaches for some items what another does not, or the same for less; where neither does, or for the same, comes nearer. */
function isBetter(one: Planned, other: Planned, items: readonly number[]): boolean {
  const [first, second] = [worthOf(one, items), worthOf(other, items)]
  if (first.isReached !== second.isReached) return first.isReached
  if (first.isReached && first.cost !== second.cost) return first.cost < second.cost
  return first.value > second.value
}

/** Of a plan to some items. */
interface PlanWorth {
  readonly isReached: boolean
  readonly cost: number
  readonly value: number
}

function worthOf({ shop, plan }: Planned, items: readonly number[]): PlanWorth {
  return {
    isReached: plan.aims.find((aim) => aim.items === items)?.isInReach ?? false,
    cost: costOfItems(shop, items, (item) => plan.chosen[item]!),
    value: items.reduce((sum, item) => sum + shop.choices.value[plan.chosen[item]!]!, 0),
  }
}

/** Whether what is asked is reached by more moves alone, or for less; where it is not, or money is given, whether they bring it nearer. */
function isNeeded(more: PlanWorth, few: PlanWorth): boolean {
  if (more.isReached !== few.isReached) return more.isReached
  if (more.isReached) return more.cost < few.cost
  return more.value - few.value > LEAST_GAIN_MEANWHILE * Math.max(1, Math.abs(few.value))
}

function isSame(one: Split | Int32Array, other: Split | Int32Array): boolean {
  return one.every((units, point) => units === other[point])
}

function lay(units: Int32Array, members: readonly number[], split: Split): void {
  for (const [place, point] of members.entries()) units[point] = split[place]!
}

const partsOf = ({ byPart }: NamedPoints) => Array.from(byPart, ([part, members]) => ({ part, members }))

/** Of groups in which anything may be moved. */
function partsConcerned({ network, named, target }: MovesQuestion, { loose }: Movable): NamedPoints['byPart'] {
  const parts = partsOf(named)
  const groups = groupsOf(network, parts, target.per).filter((group) =>
    group.some((index) => sumOf(parts[index]!.members, loose) > 0),
  )
  return new Map(groups.flat().map((index) => [parts[index]!.part, parts[index]!.members]))
}

/** From what lies there to what is to lie there. */
function movesTo({ names }: NamedPoints, { loose, own }: Movable, members: readonly number[], split: Split): Move[] {
  const moved = new Map<string, Move>()
  const held = members.map((point) => new Map(own[point]!))
  const more = members.map((point, place) => split[place]! - loose[point]!)
  for (const [from, point] of members.entries())
    for (let to = 0; more[from]! < 0; )
      if (more[to]! <= 0) to++
      else {
        noteMove(moved, names[point]!, names[members[to]!]!.pool, handOver(held[from]!, held[to]!))
        more[from]! += 1
        more[to]! -= 1
      }
  return [...moved.values()]
}

function noteMove(moved: Map<string, Move>, { part, pool: fromPool }: PointName, toPool: number, member: number): void {
  const key = `${member} ${fromPool} ${toPool}`
  moved.set(key, { part, member, fromPool, toPool, units: (moved.get(key)?.units ?? 0) + 1 })
}

/** One unit: of the parts of the family that lie there, the first. */
function handOver(from: Map<number, number>, to: Map<number, number>): number {
  for (const [member, units] of from) {
    if (units === 0) continue
    from.set(member, units - 1)
    to.set(member, to.get(member)! + 1)
    return member
  }
  throw new Error('a unit is moved of a pool that has none')
}
