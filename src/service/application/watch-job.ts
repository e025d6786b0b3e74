// How a job goes on, each time it has, up to its end.

import { setTimeout as wait } from 'node:timers/promises'
import type { Job } from '#contract/application/job.ts'
import { fingerprintText } from '#store/fingerprint.ts'
import { DatabaseUnavailable } from '#store/database/refusals.ts'
import type { Application, Asker } from './application.ts'
import { getJob } from './jobs.ts'

export interface JobSighting {
  /** Tells one sighting from another. */
  readonly id: string
  readonly job: Job
}

const LOOK_EVERY_MS = 400

/** `last`: id of the sighting that is known already. Ends with the job, or when the signal says so. */
export async function* watchJob(
  application: Application,
  asker: Asker,
  id: string,
  { last, signal }: { readonly last?: string; readonly signal: AbortSignal },
): AsyncGenerator<JobSighting> {
  let known = last
  while (!signal.aborted) {
    const job = await lookAt(application, asker, id)
    if (job) {
      const sighting = fingerprintText(JSON.stringify(job)).slice(0, 16)
      if (sighting !== known) yield { id: sighting, job }
      known = sighting
      if (job.endedAt !== undefined) return
    }
    await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
}

/** A database that is away for a while is waited for. */
async function lookAt(application: Application, asker: Asker, id: string): Promise<Job | undefined> {
  try {
    return await getJob(application, asker, id)
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return undefined
    throw error
  }
}
