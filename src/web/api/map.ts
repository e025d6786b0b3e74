// The sites of a snapshot with their places.

import { queryOptions } from '@tanstack/react-query'
import type { SiteMap } from '#contract/application/map.ts'
import { paths } from './paths.ts'
import { get } from './request.ts'

export const mapQuery = (workspace: string, snapshot: string) =>
  queryOptions({
    queryKey: ['workspace', workspace, 'map', snapshot],
    queryFn: ({ signal }) => get<SiteMap>(paths.map(workspace), { snapshot }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
