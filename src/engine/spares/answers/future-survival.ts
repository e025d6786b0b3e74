// The survival of several points together over every future: all points suffer the same one.

import type { Future } from '../points/make-points.ts'
import { JointSurvival } from './joint-survival.ts'
import { gridOf } from './ladders.ts'
import { meanOverFutures } from './mean-survival.ts'
import { type BandAt, bandAt } from './survival-band.ts'

/** How late the plan is changes nothing but the points. */
type PointsThen = Pick<Future, 'probability' | 'points'>

export class FutureSurvival {
  readonly #futures: readonly (PointsThen & { readonly joint: JointSurvival })[]

  constructor(futures: readonly PointsThen[], length: number) {
    this.#futures = futures.map(({ probability, points }) => ({
      probability,
      points,
      joint: new JointSurvival(length),
    }))
  }

  /** Takes in a point: in each future, at each rate reckoned, its survival at each time. */
  add(point: number, byFuture: readonly (readonly Float64Array[])[]): void {
    for (const [future, byNode] of byFuture.entries()) {
      const { joint, points } = this.#futures[future]!
      joint.add(points.rateGroupOf[point]!, gridOf(points, point), byNode)
    }
  }

  /** Takes in all points of others, which have these times among theirs. */
  addAll(others: FutureSurvival, places: Uint32Array): void {
    for (const [future, { joint }] of this.#futures.entries()) joint.addAll(others.#futures[future]!.joint, places)
  }

  /** P(all points survive), time by time; 1 where there are none. */
  finish(): Float64Array {
    return meanOverFutures(
      this.#futures,
      this.#futures.map(({ joint }) => joint.finish()),
    )
  }

  /** Between which survivals at one time, over what the rates and the plan may be. */
  bandAt(time: number): BandAt {
    return bandAt(
      this.#futures.map(({ probability, joint }) => ({ probability, groups: joint.groups })),
      time,
    )
  }
}
