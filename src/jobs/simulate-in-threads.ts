// Simulates stocking points in several threads, each by itself or together: the same bytes for any number of threads.

import { availableParallelism } from 'node:os'
import {
  type JointQuestion,
  type JointTally,
  makeJointTally,
  mergeJointTallies,
  type PointTally,
  type SimulationQuestion,
} from '#engine/spares/index.ts'
import { runThreads, share } from './run-threads.ts'
import { JOINT_BATCH, SIMULATION_WORKER, type SimulationData } from './simulation-data.ts'
import { makeCounter, SimulationThreads } from './simulation-threads.ts'

export interface SimulationOptions {
  /** Left out: as many as there are processors. */
  readonly threads?: number
  /** Of points done, or of replications of all points. */
  readonly onProgress?: (done: number, of: number) => void
  readonly signal?: AbortSignal
}

/** Each point by itself. */
export async function simulateInThreads(
  question: SimulationQuestion,
  { threads, onProgress, signal }: SimulationOptions = {},
): Promise<PointTally> {
  signal?.throwIfAborted()
  const simulation = new SimulationThreads(threads)
  const giveUp = (): void => void simulation.close(signal?.reason)
  signal?.addEventListener('abort', giveUp)
  let done = 0
  try {
    const [tally] = await simulation.simulate([question], (points) => {
      done += points
      onProgress?.(done, question.points.pointCount)
    })
    return tally!
  } finally {
    signal?.removeEventListener('abort', giveUp)
    await simulation.close()
  }
}

/** All points together. */
export async function simulateJointlyInThreads(
  question: JointQuestion,
  { threads = availableParallelism(), onProgress, signal }: SimulationOptions = {},
): Promise<JointTally> {
  const data: SimulationData = { kind: 'jointly', question: share(question), next: makeCounter() }
  let tally = makeJointTally(question)
  let done = 0
  const onMessage = (batch: unknown) => {
    tally = mergeJointTallies(tally, batch as JointTally)
    done = Math.min(question.replications, done + JOINT_BATCH)
    onProgress?.(done, question.replications)
  }
  await runThreads(SIMULATION_WORKER, data, threads, { onMessage, signal })
  return tally
}
