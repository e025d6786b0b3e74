// Views people saved to come back to.

import { queryOptions } from '@tanstack/react-query'
import type { SavedView, SaveView } from '#contract/application/saved-view.ts'
import { paths } from './paths.ts'
import { getAll } from './queries.ts'
import { ask, get } from './request.ts'

export const viewsQuery = (page: SavedView['page']) =>
  queryOptions({
    queryKey: ['views', page],
    queryFn: async ({ signal }) => (await getAll<SavedView>(paths.views, signal)).filter((view) => view.page === page),
  })

export async function saveView(view: SaveView): Promise<SavedView> {
  const reply = await ask<SavedView>(paths.views, { method: 'POST', body: view, idempotencyKey: crypto.randomUUID() })
  return reply.value
}

export function getView(id: string): Promise<SavedView> {
  return get<SavedView>(paths.view(id))
}

/** `seen`: the ETag of what one goes by, here and where else something is changed. */
export async function changeView(id: string, view: SaveView, seen: string): Promise<void> {
  await ask<SavedView>(paths.view(id), { method: 'PUT', body: view, ifMatch: seen })
}

export async function deleteView(id: string, seen: string): Promise<void> {
  await ask<undefined>(paths.view(id), { method: 'DELETE', ifMatch: seen })
}
