// A workspace can be removed, with all that is of it: by an administrator, and in no smaller pieces.
//
// What is of it goes with it by its references, so that nobody is given the right to delete a single snapshot or analysis.

import type { Migration } from './migration.ts'

const OF_WORKSPACE = ['snapshots', 'arrivals', 'drafts', 'analyses'] as const

export const removeWorkspaces: Migration = {
  number: 3,
  name: 'remove workspaces',
  sql: `
${OF_WORKSPACE.map(
  (table) => `alter table ${table} drop constraint ${table}_organisation_workspace_fkey,
  add foreign key (organisation, workspace) references workspaces (organisation, id) on delete cascade;`,
).join('\n')}

grant delete on workspaces to mainstay_member;
create policy removed on workspaces as restrictive for delete to mainstay_member
  using (rank_of(current_setting('mainstay.role', true)) >= rank_of('administrator'));
`,
}
