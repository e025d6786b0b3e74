// A job that failed or was cancelled can be taken up again: it waits with more tries, and without what it said of its end.

import type { Migration } from './migration.ts'

export const resumeJobs: Migration = {
  number: 10,
  name: 'resume jobs',
  sql: `
grant update (most_attempts, progress, error) on jobs to mainstay_member;
`,
}
