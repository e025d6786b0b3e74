// One question with its answer, and where the answer stands: there, out of date, being worked out, not asked.

import type { ReactNode } from 'react'
import type { Question } from '#contract/application/analysis.ts'
import type { Overview } from '#contract/application/overview.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { describeFault } from '#model/fault.ts'
import { useJob } from '../../api/use-job.ts'
import { Button } from '../../parts/button.tsx'
import { Progress } from '../../parts/progress.tsx'
import { Quoted } from '../../parts/quoted.tsx'
import { ToneMark } from '../../parts/tone.tsx'
import { overview as words } from '../../words/en/overview.ts'
import { shell } from '../../words/en/shell.ts'

const MOST_FAULTS = 2

export interface AnswerProps {
  readonly workspace: string
  readonly overview: Overview
  readonly isAsking: boolean
  readonly onAsk: (questions: readonly Question[]) => void
}

interface AnswerCardProps {
  readonly question: string
  readonly children: ReactNode
  readonly action?: ReactNode
}

export function AnswerCard({ question, children, action }: AnswerCardProps) {
  return (
    <section className="card answer">
      <header className="answer-head">
        <h2>{question}</h2>
        {action}
      </header>
      {children}
    </section>
  )
}

interface NotAskedProps {
  readonly why: string
  readonly question?: Question
  readonly isAsking: boolean
  readonly onAsk: (questions: readonly Question[]) => void
}

export function NotAsked({ why, question, isAsking, onAsk }: NotAskedProps) {
  return (
    <div className="not-asked">
      <p className="muted">{why}</p>
      {question && (
        <Button look="main" disabled={isAsking} onClick={() => onAsk([question])}>
          {words.ask}
        </Button>
      )}
    </div>
  )
}

interface StaleProps {
  readonly question: Question
  readonly isAsking: boolean
  readonly onAsk: (questions: readonly Question[]) => void
}

/** Answered of an earlier snapshot. */
export function Stale({ question, isAsking, onAsk }: StaleProps) {
  return (
    <div className="note doubt stale">
      <ToneMark tone="doubt" />
      <div>
        <p>{words.stale}</p>
        <Button icon="refresh" disabled={isAsking} onClick={() => onAsk([question])}>
          {words.askAnew}
        </Button>
      </div>
    </div>
  )
}

interface FailedProps {
  readonly workspace: string
  readonly failed: Overview['failed'][number]
  readonly isAsking: boolean
  readonly onAsk: (questions: readonly Question[]) => void
}

/** Asked, and not answered: why, where more of it stands, and asking it anew. */
export function Failed({ workspace, failed, isAsking, onAsk }: FailedProps) {
  const { analysis, kind, scenario, problem } = failed
  const question: Question = kind === 'rules' ? { kind } : { kind, ...(scenario === undefined ? {} : { scenario }) }
  return (
    <div className="note bad" role="status">
      <ToneMark tone="bad" />
      <div>
        <p className="note-title">
          <Link to={`/w/${workspace}/${kind}`} search={{ analysis } as never}>
            {words.failed}
          </Link>
        </p>
        {problem && (
          <p>
            <Quoted>{problem.detail ?? problem.title}</Quoted>
          </p>
        )}
        {problem?.faults?.slice(0, MOST_FAULTS).map((fault, index) => (
          <p key={index}>
            <Quoted>{describeFault(fault)}</Quoted>
          </p>
        ))}
        <Button icon="refresh" disabled={isAsking} onClick={() => onAsk([question])}>
          {words.askAnew}
        </Button>
      </div>
    </div>
  )
}

export function Pending({ workspace, job }: { readonly workspace: string; readonly job: string | undefined }) {
  const queries = useQueryClient()
  const told = useJob(job, () => void queries.invalidateQueries({ queryKey: ['workspace', workspace] }))
  const { progress } = told ?? {}
  return (
    <Progress
      what={told?.state === 'queued' ? shell.common.waiting : (progress?.what ?? words.running)}
      done={progress?.done}
      total={progress?.total}
    />
  )
}
