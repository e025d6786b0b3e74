// Which jobs made what is sealed, or found it made already: one that refers to it is always among them. So what no job came to
// refer to can be told from what the database merely does not know of, because it was restored from before it came.
//
// A note a digest, a job a line; it is there before what it tells of, and lines are only ever added.

import { constants } from 'node:fs'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Maker {
  /** Of the notes of an organisation. */
  readonly folder: string
  /** Id of the job. */
  readonly job: string
}

/** To be called before what is made is put in its place. */
export async function noteMaker({ folder, job }: Maker, digest: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await append(join(folder, digest), constants.O_CREAT, job)
}

/** Of what is there already. Where nobody noted who made it nobody begins to: others than those noted may refer to it. */
export async function noteFinder({ folder, job }: Maker, digest: string): Promise<void> {
  await append(join(folder, digest), 0, job).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}

async function append(path: string, flags: number, job: string): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_APPEND | flags, 0o600)
  try {
    await file.writeFile(`${job}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

const JOB = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Ids of the jobs; undefined where it cannot be told of all. */
export async function makersOf(folder: string, digest: string): Promise<readonly string[] | undefined> {
  const text = await readFile(join(folder, digest), 'utf8').catch(() => '')
  const jobs = text.split('\n').slice(0, -1)
  const isWhole = text.endsWith('\n') && jobs.every((job) => JOB.test(job))
  return isWhole ? [...new Set(jobs)] : undefined
}
