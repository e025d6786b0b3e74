// Points of one part that help each other: which they are, and what they would be as one.

import { listByPart, type NamedPoints } from './make-points.ts'
import type { PointName } from './point-name.ts'
import type { SparesNetwork } from './spares-network.ts'
import { joinPoints } from './join-points.ts'
import { singlePoint } from './single-point.ts'
import type { StockingPoints } from './stocking-points.ts'

/** The points of each region, two or more: those of one part in pools that help each other. By part. */
export function sistersAmong({ pools, lateralSupply }: SparesNetwork, names: readonly PointName[]): number[][] {
  const groupOf = new Map(lateralSupply.groups.flatMap((group, index) => group.pools.map((pool) => [pool, index])))
  const regions = new Map<number, number[]>()
  for (const [point, { part, pool }] of names.entries()) {
    const group = groupOf.get(pool)
    if (group === undefined) continue
    const key = part * pools.pools.length + group
    const known = regions.get(key)
    if (known) known.push(point)
    else regions.set(key, [point])
  }
  return [...regions.values()].filter((members) => members.length > 1)
}

/** The points of every part that has sisters, each region of them as one point that goes by its first pool. */
export function poolTogether({ names, futures }: NamedPoints, sisters: readonly (readonly number[])[]): NamedPoints {
  const parts = new Set(sisters.map(([first]) => names[first!]!.part))
  const helped = new Set(sisters.flat())
  const others = [...names.keys()].filter((point) => parts.has(names[point]!.part) && !helped.has(point))
  const heaps = [...sisters, ...others.map((point) => [point])].sort((left, right) => left[0]! - right[0]!)
  const pooled = heaps.map(([first]) => names[first!]!)
  return {
    names: pooled,
    byPart: listByPart(pooled),
    futures: heaps.length === 0 ? [] : futures.map((future) => ({ ...future, points: poolAll(future.points, heaps) })),
  }
}

function poolAll(points: StockingPoints, heaps: readonly (readonly number[])[]): StockingPoints {
  const joined = joinPoints(heaps.map((members) => poolOne(points, members)))
  const { rateGroupOf, rateShape } = points
  return {
    ...joined,
    rateGroupOf: Uint32Array.from(heaps, (members) => rateGroupOf[mostFailing(points, members)]!),
    rateShape,
  }
}

/** Where parts that share their spares are mixed otherwise in each, the rate is as sure as where most fail. */
function mostFailing(points: StockingPoints, members: readonly number[]): number {
  const { stepCount, installed, curveOf } = points
  const unitSteps = members.map((point) =>
    installed
      .subarray(curveOf[point]! * stepCount, (curveOf[point]! + 1) * stepCount)
      .reduce((sum, one) => sum + one, 0),
  )
  return members[unitSteps.indexOf(Math.max(...unitSteps))]!
}

/** Of one part, so that all fail as often, and are repaired alike. */
function poolOne(points: StockingPoints, members: readonly number[]): StockingPoints {
  const singles = members.map((point) => singlePoint(points, point))
  const installed = new Float64Array(points.stepCount)
  for (const one of singles) for (const [step, units] of one.installed.entries()) installed[step]! += units
  const lots = singles
    .flatMap(({ lotStep, lotUnits, lotYield }) =>
      Array.from(lotStep, (step, lot) => ({ step, units: lotUnits[lot]!, yield: lotYield[lot]! })),
    )
    .sort((left, right) => left.step - right.step)
  return {
    ...singles[0]!,
    installed,
    stock: Int32Array.of(singles.reduce((sum, { stock }) => sum + stock[0]!, 0)),
    ...poolLent(singles),
    lotStart: Uint32Array.of(0, lots.length),
    lotStep: Uint32Array.from(lots, ({ step }) => step),
    lotUnits: Uint32Array.from(lots, ({ units }) => units),
    lotYield: Float64Array.from(lots, (lot) => lot.yield),
  }
}

/** All of it until the first of them goes. */
function poolLent(singles: readonly StockingPoints[]): Pick<StockingPoints, 'lentUnits' | 'lentUntilStep'> {
  const lenders = singles.filter(({ lentUnits }) => lentUnits[0]! > 0)
  const units = lenders.reduce((sum, { lentUnits }) => sum + lentUnits[0]!, 0)
  const until = lenders.length === 0 ? 0 : Math.min(...lenders.map(({ lentUntilStep }) => lentUntilStep[0]!))
  return { lentUnits: Uint32Array.of(units), lentUntilStep: Uint32Array.of(until) }
}
