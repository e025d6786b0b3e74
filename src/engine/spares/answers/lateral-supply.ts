// What it gains that pools help each other: between the two bounds of each for itself and of all as one pool.

import type { LateralPart, LateralReport, Lasting } from '#model/spares-report.ts'
import type { NamedPoints } from '../points/make-points.ts'
import { poolTogether, sistersAmong } from '../points/pool-together.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { jointGainOf, jointLossOf, jointSurvivalOf, type JointTally, type Sisters } from '../simulation/joint-tally.ts'
import { groupJointly } from './ask-jointly.ts'
import { LastingSum, lookAtPoint } from './lasting.ts'
import { pointsByPart } from './moves.ts'
import type { ReportTimes } from './report-times.ts'
import type { Tiers } from './tiers.ts'

/** Undefined where no part lies in two pools that help each other. */
export function sistersOf(network: SparesNetwork, { names }: NamedPoints): Sisters | undefined {
  const regions = sistersAmong(network, names)
  if (regions.length === 0) return undefined
  const regionStart = new Uint32Array(regions.length + 1)
  for (const [region, members] of regions.entries()) regionStart[region + 1] = regionStart[region]! + members.length
  return { regionStart, members: Uint32Array.from(regions.flat()), reserve: network.lateralSupply.reserve }
}

/** Parts that have sisters, with each region of them as one pool. */
export function asOnePool(network: SparesNetwork, named: NamedPoints): NamedPoints {
  return poolTogether(named, sistersAmong(network, named.names))
}

export interface LateralView {
  readonly network: SparesNetwork
  readonly named: NamedPoints
  /** As pools stand, reckoned; by part. */
  readonly ofPart: ReadonlyMap<number, Lasting>
  readonly pooled: NamedPoints
  readonly tiers: Tiers
  readonly times: ReportTimes
  /** The same replications without and with help. */
  readonly alone: JointTally
  readonly helping: JointTally
}

export function describeLateralSupply(view: LateralView): LateralReport {
  const { network, named, alone, helping } = view
  const { groups, reserve, isReserveStated } = network.lateralSupply
  const onePool = lookAtPooled(view)
  const groupOf = groupJointly(network, named)
  const parts = [...onePool]
    .map(([part, lasting]) => describePart(view, part, groupOf.ofPart.get(part)!, lasting))
    .sort((left, right) => right.weightHoursSaved - left.weightHoursSaved || right.survivalGained - left.survivalGained)
  return {
    reserve,
    isReserveStated,
    groups: groups.map(({ pools, statedBy }) => ({
      pools: pools.map((pool) => network.pools.pools[pool]!.pool),
      statedBy,
    })),
    network: outcomeOf(alone, helping, groupOf.network),
    parts,
    outside: Math.max(0, ...parts.map(outsideOf)),
  }
}

/** By part: how long it lasts where each region is one pool. */
function lookAtPooled({ network, pooled, tiers, times }: LateralView): Map<number, Lasting> {
  const lastings = new Map<number, Lasting>()
  for (const members of pointsByPart(pooled.names)) {
    const sum = new LastingSum(pooled.futures, times.steps)
    for (const point of members) sum.add(lookAtPoint(network, pooled, point, tiers, () => []))
    lastings.set(pooled.names[members[0]!]!.part, sum.finish(network.calendar, times, 1))
  }
  return lastings
}

function describePart(
  { network, named, ofPart, alone, helping }: LateralView,
  part: number,
  group: number,
  onePool: Lasting,
): LateralPart {
  const asTheyStand = ofPart.get(part)!
  return {
    part: network.parts[part]!.part,
    pools: named.names.filter((name) => name.part === part).length,
    asTheyStand: asTheyStand.survivalAtEnd,
    asTheyStandError: asTheyStand.standardError,
    onePool: onePool.survivalAtEnd,
    onePoolError: onePool.standardError,
    ...outcomeOf(alone, helping, group),
  }
}

function outcomeOf(alone: JointTally, helping: JointTally, group: number): LateralReport['network'] {
  const { survival, standardError } = jointSurvivalOf(helping, group)
  const gain = jointGainOf(alone, helping, group)
  return {
    survivalAtEnd: survival.at(-1)!,
    standardError,
    survivalGained: gain.survival,
    weightHoursLost: jointLossOf(helping, group).mean,
    weightHoursSaved: gain.loss,
    weightHoursError: gain.lossError,
  }
}

/** How far the survival with help lies below the one bound or above the other, in standard errors of both. */
function outsideOf(part: LateralPart): number {
  const { survivalAtEnd, standardError, asTheyStand, asTheyStandError, onePool, onePoolError } = part
  return Math.max(
    (asTheyStand - survivalAtEnd) / Math.hypot(standardError, asTheyStandError),
    (survivalAtEnd - onePool) / Math.hypot(standardError, onePoolError),
  )
}
