// Runs one file in several threads until all have ended. Where one fails, or the caller has had enough, all are ended.

import { Worker } from 'node:worker_threads'

export interface ThreadWatch {
  /** Takes what a thread posts. */
  readonly onMessage?: (message: unknown) => void
  /** Its reason is what is thrown when it aborts. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Each thread has `data` as its workerData: a copy, but for columns in shared memory. It takes none of the options its
 * parent runs with, such as that of a test to resolve imports to sources.
 */
export async function runThreads(file: URL, data: unknown, threads: number, watch: ThreadWatch = {}): Promise<void> {
  const { signal, onMessage = () => undefined } = watch
  signal?.throwIfAborted()
  const workers = Array.from({ length: threads }, () => new Worker(file, { workerData: data, execArgv: [] }))
  const ended = workers.map(async (worker) => {
    await new Promise<void>((resolve, reject) => {
      worker.on('message', onMessage)
      worker.once('error', reject)
      worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a thread ended with code ${code}`))))
    })
  })
  let giveUp: () => void = () => undefined
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal?.reason as Error)
  })
  signal?.addEventListener('abort', giveUp)
  try {
    await Promise.race([Promise.all(ended), aborted])
  } finally {
    signal?.removeEventListener('abort', giveUp)
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

/** The same value with its columns in memory that threads share; what is there already stays. */
export function share<Value>(value: Value): Value {
  return shared(value) as Value
}

type Column = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

function shared(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return shareColumn(value as Column)
  if (Array.isArray(value)) return value.map(shared)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shared(one)]))
}

function shareColumn(column: Column): Column {
  if (column.buffer instanceof SharedArrayBuffer) return column
  const Kind = column.constructor as new (buffer: SharedArrayBuffer) => Column
  const copy = new Kind(new SharedArrayBuffer(column.byteLength))
  copy.set(column)
  return copy
}
