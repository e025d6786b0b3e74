// An analysis that is not there yet, or never will be: how far it is, why it failed, and what to do.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Analysis } from '#contract/application/analysis.ts'
import { ProblemError } from '../api/problem-error.ts'
import { meQuery } from '../api/queries.ts'
import { ask } from '../api/request.ts'
import { useJob } from '../api/use-job.ts'
import { Button } from '../parts/button.tsx'
import { ProblemNote, sayError } from '../parts/problem-note.tsx'
import { Progress } from '../parts/progress.tsx'
import { remark } from '../parts/remark.ts'
import { ToneMark } from '../parts/tone.tsx'
import { analyses as words } from '../words/en/analyses.ts'
import { analysisPaths } from './paths.ts'
import { analysesQuery, isPending } from './queries.ts'
import { useAsk } from './use-ask.ts'
import { useMayAnalyse } from './use-may-analyse.ts'
import { sayQuestion } from './say-question.ts'
import { waysOn } from './ways-on.ts'

interface PendingNoteProps {
  readonly workspace: string
  readonly analysis: Analysis
  /** Asks the same question anew, and shows that; where not given, it is asked and comes to the list. */
  readonly onAgain?: () => void
}

export function PendingNote({ workspace, analysis, onAgain }: PendingNoteProps) {
  const queries = useQueryClient()
  const job = useJob(
    analysis.job,
    () => void queries.invalidateQueries({ queryKey: analysesQuery(workspace).queryKey }),
  )
  const [isSending, setSending] = useState(false)
  const mayAnalyse = useMayAnalyse()
  const { data: me } = useQuery(meQuery)
  const asking = useAsk(workspace, analysis.snapshot)
  if (analysis.state === 'done') return null
  const send = async (path: (job: string) => string): Promise<void> => {
    if (analysis.job === undefined) return
    setSending(true)
    try {
      await ask(path(analysis.job), { method: 'POST' })
      await queries.invalidateQueries({ queryKey: analysesQuery(workspace).queryKey })
      await queries.invalidateQueries({ queryKey: ['job', analysis.job] })
    } catch (error) {
      remark(sayError(error), 'bad')
    } finally {
      setSending(false)
    }
  }
  if (isPending(analysis)) {
    const what = job?.progress?.what ?? (analysis.state === 'queued' ? words.waiting : words.running)
    return (
      <section className="card pending-note" aria-live="polite">
        <p className="pending-question">{sayQuestion(analysis)}</p>
        <Progress what={what} done={job?.progress?.done} total={job?.progress?.total} />
        {mayAnalyse && (
          <div className="actions">
            <Button disabled={isSending} onClick={() => void send(analysisPaths.cancelJob)}>
              {words.cancel}
            </Button>
          </div>
        )}
      </section>
    )
  }
  const { mayResume, mayAskAnew, isOfOtherVersion } = waysOn(analysis, me?.version, mayAnalyse)
  const problem = job?.problem ?? analysis.problem
  const wayOn = (
    <>
      {isOfOtherVersion && <p>{words.ofOtherVersion(analysis.productVersion, me!.version)}</p>}
      {asking.error && <p>{sayError(asking.error)}</p>}
      {(mayResume || mayAskAnew) && (
        <div className="actions">
          {mayResume && (
            <Button icon="refresh" disabled={isSending} onClick={() => void send(analysisPaths.resumeJob)}>
              {words.resume}
            </Button>
          )}
          {mayAskAnew && (
            <Button disabled={asking.isPending} onClick={onAgain ?? (() => asking.mutate(analysis.question))}>
              {words.askAnew}
            </Button>
          )}
        </div>
      )}
    </>
  )
  if (analysis.state === 'failed' && problem)
    return <ProblemNote error={new ProblemError(problem)} actions={wayOn} />
  return (
    <div className={`note ${analysis.state === 'failed' ? 'bad' : 'doubt'}`} role="status">
      <ToneMark tone={analysis.state === 'failed' ? 'bad' : 'doubt'} />
      <div>
        <p className="note-title">{sayQuestion(analysis)}</p>
        <p>{analysis.state === 'failed' ? `${words.failed}. ${words.failedWhy}` : words.cancelled(job?.cancelledBy)}</p>
        {wayOn}
      </div>
    </div>
  )
}
