// What is done at the first start for whoever has nothing yet: an example network, and the questions it is made for.

import { setTimeout as wait } from 'node:timers/promises'
import type { Workspace } from '#contract/application/workspace.ts'
import { PLAIN_SPARES, PLAIN_RULES } from './plain-questions.ts'
import { askAnalysis } from './analyses.ts'
import type { Application, Asker } from './application.ts'
import { getJob } from './jobs.ts'
import { getOverview } from './overview.ts'
import { createWorkspace, listWorkspaces } from './workspaces.ts'

const LOOK_EVERY_MS = 300

/**
 * Does nothing where there is another workspace. One that was killed before all was asked goes on where it was. Resolves when
 * all was asked; the answers come by themselves.
 */
export async function welcomeWithExample(
  application: Application,
  asker: Asker,
  { example, name }: { readonly example: string; readonly name: string },
  signal: AbortSignal,
): Promise<void> {
  const { items } = await listWorkspaces(application, asker, { limit: 2 })
  const begun = items.length === 1 ? items[0]! : undefined
  if (items.length > 0 && !(begun && isWelcome(begun, { example, name }))) return
  const { id, job, head } =
    begun ?? (await createWorkspace(application, asker, { name, from: { kind: 'example', example } }))
  if (!head && !(job !== undefined && (await isDone(application, asker, job, signal)))) return
  const { notAsked } = await getOverview(application, asker, id)
  for (const { scenario } of notAsked) {
    const question = scenario === undefined ? PLAIN_RULES : PLAIN_SPARES(scenario)
    await askAnalysis(application, asker, id, { question })
  }
}

/** Made by this, and nothing was imported into it since. */
function isWelcome({ name: given, head }: Workspace, { example, name }: { example: string; name: string }): boolean {
  if (!head) return given === name
  return head.number === 1 && head.origin.kind === 'example' && head.origin.what === example
}

async function isDone(application: Application, asker: Asker, job: string, signal: AbortSignal): Promise<boolean> {
  for (;;) {
    const { state } = await getJob(application, asker, job)
    if (state !== 'queued' && state !== 'running') return state === 'done'
    await wait(LOOK_EVERY_MS, undefined, { signal })
  }
}
