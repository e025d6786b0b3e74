// What the threads of a simulation share, and in which shares they take it.

import type { JointQuestion, PointTally, SimulationQuestion } from '#engine/spares/index.ts'

// Of what is built, whether this file runs from `dist` or, in a test, from `src`: Node reads no TypeScript.
export const SIMULATION_WORKER = new URL('../../dist/jobs/simulation-worker.js', import.meta.url)

/** Points, each by itself, to simulate together. */
export interface PointsTask {
  readonly question: SimulationQuestion
  /** Each point is written by one thread. */
  readonly tally: PointTally
  /** The first point that nobody has taken yet. */
  readonly next: Int32Array
}

/** What a thread begins with; one of points waits to be sent lists of tasks. */
export type SimulationData =
  | { readonly kind: 'points' }
  | {
      readonly kind: 'jointly'
      readonly question: JointQuestion
      /** The first replication that nobody has taken yet. */
      readonly next: Int32Array
    }

/** What a thread posts of points: how many more are done; 'finished': nobody has to take any of the list. */
export type PointsMessage = number | 'finished'

/** Points taken at once. A few points fail far more often than most: small shares keep all threads busy to the end. */
export const POINT_SHARE = 8

/** Replications of all points taken at once. */
export const JOINT_BATCH = 512
