// What to move between the pools of a part before anything is bought: units from where they help least to where they help most,
// and, where what is asked is not reached by that, units that lie idle to where they spare a purchase.

import { exp } from '#base/elementary.ts'
import { LEAST_TOLD } from '#model/spares-report.ts'
import { takesUnitsIn } from '../points/closing-depots.ts'
import { asPlanned, type NamedPoints, shelvesOf, withStock } from '../points/make-points.ts'
import type { PointName } from '../points/point-name.ts'
import { shelfKey } from '../points/shelf.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { bestSplit, fewestMoves, type Pools, type Split } from './best-split.ts'
import { HoursLost } from './hours-lost.ts'
import { groupsOf } from './purchase-plan.ts'
import { goalOf, type Target } from './target.ts'
import type { CourseTier, RoughTiers } from './tiers.ts'
import { weighHours, weighSurvival, type WorthOfStock } from './worth-of-stock.ts'

export interface Move {
  /** The part, or the one its family goes by. */
  readonly part: number
  /** Which of the family it is that lies there. */
  readonly member: number
  readonly fromPool: number
  readonly toPool: number
  readonly units: number
}

/** A unit is moved only where the survival of all pools together grows by at least this part, or so much of all hours lost is saved. */
const LEAST_GAIN = 1e-3

/** Where what is asked is not reached, what lies idle is moved down to this: for less nothing is bought either. */
const LEAST_GAIN_OF_IDLE = 1e-9

/** No more survival than this is given for the service that moves save. */
const HARDLY_LESS = 1e-9

/** And a unit of it gains no more than this. */
const MOST_GAIN = 1e3

/** What lies idle helps so many times less than where it is moved to. */
const TIMES_LESS = 1000

/** Of what a part may lose, it is worth so small a share to move what does not lie idle. */
const SHARE_OF_ALLOWED = 0.1

/** Of several parts that are to reach the target together a cheap one is bought until it loses but so small a share of what falls to each. */
const SHARE_OF_CHEAP = 1e-3

export interface Moved {
  readonly moves: readonly Move[]
  /** The points, with their stock as it lies then. */
  readonly named: NamedPoints
}

/** What is asked; of a budget, as much as it gives. */
export interface Asked {
  readonly target: Target
  readonly isBudget: boolean
}

export function planMoves(
  network: SparesNetwork,
  named: NamedPoints,
  { target, isBudget }: Asked,
  tiers: RoughTiers & CourseTier,
): Moved {
  const mover = new Mover(network, named, target, tiers)
  const parts = Array.from(named.byPart, ([part, ofPart]) => ({ part, ofPart }))
  for (const { ofPart } of parts) mover.help(ofPart)
  for (const group of groupsOf(network, parts, target.per)) {
    const some = group.map((index) => parts[index]!.ofPart)
    if (!some.some((ofPart) => mover.canMove(ofPart))) continue
    if (!isBudget && mover.isReached(some, goalOf(target))) continue
    for (const ofPart of some) mover.spare(ofPart, isBudget ? NOTHING_ALLOWED : allowedOf(target, some.length))
  }
  const moves = parts.flatMap(({ ofPart }) => mover.movesOf(ofPart))
  return { moves, named: withStock(named, mover.stock) }
}

/** What a part may lose before more of it is bought. */
interface Allowed {
  readonly allowed: number
  /** As long as something of it lies idle. */
  readonly allowedOfIdle: number
}

/** A budget is spent to the end. */
const NOTHING_ALLOWED: Allowed = { allowed: 0, allowedOfIdle: 0 }

function allowedOf(target: Target, partCount: number): Allowed {
  const allowed = -goalOf(target) / partCount
  return { allowed, allowedOfIdle: partCount === 1 ? allowed : allowed * SHARE_OF_CHEAP }
}

/** What moves are bound by; by point. */
interface Bounds {
  /** Units that stay: they are not the operator's own, or not all of them may be drawn. */
  readonly staying: Int32Array
  /** Whether units may be moved there: to a pool of the operator, of which a depot serves to the last day. */
  readonly isOpen: readonly boolean[]
  /** The operator's own on the shelf, by part of the family in their order. */
  readonly own: readonly ReadonlyMap<number, number>[]
}

function boundsOf(network: SparesNetwork, { names }: NamedPoints): Bounds {
  const { pools, closing } = network
  const sum = (counts: Iterable<number>): number => [...counts].reduce((all, some) => all + some, 0)
  return {
    staying: Int32Array.from(names, (name) =>
      sum(shelvesOf(network, name).map(({ onHand, ownAt }) => onHand - sum(ownAt.values()))),
    ),
    own: names.map((name) => ownOf(network, name)),
    isOpen: names.map(({ pool }) => pools.pools[pool]!.owner.kind === 'nobody' && takesUnitsIn(pools, pool, closing)),
  }
}

function ownOf({ families, shelves, pools }: SparesNetwork, { part, pool }: PointName): ReadonlyMap<number, number> {
  return new Map(
    families.membersOf.get(part)!.map((member) => {
      const ownAt = shelves.get(shelfKey(pools, member, pool))?.ownAt.values() ?? []
      return [member, [...ownAt].reduce((sum, units) => sum + units, 0)]
    }),
  )
}

/** Of one part, as its units lie by now. */
interface PartPools extends Pools {
  readonly ofPart: readonly number[]
}

class Mover {
  /** As it lies after the moves so far. */
  readonly stock: Int32Array
  readonly #lying: Int32Array
  readonly #names: readonly PointName[]
  readonly #bounds: Bounds
  readonly #worth: WorthOfStock
  readonly #isHours: boolean
  readonly #hours: HoursLost

  constructor(network: SparesNetwork, named: NamedPoints, { kind }: Target, tiers: RoughTiers & CourseTier) {
    const empty = withStock(named, new Int32Array(named.names.length))
    this.#lying = asPlanned(named).stock
    this.stock = this.#lying.slice()
    this.#names = named.names
    this.#bounds = boundsOf(network, named)
    this.#hours = new HoursLost(network, empty, tiers)
    this.#isHours = kind === 'weightHoursLost'
    this.#worth = this.#isHours ? weighHours(this.#hours) : weighSurvival(empty, tiers)
  }

  canMove(ofPart: readonly number[]): boolean {
    return ofPart.length > 1 && ofPart.some((point) => this.stock[point]! > this.#bounds.staying[point]!)
  }

  /** Moves what helps more elsewhere. */
  help(ofPart: readonly number[]): void {
    if (!this.canMove(ofPart)) return
    const pools = this.#poolsOf(ofPart)
    this.#settle(pools, bestSplit(pools, { leastGain: LEAST_GAIN * this.#scaleOf(pools), timesLost: 1 }))
  }

  /** Whether parts come to a goal together, as their units lie by now. */
  isReached(parts: readonly (readonly number[])[], goal: number): boolean {
    let sum = 0
    for (const ofPart of parts) {
      for (const point of ofPart) sum += this.#worth.least(point, this.stock[point]!).at(-1)!
      if (sum < goal) return false
    }
    return true
  }

  /** Moves what need not be bought then: what lies idle first, as far as the part is to lose no more than it may. */
  spare(ofPart: readonly number[], { allowed, allowedOfIdle }: Allowed): void {
    if (!this.canMove(ofPart)) return
    const isEnough = this.#enoughOf(ofPart)
    const idle = this.#poolsOf(ofPart)
    const scale = this.#scaleOf(idle)
    const from = LEAST_GAIN_OF_IDLE * scale
    const ofIdle = { from, to: MOST_GAIN * scale, timesLost: TIMES_LESS }
    this.#settle(
      idle,
      fewestMoves(idle, ofIdle, (split) => isEnough(split, allowedOfIdle)),
    )
    const least = allowed * SHARE_OF_ALLOWED
    if (least === 0 || least >= LEAST_GAIN * scale) return
    const pools = this.#poolsOf(ofPart)
    if (isEnough(pools.lying, allowed)) return
    const ofAll = { from: least, to: LEAST_GAIN * scale, timesLost: 1 }
    this.#settle(
      pools,
      fewestMoves(pools, ofAll, (split) => isEnough(split, allowed)),
    )
  }

  /** From what lay there to what lies there by now. */
  movesOf(ofPart: readonly number[]): Move[] {
    const moved = new Map<string, Move>()
    const held = ofPart.map((point) => new Map(this.#bounds.own[point]!))
    const more = ofPart.map((point) => this.stock[point]! - this.#lying[point]!)
    for (const [from, point] of ofPart.entries())
      for (let to = 0; more[from]! < 0; )
        if (more[to]! <= 0) to++
        else {
          noteMove(moved, this.#names[point]!, this.#names[ofPart[to]!]!.pool, handOver(held[from]!, held[to]!))
          more[from]! += 1
          more[to]! -= 1
        }
    return [...moved.values()]
  }

  #poolsOf(ofPart: readonly number[]): PartPools {
    const units = this.#unitsOf(ofPart)
    return {
      ofPart,
      ladders: ofPart.map((point) => this.#worth.slope(point, units)),
      lying: ofPart.map((point) => this.stock[point]!),
      staying: ofPart.map((point) => this.#bounds.staying[point]!),
      isOpen: ofPart.map((point) => this.#bounds.isOpen[point]!),
    }
  }

  #unitsOf(ofPart: readonly number[]): number {
    return ofPart.reduce((sum, point) => sum + this.stock[point]!, 0)
  }

  /** What gains are parts of: the survival, or all hours that the part loses. */
  #scaleOf({ ladders, lying }: Pools): number {
    return this.#isHours ? -worthOf(ladders, lying) : 1
  }

  /** Whether a part surely loses no more than so much, as its units may lie. */
  #enoughOf(ofPart: readonly number[]): (split: Split, allowed: number) => boolean {
    let ladders: Float64Array[] | undefined
    return (split, allowed) => {
      if (allowed === 0) return false
      ladders ??= ofPart.map((point) => this.#worth.least(point, this.#unitsOf(ofPart)))
      return worthOf(ladders, split) >= -allowed
    }
  }

  /** What is told as no gain is not worth what else is lost by it. */
  #settle({ ofPart, lying }: PartPools, split: Split): void {
    if (split.every((units, place) => units === lying[place])) return
    const gained = this.#isHours ? LEAST_TOLD : this.#gainOf(ofPart, lying, split)
    if (gained < -HARDLY_LESS || (gained < LEAST_TOLD && this.#losesMore(ofPart, lying, split))) return
    for (const [place, point] of ofPart.entries()) this.stock[point] = split[place]!
  }

  /** By how much the survival of all pools together is more. */
  #gainOf(ofPart: readonly number[], lying: Split, split: Split): number {
    const ladders = ofPart.map((point) => this.#worth.ladder(point, this.#unitsOf(ofPart)))
    return exp(worthOf(ladders, split)) - exp(worthOf(ladders, lying))
  }

  /** Whether more hours are lost as units are to lie than as they lie. */
  #losesMore(ofPart: readonly number[], lying: Split, split: Split): boolean {
    const more = ofPart.map((point, place) => {
      const [before, after] = [lying[place]!, split[place]!]
      if (before === after) return 0
      const [few, many] = this.#hours.byBought(point, 0, [Math.min(before, after), Math.max(before, after)])
      return after < before ? few! - many! : many! - few!
    })
    return more.reduce((sum, some) => sum + some, 0) > 0
  }
}

function worthOf(ladders: readonly Float64Array[], split: Split): number {
  return split.reduce((sum, units, place) => sum + ladders[place]![units]!, 0)
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
