// Simulates all points together in all threads: each pool for itself, and helping each other where some do.

import {
  type Chances,
  jointlyFor,
  type JointQuestion,
  type JointTallies,
  type PreparedSpares,
} from '#engine/spares/index.ts'
import { simulateJointlyInThreads } from '#jobs/simulate-in-threads.ts'
import type { Progress } from './load-workspace.ts'

export interface ThreadsAsked {
  /** By default as many as there are processors. */
  readonly threads?: number | undefined
  readonly signal?: AbortSignal | undefined
}

export async function simulateJointly(
  prepared: PreparedSpares,
  chances: Chances,
  progress: Progress,
  { threads, signal }: ThreadsAsked,
): Promise<JointTallies> {
  const { alone, helping } = jointlyFor(prepared, chances)
  const simulate = (question: JointQuestion, what: string) =>
    simulateJointlyInThreads(question, {
      ...(signal ? { signal } : {}),
      ...(threads === undefined ? {} : { threads }),
      onProgress: (done, of) => progress(what, done, of),
    })
  return {
    alone: await simulate(alone, 'simulating all parts together'),
    ...(helping ? { helping: await simulate(helping, 'simulating pools that help each other') } : {}),
  }
}
