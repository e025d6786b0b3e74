// Which analysis a page shows: the one that its address names, or the latest that asks what the overview tells of the snapshot
// one looks at, of one scenario if it names that.

import { useQuery } from '@tanstack/react-query'
import type { Analysis, Question } from '#contract/application/analysis.ts'
import { useWorkspace } from '../shell/use-workspace.ts'
import { analysesQuery, isPending } from './queries.ts'

export interface AnalysisView {
  readonly workspace: string
  readonly snapshot: string | undefined
  /** It is done, and of another snapshot than the one looked at. */
  readonly isOfOther: boolean
  /** All of the kind, the latest first. */
  readonly all: readonly Analysis[]
  readonly analysis: Analysis | undefined
  readonly isLoading: boolean
  readonly error: unknown
}

/**
 * Where the snapshot has none, the latest answer of any other, which the page says. What somebody asked besides (of another
 * day, by other packs, of a draft) is shown to whoever names it: the menu must not contradict the overview.
 */
export function chooseAnalysis(
  all: readonly Analysis[],
  snapshot: string | undefined,
  named: string,
  scenario: string,
): Analysis | undefined {
  if (named !== '') return all.find(({ id }) => id === named)
  const asked = scenario === '' ? all : all.filter(({ question }) => isOfScenario(question, scenario))
  const plain = asked.filter(({ question }) => isPlainQuestion(question))
  const here = plain.filter((one) => one.snapshot === snapshot)
  return (
    here.find(({ state }) => state === 'done') ??
    here.find(isPending) ??
    here[0] ??
    plain.find(({ state }) => state === 'done')
  )
}

/** It asks of a network as it stands: a kind, a scenario, and nothing else. The overview tells the answers to these. */
export function isPlainQuestion(question: Question): boolean {
  const { kind: _kind, scenario: _scenario, ...otherwise } = question as Question & { scenario?: string }
  return Object.values(otherwise).every((given) => given === undefined)
}

export function isOfOtherSnapshot(analysis: Analysis | undefined, snapshot: string | undefined): boolean {
  return analysis?.state === 'done' && analysis.snapshot !== snapshot
}

function isOfScenario(question: Question, scenario: string): boolean {
  return question.kind === 'spares' && question.scenario === scenario
}

export function useAnalysis(kind: Question['kind'], named: string, scenario = ''): AnalysisView {
  const { workspace, snapshot } = useWorkspace()
  const { data, isPending: isLoading, error } = useQuery(analysesQuery(workspace.id))
  const all = (data ?? []).filter(({ question }) => question.kind === kind)
  const analysis = chooseAnalysis(all, snapshot, named, scenario)
  return {
    workspace: workspace.id,
    snapshot,
    isOfOther: isOfOtherSnapshot(analysis, snapshot),
    all,
    analysis,
    isLoading,
    error: data === undefined ? error : null,
  }
}
