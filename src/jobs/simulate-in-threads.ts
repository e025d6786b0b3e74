// Simulates all stocking points in several threads: the same bytes for any number of them.

import { availableParallelism } from 'node:os'
import { makePointTally, type PointTally, type SimulationQuestion } from '#engine/spares/index.ts'
import { runThreads, share } from './run-threads.ts'
import type { SimulationData } from './simulation-data.ts'

// Of what is built, whether this file runs from `dist` or, in a test, from `src`: Node reads no TypeScript.
const WORKER = new URL('../../dist/jobs/simulation-worker.js', import.meta.url)

export interface SimulationOptions {
  /** Left out: as many as there are processors. */
  readonly threads?: number
  readonly onProgress?: (pointsDone: number, pointCount: number) => void
  readonly signal?: AbortSignal
}

export async function simulateInThreads(
  question: SimulationQuestion,
  { threads = availableParallelism(), onProgress, signal }: SimulationOptions = {},
): Promise<PointTally> {
  const { pointCount } = question.points
  const data: SimulationData = {
    question: share(question),
    tally: makePointTally(question, (bytes) => new SharedArrayBuffer(bytes)),
    next: new Int32Array(new SharedArrayBuffer(4)),
  }
  let done = 0
  const onMessage = (points: unknown) => {
    done += points as number
    onProgress?.(done, pointCount)
  }
  await runThreads(WORKER, data, threads, { onMessage, signal })
  return data.tally
}
