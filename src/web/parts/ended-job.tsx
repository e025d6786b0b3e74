// Work that failed or was cancelled: why, and the way to take it up again.

import type { Job } from '#contract/application/job.ts'
import { ProblemError } from '../api/problem-error.ts'
import { useResume } from '../api/use-resume.ts'
import { shell } from '../words/en/shell.ts'
import { Button } from './button.tsx'
import { ProblemNote } from './problem-note.tsx'
import { ToneMark } from './tone.tsx'

const words = shell.job

interface EndedJobProps {
  readonly job: Job
  /** Whether one may begin such work. */
  readonly mayResume: boolean
  readonly onResumed: () => unknown
}

/** Nothing, of what is under way or done. */
export function EndedJob({ job, mayResume, onResumed }: EndedJobProps) {
  const { resume, isPending, error } = useResume(job.id, onResumed)
  if (job.state !== 'failed' && job.state !== 'cancelled') return null
  const again = mayResume && (
    <Button icon="refresh" disabled={isPending} onClick={resume}>
      {words.resume}
    </Button>
  )
  return (
    <>
      {job.state === 'failed' && job.problem ? (
        <ProblemNote error={new ProblemError(job.problem)} actions={again} />
      ) : (
        <div className="note doubt" role="status">
          <ToneMark tone={job.state === 'failed' ? 'bad' : 'doubt'} />
          <div>
            <p>{job.state === 'failed' ? words.failed : words.cancelled(job.cancelledBy)}</p>
            {again && <div className="actions">{again}</div>}
          </div>
        </div>
      )}
      {error && <ProblemNote error={error} isAct />}
    </>
  )
}
