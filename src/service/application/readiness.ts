// Whether the application can serve now: its database answers and its disk has room. And how much work waits.

import { statfs } from 'node:fs/promises'
import { countWaitingJobs } from '#store/database/jobs.ts'
import type { Application } from './application.ts'

/** Less than this, and an import of a national network may not fit. */
const LEAST_ROOM_BYTES = 512 << 20
/** Longer than any answer of a database that is well. */
const PATIENCE_MS = 3000

export interface Readiness {
  readonly isReady: boolean
  readonly database: 'answers' | 'does not answer'
  readonly disk: 'has room' | 'is nearly full' | 'cannot be read'
  readonly jobs: { readonly queued: number; readonly running: number } | undefined
}

export async function lookReady({ database, folders }: Application): Promise<Readiness> {
  const [jobs, disk] = await Promise.all([
    inTime(database.asSystem(countWaitingJobs)).catch(() => undefined),
    lookAtDisk(folders.root),
  ])
  const isReady = jobs !== undefined && disk === 'has room'
  return { isReady, database: jobs === undefined ? 'does not answer' : 'answers', disk, jobs }
}

async function lookAtDisk(folder: string): Promise<Readiness['disk']> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize < LEAST_ROOM_BYTES ? 'is nearly full' : 'has room'
  } catch {
    return 'cannot be read'
  }
}

async function inTime<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), PATIENCE_MS)
  })
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer))
}
