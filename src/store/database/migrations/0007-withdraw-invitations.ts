// An invitation has a name of its own, which an address of the interface may hold where an e-mail address may not, and can be
// withdrawn.

import type { Migration } from './migration.ts'

export const withdrawInvitations: Migration = {
  number: 7,
  name: 'withdraw invitations',
  sql: `
alter table invitations add column id uuid not null default gen_random_uuid();
alter table invitations alter column id drop default;
alter table invitations add unique (organisation, id);
grant delete on invitations to mainstay_member;
`,
}
