// What is done at the first start for whoever has nothing yet: an example network, and the questions it is made for.

import { setTimeout as wait } from 'node:timers/promises'
import { PLAIN_SPARES, PLAIN_RULES } from './plain-questions.ts'
import { askAnalysis } from './analyses.ts'
import type { Application, Asker } from './application.ts'
import { getJob } from './jobs.ts'
import { getWorkspaceFacts } from './workspace-facts.ts'
import { createWorkspace, listWorkspaces } from './workspaces.ts'

const LOOK_EVERY_MS = 300

/** Does nothing where there is a workspace. Resolves when all was asked; the answers come by themselves. */
export async function welcomeWithExample(
  application: Application,
  asker: Asker,
  { example, name }: { readonly example: string; readonly name: string },
  signal: AbortSignal,
): Promise<void> {
  if ((await listWorkspaces(application, asker, { limit: 1 })).items.length > 0) return
  const { id, job } = await createWorkspace(application, asker, { name, from: { kind: 'example', example } })
  if (job === undefined || !(await isDone(application, asker, job, signal))) return
  const { scenarios } = await getWorkspaceFacts(application, asker, id)
  await askAnalysis(application, asker, id, { question: PLAIN_RULES })
  for (const scenario of scenarios) await askAnalysis(application, asker, id, { question: PLAIN_SPARES(scenario) })
}

async function isDone(application: Application, asker: Asker, job: string, signal: AbortSignal): Promise<boolean> {
  for (;;) {
    const { state } = await getJob(application, asker, job)
    if (state !== 'queued' && state !== 'running') return state === 'done'
    await wait(LOOK_EVERY_MS, undefined, { signal })
  }
}
