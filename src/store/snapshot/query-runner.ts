// Runs statements on a database, each on a connection of its own, so that any of them can be interrupted alone.

import type { DuckDBConnection, DuckDBInstance, DuckDBMaterializedResult, DuckDBValue } from '@duckdb/node-api'

/** An interruption that comes before DuckDB has begun is lost: it is said again until the statement ends. */
const INTERRUPT_AGAIN_MS = 10

export class QueryRunner {
  readonly #instance: DuckDBInstance
  readonly #running = new Set<DuckDBConnection>()
  #idle: DuckDBConnection[] = []
  #isClosed = false
  #interrupting: NodeJS.Timeout | undefined

  constructor(instance: DuckDBInstance) {
    this.#instance = instance
  }

  /** Rejects with the reason of the signal once that is aborted. */
  async run(
    statement: string,
    values: readonly DuckDBValue[] = [],
    signal?: AbortSignal,
  ): Promise<DuckDBMaterializedResult> {
    signal?.throwIfAborted()
    // What was begun beside a question goes on after its statements: it may come when all is closed.
    if (this.#isClosed) throw closed()
    const connection = this.#idle.pop() ?? (await this.#instance.connect())
    if (this.#isClosed) {
      connection.closeSync()
      throw closed()
    }
    // Nobody listened to it while the connection was made.
    if (signal?.aborted) {
      this.#idle.push(connection)
      throw signal.reason
    }
    this.#running.add(connection)
    let timer: NodeJS.Timeout | undefined
    const interrupt = (): void => {
      connection.interrupt()
      timer ??= setInterval(() => connection.interrupt(), INTERRUPT_AGAIN_MS)
    }
    signal?.addEventListener('abort', interrupt, { once: true })
    try {
      return await (values.length === 0 ? connection.run(statement) : connection.run(statement, [...values]))
    } catch (error) {
      signal?.throwIfAborted()
      if (this.#isClosed) throw closed(error)
      throw error
    } finally {
      signal?.removeEventListener('abort', interrupt)
      clearInterval(timer)
      this.#running.delete(connection)
      if (this.#isClosed) connection.closeSync()
      else this.#idle.push(connection)
      this.#closeIfDone()
    }
  }

  /** What runs is interrupted; what comes later is refused. */
  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    for (const connection of this.#idle) connection.closeSync()
    this.#idle = []
    const interrupt = (): void => {
      for (const connection of this.#running) connection.interrupt()
    }
    interrupt()
    this.#closeIfDone()
    if (this.#running.size > 0) this.#interrupting = setInterval(interrupt, INTERRUPT_AGAIN_MS)
  }

  #closeIfDone(): void {
    if (!this.#isClosed || this.#running.size > 0) return
    clearInterval(this.#interrupting)
    this.#instance.closeSync()
  }
}

function closed(cause?: unknown): Error {
  return new Error('the tables of this snapshot are closed', { cause })
}

/** The numbers of one column of a result, as whole numbers from 0. */
export function readNumbers(result: DuckDBMaterializedResult, columnIndex: number): Uint32Array {
  const numbers = new Uint32Array(result.rowCount)
  let at = 0
  for (let index = 0; index < result.chunkCount; index++) {
    const vector = result.getChunk(index).getColumnVector(columnIndex)
    for (let row = 0; row < vector.itemCount; row++) numbers[at++] = vector.getItem(row) as number
  }
  return numbers
}
