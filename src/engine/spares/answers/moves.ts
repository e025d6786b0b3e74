// What to move between the pools of a part before anything is bought: units from where they help least to where they help
// most.

import { LEAST_TOLD } from '#model/spares-report.ts'
import { exp } from '#base/elementary.ts'
import { takesUnitsIn } from '../points/closing-depots.ts'
import { asPlanned, type NamedPoints, shelvesOf, withStock } from '../points/make-points.ts'
import type { PointName } from '../points/point-name.ts'
import { shelfKey } from '../points/shelf.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import { HoursLost } from './hours-lost.ts'
import { logSurvival, roughLadder } from './ladders.ts'
import type { Target } from './target.ts'
import type { CourseTier, RoughTiers } from './tiers.ts'

export interface Move {
  /** The part, or the one its family goes by. */
  readonly part: number
  /** Which of the family it is that lies there. */
  readonly member: number
  readonly fromPool: number
  readonly toPool: number
  readonly units: number
}

/** A unit is moved only where the survival of both together grows by at least this part, or so much of all hours lost is saved. */
const LEAST_GAIN = 1e-3

/** Of a part, what each of its points is worth by the stock it has, 0 to a number of units. */
type Weigh = (ofPart: readonly number[], most: number) => Float64Array[]

export interface Moved {
  readonly moves: readonly Move[]
  /** The points, with their stock as it lies then. */
  readonly named: NamedPoints
}

export function planMoves(
  network: SparesNetwork,
  named: NamedPoints,
  target: Target,
  tiers: RoughTiers & CourseTier,
): Moved {
  const points = asPlanned(named)
  const stock = points.stock.slice()
  const isHours = target.kind === 'weightHoursLost'
  const weigh = isHours ? weighHours(network, named, tiers) : weighSurvival(points, tiers)
  const bounds = boundsOf(network, named)
  const empty = withStock(named, new Int32Array(named.names.length))
  const hours = new HoursLost(network, empty, tiers)
  const question = { points, names: named.names, weigh, isHours, bounds, stock }
  const moves = [...named.byPart.values()].flatMap((ofPart) => {
    const { moves, gained } = movesOfPart(question, ofPart)
    // What is told as no gain is not worth what else is lost by it.
    if (isHours || gained >= LEAST_TOLD || !losesMore(hours, ofPart, points.stock, stock)) return moves
    for (const point of ofPart) stock[point] = points.stock[point]!
    return []
  })
  return { moves, named: withStock(named, stock) }
}

/** Whether more hours are lost with what is moved than with what lies there. */
function losesMore(hours: HoursLost, ofPart: readonly number[], lying: Int32Array, moved: Int32Array): boolean {
  const more = ofPart.map((point) => {
    const [before, after] = [lying[point]!, moved[point]!]
    if (before === after) return 0
    const [few, many] = hours.byBought(point, 0, [Math.min(before, after), Math.max(before, after)])
    return after < before ? few! - many! : many! - few!
  })
  return more.reduce((sum, some) => sum + some, 0) > 0
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

function weighSurvival(points: StockingPoints, tiers: RoughTiers): Weigh {
  return (ofPart, most) => ofPart.map((point) => roughLadder(tiers, points, point, most).map(logSurvival))
}

function weighHours(network: SparesNetwork, named: NamedPoints, tier: CourseTier): Weigh {
  const hours = new HoursLost(network, withStock(named, new Int32Array(named.names.length)), tier)
  return (ofPart, most) => {
    const stocks = Array.from({ length: most + 1 }, (_, units) => units)
    return ofPart.map((point) => hours.byBought(point, 0, stocks).map((lost) => -lost))
  }
}

interface MovesOfPart {
  readonly moves: readonly Move[]
  /** Of the survival of its points together. */
  readonly gained: number
}

const NO_MOVES: MovesOfPart = { moves: [], gained: 0 }

/** What does not change from part to part; but `stock` is as it lies after the moves so far. */
interface MoveQuestion {
  readonly points: StockingPoints
  readonly names: readonly PointName[]
  readonly weigh: Weigh
  readonly isHours: boolean
  readonly bounds: Bounds
  readonly stock: Int32Array
}

function movesOfPart(question: MoveQuestion, ofPart: readonly number[]): MovesOfPart {
  const { points, names, weigh, isHours, bounds, stock } = question
  const lying = ofPart.map((point) => points.stock[point]!)
  if (ofPart.length < 2 || ofPart.every((point, index) => lying[index] === bounds.staying[point]!)) return NO_MOVES
  const total = lying.reduce((sum, units) => sum + units, 0)
  const worth = new WorthOfStock(weigh(ofPart, total), ofPart, bounds, stock)
  const value = worth.of(lying)
  const leastGain = isHours ? -value * LEAST_GAIN : LEAST_GAIN
  const moved = new Map<string, Move>()
  const held = ofPart.map((point) => new Map(bounds.own[point]!))
  for (let unit = 0; unit < total; unit++) {
    const [from, to] = [worth.leastLost(), worth.mostGained()]
    if (from === to || worth.gainOf(to) - worth.lossOf(from) <= leastGain) break
    stock[ofPart[from]!]! -= 1
    stock[ofPart[to]!]! += 1
    noteMove(moved, names[ofPart[from]!]!, names[ofPart[to]!]!.pool, handOver(held[from]!, held[to]!))
  }
  const valueThen = worth.of(ofPart.map((point) => stock[point]!))
  return { moves: [...moved.values()], gained: exp(valueThen) - exp(value) }
}

/** What a unit more or less is worth at each point of a part, as its stock lies by now. */
class WorthOfStock {
  /** By place among the points of the part, and units there. */
  readonly #ladders: readonly Float64Array[]
  readonly #ofPart: readonly number[]
  readonly #bounds: Bounds
  readonly #stock: Int32Array

  constructor(ladders: readonly Float64Array[], ofPart: readonly number[], bounds: Bounds, stock: Int32Array) {
    this.#ladders = ladders
    this.#ofPart = ofPart
    this.#bounds = bounds
    this.#stock = stock
  }

  of(units: readonly number[]): number {
    return units.reduce((sum, held, place) => sum + this.#ladders[place]![held]!, 0)
  }

  gainOf(place: number): number {
    const ladder = this.#ladders[place]!
    const point = this.#ofPart[place]!
    const held = this.#stock[point]!
    if (!this.#bounds.isOpen[point]) return Number.NEGATIVE_INFINITY
    return held + 1 >= ladder.length ? 0 : ladder[held + 1]! - ladder[held]!
  }

  lossOf(place: number): number {
    const ladder = this.#ladders[place]!
    const point = this.#ofPart[place]!
    const held = this.#stock[point]!
    return held <= this.#bounds.staying[point]! ? Number.POSITIVE_INFINITY : ladder[held]! - ladder[held - 1]!
  }

  /** The first of several. */
  mostGained(): number {
    return this.#ofPart.reduce((best, _, place) => (this.gainOf(place) > this.gainOf(best) ? place : best), 0)
  }

  leastLost(): number {
    return this.#ofPart.reduce((best, _, place) => (this.lossOf(place) < this.lossOf(best) ? place : best), 0)
  }
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
