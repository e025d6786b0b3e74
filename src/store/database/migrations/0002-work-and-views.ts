// Long work and what comes of it, views people save, and requests that may be sent twice.

import type { Migration } from './migration.ts'

export const workAndViews: Migration = {
  number: 2,
  name: 'work and views',
  sql: `
create table jobs (
  organisation uuid not null references organisations (id),
  id uuid not null,
  kind text not null,
  payload jsonb not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  attempts integer not null,
  most_attempts integer not null check (most_attempts >= 1),
  progress jsonb,
  worker text,
  lease_until timestamptz,
  cancel_requested boolean not null,
  result jsonb,
  error jsonb,
  created_at timestamptz not null,
  created_by uuid not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (organisation, id),
  foreign key (organisation, created_by) references memberships (organisation, person),
  check ((state = 'running') = (worker is not null)),
  check ((state = 'running') = (lease_until is not null))
);
create index jobs_to_do on jobs (created_at, id) where state = 'queued';
create index jobs_running on jobs (organisation, lease_until) where state = 'running';
create index jobs_of_organisation on jobs (organisation, created_at, id);

create table analyses (
  organisation uuid not null,
  id uuid not null,
  workspace uuid not null,
  snapshot text not null,
  kind text not null check (kind in ('rules', 'spares')),
  parameters jsonb not null,
  inputs jsonb not null,
  inputs_digest text not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  result_digest text,
  headline text,
  summary jsonb,
  error jsonb,
  product_version text not null,
  job uuid,
  created_at timestamptz not null,
  created_by uuid not null,
  finished_at timestamptz,
  primary key (organisation, id),
  foreign key (organisation, workspace) references workspaces (organisation, id),
  foreign key (organisation, job) references jobs (organisation, id),
  foreign key (organisation, created_by) references memberships (organisation, person),
  check ((state = 'done') = (result_digest is not null))
);
-- Asked again, an analysis that is under way or done is found and not made anew.
create unique index analyses_once on analyses (organisation, workspace, inputs_digest)
  where state in ('queued', 'running', 'done');
create index analyses_of_workspace on analyses (organisation, workspace, created_at, id);
create index analyses_of_job on analyses (organisation, job);

create table saved_views (
  organisation uuid not null,
  id uuid not null,
  person uuid not null,
  page text not null,
  name text not null check (length(name) between 1 and 200),
  query text not null,
  is_shared boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organisation, id),
  unique (organisation, person, page, name),
  foreign key (organisation, person) references memberships (organisation, person)
);
create index saved_views_of_page on saved_views (organisation, page, name, id);

create table idempotency (
  organisation uuid not null,
  person uuid not null,
  key text not null check (length(key) between 1 and 200),
  request_digest text not null,
  state text not null check (state in ('running', 'done')),
  status integer,
  reply jsonb,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (organisation, person, key),
  foreign key (organisation, person) references memberships (organisation, person)
);
create index idempotency_by_expiry on idempotency (expires_at);

grant select, insert, update, delete on jobs, analyses, saved_views, idempotency to mainstay_system;
grant select, insert, update (state, cancel_requested, finished_at) on jobs to mainstay_member;
grant select, insert, update (state, job, finished_at) on analyses to mainstay_member;
grant select, insert, update (name, query, is_shared, updated_at), delete on saved_views to mainstay_member;
grant select, insert, update, delete on idempotency to mainstay_member;

alter table jobs enable row level security, force row level security;
alter table analyses enable row level security, force row level security;
alter table saved_views enable row level security, force row level security;
alter table idempotency enable row level security, force row level security;

create policy member on jobs to mainstay_member using (organisation = organisation());
create policy member on analyses to mainstay_member using (organisation = organisation());
create policy seen on saved_views for select to mainstay_member
  using (organisation = organisation() and (is_shared or person = person()));
create policy own on saved_views to mainstay_member using (organisation = organisation() and person = person());
create policy own on idempotency to mainstay_member using (organisation = organisation() and person = person());

create policy system on jobs to mainstay_system using (true);
create policy system on analyses to mainstay_system using (true);
create policy system on saved_views to mainstay_system using (true);
create policy system on idempotency to mainstay_system using (true);
`,
}
