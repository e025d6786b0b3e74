// Takes a job up again that failed or was cancelled: the same work, from its beginning.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Job } from '#contract/application/job.ts'
import { paths } from './paths.ts'
import { ask } from './request.ts'

export interface Resuming {
  readonly resume: () => void
  readonly isPending: boolean
  readonly error: Error | null
}

/** `onResumed`: what shows the work is to be asked anew. */
export function useResume(job: string | undefined, onResumed: () => unknown): Resuming {
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => (await ask<Job>(paths.resumeJob(job ?? ''), { method: 'POST' })).value,
    onSuccess: async (told) => {
      queries.setQueryData(['job', job], told)
      await onResumed()
    },
  })
  return { resume: () => mutate(), isPending, error }
}
