// What is asked of the simulation of all points together: which groups are told, and what service hangs on each point.

import { type Future, indexRecords, type NamedPoints, rateStreams } from '../points/make-points.ts'
import type { PointName } from '../points/point-name.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { hoursOf } from '../points/step-calendar.ts'
import type { ShapeOnSite } from '../points/shapes-on-site.ts'
import { unitsInService } from '../points/units-in-service.ts'
import { CountTable } from '../simulation/count-table.ts'
import { expectedFailures } from '../simulation/failure-times.ts'
import type { JointQuestion, Sisters } from '../simulation/joint-tally.ts'
import type { PointElements } from '../simulation/loss-walk.ts'
import { BLOCK } from '../simulation/strata.ts'
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
  const recordsOf = indexRecords(network)
  const { ofVendor, ofPart } = groupJointly(network, named)
  const { streamLow, streamHigh } = rateStreams(network, named)
  const vendorGroups = names.map(({ part }) => ofVendor.get(network.parts[part]!.vendor)! - 1)
  const partGroups = names.map(({ part }) => ofPart.get(part)! - 1 - ofVendor.size)
  return {
    plans: futures.map((future) => ({
      points: future.points,
      probability: future.probability,
      elements: listElements(network, names, future, recordsOf),
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

/** What hangs on each point, in weight-hours; nothing on one that cannot run out. */
function listElements(
  network: SparesNetwork,
  names: readonly PointName[],
  future: Future,
  recordsOf: (name: PointName) => readonly number[],
): PointElements {
  const { calendar } = network
  const hours = Float64Array.from({ length: calendar.stepCount }, (_, step) => hoursOf(calendar, step))
  const units = new Changes()
  const paced: number[] = []
  const losses = new Changes()
  const shapes: ShapeOnSite[] = []
  const [groupStart, shapeStart] = [[0], [0]]
  for (const [point, name] of names.entries()) {
    if (mayRunOut(future, point)) {
      const serving = unitsInService(network, recordsOf(name), future.planSlipMonths)
      for (const step of units.add(serving.units, serving.paced)) paced.push(serving.paced[step]!)
      for (const group of serving.groups) {
        shapes.push(...group.shapes)
        shapeStart.push(shapes.length)
        losses.add(group.weight.map((weight, step) => weight * hours[step]!))
      }
    } else units.add()
    groupStart.push(shapeStart.length - 1)
  }
  return {
    unitsStart: Uint32Array.from(units.start),
    unitsStep: Uint32Array.from(units.step),
    units: Float64Array.from(units.value),
    paced: Float64Array.from(paced),
    groupStart: Uint32Array.from(groupStart),
    shapeStart: Uint32Array.from(shapeStart),
    elementCount: Uint32Array.from(shapes, ({ elements }) => elements),
    unitCount: Uint32Array.from(shapes, ({ count }) => count),
    neededCount: Uint32Array.from(shapes, ({ needed }) => needed),
    pace: Float64Array.from(shapes, ({ pace }) => pace),
    changeStart: Uint32Array.from(losses.start),
    changeStep: Uint32Array.from(losses.step),
    lossOfStep: Float64Array.from(losses.value),
  }
}

/** Curves one after the other, by their changes from 0 on: most stays as it is all the time. */
class Changes {
  readonly start = [0]
  readonly step: number[] = []
  readonly value: number[] = []

  /** The steps in which the curve, or the one beside it, changes. */
  add(curve: Float64Array = NO_CURVE, beside: Float64Array = curve): number[] {
    const steps: number[] = []
    for (let step = 0, before = 0, besideBefore = 0; step < curve.length; step++) {
      if (curve[step] !== before || beside[step] !== besideBefore) {
        steps.push(step)
        this.step.push(step)
        this.value.push(curve[step]!)
      }
      before = curve[step]!
      besideBefore = beside[step]!
    }
    this.start.push(this.step.length)
    return steps
  }
}

const NO_CURVE = new Float64Array(0)

const counts = new CountTable()

/** Whether more failures than there are spares are to be expected in 2^31 replications. */
function mayRunOut({ points }: Future, point: number): boolean {
  const failures = expectedFailures(points, point)
  if (failures === 0) return false
  counts.fillFailures(failures, points.rateShape[points.rateGroupOf[point]!]!)
  return counts.last > points.stock[point]!
}
