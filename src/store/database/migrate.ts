// Brings the schema to where the product is, one step after the other, and refuses a database it does not know.

import { type Kysely, sql, type Transaction } from 'kysely'
import { fingerprintText } from '../fingerprint.ts'
import { MIGRATIONS } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import { DatabaseOfOtherVersion } from './refusals.ts'
import { makeRoles, MEMBER_ROLE, SYSTEM_ROLE } from './roles.ts'
import type { Tables } from './tables.ts'

export const SCHEMA = 'mainstay'

/** Any number of our own: whoever migrates takes this lock of the server, so that of two at once one waits. */
const MIGRATION_LOCK = 7_402_118

export function digestOf(migration: Migration): string {
  return fingerprintText(migration.sql)
}

/** Runs what has not run yet, each step in a transaction of its own, up to the last or to the one given. */
export async function migrate(database: Kysely<Tables>, upTo = MIGRATIONS.length): Promise<void> {
  let isDone = false
  while (!isDone) isDone = await database.transaction().execute((transaction) => migrateOnce(transaction, upTo))
}

/** The next step, within a transaction; true where there is none left. */
export async function migrateOnce(transaction: Transaction<Tables>, upTo: number): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK}::bigint)`.execute(transaction)
  await makeRoles(transaction as unknown as Kysely<unknown>)
  await makeSchema(transaction)
  const ran = await transaction.selectFrom('migrations').selectAll().orderBy('number').execute()
  checkKnown(ran)
  const next = MIGRATIONS[ran.length]
  if (next === undefined || next.number > upTo) return true
  await sql.raw(next.sql).execute(transaction)
  await sql`insert into migrations values (${next.number}, ${next.name}, ${digestOf(next)}, now())`.execute(transaction)
  return false
}

/** Throws `DatabaseOfOtherVersion` where there is no schema, or not the one of this product; changes nothing. */
export async function checkCurrent(database: Kysely<Tables>): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const { rows } = await sql`select from pg_namespace where nspname = ${SCHEMA}`.execute(transaction)
    if (rows.length === 0) throw new DatabaseOfOtherVersion('the database holds nothing of Mainstay')
    await sql`select set_config('search_path', ${SCHEMA}, true)`.execute(transaction)
    const ran = await transaction.selectFrom('migrations').selectAll().orderBy('number').execute()
    checkKnown(ran)
    if (ran.length < MIGRATIONS.length)
      throw new DatabaseOfOtherVersion(
        `the database is at step ${ran.length}, and this product is at ${MIGRATIONS.length}: start it once with \`mainstay serve\`, or use the version the database is of`,
      )
  })
}

async function makeSchema(transaction: Transaction<Tables>): Promise<void> {
  const schema = sql.raw(SCHEMA)
  const { rows } = await sql`select from pg_namespace where nspname = ${SCHEMA}`.execute(transaction)
  if (rows.length === 0) {
    await sql`create schema ${schema}; grant usage on schema ${schema} to ${sql.raw(`${MEMBER_ROLE}, ${SYSTEM_ROLE}`)};
      create table ${schema}.migrations (
        number integer primary key, name text not null, digest text not null, ran_at timestamptz not null);
      alter table ${schema}.migrations enable row level security;
      grant select on ${schema}.migrations to ${sql.raw(SYSTEM_ROLE)};
      create policy system on ${schema}.migrations for select to ${sql.raw(SYSTEM_ROLE)} using (true)`.execute(
      transaction,
    )
  }
  await sql`select set_config('search_path', ${SCHEMA}, true)`.execute(transaction)
}

function checkKnown(ran: readonly Tables['migrations'][]): void {
  for (const [index, { number, name, digest }] of ran.entries()) {
    const ours = MIGRATIONS[index]
    if (ours === undefined)
      throw new DatabaseOfOtherVersion(
        `the database is at step ${ran.length} (\`${ran.at(-1)!.name}\`), and this product knows ${MIGRATIONS.length}: start a newer version of the product`,
      )
    if (ours.number !== number || digestOf(ours) !== digest)
      throw new DatabaseOfOtherVersion(
        `step ${number} (\`${name}\`) of the database is not the one of this product: the database was made by another version of it; start that one, or restore a backup`,
      )
  }
}
