// Where long work stands: the server tells each change as it happens; where it cannot, it is asked every so often.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Job } from '#contract/application/job.ts'
import { paths } from './paths.ts'
import { addressOf, get } from './request.ts'

export const isOver = ({ state }: Job): boolean => state === 'done' || state === 'failed' || state === 'cancelled'

const ASKED_EVERY_MILLISECONDS = 2000

/** `onOver` is called once each time it is seen to end: one that has may be taken up again. */
export function useJob(id: string | undefined, onOver?: (job: Job) => void): Job | undefined {
  const queries = useQueryClient()
  const { data: job } = useQuery({
    queryKey: ['job', id],
    queryFn: ({ signal }) => get<Job>(paths.job(id ?? ''), {}, signal),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : ASKED_EVERY_MILLISECONDS),
  })
  const isRunning = id !== undefined && !(job && isOver(job))
  useEffect(() => {
    if (!isRunning) return
    const events = new EventSource(addressOf(paths.jobEvents(id)))
    const hear = ({ data }: MessageEvent<string>): void => {
      queries.setQueryData(['job', id], JSON.parse(data) as Job)
    }
    events.addEventListener('job', hear)
    events.addEventListener('message', hear)
    return () => events.close()
  }, [id, isRunning, queries])
  const told = useRef<string | undefined>(undefined)
  const tell = useRef(onOver)
  tell.current = onOver
  useEffect(() => {
    if (job && !isOver(job)) told.current = undefined
    if (!job || !isOver(job) || told.current === job.id) return
    told.current = job.id
    tell.current?.(job)
  }, [job])
  return job
}
