// Whether the acts hang together: how many rows there are, and whether everything they refer to is there.

import { type Kysely, sql, type Transaction } from 'kysely'
import { TABLES_IN_ORDER } from './dump.ts'
import { SCHEMA } from './migrate.ts'
import { SYSTEM_ROLE } from './roles.ts'
import type { Tables } from './tables.ts'

export interface Verified {
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>
  /** Foreign keys that were looked at. */
  readonly references: number
  /** Foreign keys with rows that refer to nothing: none, in a database that is whole. */
  readonly broken: readonly BrokenReference[]
}

export interface BrokenReference {
  readonly table: string
  readonly constraint: string
  readonly rows: number
}

interface Reference {
  readonly name: string
  readonly from: string
  readonly to: string
  readonly columns: readonly string[]
  readonly referenced: readonly string[]
}

export async function verifyActs(database: Kysely<Tables>): Promise<Verified> {
  return database
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      await sql`select set_config('search_path', ${SCHEMA}, true), set_config('role', ${SYSTEM_ROLE}, true)`.execute(
        transaction,
      )
      const rows: Record<string, number> = {}
      for (const table of TABLES_IN_ORDER) rows[table] = await countRows(transaction, table)
      const references = await referencesOf(transaction)
      const broken: BrokenReference[] = []
      for (const reference of references) {
        const count = await countBroken(transaction, reference)
        if (count > 0) broken.push({ table: reference.from, constraint: reference.name, rows: count })
      }
      return { rows, references: references.length, broken }
    })
}

async function countRows(transaction: Transaction<Tables>, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(transaction)
  return rows[0]!.count
}

async function referencesOf(transaction: Transaction<Tables>): Promise<readonly Reference[]> {
  const names = (relation: string, columns: string) => sql`(select json_agg(attname order by place)
    from unnest(${sql.raw(columns)}) with ordinality as listed (number, place)
    join pg_attribute on attrelid = ${sql.raw(relation)} and attnum = number)`
  const { rows } = await sql<Reference>`
    select conname as name, source.relname as from, target.relname as to,
      ${names('conrelid', 'conkey')} as columns, ${names('confrelid', 'confkey')} as referenced
    from pg_constraint
    join pg_class as source on source.oid = conrelid
    join pg_class as target on target.oid = confrelid
    where contype = 'f' and connamespace = ${SCHEMA}::regnamespace
    order by conname`.execute(transaction)
  return rows
}

async function countBroken(
  transaction: Transaction<Tables>,
  { from, to, columns, referenced }: Reference,
): Promise<number> {
  const pairs = columns.map(
    (column, place) => sql`${sql.ref(`source.${column}`)} = ${sql.ref(`target.${referenced[place]!}`)}`,
  )
  // A reference with a blank in it refers to nothing, and may.
  const stated = columns.map((column) => sql`${sql.ref(`source.${column}`)} is not null`)
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(from)} as source
    where ${sql.join(stated, sql` and `)}
      and not exists (select from ${sql.table(to)} as target where ${sql.join(pairs, sql` and `)})`.execute(transaction)
  return rows[0]!.count
}
