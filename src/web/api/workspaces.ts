// Workspaces are made, renamed and removed, and what they can be made from.

import { queryOptions } from '@tanstack/react-query'
import type { CreateWorkspace, RenameWorkspace, Workspace } from '#contract/application/workspace.ts'
import { paths } from './paths.ts'
import { ask, get, getItems } from './request.ts'

export const examplesQuery = queryOptions({
  queryKey: ['examples'],
  queryFn: async ({ signal }) => {
    const examples = await getItems<{ readonly example: string }>(paths.examples, {}, signal)
    return examples.map(({ example }) => example)
  },
  staleTime: Number.POSITIVE_INFINITY,
})

export async function createWorkspace(body: CreateWorkspace): Promise<Workspace> {
  const reply = await ask<Workspace>(paths.workspaces, { method: 'POST', body, idempotencyKey: crypto.randomUUID() })
  return reply.value
}

export function getWorkspace(id: string): Promise<Workspace> {
  return get<Workspace>(paths.workspace(id))
}

/** `seen`: the ETag of what one goes by, here and where else something is changed. */
export async function renameWorkspace(id: string, name: string, seen: string): Promise<void> {
  const body: RenameWorkspace = { name }
  await ask<Workspace>(paths.workspace(id), { method: 'PATCH', body, ifMatch: seen })
}

export async function removeWorkspace(id: string, seen: string): Promise<void> {
  await ask(paths.workspace(id), { method: 'DELETE', ifMatch: seen })
}
