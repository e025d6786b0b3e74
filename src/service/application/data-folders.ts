// Where the application keeps what: one folder of data, and under it a folder an organisation.

import { chmod, mkdir, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { clearAbandoned } from '#store/abandoned.ts'
import { PRODUCT } from '../product.ts'

/** Where the files of an arrival lie within its folder. */
export const ARRIVED_FILES = 'files'
const OF_ORGANISATIONS = ['snapshots', 'results', 'arrivals'] as const
/** What is made of results by one version, and made anew by another. */
const MADE_OF_ANY = /^(kits|matter)-/
const KITS = `kits-${PRODUCT.version}`
const MATTER = `matter-${PRODUCT.version}`
const IDENTIFIER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Paths are made of identifiers and digests alone: a name somebody gave never becomes a folder. */
export class DataFolders {
  readonly root: string

  constructor(root: string) {
    this.root = resolve(root)
  }

  get database(): string {
    return join(this.root, 'database')
  }

  /** A file with the identity that the database has too. */
  get identity(): string {
    return join(this.root, 'identity')
  }

  /** On the same file system as what is made in it and renamed into place. */
  get scratch(): string {
    return join(this.root, 'scratch')
  }

  snapshots(organisation: string): string {
    return join(this.root, 'snapshots', checked(organisation))
  }

  results(organisation: string): string {
    return join(this.root, 'results', checked(organisation))
  }

  arrivals(organisation: string): string {
    return join(this.root, 'arrivals', checked(organisation))
  }

  /** What other rules are judged by as those of a result were; another version packs it anew. */
  kit(organisation: string, result: string): string {
    return join(this.scratch, KITS, checked(organisation), `${result}.gz`)
  }

  /** All that matters to rules of a result, a folder a rule. */
  matter(organisation: string, result: string): string {
    return join(this.scratch, MATTER, checked(organisation), result)
  }

  /** Notes of which jobs made what is sealed. */
  makers(organisation: string): string {
    return join(this.root, 'makers', checked(organisation))
  }

  /** The files of an arrival, as they came. */
  arrival(organisation: string, arrival: string): string {
    return join(this.arrivals(organisation), checked(arrival), ARRIVED_FILES)
  }

  /** What its preview told. */
  preview(organisation: string, arrival: string): string {
    return join(this.arrivals(organisation), checked(arrival), 'preview')
  }

  /** Inventories of networks are secrets: nobody else of this machine may look in. */
  async make(): Promise<void> {
    await mkdir(this.root, { recursive: true, mode: 0o700 })
    await chmod(this.root, 0o700)
    for (const folder of ['scratch', ...OF_ORGANISATIONS])
      await mkdir(join(this.root, folder), { recursive: true, mode: 0o700 })
  }

  /** Clears what processes that were killed had under way. */
  async clearAbandoned(): Promise<void> {
    await clearAbandoned(this.scratch)
    for (const name of await namesIn(this.scratch))
      if (MADE_OF_ANY.test(name) && name !== KITS && name !== MATTER)
        await rm(join(this.scratch, name), { recursive: true })
    for (const organisation of await this.organisations())
      for (const folder of OF_ORGANISATIONS) await clearAbandoned(join(this.root, folder, organisation))
  }

  /** Those that have files. */
  async organisations(): Promise<readonly string[]> {
    const listed = await Promise.all(OF_ORGANISATIONS.map((folder) => namesIn(join(this.root, folder))))
    return [...new Set(listed.flat())].filter((name) => IDENTIFIER.test(name)).sort()
  }
}

function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}

function checked(identifier: string): string {
  if (!IDENTIFIER.test(identifier)) throw new Error(`\`${identifier}\` is no identifier`)
  return identifier
}
