// Reads a dump into an empty database: all of it or nothing. One of an older product is read in as it was, and then brought
// up to date as an old database would be.

import { createHash, type Hash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { DumpEnd, DumpHeader } from './dump.ts'
import { digestOf, migrate, migrateOnce, SCHEMA } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { connect, type DatabasePlace } from './open-database.ts'
import { BackupRefused } from './refusals.ts'
import { SYSTEM_ROLE } from './roles.ts'
import type { Tables } from './tables.ts'

export interface Restored {
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>
  /** The step of the schema the dump was made at. */
  readonly step: number
}

/**
 * The lines of a dump, with or without their line feeds. Throws `BackupRefused` where the database holds rows already, or
 * the dump is damaged, cut short or of a newer product; the database is then as it was.
 */
export async function restoreDatabase(
  place: DatabasePlace,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<Restored> {
  const database = await connect(place)
  try {
    const restored = await database.transaction().execute((transaction) => restoreWithin(transaction, lines))
    await migrate(database)
    return restored
  } finally {
    await database.destroy()
  }
}

async function restoreWithin(
  transaction: Transaction<Tables>,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<Restored> {
  const hash = createHash('sha256')
  const loader = new Loader(transaction)
  let header: DumpHeader | undefined
  let end: DumpEnd | undefined
  for await (const given of lines) {
    const line = given.endsWith('\n') ? given.slice(0, -1) : given
    if (end) throw new BackupRefused('the backup goes on after its last line')
    const row = ROW.exec(line)
    if (!header) {
      header = readHeader(line)
      await makeEmptySchema(transaction, header.steps.length)
    } else if (row) await loader.take(row[1]!, row[2]!)
    else end = readEnd(line, hash)
    hash.update(`${line}\n`)
  }
  await loader.load()
  if (!header || !end) throw new BackupRefused('the backup is cut short: its last line is missing')
  for (const [table, count] of Object.entries(end.rows))
    if (count !== (loader.rows[table] ?? 0))
      throw new BackupRefused(`the backup is damaged: ${loader.rows[table] ?? 0} of ${count} rows of \`${table}\``)
  return { rows: end.rows, step: header.steps.length }
}

const ROW = /^\{"table":"([a-z_]+)","row":(\{.*\})\}$/su

function parsed(line: string): Partial<DumpHeader & DumpEnd> {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Told below.
  }
  throw new BackupRefused(`the backup is damaged: \`${line.slice(0, 120)}\` is no line of one`)
}

function readHeader(line: string): DumpHeader {
  const { mainstay, steps } = parsed(line)
  if (mainstay !== 'acts' || !Array.isArray(steps))
    throw new BackupRefused('this is no backup of a database of Mainstay')
  for (const [index, { digest }] of steps.entries()) {
    const ours = MIGRATIONS[index]
    if (!ours)
      throw new BackupRefused(
        `the backup is at step ${steps.length}, and this product knows ${MIGRATIONS.length}: restore it with a newer version`,
      )
    if (digestOf(ours) !== digest)
      throw new BackupRefused(
        `step ${index + 1} of the backup is not the one of this product: it is of another version`,
      )
  }
  return { mainstay, steps }
}

function readEnd(line: string, hash: Hash): DumpEnd {
  const { rows, sha256 } = parsed(line)
  if (!rows || sha256 !== hash.copy().digest('hex'))
    throw new BackupRefused('the backup is damaged: its lines are not those that were written')
  return { rows, sha256 }
}

/** The schema at this step, in the place of one without rows. */
async function makeEmptySchema(transaction: Transaction<Tables>, step: number): Promise<void> {
  await refuseRows(transaction)
  await sql`drop schema if exists ${sql.table(SCHEMA)} cascade`.execute(transaction)
  for (let isDone = false; !isDone; ) isDone = await migrateOnce(transaction, step)
  await actAs(transaction, SYSTEM_ROLE)
}

async function refuseRows(transaction: Transaction<Tables>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = ${SCHEMA} and tablename not in ('migrations', 'data_folder')`.execute(
    transaction,
  )
  if (rows.length === 0) return
  // The owner of the tables sees no rows: row-level security is forced.
  await actAs(transaction, SYSTEM_ROLE)
  for (const { name } of rows) {
    const found = await sql`select from ${sql.table(`${SCHEMA}.${name}`)} limit 1`.execute(transaction)
    if (found.rows.length > 0)
      throw new BackupRefused(`the database holds rows already, in \`${name}\`: restore into an empty one`)
  }
  await actAs(transaction, 'none')
}

async function actAs(transaction: Transaction<Tables>, role: string): Promise<void> {
  await sql`select set_config('role', ${role}, true)`.execute(transaction)
}

const LOADED_AT_ONCE_CHARACTERS = 1 << 20

/** Rows of one table after the other, many at a time. */
class Loader {
  readonly rows: Record<string, number> = {}
  readonly #transaction: Transaction<Tables>
  #table = ''
  #waiting: string[] = []
  #characters = 0

  constructor(transaction: Transaction<Tables>) {
    this.#transaction = transaction
  }

  async take(table: string, row: string): Promise<void> {
    if (table !== this.#table || this.#characters >= LOADED_AT_ONCE_CHARACTERS) await this.load()
    this.#table = table
    this.#waiting.push(row)
    this.#characters += row.length
  }

  async load(): Promise<void> {
    if (this.#waiting.length === 0) return
    const table = this.#table
    await sql`insert into ${sql.table(table)}
      select * from json_populate_recordset(null::${sql.table(table)}, ${`[${this.#waiting.join(',')}]`}::json)`.execute(
      this.#transaction,
    )
    this.rows[table] = (this.rows[table] ?? 0) + this.#waiting.length
    this.#waiting = []
    this.#characters = 0
  }
}
