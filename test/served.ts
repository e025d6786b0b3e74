// The application served by its command, on a free port, as a person would start it.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface Served {
  readonly process: ChildProcess
  readonly address: string
  /** On standard error, so far. */
  readonly said: { errors: string }
}

/** `data`: folder of all data. */
export function startServing(data: string, ...options: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['dist/cli/main.js', 'serve', '--data', data, '--port', '0', ...options])
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
