// All acts as lines of JSON, in an order in which they can be read in again: the backup of the database, and the way from
// the embedded one to a server or back. The same acts give the same lines.

import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type ControlledTransaction, type Kysely, sql, type Transaction } from 'kysely'
import { keepFilesIfStill } from './kept-files.ts'
import { digestOf, SCHEMA } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { SYSTEM_ROLE } from './roles.ts'
import type { Tables } from './tables.ts'

/** The first line of a dump. */
export interface DumpHeader {
  readonly mainstay: 'acts'
  /** The steps of the schema it was made at. */
  readonly steps: readonly { readonly number: number; readonly digest: string }[]
}

/** The last line of a dump: without it, it is cut short. */
export interface DumpEnd {
  readonly rows: Readonly<Record<string, number>>
  /** Of all lines before it, each with its line feed. */
  readonly sha256: string
}

/** As in the database, each after those it refers to; without which folder they are of, for a backup is restored into another. */
export const TABLES_IN_ORDER = [
  'organisations',
  'people',
  'memberships',
  'sessions',
  'tokens',
  'workspaces',
  'snapshots',
  'arrivals',
  'drafts',
  'jobs',
  'analyses',
  'saved_views',
  'idempotency',
  'removals',
  'invitations',
] as const

/** Few, because a row may hold the text of a whole rule pack. */
const ROWS_AT_ONCE = 100

/** Files are cleared away in moments. */
const LOOK_EVERY_MS = 50

/**
 * The lines of a dump, each with its line feed, all of one moment. The embedded database does nothing else until the last
 * line is taken or the iteration is ended. `whileFilesStay` is called after the last line: what the lines refer to is still
 * there until it resolves.
 */
export async function* dumpActs(
  database: Kysely<Tables>,
  whileFilesStay: () => Promise<void> = async () => undefined,
): AsyncGenerator<string, void, undefined> {
  const transaction = await beginDump(database)
  try {
    const hash = createHash('sha256')
    const rows: Record<string, number> = {}
    for await (const line of contentOf(transaction, rows)) {
      hash.update(line)
      yield line
    }
    yield lineOf({ rows, sha256: hash.digest('hex') } satisfies DumpEnd)
    await whileFilesStay()
  } finally {
    await transaction.rollback().execute()
  }
}

/** Of a moment in which no file is cleared away, nor until it ends: one that waited for that would see the moment before. */
async function beginDump(database: Kysely<Tables>): Promise<ControlledTransaction<Tables>> {
  for (;;) {
    const transaction = await database
      .startTransaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute()
    if (await keepFilesIfStill({ sql: transaction })) return transaction
    await transaction.rollback().execute()
    await wait(LOOK_EVERY_MS)
  }
}

async function* contentOf(
  transaction: Transaction<Tables>,
  counts: Record<string, number>,
): AsyncGenerator<string, void, undefined> {
  await sql`select set_config('search_path', ${SCHEMA}, true), set_config('role', ${SYSTEM_ROLE}, true),
    set_config('TimeZone', 'UTC', true)`.execute(transaction)
  const steps = MIGRATIONS.map((migration) => ({ number: migration.number, digest: digestOf(migration) }))
  yield lineOf({ mainstay: 'acts', steps } satisfies DumpHeader)
  for (const table of TABLES_IN_ORDER) {
    counts[table] = 0
    for await (const row of rowsOf(transaction, table)) {
      counts[table] += 1
      yield `{"table":"${table}","row":${row}}\n`
    }
  }
}

/** The rows as the database itself writes them, in order of their text: no number or moment passes through JavaScript. */
async function* rowsOf(transaction: Transaction<Tables>, table: string): AsyncGenerator<string, void, undefined> {
  await sql`declare dumped cursor for select to_json(kept)::text as row from ${sql.table(table)} as kept
    order by to_json(kept)::text collate "C"`.execute(transaction)
  for (;;) {
    const { rows } = await sql<{ row: string }>`fetch ${sql.lit(ROWS_AT_ONCE)} from dumped`.execute(transaction)
    for (const { row } of rows) yield row
    if (rows.length < ROWS_AT_ONCE) break
  }
  await sql`close dumped`.execute(transaction)
}

function lineOf(value: DumpHeader | DumpEnd): string {
  return `${JSON.stringify(value)}\n`
}
