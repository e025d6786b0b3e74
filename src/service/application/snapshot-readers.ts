// The tables of the snapshots that are looked at, kept open as long as they fit.

import { join } from 'node:path'
import { openTables, type ReaderLimits, type TableReader } from '#store/snapshot/index.ts'
import type { DataFolders } from './data-folders.ts'

export interface ReadersSettings {
  /** Snapshots held open at once; the one asked about longest ago goes first. */
  readonly most: number
  readonly limits?: ReaderLimits
}

interface OpenReader {
  readonly reader: Promise<TableReader>
  users: number
  isDropped: boolean
}

export class SnapshotReaders {
  readonly #folders: DataFolders
  readonly #settings: ReadersSettings
  /** In order of use, the latest last. */
  readonly #open = new Map<string, OpenReader>()

  constructor(folders: DataFolders, settings: ReadersSettings = { most: 4 }) {
    this.#folders = folders
    this.#settings = settings
  }

  /** Whoever is done with the reader gives it back by having ended `work`: none is closed under somebody's hands. */
  async use<Result>(
    organisation: string,
    digest: string,
    work: (reader: TableReader) => Promise<Result>,
  ): Promise<Result> {
    const { reader, release } = await this.hold(organisation, digest)
    try {
      return await work(reader)
    } finally {
      release()
    }
  }

  /** The same for what goes on after it was called, such as an export: `release` must be called, once or more often. */
  async hold(organisation: string, digest: string): Promise<{ reader: TableReader; release: () => void }> {
    const folder = join(this.#folders.snapshots(organisation), digest)
    const held = this.#open.get(folder) ?? this.#begin(folder)
    this.#open.delete(folder)
    this.#open.set(folder, held)
    this.#dropOldest()
    held.users += 1
    let isReleased = false
    const release = (): void => {
      if (isReleased) return
      isReleased = true
      held.users -= 1
      if (held.isDropped && held.users === 0) closeReader(held)
    }
    try {
      return { reader: await held.reader, release }
    } catch (error) {
      release()
      // Another may have been begun since.
      if (this.#open.get(folder) === held) this.#open.delete(folder)
      throw error
    }
  }

  /** The folder of the snapshot goes: whoever reads it yet may do so to the end, and nobody begins anew. */
  forget(folder: string): void {
    const held = this.#open.get(folder)
    if (held) this.#drop(folder, held)
  }

  close(): void {
    for (const held of this.#open.values()) closeReader(held)
    this.#open.clear()
  }

  #begin(folder: string): OpenReader {
    return { reader: openTables(folder, this.#settings.limits), users: 0, isDropped: false }
  }

  #dropOldest(): void {
    for (const [folder, held] of this.#open) {
      if (this.#open.size <= this.#settings.most) return
      this.#drop(folder, held)
    }
  }

  #drop(folder: string, held: OpenReader): void {
    this.#open.delete(folder)
    held.isDropped = true
    if (held.users === 0) closeReader(held)
  }
}

function closeReader({ reader }: OpenReader): void {
  // One that could not be opened has told whoever asked for it.
  reader.then((open) => open.close()).catch(() => undefined)
}
