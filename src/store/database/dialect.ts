// Kysely on either engine: the embedded one and the server speak the same SQL, so the dialect is one.

import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'

/** What runs the SQL: PostgreSQL in this process, or a server. */
export interface Engine {
  acquire(): Promise<EngineSession>
  close(): Promise<void>
}

/** A connection for as long as it is held. Errors that are not of the SQL itself come as `DatabaseUnavailable`. */
export interface EngineSession {
  query(sql: string, parameters: readonly unknown[]): Promise<EngineResult>
  /** After a commit, before it is acknowledged. */
  afterCommit(): Promise<void>
  release(): void
}

export interface EngineResult {
  readonly rows: unknown[]
  readonly affectedRows: number | undefined
}

export function dialectOf(engine: Engine): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driverOf(engine),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

class SessionConnection implements DatabaseConnection {
  readonly session: EngineSession
  constructor(session: EngineSession) {
    this.session = session
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, affectedRows } = await this.session.query(sql, parameters)
    return {
      rows: rows as Row[],
      ...(affectedRows === undefined ? {} : { numAffectedRows: BigInt(affectedRows) }),
    }
  }

  streamQuery(): never {
    throw new Error('rows are read page by page here, not streamed')
  }
}

function driverOf(engine: Engine): Driver {
  const run = (connection: DatabaseConnection, sql: string) => connection.executeQuery(CompiledQuery.raw(sql))
  return {
    init: async () => {},
    acquireConnection: async () => new SessionConnection(await engine.acquire()),
    beginTransaction: async (connection, settings) => {
      await run(connection, `begin${modes(settings)}`)
    },
    commitTransaction: async (connection) => {
      await run(connection, 'commit')
      await (connection as SessionConnection).session.afterCommit()
    },
    rollbackTransaction: async (connection) => {
      await run(connection, 'rollback')
    },
    releaseConnection: async (connection) => (connection as SessionConnection).session.release(),
    destroy: () => engine.close(),
  }
}

function modes({ isolationLevel, accessMode }: TransactionSettings): string {
  return `${isolationLevel ? ` isolation level ${isolationLevel}` : ''}${accessMode ? ` ${accessMode}` : ''}`
}
