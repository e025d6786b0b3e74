// What it gains that pools help each other: between the two bounds of each for itself and of all as one pool.

import type { LateralPart, LateralReport, Lasting } from '#model/spares-report.ts'
import type { NamedPoints } from '../points/make-points.ts'
import { poolTogether, sistersAmong } from '../points/pool-together.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { jointGainOf, jointLossOf, jointSurvivalOf, type JointTally, type Sisters } from '../simulation/joint-tally.ts'
import { groupJointly } from './ask-jointly.ts'
import { LastingSum, lookAtPoint } from './lasting.ts'
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

/** How long parts last where each region of their pools is one pool. */
export class PooledLook {
  readonly #network: SparesNetwork
  readonly #pooled: NamedPoints
  readonly #times: ReportTimes
  /** By part: of those with sisters. */
  readonly lastings = new Map<number, Lasting>()

  constructor(network: SparesNetwork, pooled: NamedPoints, times: ReportTimes) {
    this.#network = network
    this.#pooled = pooled
    this.#times = times
  }

  look(part: number, tiers: Tiers): void {
    const members = this.#pooled.byPart.get(part)
    if (!members) return
    const sum = new LastingSum(this.#pooled.futures, this.#times.steps)
    for (const point of members) sum.add(lookAtPoint(this.#network, this.#pooled, point, tiers, () => []))
    this.lastings.set(part, sum.finish(this.#network.calendar, this.#times, 1))
  }
}

export interface LateralView {
  readonly network: SparesNetwork
  readonly named: NamedPoints
  /** As pools stand, reckoned; by part. */
  readonly ofPart: ReadonlyMap<number, Lasting>
  /** The same where each region is one pool; of parts with sisters. */
  readonly onePool: ReadonlyMap<number, Lasting>
  /** The same replications without and with help. */
  readonly alone: JointTally
  readonly helping: JointTally
}

export function describeLateralSupply(view: LateralView): LateralReport {
  const { network, named, onePool, alone, helping } = view
  const { groups, reserve, isReserveStated } = network.lateralSupply
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
