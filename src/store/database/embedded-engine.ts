// PostgreSQL inside this process (PGlite), in a folder that no other process may open at the same time.
//
// It has neither a lock nor a flush of its own. The lock is a file beside the folder. After each commit the log is flushed
// to the disk before anybody is told; what that does not promise is said in docs/decisions/0014.

import { cp, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { wordRefusal } from '#base/refusals.ts'
import { type HeldLock, LONGEST_UNTOUCHED_MS, takeLock } from '../process-lock.ts'
import type { Engine, EngineResult, EngineSession } from './dialect.ts'
import {
  DatabaseFull,
  DatabaseLocked,
  DatabaseOfOtherVersion,
  DatabaseUnavailable,
  isDiskFull,
  sqlStateOf,
} from './refusals.ts'

/** The log is worked off when it has grown by this: nothing else in the process does it. */
const LOG_BETWEEN_CHECKPOINTS_BYTES = 32 << 20

const INT8 = 20
const READ_AS = { parsers: { [INT8]: Number } }

/** The version of PostgreSQL whose files PGlite reads, as it stands in `PG_VERSION`. */
const FILES_OF_VERSION = '18'

export interface EmbeddedPlace {
  readonly kind: 'embedded'
  readonly folder: string
  /** The folder of a closed database that a new one begins as a copy of: far faster than making one. */
  readonly template?: string
}

/** `onLost`: told once another process has taken the database over; nothing is read or written from then on. */
export async function openEmbedded(
  place: EmbeddedPlace,
  onLost: (error: DatabaseUnavailable) => void = () => undefined,
): Promise<Engine> {
  const folder = resolve(place.folder)
  await mkdir(dirname(folder), { recursive: true }).catch((error: unknown) => refuseFolder(folder, error))
  const path = `${folder}.lock`
  const lock = await takeLock(path, (holder) => lockedBy(holder, folder, path)).catch((error: unknown) =>
    refuseFolder(folder, error),
  )
  try {
    await makeIfNew(folder, place.template)
    lock.lost.addEventListener('abort', () => onLost(lostTo(lock, folder)))
    return new EmbeddedEngine(folder, await start(folder), lock)
  } catch (error) {
    await lock.release()
    throw error
  }
}

function lostTo({ lost, untouchedMs }: HeldLock, folder: string): DatabaseUnavailable {
  const who =
    lost.reason === ''
      ? `the lock of the database \`${folder}\` is gone`
      : `the database \`${folder}\` is open in ${lost.reason} by now`
  const why =
    untouchedMs > LONGEST_UNTOUCHED_MS
      ? `this process gave no sign of life for ${Math.floor(untouchedMs / 1000)} seconds, as on a machine that was suspended`
      : 'it was taken or removed while this process ran'
  return new DatabaseUnavailable(
    `${who}: ${why}; it stops, so that nothing is damaged. Start it anew once no other has the database open`,
  )
}

function lockedBy(holder: string, folder: string, lock: string): DatabaseLocked {
  return new DatabaseLocked(
    `the database \`${folder}\` is open in ${holder}: end it first, or reach the data through it; if that process is no Mainstay, remove \`${lock}\``,
  )
}

function refuseFolder(folder: string, error: unknown): never {
  const { code } = error as NodeJS.ErrnoException
  if (code === undefined) throw error
  // `mkdir` says of a file where a folder should be that something is there.
  const words = wordRefusal(code === 'EEXIST' ? 'ENOTDIR' : code, 'reading')
  throw new DatabaseUnavailable(`the database \`${folder}\` cannot be opened: ${words}`, { cause: error })
}

/** A new database is made beside its folder and renamed, so that one whose making was cut short is never opened. */
async function makeIfNew(folder: string, template: string | undefined): Promise<void> {
  const making = `${folder}.making`
  await rm(making, { recursive: true, force: true })
  if (await isDatabase(folder)) return
  if (template === undefined) await (await start(making)).close()
  else await cp(template, making, { recursive: true })
  await flushFolder(making)
  await rename(making, folder)
}

async function isDatabase(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    return refuseFolder(folder, error)
  })
  if (names.length === 0) return false
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => '')
  if (version.trim() === FILES_OF_VERSION) return true
  throw new DatabaseOfOtherVersion(
    version === ''
      ? `\`${folder}\` holds files and no database: name a folder that is empty or not there`
      : `the database \`${folder}\` is of PostgreSQL ${version.trim()}, and this product reads ${FILES_OF_VERSION}: restore a backup into a new folder`,
  )
}

async function start(folder: string): Promise<PGlite> {
  try {
    return await PGlite.create(folder)
  } catch (error) {
    throw new DatabaseUnavailable(`the database \`${folder}\` does not start: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

interface LogPosition {
  readonly bytes: number
  /** The file of the log this position is in. */
  readonly file: string
}

class EmbeddedEngine implements Engine {
  readonly #folder: string
  readonly #lock: HeldLock
  #lite: PGlite
  /** It failed in a way that is not of the SQL, such as a full disk: it is started anew for the next who asks. */
  #isBroken = false
  #isClosed = false
  #flushed: LogPosition | undefined
  #checkpointBytes = 0
  /** One connection, so one holder at a time, in the order in which they asked. */
  #turn: Promise<void> = Promise.resolve()

  constructor(folder: string, lite: PGlite, lock: HeldLock) {
    this.#folder = folder
    this.#lite = lite
    this.#lock = lock
  }

  async acquire(): Promise<EngineSession> {
    const { promise: ended, resolve: end } = withResolvers()
    const before = this.#turn
    this.#turn = before.then(() => ended)
    await before
    try {
      if (this.#isClosed) throw new DatabaseUnavailable('the database is closed')
      await this.#refuseLost()
      if (this.#isBroken) await this.#restart()
    } catch (error) {
      end()
      throw error
    }
    return {
      query: (sql, parameters) => this.#query(sql, parameters),
      afterCommit: () => this.#flushLog(),
      release: end,
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return
    const session = await this.acquire().catch(() => undefined)
    this.#isClosed = true
    try {
      if (session) {
        await this.#lite.exec('checkpoint')
        await this.#lite.close()
        await flushFolder(this.#folder)
      }
    } finally {
      await this.#lock.release()
      session?.release()
    }
  }

  /** Another process may have the folder: nothing is to be written into it, nor read from what was held of it. */
  async #refuseLost(): Promise<void> {
    const isHeld = await this.#lock.isHeld().catch((error: unknown) => refuseFolder(this.#folder, error))
    if (!isHeld) throw lostTo(this.#lock, this.#folder)
  }

  async #query(sql: string, parameters: readonly unknown[]): Promise<EngineResult> {
    await this.#refuseLost()
    try {
      // Without parameters there may be several statements: the last one's rows are the answer.
      const result =
        parameters.length === 0
          ? (await this.#lite.exec(sql, READ_AS)).at(-1)
          : await this.#lite.query(sql, [...parameters], READ_AS)
      return { rows: result?.rows ?? [], affectedRows: result?.affectedRows }
    } catch (error) {
      throw await this.#tellFailure(error)
    }
  }

  /** An error of the SQL as it is; any other where the database still answers, also that its disk is full; else that it does not. */
  async #tellFailure(error: unknown): Promise<unknown> {
    const state = sqlStateOf(error)
    if (state !== undefined && !isOfTheMachine(state)) return error
    const answers = await this.#lite.query('select 1').then(
      () => true,
      (failure: unknown) => sqlStateOf(failure) === '25P02', // the transaction has failed, and the database answers
    )
    if (!answers) this.#isBroken = true
    else if (state === undefined) return error
    else if (isDiskFull(error))
      return new DatabaseFull(`the disk is full: ${(error as Error).message}`, { cause: error })
    return new DatabaseUnavailable(`the database does not work now: ${(error as Error).message}`, { cause: error })
  }

  async #restart(): Promise<void> {
    await this.#lite.close().catch(() => {})
    this.#lite = await start(this.#folder)
    this.#isBroken = false
    this.#flushed = undefined
  }

  async #flushLog(): Promise<void> {
    const position = await this.#logPosition()
    if (position.bytes === this.#flushed?.bytes) return
    const from = this.#flushed?.file ?? position.file
    const log = join(this.#folder, 'pg_wal')
    const files = from === position.file ? [position.file] : await readdir(log)
    for (const file of files) if (file >= from && file <= position.file) await flushFile(join(log, file))
    this.#flushed = position
    if (position.bytes - this.#checkpointBytes >= LOG_BETWEEN_CHECKPOINTS_BYTES) await this.#tidy(position)
  }

  /** What a server's background processes do. */
  async #tidy({ bytes }: LogPosition): Promise<void> {
    if (this.#checkpointBytes > 0) {
      await this.#lite.exec('vacuum analyze')
      await this.#lite.exec('checkpoint')
      await flushFolder(this.#folder)
    }
    this.#checkpointBytes = bytes
  }

  async #logPosition(): Promise<LogPosition> {
    const { rows } = await this.#query(
      `select (lsn - '0/0')::bigint as bytes, pg_walfile_name(lsn) as file from pg_current_wal_insert_lsn() as lsn`,
      [],
    )
    return rows[0] as LogPosition
  }
}

/** Classes 53 (no disk, no memory), 58 (error of input or output) and XX (damage), of PostgreSQL's appendix A. */
function isOfTheMachine(sqlState: string): boolean {
  return /^(53|58|XX)/.test(sqlState)
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolveIt = () => {}
  const promise = new Promise<void>((done) => {
    resolveIt = done
  })
  return { promise, resolve: resolveIt }
}

/** Flushed side by side: a thousand files one after the other would take seconds. */
const FLUSHED_AT_ONCE = 16

async function flushFolder(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const waiting = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const flushNext = async (): Promise<void> => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) await flushFile(path)
  }
  await Promise.all(Array.from({ length: FLUSHED_AT_ONCE }, flushNext))
}

async function flushFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.datasync()
  } finally {
    await file.close()
  }
}
