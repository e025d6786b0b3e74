// The answer of the spares, simulated in all threads: a share is simulated while the one before it is looked at.

import {
  type Chances,
  type PreparedSpares,
  type Share,
  shareQuestions,
  sharesOf,
  type Simulated,
  simulatedPoint,
  simulationsFor,
  type SparesAnswer,
  SparesReckoning,
} from '#engine/spares/index.ts'
import { SimulationThreads } from '#jobs/simulation-threads.ts'
import type { Progress } from './load-workspace.ts'
import { simulateJointly } from './simulate-jointly.ts'

export async function answerInThreads(
  prepared: PreparedSpares,
  chances: Chances,
  progress: Progress,
  signal?: AbortSignal,
): Promise<SparesAnswer> {
  signal?.throwIfAborted()
  const reckoning = new SparesReckoning(prepared, chances, progress)
  const threads = new SimulationThreads()
  const giveUp = (): void => void threads.close(signal?.reason)
  signal?.addEventListener('abort', giveUp)
  try {
    const shares = sharesOf(prepared)
    const begin = (index: number): Promise<Simulated> | undefined =>
      index < shares.length ? simulateShare(threads, prepared, shares[index]!, chances) : undefined
    let simulated = begin(0)
    for (const [index, share] of shares.entries()) {
      const now = await simulated!
      simulated = begin(index + 1)
      // Where the look at this share fails, nobody waits for the next.
      simulated?.catch(() => undefined)
      reckoning.take(share, now)
    }
    return reckoning.finish(await simulateJointly(prepared, chances, progress, signal))
  } finally {
    signal?.removeEventListener('abort', giveUp)
    await threads.close()
  }
}

async function simulateShare(
  threads: SimulationThreads,
  prepared: PreparedSpares,
  share: Share,
  chances: Chances,
): Promise<Simulated> {
  const lists = shareQuestions(simulationsFor(prepared, share, chances), chances)
  const tallies = await threads.simulate(lists.map(({ question }) => question))
  const simulated: Simulated = new Map()
  for (const [list, { tasks }] of lists.entries())
    for (const [point, { key, needFromStep }] of tasks.entries())
      simulated.set(key, simulatedPoint(tallies[list]!, point, needFromStep))
  return simulated
}
