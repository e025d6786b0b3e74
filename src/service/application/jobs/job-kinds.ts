// Every kind of job, by its name.

import { acceptArrivalJob } from './accept-arrival-job.ts'
import { analyseJob } from './analyse-job.ts'
import { createWorkspaceJob } from './create-workspace-job.ts'
import type { JobKind } from './job-kind.ts'
import { previewArrivalJob } from './preview-arrival-job.ts'

export const JOB_KINDS_BY_NAME: ReadonlyMap<string, JobKind> = new Map([
  ['create-workspace', createWorkspaceJob],
  ['preview-arrival', previewArrivalJob],
  ['accept-arrival', acceptArrivalJob],
  ['analyse-rules', analyseJob],
  ['analyse-spares', analyseJob],
])
