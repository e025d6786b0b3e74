// What to move between the pools of a part before anything is bought: units from where they help least to where they help
// most.

import { asPlanned, type NamedPoints, type PointName, withStock } from '../points/make-points.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import { logSurvival, roughLadder } from './ladders.ts'
import type { RoughTiers } from './tiers.ts'

export interface Move {
  readonly part: number
  readonly fromPool: number
  readonly toPool: number
  readonly units: number
}

/** A unit is moved only where the survival of both together grows by at least this part. */
const LEAST_GAIN = 1e-3

export interface Moved {
  readonly moves: readonly Move[]
  /** The points, with their stock as it lies then. */
  readonly named: NamedPoints
}

export function planMoves(named: NamedPoints, tiers: RoughTiers): Moved {
  const points = asPlanned(named)
  const stock = points.stock.slice()
  const moves = pointsByPart(named.names).flatMap((ofPart) => movesOfPart(points, named.names, ofPart, tiers, stock))
  return { moves, named: withStock(named, stock) }
}

/** Points of one part stand together. */
export function pointsByPart(names: readonly PointName[]): number[][] {
  const groups: number[][] = []
  for (const [point, { part }] of names.entries()) {
    const last = groups.at(-1)
    if (last && names[last[0]!]!.part === part) last.push(point)
    else groups.push([point])
  }
  return groups
}

/** The points of each part. */
export function indexByPart(names: readonly PointName[]): ReadonlyMap<number, readonly number[]> {
  return new Map(pointsByPart(names).map((members) => [names[members[0]!]!.part, members]))
}

function movesOfPart(
  points: StockingPoints,
  names: readonly PointName[],
  ofPart: readonly number[],
  tiers: RoughTiers,
  stock: Int32Array,
): Move[] {
  const total = ofPart.reduce((sum, point) => sum + points.stock[point]!, 0)
  if (ofPart.length < 2 || total === 0) return []
  const ladders = ofPart.map((point) => roughLadder(tiers, points, point, total).map(logSurvival))
  const valueAt = (index: number, units: number): number => ladders[index]![units]!
  const gainOf = (index: number): number => {
    const held = stock[ofPart[index]!]!
    return held === total ? 0 : valueAt(index, held + 1) - valueAt(index, held)
  }
  const lossOf = (index: number): number => {
    const held = stock[ofPart[index]!]!
    return held === 0 ? Number.POSITIVE_INFINITY : valueAt(index, held) - valueAt(index, held - 1)
  }
  const moved = new Map<string, Move>()
  const indices = [...ofPart.keys()]
  for (let unit = 0; unit < total; unit++) {
    const to = indices.reduce((best, index) => (gainOf(index) > gainOf(best) ? index : best))
    const from = indices.reduce((best, index) => (lossOf(index) < lossOf(best) ? index : best))
    if (from === to || gainOf(to) - lossOf(from) < LEAST_GAIN) break
    stock[ofPart[from]!]! -= 1
    stock[ofPart[to]!]! += 1
    const { part, pool: fromPool } = names[ofPart[from]!]!
    const toPool = names[ofPart[to]!]!.pool
    const key = `${fromPool} ${toPool}`
    moved.set(key, { part, fromPool, toPool, units: (moved.get(key)?.units ?? 0) + 1 })
  }
  return [...moved.values()]
}
