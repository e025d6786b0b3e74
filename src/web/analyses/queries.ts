// What is asked of the server about analyses and drafts.

import { queryOptions } from '@tanstack/react-query'
import type { Analysis } from '#contract/application/analysis.ts'
import type { Draft, ListedDraft } from '#contract/application/draft.ts'
import type { RulesReport } from '#model/verdict.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { getAll } from '../api/queries.ts'
import { get } from '../api/request.ts'
import { analysisPaths } from './paths.ts'

export const isPending = ({ state }: Pick<Analysis, 'state'>): boolean => state === 'queued' || state === 'running'

const ASKED_EVERY_MILLISECONDS = 3000

/** The latest first; asked again while one is on its way. */
export const analysesQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['workspace', workspace, 'analyses'],
    queryFn: async ({ signal }) => {
      const all = await getAll<Analysis>(analysisPaths.all(workspace), signal)
      return all.toSorted((left, right) => (left.createdAt < right.createdAt ? 1 : -1))
    },
    refetchInterval: ({ state }) => (state.data?.some(isPending) ? ASKED_EVERY_MILLISECONDS : false),
  })

/** Those whose answer was taken away: who asked, and who took it away. */
export const removedAnalysesQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['workspace', workspace, 'analyses', 'removed'],
    queryFn: ({ signal }) => getAll<Analysis>(analysisPaths.all(workspace), signal, { removed: 'only' }),
  })

/** Never changes, and is large: kept as long as the page stands. */
const resultQuery = <Report>(workspace: string, analysis: string) =>
  queryOptions({
    queryKey: ['workspace', workspace, 'result', analysis],
    queryFn: ({ signal }) => get<Report>(analysisPaths.result(workspace, analysis), {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 300_000,
    structuralSharing: false,
  })

export const rulesResultQuery = (workspace: string, analysis: string) => resultQuery<RulesReport>(workspace, analysis)
export const sparesResultQuery = (workspace: string, analysis: string) => resultQuery<SparesReport>(workspace, analysis)

export const draftsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['workspace', workspace, 'drafts'],
    queryFn: ({ signal }) => getAll<ListedDraft>(analysisPaths.drafts(workspace), signal),
  })

export const draftQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: ['workspace', workspace, 'draft', id],
    queryFn: ({ signal }) => get<Draft>(analysisPaths.draft(workspace, id), {}, signal),
    staleTime: 0,
    // What is wrong with it is not found yet where it says so.
    refetchInterval: ({ state }) => (state.data?.faults === null ? 2000 : 10_000),
  })
