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
import type { OwedTier, RoughTiers } from './tiers.ts'

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
  tiers: RoughTiers & OwedTier,
): Moved {
  const points = asPlanned(named)
  const stock = points.stock.slice()
  const isHours = target.kind === 'weightHoursLost'
  const weigh = isHours ? weighHours(network, named, tiers) : weighSurvival(points, tiers)
  const bounds = boundsOf(network, named)
  const empty = withStock(named, new Int32Array(named.names.length))
  const hours = new HoursLost(network, empty, tiers)
  const moves = [...named.byPart.values()].flatMap((ofPart) => {
    const { moves, gained } = movesOfPart(points, named.names, ofPart, weigh, stock, isHours, bounds)
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

function weighHours(network: SparesNetwork, named: NamedPoints, tier: OwedTier): Weigh {
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

function movesOfPart(
  points: StockingPoints,
  names: readonly PointName[],
  ofPart: readonly number[],
  weigh: Weigh,
  stock: Int32Array,
  isHours: boolean,
  { staying, isOpen, own }: Bounds,
): MovesOfPart {
  const total = ofPart.reduce((sum, point) => sum + points.stock[point]!, 0)
  if (ofPart.length < 2 || ofPart.every((point) => points.stock[point]! === staying[point]!))
    return { moves: [], gained: 0 }
  const ladders = weigh(ofPart, total)
  const valueAt = (index: number, units: number): number => ladders[index]![units]!
  const value = ofPart.reduce((sum, point, index) => sum + valueAt(index, points.stock[point]!), 0)
  const leastGain = isHours ? -value * LEAST_GAIN : LEAST_GAIN
  const gainOf = (index: number): number => {
    const held = stock[ofPart[index]!]!
    if (!isOpen[ofPart[index]!]) return Number.NEGATIVE_INFINITY
    return held === total ? 0 : valueAt(index, held + 1) - valueAt(index, held)
  }
  const lossOf = (index: number): number => {
    const held = stock[ofPart[index]!]!
    return held <= staying[ofPart[index]!]! ? Number.POSITIVE_INFINITY : valueAt(index, held) - valueAt(index, held - 1)
  }
  const moved = new Map<string, Move>()
  const held = ofPart.map((point) => new Map(own[point]!))
  const indices = [...ofPart.keys()]
  for (let unit = 0; unit < total; unit++) {
    const to = indices.reduce((best, index) => (gainOf(index) > gainOf(best) ? index : best))
    const from = indices.reduce((best, index) => (lossOf(index) < lossOf(best) ? index : best))
    if (from === to || gainOf(to) - lossOf(from) <= leastGain) break
    stock[ofPart[from]!]! -= 1
    stock[ofPart[to]!]! += 1
    const { part, pool: fromPool } = names[ofPart[from]!]!
    const toPool = names[ofPart[to]!]!.pool
    const member = handOver(held[from]!, held[to]!)
    const key = `${member} ${fromPool} ${toPool}`
    moved.set(key, { part, member, fromPool, toPool, units: (moved.get(key)?.units ?? 0) + 1 })
  }
  const valueThen = ofPart.reduce((sum, point, index) => sum + valueAt(index, stock[point]!), 0)
  return { moves: [...moved.values()], gained: exp(valueThen) - exp(value) }
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
