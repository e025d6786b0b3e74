// Takes an arrival in: its rows become part of a new snapshot, which becomes the head of the workspace.

import type { MemberActs, SystemActs } from '#store/database/acts.ts'
import { acceptArrival, getArrival } from '#store/database/arrivals.ts'
import { actAsMember } from '#store/database/open-database.ts'
import { HeadMoved } from '#store/database/refusals.ts'
import { advanceHead } from '#store/database/snapshots.ts'
import { Refusal } from '../refusal.ts'
import type { SealedTables } from '../tasks/task.ts'
import { countsOf, sealedBy } from './create-workspace-job.ts'
import { type JobKind, makerOf } from './job-kind.ts'
import { type ArrivalPayload, arrivalTask } from './preview-arrival-job.ts'

const MOVED = 'somebody else changed the workspace after this preview: preview it anew, then accept'

export const acceptArrivalJob: JobKind = {
  async prepare(application, job) {
    const { arrival: id } = job.payload as unknown as ArrivalPayload
    const task = await arrivalTask(application, job)
    const { baseDigest } = await application.database.asMember(makerOf(job), (acts) => getArrival(acts, id))
    if (baseDigest !== task.base) throw new Refusal('changed-meanwhile', MOVED)
    return { kind: 'accept-arrival', task }
  },

  complete(job, outcome) {
    const { arrival } = job.payload as unknown as ArrivalPayload
    const sealed = sealedBy(outcome)
    const keep = async (system: SystemActs): Promise<void> => {
      const acts = await actAsMember(system, makerOf(job))
      await takeIn(acts, arrival, sealed).catch((error: unknown) => {
        throw error instanceof HeadMoved ? new Refusal('changed-meanwhile', MOVED) : error
      })
    }
    return { result: { digest: sealed.digest }, keep }
  },
}

async function takeIn(acts: MemberActs, arrival: string, { digest, tables }: SealedTables): Promise<void> {
  const { workspace, baseDigest, preview } = await acceptArrival(acts, arrival)
  const what = (preview as { source?: string } | null)?.source ?? ''
  await advanceHead(acts, {
    workspace,
    from: baseDigest,
    to: digest,
    origin: { kind: 'import', what },
    counts: countsOf(tables),
  })
}
