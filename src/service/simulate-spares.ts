// Simulates in all threads what an answer needs.

import {
  type Chances,
  jointlyFor,
  type JointQuestion,
  type JointTallies,
  type PreparedSpares,
  shareQuestions,
  type Simulated,
  simulationsFor,
} from '#engine/spares/index.ts'
import { simulateInThreads, simulateJointlyInThreads } from '#jobs/simulate-in-threads.ts'
import type { Progress } from './load-workspace.ts'

/** Each point by itself. */
export async function simulateSpares(
  prepared: PreparedSpares,
  chances: Chances,
  progress: Progress,
  signal?: AbortSignal,
): Promise<Simulated> {
  const simulated: Simulated = new Map()
  const tasks = simulationsFor(prepared, chances)
  let before = 0
  for (const { tasks: some, question } of shareQuestions(tasks, chances)) {
    const tally = await simulateInThreads(question, {
      ...(signal ? { signal } : {}),
      onProgress: (done) => progress('simulating', before + done, tasks.length),
    })
    before += some.length
    for (const [point, { key }] of some.entries()) simulated.set(key, { tally, point })
  }
  return simulated
}

/** All points together: each pool for itself, and helping each other where some do. */
export async function simulateSparesJointly(
  prepared: PreparedSpares,
  chances: Chances,
  progress: Progress,
  signal?: AbortSignal,
): Promise<JointTallies> {
  const { alone, helping } = jointlyFor(prepared, chances)
  const simulate = (question: JointQuestion, what: string) =>
    simulateJointlyInThreads(question, {
      ...(signal ? { signal } : {}),
      onProgress: (done, of) => progress(what, done, of),
    })
  return {
    alone: await simulate(alone, 'simulating all parts together'),
    ...(helping ? { helping: await simulate(helping, 'simulating pools that help each other') } : {}),
  }
}
