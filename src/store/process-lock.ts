// One process at a time: a lock is a file that names the process that holds it. A lock whose process is gone is taken over.

import { readFileSync } from 'node:fs'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { isRunning } from './running-process.ts'

/** Locks this process holds or is about to: one that bears our number otherwise was left by a process that had it before. */
const heldLocks = new Set<string>()

/**
 * Takes the lock; the function returned gives it back. `refuse` makes the error for a lock that is held, given who holds
 * it, such as `process 4711`.
 */
export async function takeLock(lock: string, refuse: (holder: string) => Error): Promise<() => Promise<void>> {
  if (heldLocks.has(lock)) throw refuse(`process ${process.pid}`)
  heldLocks.add(lock)
  // Linked into place with its content, so that nobody ever reads a lock without a holder.
  const ready = `${lock}-${process.pid}`
  try {
    await writeFile(ready, `${process.pid}\n${startOf(process.pid)}\n${hostname()}\n`)
    while (!(await linkIfFree(ready, lock))) {
      const holder = await readFile(lock, 'utf8').catch(() => '')
      if (isHeld(holder)) throw refuse(sayHolder(holder))
      await removeStaleLock(lock, holder)
    }
  } catch (error) {
    heldLocks.delete(lock)
    throw error
  } finally {
    await rm(ready, { force: true })
  }
  return async () => {
    await rm(lock, { force: true })
    heldLocks.delete(lock)
  }
}

/**
 * Removes the lock with this content. Of two processes that have read it only one can rename it; the other may find that
 * it renamed the new lock of the first, and puts that back.
 */
export async function removeStaleLock(lock: string, content: string): Promise<void> {
  const taken = `${lock}-taken-${process.pid}`
  try {
    await rename(lock, taken)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if ((await readFile(taken, 'utf8')) !== content) await linkIfFree(taken, lock)
  await rm(taken, { force: true })
}

async function linkIfFree(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** What another machine holds is taken to be held: nobody here can ask it whether the process still runs. */
function isHeld(content: string): boolean {
  const [processId = '', start = '', host = ''] = content.split('\n')
  if (host !== '' && host !== hostname()) return true
  if (!isRunning(Number(processId))) return false
  // Numbers of processes are given out again: one that started at another moment is another process.
  if (start !== '') return startOf(Number(processId)) === start
  return Number(processId) !== process.pid
}

function sayHolder(content: string): string {
  const [processId = '', , host = ''] = content.split('\n')
  return host === '' || host === hostname() ? `process ${processId}` : `process ${processId} on \`${host}\``
}

/** When a process started, in ticks since the machine did (proc(5), field 22 of `stat`); '' where that is not to be had. */
function startOf(processId: number): string {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8')
    // The name of the program, field 2, stands in parentheses and may hold spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
