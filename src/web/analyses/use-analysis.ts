// Which analysis a page shows: the one that its address names, or the latest of the snapshot one looks at, of one scenario
// if it names that.

import { useQuery } from '@tanstack/react-query'
import type { Analysis, Question } from '#contract/application/analysis.ts'
import { useWorkspace } from '../shell/use-workspace.ts'
import { analysesQuery, isPending } from './queries.ts'

export interface AnalysisView {
  readonly workspace: string
  readonly snapshot: string | undefined
  /** All of the kind, the latest first. */
  readonly all: readonly Analysis[]
  readonly analysis: Analysis | undefined
  readonly isLoading: boolean
  readonly error: unknown
}

export function chooseAnalysis(
  all: readonly Analysis[],
  snapshot: string | undefined,
  named: string,
  scenario: string,
): Analysis | undefined {
  if (named !== '') return all.find(({ id }) => id === named)
  const asked = scenario === '' ? all : all.filter(({ question }) => isOfScenario(question, scenario))
  const here = asked.filter((one) => one.snapshot === snapshot && one.question.draft === undefined)
  return (
    here.find(({ state }) => state === 'done') ??
    here.find(isPending) ??
    here[0] ??
    asked.find(({ state }) => state === 'done')
  )
}

function isOfScenario(question: Question, scenario: string): boolean {
  return question.kind === 'spares' && question.scenario === scenario
}

export function useAnalysis(kind: Question['kind'], named: string, scenario = ''): AnalysisView {
  const { workspace, snapshot } = useWorkspace()
  const { data, isPending: isLoading, error } = useQuery(analysesQuery(workspace.id))
  const all = (data ?? []).filter(({ question }) => question.kind === kind)
  return {
    workspace: workspace.id,
    snapshot,
    all,
    analysis: chooseAnalysis(all, snapshot, named, scenario),
    isLoading,
    error: data === undefined ? error : null,
  }
}
