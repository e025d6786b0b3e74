// What the threads of a simulation share.

import type { PointTally, SimulationQuestion } from '#engine/spares/index.ts'

export interface SimulationData {
  readonly question: SimulationQuestion
  /** Each point is written by one thread. */
  readonly tally: PointTally
  /** The first point that nobody has taken yet. */
  readonly next: Int32Array
}

/** Points taken at once. A few points fail far more often than most: small shares keep all threads busy to the end. */
export const SHARE = 32
