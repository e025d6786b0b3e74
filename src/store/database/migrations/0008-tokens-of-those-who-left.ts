// Tokens end with the membership they were made under: those of people who left before this was so do not come alive again
// when they are taken in anew.

import type { Migration } from './migration.ts'

export const tokensOfThoseWhoLeft: Migration = {
  number: 8,
  name: 'tokens of those who left',
  // Row-level security is forced: the owner of the tables sees none of the rows.
  sql: `
set local role mainstay_system;
update tokens set revoked_at = memberships.ended_at from memberships
  where memberships.organisation = tokens.organisation and memberships.person = tokens.person
    and memberships.ended_at is not null and tokens.revoked_at is null;
reset role;
`,
}
