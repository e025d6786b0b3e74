// Long work under way: how far it is, and its end where somebody asks for it.

import type { Job } from '#contract/application/job.ts'
import { cancelJob as cancel, countWaitingJobs, getJob as get, listJobs as list } from '#store/database/jobs.ts'
import type { Application, Asker } from './application.ts'
import { describeJob } from './describe-job.ts'
import { type PageAsked, tellPage, type ToldPage } from './told-page.ts'

export async function getJob({ database }: Application, asker: Asker, id: string): Promise<Job> {
  return describeJob(await database.asMember(asker, (acts) => get(acts, id)), asker)
}

export async function listJobs({ database }: Application, asker: Asker, page: PageAsked): Promise<ToldPage<Job>> {
  return tellPage(await database.asMember(asker, (acts) => list(acts, {}, page)), (job) => describeJob(job, asker))
}

export async function cancelJob({ database, nudge }: Application, asker: Asker, id: string): Promise<Job> {
  const job = await database.asMember(asker, (acts) => cancel(acts, id))
  nudge()
  return describeJob(job, asker)
}

/** Of all organisations, for whoever runs the server. */
export function countJobs({ database }: Application): Promise<{ readonly queued: number; readonly running: number }> {
  return database.asSystem(countWaitingJobs)
}
