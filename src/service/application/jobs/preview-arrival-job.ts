// Finds out what an arrival would change.

import { getArrival, previewArrival } from '#store/database/arrivals.ts'
import { actAsMember } from '#store/database/open-database.ts'
import { WrongState } from '#store/database/refusals.ts'
import type { Json } from '#store/database/tables.ts'
import { getWorkspace } from '#store/database/workspaces.ts'
import type { ReadArrival } from '#contract/application/arrival.ts'
import type { Application } from '../application.ts'
import { Refusal } from '../refusal.ts'
import type { ArrivalTask } from '../tasks/task.ts'
import { type JobKind, makerOf, notedAs } from './job-kind.ts'
import type { Job } from '#store/database/jobs.ts'

export interface ArrivalPayload {
  readonly arrival: string
  readonly read: ReadArrival
}

export const previewArrivalJob: JobKind = {
  async prepare(application, job) {
    const { arrival } = job.payload as unknown as ArrivalPayload
    return {
      kind: 'preview-arrival',
      task: {
        ...(await arrivalTask(application, job)),
        details: application.folders.preview(job.organisation, arrival),
      },
    }
  },

  complete(job, outcome) {
    if (outcome.kind !== 'previewed') throw new Error(`an arrival was to be previewed, and it was ${outcome.kind}`)
    const { arrival, read } = job.payload as unknown as ArrivalPayload
    const { preview, isRefused } = outcome
    return {
      result: { errors: preview.errors },
      keep: async (system) =>
        previewArrival(await actAsMember(system, makerOf(job)), arrival, {
          baseDigest: preview.base ?? null,
          read: read as Json,
          preview: preview as unknown as Json,
          isRefused,
        }),
    }
  },
}

/** What it is read with, and against: the head of the workspace as it stands. */
export async function arrivalTask(application: Application, job: Job): Promise<ArrivalTask> {
  const { database, folders, today } = application
  const { arrival: id, read } = job.payload as unknown as ArrivalPayload
  const { organisation } = job
  const { arrival, head } = await database.asMember(makerOf(job), async (acts) => {
    const found = await getArrival(acts, id)
    return { arrival: found, head: (await getWorkspace(acts, found.workspace)).head }
  })
  if (arrival.state === 'accepted' || arrival.state === 'rejected') throw new WrongState('arrival', arrival.state)
  if (head === null) throw new Refusal('not-ready', 'the workspace has no snapshot yet')
  return {
    base: head,
    files: folders.arrival(organisation, id),
    fileNames: arrival.files.map(({ name }) => name),
    read,
    snapshots: folders.snapshots(organisation),
    maker: notedAs(application, job),
    scratch: folders.scratch,
    today: today(),
  }
}
