// What is being made bears the number of the process that makes it, so that what a killed process left behind can be told
// from what is under way, and cleared.

import { randomUUID } from 'node:crypto'
import { readdir, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, join } from 'node:path'
import { isRunning } from './running-process.ts'

const MAKING = '.making-'

/** What this process is making: that which bears its number otherwise was left by a process that had it before. */
const beingMade = new Set<string>()

/** What another machine has not touched for so long was killed there. */
const LONGEST_MAKING_MS = 24 * 3600 * 1000

/** A path nobody else has, for something to be made there; to be ended with {@link endMaking}. */
export function beginMaking(folder: string): string {
  const making = join(folder, `${MAKING}${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`)
  beingMade.add(making)
  return making
}

/** Removes what is still there under that name. */
export async function endMaking(making: string): Promise<void> {
  await rm(making, { recursive: true, force: true })
  beingMade.delete(making)
}

/** Clears what processes that were killed left behind in the folder; one that is not there has nothing. */
export async function clearAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    if (name.startsWith(MAKING) && (await isAbandoned(path))) await rm(path, { recursive: true, force: true })
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  if (beingMade.has(path)) return false
  const [, host, processId] = /^\.making-(.*)-(\d+)-[0-9a-f]+$/.exec(basename(path)) ?? []
  if (host === hostname()) return Number(processId) === process.pid || !isRunning(Number(processId))
  const found = await stat(path).catch(() => undefined)
  return found !== undefined && Date.now() - found.mtimeMs > LONGEST_MAKING_MS
}
