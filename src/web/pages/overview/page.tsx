// The first page: are we within the rules, what breaks next, how long will we last, what must be bought, how sure are we.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Question } from '#contract/application/analysis.ts'
import type { Overview } from '#contract/application/overview.ts'
import { askAnalysis, overviewQuery } from '../../api/analyses.ts'
import { useJob } from '../../api/use-job.ts'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { EndedJob } from '../../parts/ended-job.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useMay } from '../../shell/use-role.ts'
import { useWorkspace } from '../../shell/use-workspace.ts'
import { overview as words } from '../../words/en/overview.ts'
import { Pending } from './answer-card.tsx'
import { Coverage, Holdings } from './coverage.tsx'
import { Lasting } from './lasting.tsx'
import { RulesAnswer } from './rules-answer.tsx'
import './overview.css'

export function Page() {
  const { workspace, snapshot } = useWorkspace()
  const asked = useQuery({ ...overviewQuery(workspace.id, snapshot ?? ''), enabled: snapshot !== undefined })
  if (workspace.job !== undefined && snapshot === undefined)
    return <BeingMade workspace={workspace.id} job={workspace.job} />
  const isHollow = asked.data?.tables.every(({ rows }) => rows === 0) ?? false
  if (snapshot === undefined || isHollow) return <NothingYet workspace={workspace.id} />
  return (
    <div className="page overview">
      {asked.error && <ProblemNote error={asked.error} onAgain={() => void asked.refetch()} />}
      {asked.data ? (
        <Answers workspace={workspace.id} snapshot={snapshot} overview={asked.data} />
      ) : (
        !asked.error && <Waiting />
      )}
    </div>
  )
}

function BeingMade({ workspace, job }: { readonly workspace: string; readonly job: string }) {
  const queries = useQueryClient()
  const told = useJob(job)
  const mayMake = useMay('analyst')
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['workspace', workspace] })
  const hasEnded = told?.state === 'failed' || told?.state === 'cancelled'
  return (
    <div className="page">
      <section className="card card-body being-made">
        <h2>{hasEnded ? words.notMade : words.making}</h2>
        {hasEnded ? (
          <EndedJob job={told} mayResume={mayMake} onResumed={refresh} />
        ) : (
          <Pending workspace={workspace} job={job} />
        )}
      </section>
    </div>
  )
}

function NothingYet({ workspace }: { readonly workspace: string }) {
  const actions = (
    <>
      <Link className="button main" to={`/w/${workspace}/import`}>
        {words.toImport}
      </Link>
      <Link className="button plain" to="/workspaces" search={{ new: 'yes' } as never}>
        {words.toWorkspaces}
      </Link>
    </>
  )
  return (
    <div className="page">
      <Empty icon="import" title={words.nothing} actions={actions}>
        {words.nothingWhy}
      </Empty>
    </div>
  )
}

function Waiting() {
  return (
    <div className="answers">
      {['lawful', 'lasting', 'sure'].map((group) => (
        <div key={group} className={`answer-group ${group}`}>
          <div className="card answer">
            <Skeleton lines={4} />
          </div>
        </div>
      ))}
    </div>
  )
}

interface AnswersProps {
  readonly workspace: string
  readonly snapshot: string
  readonly overview: Overview
}

function Answers({ workspace, snapshot, overview }: AnswersProps) {
  const queries = useQueryClient()
  const asking = useMutation({
    mutationFn: (questions: readonly Question[]) =>
      Promise.all(questions.map((question) => askAnalysis(workspace, snapshot, question))),
    onSettled: () => queries.invalidateQueries({ queryKey: ['workspace', workspace] }),
  })
  const askAll = (questions: readonly Question[]): void => asking.mutate(questions)
  const open = overview.notAsked.map(
    ({ what, scenario }): Question =>
      what === 'rules' ? { kind: 'rules' } : { kind: 'spares', ...(scenario === undefined ? {} : { scenario }) },
  )
  const props = { workspace, overview, isAsking: asking.isPending, onAsk: askAll }
  return (
    <>
      {asking.error && <ProblemNote error={asking.error} />}
      {open.length > 1 && (
        <div className="note">
          <div>
            <p>
              {words.notAsked}: {overview.notAsked.map(({ what, scenario }) => scenario ?? what).join(', ')}
            </p>
            <Button look="main" disabled={asking.isPending} onClick={() => askAll(open)}>
              {words.askAll}
            </Button>
          </div>
        </div>
      )}
      <div className="answers">
        <div className="answer-group lawful">
          <RulesAnswer {...props} />
        </div>
        <div className="answer-group lasting">
          <Lasting {...props} />
          <Holdings workspace={workspace} overview={overview} />
        </div>
        <div className="answer-group sure">
          <Coverage workspace={workspace} overview={overview} />
        </div>
      </div>
    </>
  )
}
