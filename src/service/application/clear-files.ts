// Clears away the files that were given up: of a workspace that was removed, of an arrival turned down, and of an upload that
// was killed when its files were there and its row was not. What is sealed goes by a removal that stands in the database, or
// seven days after every job that made it, or found it made, has failed or was cancelled, as stands there too: a database that
// was restored from last night does not know what came since, nor the jobs it came by.
//
// Rows go first, in a transaction of their own. Then, while no job of the organisation runs, its files are moved aside in a
// moment in which nothing new can come to refer to them, and removed: killed at any moment, the next start goes on with it.

import { mkdir, readdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beginMaking, endMaking } from '#store/abandoned.ts'
import type { SystemActs } from '#store/database/acts.ts'
import { recogniseOrganisations } from '#store/database/data-folder.ts'
import { listFruitless } from '#store/database/jobs.ts'
import { listReferredFiles, type ReferredFiles } from '#store/database/kept-files.ts'
import { DatabaseUnavailable } from '#store/database/refusals.ts'
import { forgetRemovals } from '#store/database/removals.ts'
import { makersOf } from '#store/makers.ts'
import type { Application } from './application.ts'

/** Between two looks whether the jobs of an organisation have ended. */
const LOOK_EVERY_MS = 500

/**
 * An arrival the database does not know stays for so long, and what was sealed for nothing: there may be a later backup of the
 * database yet.
 */
const LOST_MS = 7 * 24 * 3600 * 1000

const DIGEST = /^[0-9a-f]{64}$/
const RESULT = /^([0-9a-f]{64})\.(json\.gz|pdf)$/
const ARRIVAL = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Paths that go together, one after the other. */
type Unwanted = readonly string[]

export class FileClearing {
  readonly #application: Pick<Application, 'database' | 'folders' | 'readers'>
  readonly #onTrouble: (error: unknown) => void
  /** Organisations that are still to be looked at. */
  readonly #wanted = new Set<string>()
  readonly #closing = new AbortController()
  #working: Promise<void> | undefined

  constructor(application: Pick<Application, 'database' | 'folders' | 'readers'>, onTrouble: (error: unknown) => void) {
    this.#application = application
    this.#onTrouble = onTrouble
  }

  /** Files of the organisation may be nobody's by now: they go as soon as none of its jobs runs. */
  readonly begin = (organisation: string): void => {
    this.#wanted.add(organisation)
    this.#work()
  }

  /** Of every organisation the database knows, once: what cannot go yet goes later. */
  async beginWithAll(): Promise<void> {
    for (const organisation of await this.#listKnown()) this.#wanted.add(organisation)
    await this.#clearWanted()
    this.#work()
  }

  /** As `beginWithAll`; what cannot go now is left for the next time. */
  async sweep(signal: AbortSignal): Promise<void> {
    for (const organisation of await this.#listKnown()) {
      if (signal.aborted) return
      await this.#tryClear(organisation)
    }
  }

  async #listKnown(): Promise<ReadonlySet<string>> {
    const { database, folders } = this.#application
    const organisations = await folders.organisations()
    return (await database.asSystem((acts) => recogniseOrganisations(acts, organisations))).known
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#working
  }

  #work(): void {
    const { signal } = this.#closing
    if (this.#working || this.#wanted.size === 0 || signal.aborted) return
    const work = async (): Promise<void> => {
      await this.#clearWanted()
      if (this.#wanted.size > 0) await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
    }
    this.#working = work().finally(() => {
      this.#working = undefined
      this.#work()
    })
  }

  async #clearWanted(): Promise<void> {
    const wanted = [...this.#wanted]
    // Asked for meanwhile, one is looked at once more.
    this.#wanted.clear()
    for (const organisation of wanted) if (!(await this.#tryClear(organisation))) this.#wanted.add(organisation)
  }

  /** False where it cannot be done yet; what went wrong otherwise is told, and left for the next start. */
  async #tryClear(organisation: string): Promise<boolean> {
    try {
      return await this.#clear(organisation)
    } catch (error) {
      if (error instanceof DatabaseUnavailable) return false
      this.#onTrouble(error)
      return true
    }
  }

  /** False where it cannot be done yet. */
  async #clear(organisation: string): Promise<boolean> {
    const { database, folders } = this.#application
    const aside = beginMaking(folders.scratch)
    try {
      return await database.asSystem(async (acts) => {
        const referred = await listReferredFiles(acts, organisation)
        if (!referred) return false
        const unwanted = [
          ...(await this.#listGivenUp(organisation, referred)),
          ...(await this.#listFruitless(acts, organisation, referred)),
        ]
        if (await this.#moveAside(organisation, unwanted, aside)) await forgetRemovals(acts, organisation)
        return true
      })
    } finally {
      await endMaking(aside)
    }
  }

  /** False where something stays until the next start. */
  async #moveAside(organisation: string, unwanted: readonly Unwanted[], aside: string): Promise<boolean> {
    const { folders, readers } = this.#application
    let isDone = true
    if (unwanted.length > 0) await mkdir(aside)
    for (const [index, paths] of unwanted.entries()) {
      try {
        for (const [part, path] of paths.entries()) {
          if (path.startsWith(folders.snapshots(organisation))) readers.forget(path)
          await renameIfThere(path, join(aside, `${index}.${part}`))
        }
      } catch (error) {
        // Held open, on some systems.
        isDone = false
        this.#onTrouble(error)
      }
    }
    return isDone
  }

  /** What is sealed under this name, and the note of who made it: last, for without it nothing more is known of the rest. */
  #sealedAs(organisation: string, digest: string): Unwanted {
    const { folders } = this.#application
    const result = join(folders.results(organisation), digest)
    return [
      join(folders.snapshots(organisation), digest),
      `${result}.json.gz`,
      `${result}.pdf`,
      folders.kit(organisation, digest),
      folders.matter(organisation, digest),
      join(folders.makers(organisation), digest),
    ]
  }

  /** What no job came to refer to, of those that made it or found it made. */
  async #listFruitless(
    acts: SystemActs,
    organisation: string,
    { snapshots, results }: ReferredFiles,
  ): Promise<readonly Unwanted[]> {
    const notes = this.#application.folders.makers(organisation)
    const makers = new Map<string, readonly string[]>()
    for (const digest of await namesIn(notes)) {
      if (!DIGEST.test(digest) || snapshots.has(digest) || results.has(digest)) continue
      const jobs = await makersOf(notes, digest)
      if (jobs) makers.set(digest, jobs)
    }
    const before = new Date(acts.now.getTime() - LOST_MS)
    const fruitless = await listFruitless(acts, organisation, {
      ids: [...new Set([...makers.values()].flat())],
      before,
    })
    return [...makers]
      .filter(([, jobs]) => jobs.every((job) => fruitless.has(job)))
      .map(([digest]) => this.#sealedAs(organisation, digest))
  }

  /** Whatever has another kind of name was not made here, and stays. */
  async #listGivenUp(organisation: string, referred: ReferredFiles): Promise<readonly Unwanted[]> {
    const { snapshots, results, arrivals, removed } = referred
    const { folders } = this.#application
    const found: Unwanted[] = []
    for (const digest of await namesIn(folders.snapshots(organisation)))
      if (DIGEST.test(digest) && !snapshots.has(digest) && removed.snapshot.has(digest))
        found.push(this.#sealedAs(organisation, digest))
    for (const name of await namesIn(folders.results(organisation))) {
      const digest = RESULT.exec(name)?.[1]
      if (digest !== undefined && !results.has(digest) && removed.result.has(digest))
        found.push(this.#sealedAs(organisation, digest))
    }
    for (const name of await namesIn(folders.arrivals(organisation))) {
      if (!ARRIVAL.test(name)) continue
      const path = join(folders.arrivals(organisation), name)
      if (!arrivals.has(name)) {
        if (removed.arrival.has(name) || (await isLost(path))) found.push([path])
      }
      // What nobody wanted is not kept; what its preview told is.
      else if (arrivals.get(name) === 'rejected') found.push([folders.arrival(organisation, name)])
    }
    return found
  }
}

function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => [])
}

async function renameIfThere(from: string, to: string): Promise<void> {
  await rename(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}

async function isLost(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found !== undefined && Date.now() - found.mtimeMs > LOST_MS
}
