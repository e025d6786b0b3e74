// Which folder of data the acts are of, and what of it was given up: files go only by a removal that stands here.

import type { Migration } from './migration.ts'

export const dataFolder: Migration = {
  number: 5,
  name: 'data folder',
  sql: `
create table data_folder (
  is_only boolean primary key default true check (is_only),
  id uuid not null
);
grant select, insert on data_folder to mainstay_system;
alter table data_folder enable row level security, force row level security;
create policy system on data_folder to mainstay_system using (true);

create table removals (
  organisation uuid not null references organisations (id),
  kind text not null check (kind in ('snapshot', 'result', 'arrival')),
  name text not null,
  primary key (organisation, kind, name)
);
grant select, insert, delete on removals to mainstay_system;
grant select, insert on removals to mainstay_member;
alter table removals enable row level security, force row level security;
create policy member on removals to mainstay_member using (organisation = organisation());
create policy system on removals to mainstay_system using (true);
`,
}
