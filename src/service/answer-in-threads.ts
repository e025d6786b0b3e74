// The answer of the spares, simulated in all threads: what is looked at next is simulated while this is looked at.

import {
  type Chances,
  type Look,
  type PreparedSpares,
  shareQuestions,
  type Simulated,
  simulatedPoint,
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
    const looks = reckoning.looks()
    const begin = (): Begun | undefined => {
      const { value: look } = looks.next()
      return look ? { look, simulated: simulateFor(threads, look, chances) } : undefined
    }
    for (let now = begin(); now; ) {
      const simulated = await now.simulated
      const next = begin()
      // Where this look fails, nobody waits for the next.
      next?.simulated.catch(() => undefined)
      now.look.take(simulated)
      now = next
    }
    return reckoning.finish(await simulateJointly(prepared, chances, progress, signal))
  } finally {
    signal?.removeEventListener('abort', giveUp)
    await threads.close()
  }
}

interface Begun {
  readonly look: Look
  readonly simulated: Promise<Simulated>
}

async function simulateFor(threads: SimulationThreads, { tasks }: Look, chances: Chances): Promise<Simulated> {
  const lists = shareQuestions(tasks, chances)
  const tallies = await threads.simulate(lists.map(({ question }) => question))
  const simulated: Simulated = new Map()
  for (const [list, { tasks: some }] of lists.entries())
    for (const [point, { key, needFromStep }] of some.entries())
      simulated.set(key, simulatedPoint(tallies[list]!, point, needFromStep))
  return simulated
}
