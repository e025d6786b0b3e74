// An analysis that is not there yet, or never will be: how far it is, why it failed, and what to do.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Analysis } from '#contract/application/analysis.ts'
import { cancelJob } from '../api/arrivals.ts'
import { ProblemError } from '../api/problem-error.ts'
import { meQuery } from '../api/queries.ts'
import { useJob } from '../api/use-job.ts'
import { Button } from '../parts/button.tsx'
import { EndedJob } from '../parts/ended-job.tsx'
import { ProblemNote, sayError } from '../parts/problem-note.tsx'
import { Progress } from '../parts/progress.tsx'
import { remark } from '../parts/remark.ts'
import { ToneMark } from '../parts/tone.tsx'
import { analyses as words } from '../words/en/analyses.ts'
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
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: analysesQuery(workspace).queryKey })
  const job = useJob(analysis.job, () => void refresh())
  const mayAnalyse = useMayAnalyse()
  const { data: me } = useQuery(meQuery)
  const asking = useAsk(workspace, analysis.snapshot)
  const cancelling = useMutation({
    mutationFn: (id: string) => cancelJob(id),
    onSuccess: (_, id) => Promise.all([refresh(), queries.invalidateQueries({ queryKey: ['job', id] })]),
    onError: (error) => remark(sayError(error), 'bad'),
  })
  if (analysis.state === 'done') return null
  if (isPending(analysis)) {
    const what = job?.progress?.what ?? (analysis.state === 'queued' ? words.waiting : words.running)
    return (
      <section className="card pending-note" aria-live="polite">
        <p className="pending-question">{sayQuestion(analysis)}</p>
        <Progress what={what} done={job?.progress?.done} total={job?.progress?.total} />
        {mayAnalyse && analysis.job !== undefined && (
          <div className="actions">
            <Button disabled={cancelling.isPending} onClick={() => cancelling.mutate(analysis.job ?? '')}>
              {words.cancel}
            </Button>
          </div>
        )}
      </section>
    )
  }
  const { mayResume, mayAskAnew, isOfOtherVersion } = waysOn(analysis, me?.version, mayAnalyse)
  return (
    <section className="card pending-note">
      <p className="pending-question">{sayQuestion(analysis)}</p>
      {job ? <EndedJob job={job} mayResume={mayResume} onResumed={refresh} /> : <Ended analysis={analysis} />}
      {isOfOtherVersion && <p>{words.ofOtherVersion(analysis.productVersion, me!.version)}</p>}
      {asking.error && <p>{sayError(asking.error)}</p>}
      {mayAskAnew && (
        <div className="actions">
          <Button disabled={asking.isPending} onClick={onAgain ?? (() => asking.mutate(analysis.question))}>
            {words.askAnew}
          </Button>
        </div>
      )}
    </section>
  )
}

/** One whose job is no longer known. */
function Ended({ analysis: { state, problem } }: Pick<PendingNoteProps, 'analysis'>) {
  const isFailed = state === 'failed'
  if (isFailed && problem) return <ProblemNote error={new ProblemError(problem)} />
  return (
    <div className={`note ${isFailed ? 'bad' : 'doubt'}`} role="status">
      <ToneMark tone={isFailed ? 'bad' : 'doubt'} />
      <p>{isFailed ? `${words.failed}. ${words.failedWhy}` : words.cancelled()}</p>
    </div>
  )
}
