// What the threads of a simulation share, and in which shares they take it.

import type { JointQuestion, PointTally, SimulationQuestion } from '#engine/spares/index.ts'

export type SimulationData =
  | {
      readonly kind: 'points'
      readonly question: SimulationQuestion
      /** Each point is written by one thread. */
      readonly tally: PointTally
      /** The first point that nobody has taken yet. */
      readonly next: Int32Array
    }
  | {
      readonly kind: 'jointly'
      readonly question: JointQuestion
      /** The first replication that nobody has taken yet. */
      readonly next: Int32Array
    }

/** Points taken at once. A few points fail far more often than most: small shares keep all threads busy to the end. */
export const POINT_SHARE = 32

/** Replications of all points taken at once. */
export const JOINT_BATCH = 512
