// Are we within the rules, on every day: the list of them, one of them, and drafts of others.

import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { RulesQuestion } from '#contract/application/analysis.ts'
import { loadProgram } from '../../api/load-program.ts'
import { AnalysisMenu } from '../../analyses/analysis-menu.tsx'
import { PendingNote } from '../../analyses/pending-note.tsx'
import { rulesResultQuery } from '../../analyses/queries.ts'
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
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { NoSnapshot } from '../../shell/no-snapshot.tsx'
import { analyses as shared } from '../../words/en/analyses.ts'
import { rules as words } from '../../words/en/rules.ts'
import { AskRules } from './ask-rules.tsx'
import { RuleDetail } from './rule-detail.tsx'
import { RuleList } from './rule-list.tsx'
import { RULES } from './rules-state.ts'
import '../../analyses/analyses.css'
import '../../drawings/drawings.css'
import './rules.css'

const RuleDrafts = lazy(() =>
  loadProgram(() => import('./draft/rule-drafts.tsx')).then(({ RuleDrafts: component }) => ({ default: component })),
)

const RulesCoverage = lazy(() =>
  loadProgram(() => import('./rules-coverage.tsx')).then(({ RulesCoverage: component }) => ({ default: component })),
)

export function Page() {
  const [state, setState] = useAddress(RULES)
  const { workspace, snapshot, isOfOther, all, analysis, isLoading, error } = useAnalysis('rules', state.analysis)
  const [isAsking, setAsking] = useState(false)
  const mayAnalyse = useMayAnalyse()
  const asking = useAsk(workspace, analysis?.snapshot ?? snapshot)
  const isDone = analysis?.state === 'done'
  const result = useQuery({ ...rulesResultQuery(workspace, analysis?.id ?? ''), enabled: isDone })
  const report = isDone ? result.data : undefined
  if (snapshot === undefined)
    return (
      <NoSnapshot workspace={workspace} icon="rules">
        {shared.noSnapshotWhy}
      </NoSnapshot>
    )
  const ask = mayAnalyse ? () => setAsking(true) : undefined
  /** The very same question, or one thing of it otherwise. */
  const askAgain = (otherwise: Partial<RulesQuestion> = {}): void => {
    if (analysis?.question.kind !== 'rules') return
    asking.mutate({ ...analysis.question, ...otherwise }, { onSuccess: ({ id }) => setState({ analysis: id }) })
  }
  return (
    <div className="page rules-page">
      <div className="page-head">
        <h1>
          {state.view === 'drafts' ? words.drafts.title : state.view === 'coverage' ? words.coverage : words.title}
        </h1>
        <div className="actions">
          {state.view !== 'drafts' && (
            <AnalysisMenu all={all} chosen={analysis} onChoose={(id) => setState({ analysis: id })} />
          )}
          {state.view === 'drafts' ? (
            <Button icon="left" onClick={() => setState({ view: 'list', draft: '' })}>
              {words.all}
            </Button>
          ) : (
            <Button icon="edit" onClick={() => setState({ view: 'drafts', draft: '' })}>
              {words.drafts.open}
            </Button>
          )}
          {isDone && state.view !== 'drafts' && <ReportMenu workspace={workspace} analysis={analysis} />}
          {ask && analysis && state.view !== 'drafts' && (
            <Button icon="refresh" onClick={ask}>
              {words.judgeAnew}
            </Button>
          )}
        </div>
      </div>
      <AddressNote codec={RULES} />
      {state.view === 'drafts' ? (
        <Suspense fallback={<Skeleton lines={6} />}>
          <RuleDrafts workspace={workspace} snapshot={snapshot} all={all} state={state} setState={setState} />
        </Suspense>
      ) : (
        <>
          {error !== null && <ProblemNote error={error} />}
          {asking.error && <ProblemNote error={asking.error} />}
          {isLoading && <Skeleton lines={6} label={words.loading} />}
          {analysis && isOfOther && <StaleNote analysis={analysis} onAsk={ask} />}
          {analysis && <OtherQuestionNote analysis={analysis} onPlain={() => setState({ analysis: '' })} />}
          {analysis && !isDone && (
            <PendingNote workspace={workspace} analysis={analysis} {...(ask ? { onAgain: () => askAgain() } : {})} />
          )}
          {!isLoading && !analysis && error === null && state.analysis !== '' && (
            <UnknownAnalysis icon="rules" id={state.analysis} onLatest={() => setState({ analysis: '' })} />
          )}
          {!isLoading && !analysis && error === null && state.analysis === '' && (
            <Empty
              icon="rules"
              title={all.length > 0 ? words.notAskedPlain : words.notAsked}
              actions={
                ask && (
                  <Button look="main" onClick={ask}>
                    {words.judge}
                  </Button>
                )
              }
            >
              <p>{all.length > 0 ? shared.onlyOtherwise : words.notAskedWhy}</p>
            </Empty>
          )}
          {isDone && result.error && <ProblemNote error={result.error} onAgain={() => void result.refetch()} />}
          {isDone && result.isPending && <Skeleton lines={8} label={shared.running} />}
          {report && state.view === 'list' && (
            <RuleList workspace={workspace} report={report} state={state} setState={setState} />
          )}
          {report && state.view === 'coverage' && (
            <Suspense fallback={<Skeleton lines={8} />}>
              <div>
                <Button icon="left" look="quiet" onClick={() => setState({ view: 'list' })}>
                  {words.toList}
                </Button>
              </div>
              <RulesCoverage report={report} />
            </Suspense>
          )}
          {report && analysis && state.view === 'rule' && (
            <RuleDetail
              workspace={workspace}
              analysis={analysis}
              report={report}
              state={state}
              setState={setState}
              onMatter={ask && ((matterOn) => askAgain({ matterOn }))}
            />
          )}
        </>
      )}
      {isAsking && (
        <AskRules
          workspace={workspace}
          snapshot={snapshot}
          onAsked={({ id }) => setState({ analysis: id })}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
