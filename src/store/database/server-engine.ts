// A PostgreSQL server, through a pool of connections.

import pg from 'pg'
import type { Engine, EngineResult, EngineSession } from './dialect.ts'
import { DatabaseFull, DatabaseUnavailable, isDiskFull, sqlStateOf } from './refusals.ts'

export interface ServerPlace {
  readonly kind: 'postgres'
  /** Such as `postgres://mainstay:secret@database.example/mainstay`; it is never part of a message. */
  readonly url: string
  /** Connections at most; 10 where it is not said. */
  readonly poolSize?: number
}

const CONNECT_WITHIN_MS = 5_000
/** A statement that takes longer is ended: one request must not hold the others up for ever. */
const STATEMENT_WITHIN_MS = 60_000

export function openServer({ url, poolSize = 10 }: ServerPlace): Engine {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    statement_timeout: STATEMENT_WITHIN_MS,
    idle_in_transaction_session_timeout: STATEMENT_WITHIN_MS,
    application_name: 'mainstay',
    keepAlive: true,
    types: { getTypeParser },
  })
  // A connection that breaks while nobody uses it is dropped by the pool; the next one who asks gets a new one.
  pool.on('error', () => {})
  return { acquire: () => acquire(pool), close: () => pool.end() }
}

const getTypeParser = ((oid: number, format?: 'text') =>
  oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser

async function acquire(pool: pg.Pool): Promise<EngineSession> {
  const client = await pool.connect().catch((error: unknown) => {
    throw new DatabaseUnavailable(`the database cannot be reached: ${wordsOf(error)}`, { cause: error })
  })
  // A connection that breaks between two statements would else end the process.
  let broken: Error | undefined
  const onError = (error: Error) => {
    broken = error
  }
  client.on('error', onError)
  return {
    query: async (sql, parameters): Promise<EngineResult> => {
      try {
        const { rows, rowCount } = await client.query(sql, [...parameters])
        return { rows: rows ?? [], affectedRows: rowCount ?? undefined }
      } catch (error) {
        if (!isOfTheServer(error)) throw error
        if (isDiskFull(error)) throw new DatabaseFull(`the disk is full: ${wordsOf(error)}`, { cause: error })
        broken = error as Error
        throw new DatabaseUnavailable(`the database does not answer: ${wordsOf(error)}`, { cause: error })
      }
    },
    // The server flushes its log itself.
    afterCommit: async () => {},
    release: () => {
      client.off('error', onError)
      client.release(broken)
    },
  }
}

/** An attempt at several addresses fails with several errors, and no message of its own. */
function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(wordsOf).join(', ')
  return (error as Error).message
}

/**
 * Classes 08 (connection), 53 (no disk, memory or connection left), 57P (shut down), 58 (input or output) and XX (damage)
 * of PostgreSQL's appendix A, a transaction left idle too long, and what the operating system or the library says of a
 * connection that is gone.
 */
function isOfTheServer(error: unknown): boolean {
  const state = sqlStateOf(error)
  if (state !== undefined) return /^(08|53|57P|58|XX|25P03)/.test(state)
  const { code, message } = error as NodeJS.ErrnoException
  return /^E[A-Z]+$/.test(code ?? '') || /connection (terminated|error)|not queryable|timeout/i.test(message)
}
