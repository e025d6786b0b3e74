// The two roles of the database in which all acts are done. Whoever connects may take either on for a transaction; neither
// can log in, owns a table, or passes by row-level security.

import { type Kysely, sql } from 'kysely'

export const MEMBER_ROLE = 'mainstay_member'
export const SYSTEM_ROLE = 'mainstay_system'

/** Makes the roles where there are none: they belong to the whole server, and another database of it may use them too. */
export async function makeRoles(database: Kysely<unknown>): Promise<void> {
  for (const role of [MEMBER_ROLE, SYSTEM_ROLE]) {
    const name = sql.raw(role)
    const { rows } = await sql<{ isThere: boolean; mayTake: boolean }>`
      select exists (select from pg_roles where rolname = ${role}) as is_there,
        coalesce((select pg_has_role(oid, 'set') from pg_roles where rolname = ${role}), false) as may_take`.execute(
      database,
    )
    // Another database of the same server may be making it at this moment.
    if (!rows[0]!.isThere)
      await sql`do $$ begin create role ${name} nologin;
        exception when duplicate_object or unique_violation then null; end $$`.execute(database)
    // To be taken on, and not had all the time: an inherited role would bring its rows along.
    if (!rows[0]!.mayTake) await sql`grant ${name} to current_user with inherit false, set true`.execute(database)
  }
}
