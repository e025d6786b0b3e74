// A job as whoever waits for it is told.

import { JOB_KINDS, type Job as ToldJob, type JobProgress } from '#contract/application/job.ts'
import { type Problem, PROBLEMS } from '#contract/application/problem.ts'
import type { MemberActs } from '#store/database/acts.ts'
import type { Job } from '#store/database/jobs.ts'
import { namesOf } from '#store/database/people.ts'
import type { Json } from '#store/database/tables.ts'
import type { Asker } from './application.ts'
import { problemOf } from './refusal.ts'
import { isShownAll } from './withheld-tags.ts'

export async function describeJobs(acts: MemberActs, jobs: readonly Job[]): Promise<ToldJob[]> {
  const names = await namesOf(
    acts,
    jobs.map(({ cancelledBy }) => cancelledBy),
  )
  return jobs.map((job) => describe(job, acts.member, names))
}

export async function describeJob(acts: MemberActs, job: Job): Promise<ToldJob> {
  return (await describeJobs(acts, [job]))[0]!
}

function describe(
  { id, kind, state, attempts, progress, payload, error, cancelledBy, ...at }: Job,
  asker: Pick<Asker, 'role'>,
  names: ReadonlyMap<string, string>,
): ToldJob {
  const isEnding = state === 'running' || state === 'cancelled'
  return {
    id,
    kind: JOB_KINDS.find((one) => one === kind) ?? 'analyse-rules',
    state,
    attempts,
    about: identifiersIn(payload),
    ...(!isEnding || cancelledBy === null ? {} : { cancelledBy: names.get(cancelledBy) ?? '' }),
    createdAt: at.createdAt.toISOString(),
    ...(state !== 'running' || progress === null ? {} : { progress: progress as unknown as JobProgress }),
    ...(state !== 'failed' || error === null ? {} : { problem: problemIn(error, asker) }),
    ...(at.startedAt === null ? {} : { startedAt: at.startedAt.toISOString() }),
    ...(at.finishedAt === null ? {} : { endedAt: at.finishedAt.toISOString() }),
  }
}

/**
 * What is kept of a failure is a problem already, but for one whose worker was gone. Its faults serve who mends the input, and may
 * name sites kept secret: who may only look is told without them.
 */
export function problemIn(error: Json, asker: Pick<Asker, 'role'>): Problem {
  const { code, problem } = error as { code?: string; problem?: string }
  if (code !== undefined && code in PROBLEMS) {
    const { faults, ...told } = error as unknown as Problem
    return isShownAll(asker) && faults !== undefined ? { ...told, faults } : told
  }
  return problemOf('failed', problem ?? 'the work could not be done')
}

function identifiersIn(payload: Json): Record<string, string> {
  const entries = Object.entries(payload as Record<string, unknown>)
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
