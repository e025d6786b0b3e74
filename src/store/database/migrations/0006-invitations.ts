// People are invited by their address, and belong to the organisation when they sign in: nobody is taken in unasked, and nobody
// is told whether an address is known.

import type { Migration } from './migration.ts'

export const invitations: Migration = {
  number: 6,
  name: 'invitations',
  sql: `
create table invitations (
  organisation uuid not null references organisations (id),
  email text not null check (email = lower(email)),
  role text not null check (rank_of(role) is not null),
  created_at timestamptz not null,
  created_by uuid not null,
  primary key (organisation, email),
  foreign key (organisation, created_by) references memberships (organisation, person)
);
create index invitations_by_email on invitations (email);
grant select, insert, update, delete on invitations to mainstay_system;
grant select, insert, update (role, created_at, created_by) on invitations to mainstay_member;
alter table invitations enable row level security, force row level security;
create policy member on invitations to mainstay_member using (organisation = organisation())
  with check (organisation = organisation() and rank_of(role) <= rank_of(current_setting('mainstay.role', true)));
create policy system on invitations to mainstay_system using (true);
`,
}
