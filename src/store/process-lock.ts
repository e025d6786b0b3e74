// One process at a time: a lock is a file that names the process that holds it. A lock whose process is gone is taken over.
//
// Whether a process of another host still runs nobody here can ask: a container that starts anew has another name. So whoever
// holds a lock touches it again and again, and one that was not touched for long, and is not while it is watched, is taken over.
// A process of another container may have the same host name, and its number is of a process of ours, or of none: of it nobody
// here can ask either.
// Whoever was merely suspended for so long finds at the next touch, or before it does anything else, that the lock is lost.

import { randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { isRunning } from './running-process.ts'

export const TOUCHED_EVERY_MS = 5000
/** A holder that is busy may be late; a clock of another machine may be wrong. */
export const LONGEST_UNTOUCHED_MS = 60_000
const WATCHED_FOR_MS = 3 * TOUCHED_EVERY_MS

export interface HeldLock {
  /** Aborted once another has taken the lock, or it was removed; the reason is who has it by now, '' where nobody has. */
  readonly lost: AbortSignal
  /** For how long nobody had touched it when it was found lost; 0 before. */
  readonly untouchedMs: number
  /** Whether it is held still; looked up only where the last sign of life is long ago. Rejects where that cannot be told. */
  isHeld(): Promise<boolean>
  /** What another holds by now stays. */
  release(): Promise<void>
}

/** Locks this process holds or is about to: one that bears our number otherwise was left by a process that had it before. */
const heldLocks = new Set<string>()

/** Takes the lock. `refuse` makes the error for one that is held, given who holds it, such as `process 4711`. */
export async function takeLock(lock: string, refuse: (holder: string) => Error): Promise<HeldLock> {
  if (heldLocks.has(lock)) throw refuse(`process ${process.pid}`)
  heldLocks.add(lock)
  const content = `${process.pid}\n${startOf(process.pid)}\n${hostname()}\n${randomUUID()}\n${NAMESPACE}\n`
  // Linked into place with its content, so that nobody ever reads a lock without a holder.
  const ready = `${lock}-${randomUUID()}`
  try {
    await writeFile(ready, content)
    while (!(await linkIfFree(ready, lock))) {
      const holder = await readFile(lock, 'utf8').catch(() => '')
      if (isHeld(holder) && !(await isForsaken(lock, holder))) throw refuse(sayHolder(holder))
      await removeStaleLock(lock, holder)
    }
  } catch (error) {
    heldLocks.delete(lock)
    throw error
  } finally {
    await rm(ready, { force: true })
  }
  return new TakenLock(lock, content)
}

class TakenLock implements HeldLock {
  readonly #lock: string
  readonly #content: string
  readonly #losing = new AbortController()
  readonly #touching: NodeJS.Timeout
  #seenAt = Date.now()
  #untouchedMs = 0

  constructor(lock: string, content: string) {
    this.#lock = lock
    this.#content = content
    // Where it cannot be told whose it is, the next touch may tell.
    this.#touching = setInterval(() => void this.#touch().catch(() => undefined), TOUCHED_EVERY_MS)
    this.#touching.unref()
  }

  get lost(): AbortSignal {
    return this.#losing.signal
  }

  get untouchedMs(): number {
    return this.#untouchedMs
  }

  async isHeld(): Promise<boolean> {
    const age = Date.now() - this.#seenAt
    // A clock that was put back tells nothing.
    if (age < 0 || age > 2 * TOUCHED_EVERY_MS) await this.#touch()
    return !this.lost.aborted
  }

  async release(): Promise<void> {
    clearInterval(this.#touching)
    if ((await readFile(this.#lock, 'utf8').catch(() => '')) === this.#content) await rm(this.#lock, { force: true })
    heldLocks.delete(this.#lock)
  }

  async #touch(): Promise<void> {
    if (this.lost.aborted) return
    const now = new Date()
    const found = await readFile(this.#lock, 'utf8').catch((error: NodeJS.ErrnoException) => {
      // Taken away by hand, or with its folder, or by one who has ended since.
      if (error.code === 'ENOENT') return ''
      throw error
    })
    if (found === this.#content) {
      await utimes(this.#lock, now, now)
      this.#seenAt = now.getTime()
      return
    }
    clearInterval(this.#touching)
    this.#untouchedMs = Math.max(0, now.getTime() - this.#seenAt)
    this.#losing.abort(found === '' ? '' : sayHolder(found))
  }
}

/**
 * Removes the lock with this content. Of two processes that have read it only one can rename it; the other may find that
 * it renamed the new lock of the first, and puts that back.
 */
export async function removeStaleLock(lock: string, content: string): Promise<void> {
  const taken = `${lock}-taken-${randomUUID()}`
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

/** Held where the numbers of processes are not ours, by a process that gives no sign of life. */
async function isForsaken(lock: string, content: string): Promise<boolean> {
  if (!isElsewhere(content)) return false
  const touchedAt = async () => (await stat(lock).catch(() => undefined))?.mtimeMs
  const before = await touchedAt()
  if (before === undefined || Date.now() - before < LONGEST_UNTOUCHED_MS) return before === undefined
  await wait(WATCHED_FOR_MS)
  return (await touchedAt()) === before
}

/** What is held elsewhere is taken to be held, for all that its content says. */
function isHeld(content: string): boolean {
  if (isElsewhere(content)) return true
  const [processId = '', start = ''] = content.split('\n')
  if (!isRunning(Number(processId))) return false
  // Numbers of processes are given out again: one that started at another moment is another process.
  if (start !== '') return startOf(Number(processId)) === start
  return Number(processId) !== process.pid
}

function sayHolder(content: string): string {
  const [processId = '', , host = ''] = content.split('\n')
  if (!isElsewhere(content)) return `process ${processId}`
  return `process ${processId} ${host === hostname() ? 'of another container or start of the machine ' : ''}on \`${host}\``
}

/** Whether the number of the holder is none that can be asked about here. Where nothing is stated, it is taken to be of here. */
function isElsewhere(content: string): boolean {
  const [, , host = '', , namespace = ''] = content.split('\n')
  if (host === '') return false
  return host !== hostname() || namespace === '' || namespace !== NAMESPACE
}

/**
 * Where numbers of processes mean the same: since this start of the machine, in this namespace of processes
 * (pid_namespaces(7)). '' where that is not to be had: then nobody is known to be of here.
 */
const NAMESPACE = readNamespace()

function readNamespace(): string {
  if (process.platform !== 'linux') return process.platform
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return ''
  }
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
