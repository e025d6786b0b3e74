// What is asked of the simulation of all points together, and which groups of them are told.

import { type NamedPoints, rateStreams } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import type { JointQuestion, Sisters } from '../simulation/joint-tally.ts'
import { BLOCK } from '../simulation/strata.ts'
import { listElements } from './list-elements.ts'
import type { Chances } from './simulations.ts'

/** The groups of points that are told: first the network, then each vendor, then each part. */
export interface JointGroups {
  readonly network: number
  /** Vendor, or part, to its group. */
  readonly ofVendor: ReadonlyMap<string, number>
  readonly ofPart: ReadonlyMap<number, number>
}

export function groupJointly({ parts }: SparesNetwork, { names, byPart }: NamedPoints): JointGroups {
  const ofPart = new Map<number, number>()
  const vendors = new Set(names.map(({ part }) => parts[part]!.vendor))
  const ofVendor = new Map([...vendors].map((vendor, index) => [vendor, 1 + index]))
  for (const part of byPart.keys()) ofPart.set(part, 1 + vendors.size + ofPart.size)
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
  const { streamLow, streamHigh } = rateStreams(network, named)
  const vendorGroups = names.map(({ part }) => ofVendor.get(network.parts[part]!.vendor)! - 1)
  const partGroups = names.map(({ part }) => ofPart.get(part)! - 1 - ofVendor.size)
  return {
    plans: futures.map((future) => ({
      points: future.points,
      probability: future.probability,
      elements: listElements(network, named, future, sisters),
    })),
    groupings: [
      { groupCount: 1, groupOf: new Uint32Array(names.length) },
      { groupCount: ofVendor.size, groupOf: Uint32Array.from(vendorGroups) },
      { groupCount: ofPart.size, groupOf: Uint32Array.from(partGroups) },
    ],
    binnedGroups: 1 + ofVendor.size,
    ...(sisters ? { sisters } : {}),
    rateLow: streamLow,
    rateHigh: streamHigh,
    // Other random numbers than those of the points by themselves, so that the two check each other.
    seed: (chances.seed + 1) % Number.MAX_SAFE_INTEGER,
    replications: replicationsOf(chances),
  }
}
