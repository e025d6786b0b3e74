// Asks a question of a snapshot: what comes back is an analysis on its way, or the one that was made of the same before.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Analysis, AskAnalysis, Question } from '#contract/application/analysis.ts'
import { ask } from '../api/request.ts'
import { analysisPaths } from './paths.ts'
import { analysesQuery } from './queries.ts'

export function useAsk(workspace: string, snapshot: string | undefined) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (question: Question) => {
      const body: AskAnalysis = { ...(snapshot === undefined ? {} : { snapshot }), question }
      const idempotencyKey = crypto.randomUUID()
      return (await ask<Analysis>(analysisPaths.all(workspace), { method: 'POST', body, idempotencyKey })).value
    },
    onSuccess: (analysis) => {
      const { queryKey } = analysesQuery(workspace)
      queries.setQueryData(queryKey, (before) => [analysis, ...(before ?? []).filter(({ id }) => id !== analysis.id)])
      void queries.invalidateQueries({ queryKey })
    },
  })
}
