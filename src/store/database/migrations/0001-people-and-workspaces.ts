// Who works with the application, and the workspaces they keep.
//
// Every table of an organisation has `organisation` first in its key, so that a reference takes the organisation along:
// row-level security does not look at what a foreign key reads. Whoever is named as having done something is a membership
// of the same organisation; memberships end and are never deleted.

import type { Migration } from './migration.ts'

export const peopleAndWorkspaces: Migration = {
  number: 1,
  name: 'people and workspaces',
  sql: `
create function organisation() returns uuid stable language sql
  as $$ select nullif(current_setting('mainstay.organisation', true), '')::uuid $$;
create function person() returns uuid stable language sql
  as $$ select nullif(current_setting('mainstay.person', true), '')::uuid $$;
create function rank_of(role text) returns integer immutable language sql
  as $$ select array_position(array['viewer', 'analyst', 'approver', 'administrator'], role) $$;

create table organisations (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('operator', 'authority')),
  created_at timestamptz not null
);

create table people (
  id uuid primary key,
  issuer text not null,
  subject text not null,
  name text not null,
  email text,
  created_at timestamptz not null,
  unique (issuer, subject)
);

create table memberships (
  organisation uuid not null references organisations (id),
  person uuid not null references people (id),
  role text not null check (rank_of(role) is not null),
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (organisation, person)
);
create index memberships_of_person on memberships (person);

create table sessions (
  secret_hash text primary key,
  organisation uuid not null,
  person uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  foreign key (organisation, person) references memberships (organisation, person)
);
create index sessions_by_expiry on sessions (expires_at);

create table tokens (
  organisation uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  secret_hash text not null unique,
  scopes jsonb not null,
  role text not null check (rank_of(role) is not null),
  person uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (organisation, id),
  foreign key (organisation, person) references memberships (organisation, person)
);

create table workspaces (
  organisation uuid not null references organisations (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  head text,
  version integer not null,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  primary key (organisation, id),
  unique (organisation, name),
  foreign key (organisation, created_by) references memberships (organisation, person)
);

create table snapshots (
  organisation uuid not null,
  workspace uuid not null,
  number integer not null,
  digest text not null,
  sealed_at timestamptz not null,
  sealed_by uuid not null,
  origin jsonb not null,
  counts jsonb not null,
  primary key (organisation, workspace, number),
  foreign key (organisation, workspace) references workspaces (organisation, id),
  foreign key (organisation, sealed_by) references memberships (organisation, person)
);
create index snapshots_by_digest on snapshots (organisation, workspace, digest);

create table arrivals (
  organisation uuid not null,
  id uuid not null,
  workspace uuid not null,
  base_digest text,
  state text not null check (state in ('received', 'previewed', 'accepted', 'rejected', 'refused')),
  files jsonb not null,
  read jsonb not null,
  preview jsonb,
  job uuid,
  created_at timestamptz not null,
  created_by uuid not null,
  decided_at timestamptz,
  decided_by uuid,
  primary key (organisation, id),
  foreign key (organisation, workspace) references workspaces (organisation, id),
  foreign key (organisation, created_by) references memberships (organisation, person),
  foreign key (organisation, decided_by) references memberships (organisation, person)
);
create index arrivals_of_workspace on arrivals (organisation, workspace, created_at, id);

create table drafts (
  organisation uuid not null,
  id uuid not null,
  workspace uuid not null,
  kind text not null check (kind in ('scenario', 'rule-pack')),
  name text not null check (length(name) between 1 and 200),
  text text not null,
  version integer not null,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  primary key (organisation, id),
  unique (organisation, workspace, kind, name),
  foreign key (organisation, workspace) references workspaces (organisation, id),
  foreign key (organisation, created_by) references memberships (organisation, person),
  foreign key (organisation, updated_by) references memberships (organisation, person)
);

grant select, insert, update, delete
  on organisations, people, memberships, sessions, tokens, workspaces, snapshots, arrivals, drafts to mainstay_system;
grant select on organisations, people to mainstay_member;
grant select, update (role, ended_at) on memberships to mainstay_member;
grant select, insert, update (revoked_at) on tokens to mainstay_member;
grant select, insert, update (name, head, version, updated_at) on workspaces to mainstay_member;
grant select, insert on snapshots to mainstay_member;
grant select, insert, update (base_digest, state, read, preview, job, decided_at, decided_by) on arrivals
  to mainstay_member;
grant select, insert, update (name, text, version, updated_at, updated_by), delete on drafts to mainstay_member;

alter table organisations enable row level security, force row level security;
alter table people enable row level security, force row level security;
alter table memberships enable row level security, force row level security;
alter table sessions enable row level security, force row level security;
alter table tokens enable row level security, force row level security;
alter table workspaces enable row level security, force row level security;
alter table snapshots enable row level security, force row level security;
alter table arrivals enable row level security, force row level security;
alter table drafts enable row level security, force row level security;

create policy member on organisations to mainstay_member using (id = organisation());
create policy member on people to mainstay_member
  using (exists (select from memberships where memberships.person = people.id));
create policy member on memberships to mainstay_member using (organisation = organisation());
create policy member on sessions to mainstay_member using (organisation = organisation() and person = person());
create policy seen on tokens for select to mainstay_member using (organisation = organisation());
create policy changed on tokens for update to mainstay_member using (organisation = organisation());
create policy made on tokens for insert to mainstay_member with check (
  organisation = organisation() and person = person()
  and rank_of(role) <= rank_of(current_setting('mainstay.role', true)));
create policy member on workspaces to mainstay_member using (organisation = organisation());
create policy member on snapshots to mainstay_member using (organisation = organisation());
create policy member on arrivals to mainstay_member using (organisation = organisation());
create policy member on drafts to mainstay_member using (organisation = organisation());

create policy system on organisations to mainstay_system using (true);
create policy system on people to mainstay_system using (true);
create policy system on memberships to mainstay_system using (true);
create policy system on sessions to mainstay_system using (true);
create policy system on tokens to mainstay_system using (true);
create policy system on workspaces to mainstay_system using (true);
create policy system on snapshots to mainstay_system using (true);
create policy system on arrivals to mainstay_system using (true);
create policy system on drafts to mainstay_system using (true);
`,
}
