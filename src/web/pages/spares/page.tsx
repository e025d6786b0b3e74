// How long will the spares last, and what must be bought: the answer to one scenario, its parts, and scenarios to write and compare.

import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { Analysis, SparesQuestion } from '#contract/application/analysis.ts'
import { loadProgram } from '../../api/load-program.ts'
import { AnalysisMenu } from '../../analyses/analysis-menu.tsx'
import { PendingNote } from '../../analyses/pending-note.tsx'
import { sparesResultQuery } from '../../analyses/queries.ts'
import { ReportMenu } from '../../analyses/report-menu.tsx'
import { OtherQuestionNote, StaleNote } from '../../analyses/state-notes.tsx'
import { UnknownAnalysis } from '../../analyses/unknown-analysis.tsx'
import { useAnalysis } from '../../analyses/use-analysis.ts'
import { useAsk } from '../../analyses/use-ask.ts'
import { useMayAnalyse } from '../../analyses/use-may-analyse.ts'
import { AddressNote } from '../../address/address-note.tsx'
import { useAddress } from '../../address/use-address.ts'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Segments } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { NoSnapshot } from '../../shell/no-snapshot.tsx'
import { analyses as shared } from '../../words/en/analyses.ts'
import { rules } from '../../words/en/rules.ts'
import { spares as words } from '../../words/en/spares.ts'
import { Answer } from './answer.tsx'
import { AskSpares } from './ask-spares.tsx'
import { SPARES } from './spares-state.ts'
import '../../analyses/analyses.css'
import '../../drawings/drawings.css'
import './spares.css'

const PartsTable = lazy(() =>
  loadProgram(() => import('./parts-table.tsx')).then((module) => ({ default: module.PartsTable })),
)
const PartPage = lazy(() =>
  loadProgram(() => import('./part-page.tsx')).then((module) => ({ default: module.PartPage })),
)
const Purchase = lazy(() =>
  loadProgram(() => import('./purchase.tsx')).then((module) => ({ default: module.Purchase })),
)
const Sections = lazy(() =>
  loadProgram(() => import('./sections.tsx')).then((module) => ({ default: module.Sections })),
)
const Compare = lazy(() =>
  loadProgram(() => import('./compare/compare.tsx')).then((module) => ({ default: module.Compare })),
)
const Scenarios = lazy(() =>
  loadProgram(() => import('./scenario/scenarios.tsx')).then((module) => ({ default: module.Scenarios })),
)

const VIEWS = ['answer', 'parts', 'buy', 'whatIf', 'steady', 'basis'] as const

export function Page() {
  const [state, setState] = useAddress(SPARES)
  const { workspace, snapshot, isOfOther, all, analysis, isLoading, error } = useAnalysis(
    'spares',
    state.analysis,
    state.scenario,
  )
  const [isAsking, setAsking] = useState(false)
  const mayAnalyse = useMayAnalyse()
  const asking = useAsk(workspace, analysis?.snapshot ?? snapshot)
  const isDone = analysis?.state === 'done'
  const result = useQuery({ ...sparesResultQuery(workspace, analysis?.id ?? ''), enabled: isDone })
  const report = isDone ? result.data : undefined
  if (snapshot === undefined)
    return (
      <NoSnapshot workspace={workspace} icon="spares">
        {shared.noSnapshotWhy}
      </NoSnapshot>
    )
  const ask = mayAnalyse ? () => setAsking(true) : undefined
  /** The very same question, or one thing of it otherwise. */
  const askAgain = (otherwise: Partial<SparesQuestion> = {}): void => {
    if (analysis?.question.kind !== 'spares') return
    const onSuccess = ({ id }: Analysis): void => setState({ analysis: id, wanted: -1 })
    asking.mutate({ ...analysis.question, ...otherwise }, { onSuccess })
  }
  const isApart = state.view === 'compare' || state.view === 'scenarios'
  const view = state.view === 'part' ? 'parts' : state.view
  return (
    <div className="page spares-page">
      <div className="page-head">
        <h1>
          {state.view === 'compare'
            ? words.comparison.title
            : state.view === 'scenarios'
              ? words.editor.title
              : words.title}
        </h1>
        <div className="actions">
          {isApart ? (
            <Button icon="left" onClick={() => setState({ view: 'answer', draft: '' })}>
              {words.views.answer}
            </Button>
          ) : (
            <AnalysisMenu all={all} chosen={analysis} onChoose={(id) => setState({ analysis: id })} />
          )}
          <Button icon="edit" disabled={state.view === 'scenarios'} onClick={() => setState({ view: 'scenarios' })}>
            {words.write}
          </Button>
          <Button
            icon="columns"
            disabled={state.view === 'compare'}
            onClick={() =>
              setState({
                view: 'compare',
                beside: state.beside.length > 0 ? state.beside : analysis ? [analysis.id] : [],
              })
            }
          >
            {words.compare}
          </Button>
          {!isApart && isDone && <ReportMenu workspace={workspace} analysis={analysis} />}
          {!isApart && ask && (
            <Button icon="refresh" onClick={ask}>
              {analysis ? words.askAnew : words.ask}
            </Button>
          )}
        </div>
      </div>
      <AddressNote codec={SPARES} />
      <Suspense fallback={<Skeleton lines={8} />}>
        {state.view === 'compare' && <Compare workspace={workspace} all={all} state={state} setState={setState} />}
        {state.view === 'scenarios' && (
          <Scenarios workspace={workspace} snapshot={snapshot} state={state} setState={setState} />
        )}
        {!isApart && (
          <>
            {error !== null && <ProblemNote error={error} />}
            {asking.error && <ProblemNote error={asking.error} />}
            {isLoading && <Skeleton lines={6} label={words.loading} />}
            {analysis && isOfOther && <StaleNote analysis={analysis} onAsk={ask} />}
            {analysis && (
              <OtherQuestionNote analysis={analysis} onPlain={() => setState({ analysis: '', wanted: -1 })} />
            )}
            {analysis && !isDone && (
              <PendingNote workspace={workspace} analysis={analysis} {...(ask ? { onAgain: () => askAgain() } : {})} />
            )}
            {!isLoading && !analysis && error === null && state.analysis !== '' && (
              <UnknownAnalysis icon="spares" id={state.analysis} onLatest={() => setState({ analysis: '' })} />
            )}
            {!isLoading && !analysis && error === null && state.analysis === '' && (
              <Empty
                icon="spares"
                title={all.length > 0 ? words.notAskedPlain : words.notAsked}
                actions={
                  ask && (
                    <Button look="main" onClick={ask}>
                      {words.ask}
                    </Button>
                  )
                }
              >
                <p>{all.length > 0 ? shared.onlyOtherwise : words.notAskedWhy}</p>
              </Empty>
            )}
            {isDone && result.error && <ProblemNote error={result.error} onAgain={() => void result.refetch()} />}
            {isDone && result.isPending && <Skeleton lines={8} label={words.loading} />}
            {report && (
              <>
                <div className="view-choice">
                  <Segments
                    label={rules.all}
                    options={VIEWS.map((one) => ({ value: one, label: words.views[one] }))}
                    value={view as (typeof VIEWS)[number]}
                    onChange={(next) => setState({ view: next, part: '' })}
                  />
                </div>
                {state.view === 'answer' && (
                  <Answer
                    report={report}
                    state={state}
                    setState={setState}
                    onBudget={ask && ((budget) => askAgain({ budget }))}
                  />
                )}
                {state.view === 'parts' && <PartsTable report={report} state={state} setState={setState} />}
                {state.view === 'part' && (
                  <PartPage workspace={workspace} report={report} state={state} setState={setState} />
                )}
                {state.view === 'buy' && (
                  <Purchase
                    workspace={workspace}
                    analysis={analysis!.id}
                    report={report}
                    state={state}
                    setState={setState}
                  />
                )}
                {(state.view === 'whatIf' || state.view === 'steady' || state.view === 'basis') && (
                  <Sections report={report} view={state.view} />
                )}
              </>
            )}
          </>
        )}
      </Suspense>
      {isAsking && (
        <AskSpares
          workspace={workspace}
          snapshot={snapshot}
          asked={analysis?.question.kind === 'spares' ? analysis.question : undefined}
          onAsked={({ id }) => setState({ analysis: id, view: 'answer' })}
          onWrite={() => setState({ view: 'scenarios' })}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
