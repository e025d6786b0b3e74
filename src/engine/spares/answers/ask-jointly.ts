// What is asked of the simulation of all points together: which groups are told, and what service hangs on each point.

import { type Future, indexRecords, type NamedPoints, rateStreams } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { HOURS_A_DAY } from '../points/step-calendar.ts'
import { CountTable } from '../simulation/count-table.ts'
import { expectedFailures } from '../simulation/failure-times.ts'
import type { JointQuestion, Sisters } from '../simulation/joint-tally.ts'
import type { PointElements } from '../simulation/loss-walk.ts'
import { BLOCK } from '../simulation/strata.ts'
import { pointsByPart } from './moves.ts'
import { groupByRedundancy, type RedundancyGroup } from './service-lost.ts'
import type { Chances } from './simulations.ts'

/** The groups of points that are told: first the network, then each vendor, then each part. */
export interface JointGroups {
  readonly network: number
  /** Vendor, or part, to its group. */
  readonly ofVendor: ReadonlyMap<string, number>
  readonly ofPart: ReadonlyMap<number, number>
}

export function groupJointly({ parts }: SparesNetwork, { names }: NamedPoints): JointGroups {
  const ofPart = new Map<number, number>()
  const vendors = new Set(names.map(({ part }) => parts[part]!.vendor))
  const ofVendor = new Map([...vendors].map((vendor, index) => [vendor, 1 + index]))
  for (const members of pointsByPart(names)) ofPart.set(names[members[0]!]!.part, 1 + vendors.size + ofPart.size)
  return { network: 0, ofVendor, ofPart }
}

/** All points at once are many: a quarter as often as points by themselves. */
function replicationsOf({ replications }: Chances): number {
  return Math.max(LEAST_BLOCKS, Math.ceil(replications / 4 / BLOCK)) * BLOCK
}

/** Fewer blocks do not tell how much blocks differ. */
const LEAST_BLOCKS = 4

/** `sisters`: which pools help each other; left out: none does. */
export function askJointly(
  network: SparesNetwork,
  named: NamedPoints,
  chances: Chances,
  sisters?: Sisters,
): JointQuestion {
  const { names, futures } = named
  const { ofVendor, ofPart } = groupJointly(network, named)
  const { streamLow, streamHigh } = rateStreams(network)
  const vendorGroups = names.map(({ part }) => ofVendor.get(network.parts[part]!.vendor)! - 1)
  const partGroups = names.map(({ part }) => ofPart.get(part)! - 1 - ofVendor.size)
  return {
    plans: futures,
    groupings: [
      { groupCount: 1, groupOf: new Uint32Array(names.length) },
      { groupCount: ofVendor.size, groupOf: Uint32Array.from(vendorGroups) },
      { groupCount: ofPart.size, groupOf: Uint32Array.from(partGroups) },
    ],
    binnedGroups: 1 + ofVendor.size,
    elements: listElements(network, named),
    ...(sisters ? { sisters } : {}),
    rateLow: streamLow,
    rateHigh: streamHigh,
    // Other random numbers than those of the points by themselves, so that the two check each other.
    seed: (chances.seed + 1) % Number.MAX_SAFE_INTEGER,
    replications: replicationsOf(chances),
  }
}

/** What hangs on each point, in weight-hours; nothing on one that cannot run out. */
function listElements(network: SparesNetwork, { names, futures }: NamedPoints): PointElements {
  const { units, calendar } = network
  const recordsOf = indexRecords(network)
  const shapes: RedundancyGroup[] = []
  const shapeStart = new Uint32Array(names.length + 1)
  for (const [point, name] of names.entries()) {
    if (futures.some((future) => mayRunOut(future, point)))
      for (const records of recordsOf(name)) shapes.push(...groupByRedundancy(units, records, calendar))
    shapeStart[point + 1] = shapes.length
  }
  return {
    shapeStart,
    unitCount: Uint32Array.from(shapes, ({ count }) => count),
    neededCount: Uint32Array.from(shapes, ({ needed }) => needed),
    ...listChanges(shapes, calendar.stepDays * HOURS_A_DAY),
  }
}

/** Most hangs there all the time: what changes is far less than every step. */
function listChanges(
  shapes: readonly RedundancyGroup[],
  hours: number,
): Pick<PointElements, 'changeStart' | 'changeStep' | 'lossOfStep'> {
  const [changeStep, lossOfStep]: [number[], number[]] = [[], []]
  const changeStart = new Uint32Array(shapes.length + 1)
  for (const [shape, { weight }] of shapes.entries()) {
    let before = 0
    for (const [step, now] of weight.entries()) {
      if (now === before) continue
      changeStep.push(step)
      lossOfStep.push(now * hours)
      before = now
    }
    changeStart[shape + 1] = changeStep.length
  }
  return { changeStart, changeStep: Uint32Array.from(changeStep), lossOfStep: Float64Array.from(lossOfStep) }
}

const counts = new CountTable()

/** Whether more failures than there are spares are to be expected in 2^31 replications. */
function mayRunOut({ points }: Future, point: number): boolean {
  const failures = expectedFailures(points, point)
  if (failures === 0) return false
  counts.fillFailures(failures, points.rateShape[points.rateGroupOf[point]!]!)
  return counts.last > points.stock[point]!
}
