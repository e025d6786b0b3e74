// Workspaces are made, renamed and removed, and what they can be made from.

import { queryOptions } from '@tanstack/react-query'
import type { CreateWorkspace, RenameWorkspace, Workspace } from '#contract/application/workspace.ts'
import { paths } from './paths.ts'
import { ask, getItems } from './request.ts'

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

export async function renameWorkspace(id: string, name: string): Promise<Workspace> {
  const body: RenameWorkspace = { name }
  const reply = await ask<Workspace>(paths.workspace(id), { method: 'PATCH', body })
  return reply.value
}

export async function removeWorkspace(id: string): Promise<void> {
  await ask(paths.workspace(id), { method: 'DELETE' })
}
