// Views people saved to come back to.

import { queryOptions } from '@tanstack/react-query'
import type { SavedView, SaveView } from '#contract/application/saved-view.ts'
import { paths } from './paths.ts'
import { getAll } from './queries.ts'
import { ask } from './request.ts'

export const viewsQuery = (page: SavedView['page']) =>
  queryOptions({
    queryKey: ['views', page],
    queryFn: async ({ signal }) => (await getAll<SavedView>(paths.views, signal)).filter((view) => view.page === page),
  })

export async function saveView(view: SaveView): Promise<SavedView> {
  const reply = await ask<SavedView>(paths.views, { method: 'POST', body: view, idempotencyKey: crypto.randomUUID() })
  return reply.value
}

export async function deleteView(id: string): Promise<void> {
  await ask<undefined>(paths.view(id), { method: 'DELETE' })
}
