// The application served by its command, on a free port, as a person would start it.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { testTemplate } from '#store/database/fixtures/test-database.ts'

export interface Served {
  readonly process: ChildProcess
  readonly address: string
  /** On standard error, so far. */
  readonly said: { errors: string }
}

/** `data`: folder of all data, which begins with a database made once for all: to make one takes seconds of the processor. */
export async function serveNew(data: string, ...options: readonly string[]): Promise<Served> {
  await cp(await testTemplate(), join(data, 'database'), { recursive: true })
  return serve(data, ...options)
}

/** `data`: folder of all data. */
export function startServing(data: string, ...options: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['bin/mainstay.mjs', 'serve', '--data', data, '--port', '0', ...options])
}

export async function serve(data: string, ...options: readonly string[]): Promise<Served> {
  const child = startServing(data, ...options)
  const said = { errors: '' }
  child.stderr!.on('data', (text) => (said.errors += text))
  for await (const line of createInterface({ input: child.stdout! })) {
    const address = /http:\/\/\S+/.exec(line)?.[0]
    if (address === undefined) continue
    child.stdout!.resume()
    return { process: child, address, said }
  }
  throw new Error(`it ended and said: ${said.errors}`)
}

export async function endServing({ process: child }: Served, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}
