// What matters to a rule of an analysis, counted: the first time the server has to look for it.

import { queryOptions } from '@tanstack/react-query'
import type { Matter } from '#contract/application/matter.ts'
import type { MatterCondition } from '#contract/application/matter-text.ts'
import { paths } from './paths.ts'
import { get } from './request.ts'

export const matterQuery = (workspace: string, { analysis, pack, rule }: MatterCondition) =>
  queryOptions({
    queryKey: ['workspace', workspace, 'matter', analysis, pack, rule],
    queryFn: ({ signal }) => get<Matter>(paths.matter(workspace, analysis), { pack, rule }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
