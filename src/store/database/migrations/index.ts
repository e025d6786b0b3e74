// All steps of the schema, in order.

import { peopleAndWorkspaces } from './0001-people-and-workspaces.ts'
import { workAndViews } from './0002-work-and-views.ts'
import { removeWorkspaces } from './0003-remove-workspaces.ts'
import { recognisedFormat } from './0004-recognised-format.ts'
import { dataFolder } from './0005-data-folder.ts'
import { invitations } from './0006-invitations.ts'
import { withdrawInvitations } from './0007-withdraw-invitations.ts'
import { tokensOfThoseWhoLeft } from './0008-tokens-of-those-who-left.ts'
import { removeAnalyses } from './0009-remove-analyses.ts'
import { resumeJobs } from './0010-resume-jobs.ts'
import { cancelledBy } from './0011-cancelled-by.ts'
import type { Migration } from './migration.ts'

export const MIGRATIONS: readonly Migration[] = [
  peopleAndWorkspaces,
  workAndViews,
  removeWorkspaces,
  recognisedFormat,
  dataFolder,
  invitations,
  withdrawInvitations,
  tokensOfThoseWhoLeft,
  removeAnalyses,
  resumeJobs,
  cancelledBy,
]
