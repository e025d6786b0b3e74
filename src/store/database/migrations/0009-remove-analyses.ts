// An analysis can be taken away: its answer goes, and that it was asked stays, with who took it away and when. Whoever asked
// may do so, and of what others asked whoever may decide.

import type { Migration } from './migration.ts'

export const removeAnalyses: Migration = {
  number: 9,
  name: 'remove analyses',
  sql: `
alter table analyses drop constraint analyses_state_check,
  add constraint analyses_state_check check (state in ('queued', 'running', 'done', 'failed', 'cancelled', 'removed'));
alter table analyses add column removed_at timestamptz, add column removed_by uuid,
  add foreign key (organisation, removed_by) references memberships (organisation, person),
  add check ((state = 'removed') = (removed_at is not null and removed_by is not null));

grant update (result_digest, headline, summary, error, removed_at, removed_by) on analyses to mainstay_member;
create policy removed on analyses as restrictive for update to mainstay_member with check (
  state <> 'removed' or (removed_by = person()
    and (created_by = person() or rank_of(current_setting('mainstay.role', true)) >= rank_of('approver'))));
`,
}
