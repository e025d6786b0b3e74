// What is asked of the server, by name: each key says everything its reply depends on.

import { queryOptions } from '@tanstack/react-query'
import type { Me } from '#contract/application/people.ts'
import type { SearchHits } from '#contract/application/table.ts'
import type { ManifestText, Snapshot, Workspace, WorkspaceFacts } from '#contract/application/workspace.ts'
import { LARGEST_PAGE } from '#model/list-page.ts'
import { keepOwner } from './owner.ts'
import { paths } from './paths.ts'
import { ask, get, type Parameters } from './request.ts'

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next?: string
}

/** All of a list that is told page by page, of those that stay short. */
export async function getAll<Item>(
  path: string,
  signal?: AbortSignal,
  query: Parameters = {},
): Promise<readonly Item[]> {
  const items: Item[] = []
  let after: string | undefined
  do {
    const page: Page<Item> = await get(path, { ...query, limit: LARGEST_PAGE, after }, signal)
    items.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return items
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const { value: me } = await ask<Me>(paths.me, { signal, isOfAnybody: true })
    keepOwner(me)
    return me
  },
  staleTime: 60_000,
})

export const workspacesQuery = queryOptions({
  queryKey: ['workspaces'],
  queryFn: ({ signal }) => getAll<Workspace>(paths.workspaces, signal),
})

/** Asked again and again: its head moves when somebody accepts an import. */
export const workspaceQuery = (id: string) =>
  queryOptions({
    queryKey: ['workspace', id],
    queryFn: ({ signal }) => get<Workspace>(paths.workspace(id), {}, signal),
    refetchInterval: ({ state }) => (state.data?.head ? 15_000 : 2000),
  })

export const snapshotsQuery = (id: string) =>
  queryOptions({
    queryKey: ['workspace', id, 'snapshots'],
    queryFn: ({ signal }) => getAll<Snapshot>(paths.snapshots(id), signal),
  })

/** Of a snapshot, which never changes. */
export const factsQuery = (id: string, snapshot: string) =>
  queryOptions({
    queryKey: ['workspace', id, 'facts', snapshot],
    queryFn: ({ signal }) => get<WorkspaceFacts>(paths.facts(id), { snapshot }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const manifestQuery = (id: string, snapshot: string) =>
  queryOptions({
    queryKey: ['workspace', id, 'manifest', snapshot],
    queryFn: ({ signal }) => get<ManifestText>(paths.manifest(id), { snapshot }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const searchQuery = (id: string, snapshot: string, text: string) =>
  queryOptions({
    queryKey: ['workspace', id, 'search', snapshot, text],
    queryFn: ({ signal }) => get<SearchHits>(paths.search(id), { snapshot, text }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })
