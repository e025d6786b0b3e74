// What a kind of job does: from the identifiers it was asked with to a task, and from what came of it to what is kept.

import type { Json } from '#store/database/tables.ts'
import type { Job } from '#store/database/jobs.ts'
import type { SystemActs } from '#store/database/acts.ts'
import type { Maker } from '#store/makers.ts'
import type { Application } from '../application.ts'
import type { TaskOutcome, TaskRequest } from '../tasks/task.ts'

export interface JobKind {
  /** Throws a `Refusal` where what it works on does not allow it any more. */
  readonly prepare: (application: Application, job: Job) => Promise<TaskRequest>
  /** How what came of it is kept. */
  readonly complete: (job: Job, outcome: TaskOutcome) => Completion
}

export interface Completion {
  readonly result: Json
  /** Done in the transaction that ends the job: there is never one without the other, and neither twice. */
  readonly keep: (acts: SystemActs) => Promise<unknown>
}

/** In whose name what a job makes is kept: that of whoever asked for it. */
export function makerOf({ organisation, createdBy }: Job) {
  return { organisation, person: createdBy, role: 'approver' } as const
}

/** Under what it is noted as having made, or found made, what is sealed. */
export function notedAs({ folders }: Application, { organisation, id }: Job): Maker {
  return { folder: folders.makers(organisation), job: id }
}
