// What every use case of the application works with.

import type { Database } from '#store/database/open-database.ts'
import type { DataFolders } from './data-folders.ts'
import type { SnapshotReaders } from './snapshot-readers.ts'

export interface Application {
  /** local: one person on this machine, without sign-in. */
  readonly mode: 'local' | 'team'
  readonly version: string
  readonly database: Database
  readonly folders: DataFolders
  readonly readers: SnapshotReaders
  /** Says that a job waits, so that it need not wait for the next look. */
  readonly nudge: () => void
  /** Says that files of an organisation may be nobody's by now. */
  readonly clearFiles: (organisation: string) => void
  /** The civil day, `YYYY-MM-DD`, on which things are asked. */
  readonly today: () => string
}

export type { Member as Asker } from '#store/database/acts.ts'
