// Questions asked of a snapshot, and the overview of their answers.

import { queryOptions } from '@tanstack/react-query'
import type { Analysis, AskAnalysis, Question } from '#contract/application/analysis.ts'
import type { Overview } from '#contract/application/overview.ts'
import { paths } from './paths.ts'
import { ask, get } from './request.ts'

const WHILE_PENDING_MILLISECONDS = 3000

export const overviewQuery = (workspace: string, snapshot: string) =>
  queryOptions({
    queryKey: ['workspace', workspace, 'overview', snapshot],
    queryFn: ({ signal }) => get<Overview>(paths.overview(workspace), { snapshot }, signal),
    refetchInterval: ({ state }) => ((state.data?.pending.length ?? 0) > 0 ? WHILE_PENDING_MILLISECONDS : false),
  })

export async function askAnalysis(workspace: string, snapshot: string, question: Question): Promise<Analysis> {
  const body: AskAnalysis = { snapshot, question }
  const reply = await ask<Analysis>(paths.analyses(workspace), {
    method: 'POST',
    body,
    idempotencyKey: crypto.randomUUID(),
  })
  return reply.value
}
