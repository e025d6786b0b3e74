// What the threads of a simulation share, and in which shares they take it.

import type {
  JointQuestion,
  LadderQuestion,
  PointTally,
  SimulatedLadder,
  SimulationQuestion,
} from '#engine/spares/index.ts'

// Of what is built, whether this file runs bundled, from `dist` or, in a test, from `src`: Node reads no TypeScript.
export const SIMULATION_WORKER = new URL('../../dist/programs/simulation-worker.js', import.meta.url)

/** Points, each by itself, to simulate together. */
export interface PointsTask {
  readonly question: SimulationQuestion
  /** Each point is written by one thread. */
  readonly tally: PointTally
  /** The first point that nobody has taken yet. */
  readonly next: Int32Array
}

/** Ladders of points to simulate. */
export interface LaddersTask {
  readonly question: LadderQuestion
  readonly next: Int32Array
}

/** What is sent to a thread that waits. */
export type ThreadTasks =
  | { readonly kind: 'points'; readonly tasks: readonly PointsTask[] }
  | { readonly kind: 'ladders'; readonly task: LaddersTask }

/** What a thread begins with; one of points waits to be sent tasks. */
export type SimulationData =
  | { readonly kind: 'points' }
  | {
      readonly kind: 'jointly'
      readonly question: JointQuestion
      /** The first replication that nobody has taken yet. */
      readonly next: Int32Array
    }

/** Of some points in a row. */
export interface LaddersMade {
  readonly firstPoint: number
  readonly ladders: readonly SimulatedLadder[]
}

/** What such a thread posts: how many more points are done, or what came of them; 'finished': nothing is left for anybody to take. */
export type PointsMessage = number | LaddersMade | 'finished'

/** Points taken at once. A few points fail far more often than most: small shares keep all threads busy to the end. */
export const POINT_SHARE = 8

/** Replications of all points taken at once. */
export const JOINT_BATCH = 512
