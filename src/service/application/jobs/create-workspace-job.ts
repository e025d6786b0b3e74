// Fills a new workspace with its first snapshot.

import type { CreateWorkspace } from '#contract/application/workspace.ts'
import { actAsMember } from '#store/database/open-database.ts'
import { advanceHead } from '#store/database/snapshots.ts'
import { getWorkspace } from '#store/database/workspaces.ts'
import type { SealedTables, TaskOutcome } from '../tasks/task.ts'
import { type JobKind, makerOf, notedAs } from './job-kind.ts'

export interface CreateWorkspacePayload {
  readonly workspace: string
  readonly from: CreateWorkspace['from']
}

export const createWorkspaceJob: JobKind = {
  async prepare(application, job) {
    const { database, folders, today } = application
    const { workspace, from } = job.payload as unknown as CreateWorkspacePayload
    const { name } = await database.asMember(makerOf(job), (acts) => getWorkspace(acts, workspace))
    return {
      kind: 'create-workspace',
      task: {
        name,
        from,
        snapshots: folders.snapshots(job.organisation),
        maker: notedAs(application, job),
        scratch: folders.scratch,
        today: today(),
      },
    }
  },

  complete(job, outcome) {
    const { workspace, from } = job.payload as unknown as CreateWorkspacePayload
    const { digest, tables } = sealedBy(outcome)
    const origin = from.kind === 'example' ? { kind: 'example', what: from.example } : { kind: 'files', what: 'empty' }
    return {
      result: { digest },
      keep: async (system) =>
        advanceHead(await actAsMember(system, makerOf(job)), {
          workspace,
          from: null,
          to: digest,
          origin,
          counts: countsOf(tables),
        }),
    }
  },
}

export function sealedBy(outcome: TaskOutcome): SealedTables {
  if (outcome.kind !== 'sealed') throw new Error(`a snapshot was to be sealed, and it was ${outcome.kind}`)
  return outcome.sealed
}

export function countsOf(tables: SealedTables['tables']): Record<string, number> {
  return Object.fromEntries(tables.map(({ table, rows }) => [table, rows]))
}
