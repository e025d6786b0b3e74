// Simulates stocking points in several threads, each by itself or together: the same bytes for any number of threads.

import { availableParallelism } from 'node:os'
import {
  type JointQuestion,
  type JointTally,
  makeJointTally,
  makePointTally,
  mergeJointTallies,
  type PointTally,
  type SimulationQuestion,
} from '#engine/spares/index.ts'
import { runThreads, share } from './run-threads.ts'
import { JOINT_BATCH, type SimulationData } from './simulation-data.ts'

// Of what is built, whether this file runs from `dist` or, in a test, from `src`: Node reads no TypeScript.
const WORKER = new URL('../../dist/jobs/simulation-worker.js', import.meta.url)

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
  { threads = availableParallelism(), onProgress, signal }: SimulationOptions = {},
): Promise<PointTally> {
  const { pointCount } = question.points
  const tally = makePointTally(question, (bytes) => new SharedArrayBuffer(bytes))
  const data: SimulationData = { kind: 'points', question: share(question), tally, next: makeCounter() }
  let done = 0
  const onMessage = (points: unknown) => {
    done += points as number
    onProgress?.(done, pointCount)
  }
  await runThreads(WORKER, data, threads, { onMessage, signal })
  return tally
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
  await runThreads(WORKER, data, threads, { onMessage, signal })
  return tally
}

/** What is next for a thread to take. */
function makeCounter(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4))
}
