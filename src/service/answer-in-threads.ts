// The answer of the spares, simulated in all threads: what is looked at next is simulated while this is looked at.

import {
  askForLadders,
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
import { simulateJointly, type ThreadsAsked } from './simulate-jointly.ts'

export async function answerInThreads(
  prepared: PreparedSpares,
  chances: Chances,
  progress: Progress,
  asked: ThreadsAsked = {},
): Promise<SparesAnswer> {
  const { signal } = asked
  signal?.throwIfAborted()
  const reckoning = new SparesReckoning(prepared, chances, progress)
  const threads = new SimulationThreads(asked.threads)
  const giveUp = (): void => void threads.close(signal?.reason)
  signal?.addEventListener('abort', giveUp)
  try {
    const looks = reckoning.looks()
    const begin = (): Promise<() => void> | undefined => {
      const { value: look } = looks.next()
      return look && simulateFor(threads, look, chances)
    }
    for (let now = begin(); now; ) {
      const take = await now
      const next = begin()
      // Where this look fails, nobody waits for the next.
      next?.catch(() => undefined)
      take()
      now = next
    }
    return reckoning.finish(await simulateJointly(prepared, chances, progress, asked))
  } finally {
    signal?.removeEventListener('abort', giveUp)
    await threads.close()
  }
}

/** Returns how what was simulated is taken. */
async function simulateFor(threads: SimulationThreads, look: Look, chances: Chances): Promise<() => void> {
  if (look.kind === 'ladders') {
    const { tasks, take } = look
    const ladders = tasks.length > 0 ? await threads.simulateLadders(askForLadders(tasks, look.chances)) : []
    return () => take(new Map(tasks.map(({ key }, index) => [key, ladders[index]!])))
  }
  const lists = shareQuestions(look.tasks, chances)
  const tallies = await threads.simulate(lists.map(({ question }) => question))
  const simulated: Simulated = new Map()
  for (const [list, { tasks }] of lists.entries())
    for (const [point, { key, needFromStep }] of tasks.entries())
      simulated.set(key, simulatedPoint(tallies[list]!, point, needFromStep))
  return () => look.take(simulated)
}
