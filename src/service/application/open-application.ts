// Opens the application on a folder of data, with everything that works behind it.

import { availableParallelism, userInfo } from 'node:os'
import { formatDay } from '#base/calendar.ts'
import type { Asker, Application } from './application.ts'
import { addMember } from '#store/database/memberships.ts'
import { type DatabasePlace, openDatabase } from '#store/database/open-database.ts'
import { dropExpiredRequests } from '#store/database/idempotency.ts'
import { requeueAll } from '#store/database/jobs.ts'
import { createOrganisation, listOrganisations } from '#store/database/organisations.ts'
import { meetPerson } from '#store/database/people.ts'
import type { Database } from '#store/database/open-database.ts'
import { PRODUCT } from '../product.ts'
import { bindDataFolder, refuseNewDatabase } from './bind-data-folder.ts'
import { FileClearing } from './clear-files.ts'
import { DataFolders } from './data-folders.ts'
import { WorkDesk } from './jobs/work-desk.ts'
import { SnapshotReaders } from './snapshot-readers.ts'
import { Sweep } from './sweep.ts'

export interface ApplicationSettings {
  /** Folder of all data. */
  readonly data: string
  readonly mode: Application['mode']
  /** Address of a PostgreSQL server for acts; without, they are kept in `data`. */
  readonly postgres?: string
  /** Jobs done side by side; by default half of the cores. */
  readonly jobsAtOnce?: number
  readonly now?: () => Date
  /** Between two sweeps of what has expired or is nobody's; an hour where it is not given. */
  readonly sweepEveryMs?: number
  readonly onTrouble: (error: unknown) => void
  /** Told once another process has taken the embedded database over: this one is to end at once. */
  readonly onLost?: (error: Error) => void
}

export interface OpenApplication extends Application {
  /** Who asks where nobody signs in. */
  readonly local: (Asker & { readonly name: string; readonly organisationName: string }) | undefined
  close(): Promise<void>
}

/** Throws `WrongDatabase` where the folder of data and the database do not belong together; nothing is changed then. */
export async function openApplication(settings: ApplicationSettings): Promise<OpenApplication> {
  const { data, mode, postgres, now = () => new Date(), sweepEveryMs, onTrouble, onLost } = settings
  const folders = new DataFolders(data)
  await folders.make()
  const place: DatabasePlace =
    postgres === undefined ? { kind: 'embedded', folder: folders.database } : { kind: 'postgres', url: postgres }
  await refuseNewDatabase(place, folders)
  const database = await openDatabase(place, { now, ...(onLost && { onLost }) })
  try {
    await bindDataFolder(database, place, folders)
    await folders.clearAbandoned()
    await dropExpired(database)
    // A server may have workers elsewhere; what is embedded is open here alone, and nobody works at its jobs any more.
    if (place.kind === 'embedded') await database.asSystem(requeueAll)
    const readers = new SnapshotReaders(folders)
    const application = {
      mode,
      version: PRODUCT.version,
      database,
      folders,
      readers,
      today: () => civilDay(now()),
      nudge: () => desk.nudge(),
      clearFiles: (organisation: string) => clearing.begin(organisation),
    }
    const clearing = new FileClearing(application, onTrouble)
    await clearing.beginWithAll()
    const desk = new WorkDesk(application, { atOnce: settings.jobsAtOnce ?? halfOfCores(), onTrouble })
    const local = mode === 'local' ? await meetLocalPerson(database) : undefined
    desk.open()
    const sweep = new Sweep(
      async (signal) => {
        await dropExpired(database, signal)
        await clearing.sweep(signal)
      },
      { onTrouble, ...(sweepEveryMs === undefined ? {} : { everyMs: sweepEveryMs }) },
    )
    return {
      ...application,
      local,
      async close() {
        await sweep.close()
        await desk.close()
        await clearing.close()
        readers.close()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Requests that nobody may send again. */
async function dropExpired(database: Database, signal?: AbortSignal): Promise<void> {
  while (signal?.aborted !== true && !(await database.asSystem((acts) => dropExpiredRequests(acts)))) continue
}

function halfOfCores(): number {
  return Math.max(1, Math.floor(availableParallelism() / 2))
}

/** The day as it is where the server stands. */
function civilDay(now: Date): string {
  return formatDay(Math.floor((now.getTime() - now.getTimezoneOffset() * 60_000) / 86_400_000))
}

const LOCAL_ISSUER = 'urn:mainstay:local'

/** One person and one organisation, made at the first start. */
async function meetLocalPerson(database: Database): Promise<OpenApplication['local']> {
  return database.asSystem(async (acts) => {
    const person = await meetPerson(acts, { issuer: LOCAL_ISSUER, subject: 'local', name: localName(), email: null })
    const known = (await listOrganisations(acts, { limit: 1 })).rows[0]
    const organisation = known ?? (await createOrganisation(acts, { name: 'This computer', kind: 'operator' }))
    const role = 'administrator'
    await addMember(acts, { organisation: organisation.id, person: person.id, role })
    return {
      organisation: organisation.id,
      person: person.id,
      role,
      name: person.name,
      organisationName: organisation.name,
    }
  })
}

function localName(): string {
  try {
    return userInfo().username || 'You'
  } catch {
    // A user without a name on this machine.
    return 'You'
  }
}
