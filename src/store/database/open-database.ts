// The database of acts: who did what with which facts. Embedded in this process, or a PostgreSQL server; the same schema
// and the same SQL on both.

import { AsyncLocalStorage } from 'node:async_hooks'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CamelCasePlugin, Kysely, sql, type Transaction } from 'kysely'
import type { Member, MemberActs, SystemActs } from './acts.ts'
import { dialectOf } from './dialect.ts'
import { dumpActs } from './dump.ts'
import { type EmbeddedPlace, openEmbedded } from './embedded-engine.ts'
import { checkCurrent, migrate, SCHEMA } from './migrate.ts'
import { DatabaseUnavailable } from './refusals.ts'
import { MEMBER_ROLE, SYSTEM_ROLE } from './roles.ts'
import { openServer, type ServerPlace } from './server-engine.ts'
import type { Tables } from './tables.ts'
import { type Verified, verifyActs } from './verify.ts'

/** Where the database lies. */
export type DatabasePlace = EmbeddedPlace | ServerPlace

export interface DatabaseOptions {
  /** The clock; the machine's where it is not given. */
  readonly now?: () => Date
  /** Neither made nor brought up to date: what is not there, or of another version, is refused. */
  readonly isToBeKept?: boolean
  /** Told once another process has taken an embedded database over: this one is to end, for nothing is answered any more. */
  readonly onLost?: (error: DatabaseUnavailable) => void
}

export interface Database {
  /**
   * A transaction in the name of a member: it sees and changes rows of their organisation only, whatever SQL is run. It is
   * done when the promise is; an error of `work` undoes all of it.
   */
  asMember<Result>(member: Member, work: (acts: MemberActs) => Promise<Result>): Promise<Result>
  /** A transaction across organisations: for running jobs, signing in and starting up. */
  asSystem<Result>(work: (acts: SystemActs) => Promise<Result>): Promise<Result>
  /** Throws `DatabaseUnavailable` where the database does not answer. */
  ping(): Promise<void>
  /**
   * All acts as lines of JSON, for `restoreDatabase`: of one moment, each with its line feed. `whileFilesStay` is called after
   * the last: no file the lines refer to is cleared away until it resolves.
   */
  dump(whileFilesStay?: () => Promise<void>): AsyncIterable<string>
  /** Counts the rows and looks for references to nothing. */
  verify(): Promise<Verified>
  close(): Promise<void>
}

/**
 * Opens the database and brings its schema up to date, or leaves it as it is. Throws `DatabaseUnavailable`, `DatabaseLocked` or
 * `DatabaseOfOtherVersion`.
 */
export async function openDatabase(
  place: DatabasePlace,
  { now = () => new Date(), isToBeKept = false, onLost }: DatabaseOptions = {},
): Promise<Database> {
  if (isToBeKept && place.kind === 'embedded' && !existsSync(join(place.folder, 'PG_VERSION')))
    throw new DatabaseUnavailable(`there is no database in \`${place.folder}\``)
  const kysely = await connect(place, onLost)
  try {
    await (isToBeKept ? checkCurrent(kysely) : migrate(kysely))
  } catch (error) {
    await kysely.destroy()
    throw error
  }
  return new OpenDatabase(kysely, now)
}

/** The database as it stands, whatever its schema. */
export async function connect(place: DatabasePlace, onLost?: DatabaseOptions['onLost']): Promise<Kysely<Tables>> {
  const engine = place.kind === 'embedded' ? await openEmbedded(place, onLost) : openServer(place)
  return new Kysely<Tables>({
    dialect: dialectOf(engine),
    // Only the names of columns: keys within JSON are as they were written.
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}

class OpenDatabase implements Database {
  readonly #kysely: Kysely<Tables>
  readonly #now: () => Date
  readonly #within = new AsyncLocalStorage<{ isOpen: boolean }>()
  #isClosed = false

  constructor(kysely: Kysely<Tables>, now: () => Date) {
    this.#kysely = kysely
    this.#now = now
  }

  asMember<Result>(member: Member, work: (acts: MemberActs) => Promise<Result>): Promise<Result> {
    return this.#transact(async (transaction) => {
      return work(await actAsMember({ sql: transaction, now: this.#now() }, member))
    })
  }

  asSystem<Result>(work: (acts: SystemActs) => Promise<Result>): Promise<Result> {
    return this.#transact(async (transaction) => {
      await actAsSystem(transaction)
      return work({ sql: transaction, now: this.#now() })
    })
  }

  async ping(): Promise<void> {
    await sql`select 1`.execute(this.#kysely)
  }

  dump(whileFilesStay?: () => Promise<void>): AsyncIterable<string> {
    return dumpActs(this.#kysely, whileFilesStay)
  }

  verify(): Promise<Verified> {
    return verifyActs(this.#kysely)
  }

  close(): Promise<void> {
    this.#isClosed = true
    return this.#kysely.destroy()
  }

  async #transact<Result>(work: (transaction: Transaction<Tables>) => Promise<Result>): Promise<Result> {
    if (this.#isClosed) throw new DatabaseUnavailable('the database was closed')
    // The embedded database has one connection: the inner transaction would wait for the outer one for ever.
    if (this.#within.getStore()?.isOpen) throw new Error('a transaction within a transaction: hand `acts` on instead')
    const transaction = { isOpen: true }
    try {
      return await this.#within.run(transaction, () => this.#kysely.transaction().execute(work))
    } finally {
      transaction.isOpen = false
    }
  }
}

/** The database for what takes part in this transaction: each transaction of the same member becomes a part of it. */
export function joinTransaction(database: Database, acts: MemberActs): Database {
  const { organisation, person } = acts.member
  return {
    asMember: async (member, work) => {
      if (member.organisation !== organisation || member.person !== person)
        throw new Error('a transaction of one member is no transaction of another')
      return work(acts)
    },
    asSystem: (work) => database.asSystem(work),
    ping: () => database.ping(),
    dump: (whileFilesStay) => database.dump(whileFilesStay),
    verify: () => database.verify(),
    close: () => database.close(),
  }
}

/** What is left of the transaction is done in the name of the member. */
export async function actAsMember({ sql: transaction, now }: SystemActs, member: Member): Promise<MemberActs> {
  await sql`select set_config('search_path', ${SCHEMA}, true), set_config('role', ${MEMBER_ROLE}, true),
    set_config('mainstay.organisation', ${member.organisation}, true),
    set_config('mainstay.person', ${member.person}, true),
    set_config('mainstay.role', ${member.role}, true)`.execute(transaction)
  return { sql: transaction, member, now }
}

export async function actAsSystem(transaction: Transaction<Tables>): Promise<void> {
  await sql`select set_config('search_path', ${SCHEMA}, true), set_config('role', ${SYSTEM_ROLE}, true)`.execute(
    transaction,
  )
}
