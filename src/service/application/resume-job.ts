// Takes up again a job that failed or was cancelled: the same work, of what it was asked of, as long as that is still what it was.

import type { Job as ToldJob } from '#contract/application/job.ts'
import type { Question } from '#contract/application/analysis.ts'
import type { MemberActs } from '#store/database/acts.ts'
import { getAnalysis, resumeAnalysis } from '#store/database/analyses.ts'
import { holdArrival } from '#store/database/arrivals.ts'
import { getJob, type Job, keepWorkspaceOf, resumeJob as resume } from '#store/database/jobs.ts'
import { WrongState } from '#store/database/refusals.ts'
import { getWorkspace } from '#store/database/workspaces.ts'
import { readAskedDraft } from './analyses.ts'
import type { Application, Asker } from './application.ts'
import { describeJob } from './describe-job.ts'
import type { AnalysisPayload } from './jobs/analyse-job.ts'
import type { CreateWorkspacePayload } from './jobs/create-workspace-job.ts'
import type { ArrivalPayload } from './jobs/preview-arrival-job.ts'
import { Refusal } from './refusal.ts'

/** It stays in the name of who asked for it. Throws a `Refusal` where what it works on does not allow it any more. */
export async function resumeJob({ database, nudge, version }: Application, asker: Asker, id: string): Promise<ToldJob> {
  const job = await database.asMember(asker, async (acts) => {
    const ended = await getJob(acts, id)
    if (ended.state !== 'failed' && ended.state !== 'cancelled') throw new WrongState('job', ended.state)
    await keepWorkspaceOf(acts, ended)
    await prepare(acts, ended, version)
    return describeJob(acts, await resume(acts, id))
  })
  nudge()
  return job
}

async function prepare(acts: MemberActs, job: Job, version: string): Promise<void> {
  switch (job.kind) {
    case 'create-workspace':
      return requireEmpty(acts, job)
    case 'preview-arrival':
    case 'accept-arrival':
      return requireSameArrival(acts, job)
    default:
      return resumeQuestion(acts, job, version)
  }
}

async function requireEmpty(acts: MemberActs, { payload }: Job): Promise<void> {
  const { workspace } = payload as unknown as CreateWorkspacePayload
  const { head } = await getWorkspace(acts, workspace)
  if (head !== null) throw new Refusal('wrong-state', 'the workspace has been filled since')
}

/** What was previewed otherwise since is another decision; and nobody takes in what another decided on. */
async function requireSameArrival(acts: MemberActs, { id, kind, payload, createdBy }: Job): Promise<void> {
  const arrival = await holdArrival(acts, (payload as unknown as ArrivalPayload).arrival)
  if (arrival.state === 'accepted' || arrival.state === 'rejected') throw new WrongState('arrival', arrival.state)
  if (arrival.job !== id)
    throw new Refusal('changed-meanwhile', 'something else was done with the arrival since: go on from there')
  if (kind === 'preview-arrival') return
  if (createdBy !== acts.member.person)
    throw new Refusal('not-allowed', 'somebody else decided on it: look through the preview, and accept it yourself')
  const { head } = await getWorkspace(acts, arrival.workspace)
  if (head !== arrival.baseDigest)
    throw new Refusal('changed-meanwhile', 'the workspace was changed after this preview: preview it anew, then accept')
}

/** An answer is of the version it was asked of, and of the text of the draft it was asked about. */
async function resumeQuestion(acts: MemberActs, { payload }: Job, version: string): Promise<void> {
  const analysis = await getAnalysis(acts, (payload as unknown as AnalysisPayload).analysis)
  if (analysis.productVersion !== version)
    throw new Refusal(
      'wrong-state',
      `it was asked of Mainstay ${analysis.productVersion}, and this is ${version}: ask anew`,
    )
  await readAskedDraft(acts, analysis.parameters as unknown as Question)
  await resumeAnalysis(acts, analysis.id)
}
