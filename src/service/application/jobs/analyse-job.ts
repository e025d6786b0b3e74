// Answers a question of a snapshot, and keeps the answer with everything it was computed from.

import type { Question } from '#contract/application/analysis.ts'
import { finishAnalysis, getAnalysis } from '#store/database/analyses.ts'
import { getDraft } from '#store/database/drafts.ts'
import type { Json } from '#store/database/tables.ts'
import { Refusal } from '../refusal.ts'
import type { AnalysisTask } from '../tasks/task.ts'
import { type JobKind, makerOf, notedAs } from './job-kind.ts'

export interface AnalysisPayload {
  readonly analysis: string
  /** The day it was asked on: asked anew on another day it may be another answer. */
  readonly today: string
}

export const analyseJob: JobKind = {
  async prepare(application, job) {
    const { database, folders } = application
    const { analysis: id, today } = job.payload as unknown as AnalysisPayload
    const { organisation } = job
    const { analysis, draft } = await database.asMember(makerOf(job), async (acts) => {
      const found = await getAnalysis(acts, id)
      const { draft: asked } = found.parameters as unknown as Question
      return { analysis: found, draft: asked && { asked, ...(await getDraft(acts, asked.id)) } }
    })
    if (draft && draft.version !== draft.asked.version)
      throw new Refusal(
        'changed-meanwhile',
        `the draft \`${draft.name}\` was changed after it was asked about: ask anew`,
      )
    const question = analysis.parameters as unknown as Question
    const task: AnalysisTask = {
      snapshot: analysis.snapshot,
      question,
      results: folders.results(organisation),
      snapshots: folders.snapshots(organisation),
      maker: notedAs(application, job),
      scratch: folders.scratch,
      today,
      ...(draft && { draft: { kind: draft.kind, name: draft.name, text: draft.text } }),
    }
    return { kind: question.kind === 'rules' ? 'analyse-rules' : 'analyse-spares', task }
  },

  complete(job, outcome) {
    if (outcome.kind !== 'answered') throw new Error(`a question was to be answered, and it was ${outcome.kind}`)
    const { analysis: id } = job.payload as unknown as AnalysisPayload
    const { result, inputs, headline, summary } = outcome.answer
    return {
      result: { digest: result },
      keep: (acts) =>
        finishAnalysis(
          acts,
          { organisation: job.organisation, id },
          { resultDigest: result, inputs, headline, summary: summary as unknown as Json },
        ),
    }
  },
}
