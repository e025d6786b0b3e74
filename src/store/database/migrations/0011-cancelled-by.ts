// A job tells who asked for its end. Nobody can say that it was somebody else.

import type { Migration } from './migration.ts'

export const cancelledBy: Migration = {
  number: 11,
  name: 'cancelled by',
  sql: `
alter table jobs add column cancelled_by uuid,
  add foreign key (organisation, cancelled_by) references memberships (organisation, person);
grant update (cancelled_by) on jobs to mainstay_member;
create policy cancelled_by_oneself on jobs as restrictive for update to mainstay_member
  with check (not cancel_requested or cancelled_by = person());
`,
}
