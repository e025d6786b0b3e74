// What service is lost while units are down: how many, of how many, and what the sites weigh.

import { type ShapeOnSite, shortOnSite } from '../points/shapes-on-site.ts'
import type { UnitsInService } from '../points/units-in-service.ts'
import { outageOf } from '../steady-state/redundancy.ts'

/**
 * Units down at the end of each step: those owed, less those whose place was swapped out meanwhile. D(t) = D(t-1) N(t) /
 * N(t-1) + owed(t) - owed(t-1), never below 0 or above the units in service: exact where nothing arrives, close where little
 * does. N counts a unit as many as fail as often as it does.
 */
export function unitsDown(owed: Float64Array, { units, paced }: Pick<UnitsInService, 'units' | 'paced'>): Float64Array {
  const down = new Float64Array(owed.length)
  let [before, owedBefore, pacedBefore] = [0, 0, 0]
  for (let step = 0; step < owed.length; step++) {
    const kept = pacedBefore > 0 ? Math.min(1, paced[step]! / pacedBefore) : 0
    before = Math.min(units[step]!, Math.max(0, before * kept + owed[step]! - owedBefore))
    down[step] = before
    owedBefore = owed[step]!
    pacedBefore = paced[step]!
  }
  return down
}

/**
 * Expected weight of sites on which an element is short of units it needs, at the end of each step: each unit is down by itself,
 * and as likely as it fails often. A site counts once, however much of the point is short there.
 */
export function weightLost(down: Float64Array, { paced, groups }: Omit<UnitsInService, 'units'>): Float64Array {
  const lost = new Float64Array(down.length)
  for (let step = 0; step < down.length; step++) {
    if (down[step] === 0 || paced[step] === 0) continue
    const outage = down[step]! / paced[step]!
    for (const { shapes, weight } of groups)
      if (weight[step]! > 0) lost[step]! += weight[step]! * shortWith(shapes, outage)
  }
  return lost
}

/** P(a site with these shapes is short), where each unit is down with the probability given, times its pace. */
export function shortWith(shapes: readonly ShapeOnSite[], outage: number): number {
  return shortOnSite(shapes, ({ needed, count, pace }) => outageOf(needed, count, Math.min(1, outage * pace)))
}
