// Long work under way: how far it is, and its end where somebody asks for it.

import type { Job } from '#contract/application/job.ts'
import { cancelJob as cancel, countWaitingJobs, getJob as get, listJobs as list } from '#store/database/jobs.ts'
import type { Application, Asker } from './application.ts'
import { describeJob, describeJobs } from './describe-job.ts'
import type { PageAsked, ToldPage } from './told-page.ts'

export async function getJob({ database }: Application, asker: Asker, id: string): Promise<Job> {
  return database.asMember(asker, async (acts) => describeJob(acts, await get(acts, id)))
}

/** `ids`: of these alone, those that are known. */
export async function listJobs(
  { database }: Application,
  asker: Asker,
  { ids, ...page }: PageAsked & { readonly ids?: readonly string[] },
): Promise<ToldPage<Job>> {
  return database.asMember(asker, async (acts) => {
    const { rows, next } = await list(acts, ids === undefined ? {} : { ids }, page)
    return { items: await describeJobs(acts, rows), ...(next === undefined ? {} : { next }) }
  })
}

export async function cancelJob({ database, nudge }: Application, asker: Asker, id: string): Promise<Job> {
  const job = await database.asMember(asker, async (acts) => describeJob(acts, await cancel(acts, id)))
  nudge()
  return job
}

/** Of all organisations, for whoever runs the server. */
export function countJobs({ database }: Application): Promise<{ readonly queued: number; readonly running: number }> {
  return database.asSystem(countWaitingJobs)
}
