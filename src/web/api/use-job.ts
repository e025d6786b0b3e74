// Where long work stands, asked for every second while the page is seen.
//
// Not heard by server-sent events, which the interface has for programs: a browser keeps six connections to a server that speaks
// HTTP/1.1, for all its tabs together, and each stream holds one as long as the work lasts. A few jobs, or a few tabs, would leave
// none to load a page with. So all jobs of a page are asked for in one short request.

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Job } from '#contract/application/job.ts'
import { MOST_NAMED } from '#model/list-page.ts'
import { gathered } from './gathered.ts'
import { paths } from './paths.ts'
import { get, getItems } from './request.ts'

export const isOver = ({ state }: Job): boolean => state === 'done' || state === 'failed' || state === 'cancelled'

const ASKED_EVERY_MILLISECONDS = 1000

const findJob = gathered((ids) => getItems<Job>(paths.jobs, { id: ids, limit: MOST_NAMED }), {
  most: MOST_NAMED,
  withinMilliseconds: 20,
})

/** One that is not known is asked for alone: the server says what that means. */
const fetchJob = async (id: string): Promise<Job> => (await findJob(id)) ?? get<Job>(paths.job(id))

/** `onOver` is called once each time it is seen to end: one that has may be taken up again. */
export function useJob(id: string | undefined, onOver?: (job: Job) => void): Job | undefined {
  const { data: job } = useQuery({
    queryKey: ['job', id],
    queryFn: () => fetchJob(id ?? ''),
    enabled: id !== undefined,
    // Not while the page is hidden; it is asked for anew as soon as it is seen again.
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : ASKED_EVERY_MILLISECONDS),
    refetchOnWindowFocus: ({ state }) => (state.data && isOver(state.data) ? false : 'always'),
  })
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
