// How a job goes on, each time it has, up to its end.

import { setTimeout as wait } from 'node:timers/promises'
import type { Job } from '#contract/application/job.ts'
import { fingerprintText } from '#store/fingerprint.ts'
import { DatabaseUnavailable } from '#store/database/refusals.ts'
import type { Application, Asker } from './application.ts'
import { getJob } from './jobs.ts'
import { refusalOf } from './refusal-of.ts'

export interface JobSighting {
  /** Tells one sighting from another. */
  readonly id: string
  readonly job: Job
}

const LOOK_EVERY_MS = 400

/**
 * `whoAsks`: asked each time; nobody, once they may see it no more. `last`: id of the sighting that is known already. Ends with the
 * job, when nobody asks, or when the signal says so.
 */
export async function* watchJob(
  application: Application,
  whoAsks: () => Promise<Asker | undefined>,
  id: string,
  { last, signal }: { readonly last?: string; readonly signal: AbortSignal },
): AsyncGenerator<JobSighting> {
  let known = last
  while (!signal.aborted) {
    const job = await lookAt(application, whoAsks, id)
    if (job === 'not to be seen') return
    if (job) {
      const sighting = fingerprintText(JSON.stringify(job)).slice(0, 16)
      if (sighting !== known) yield { id: sighting, job }
      known = sighting
      if (job.endedAt !== undefined) return
    }
    await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
}

/** A database that is away for a while is waited for: undefined. */
async function lookAt(
  application: Application,
  whoAsks: () => Promise<Asker | undefined>,
  id: string,
): Promise<Job | 'not to be seen' | undefined> {
  try {
    const asker = await whoAsks()
    return asker === undefined ? 'not to be seen' : await getJob(application, asker, id)
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return undefined
    if (refusalOf(error)) return 'not to be seen'
    throw error
  }
}
