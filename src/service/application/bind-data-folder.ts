// A folder of data and the database of its acts belong together: both bear the same random identity. With the database of
// another folder, or with a new one, everything in the folder would look like nobody's.

import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { claimDataFolder, dataFolderOf, recogniseOrganisations } from '#store/database/data-folder.ts'
import { type Database, type DatabasePlace, openDatabase } from '#store/database/open-database.ts'
import type { DataFolders } from './data-folders.ts'

/** The folder and the database are not of each other. The message says what to do. */
export class WrongDatabase extends Error {
  override readonly name = 'WrongDatabase'
}

/** Before an embedded database is made: it throws `WrongDatabase` where the folder has one elsewhere. */
export async function refuseNewDatabase(place: DatabasePlace, folders: DataFolders): Promise<void> {
  if (place.kind !== 'embedded' || existsSync(place.folder)) return
  if ((await identityOf(folders)) !== undefined || (await folders.organisations()).length > 0)
    throw new WrongDatabase(
      `\`${folders.root}\` holds the files of a database that is not in it: set \`MAINSTAY_POSTGRES\` to the address of the server that keeps what was done, or name another folder with \`--data\``,
    )
}

/** At the first opening both are given an identity; at any other it throws `WrongDatabase` where they differ. */
export async function bindDataFolder(database: Database, place: DatabasePlace, folders: DataFolders): Promise<void> {
  const [ofFolder, organisations] = [await identityOf(folders), await folders.organisations()]
  const ofDatabase = await database.asSystem(async (acts) => {
    const known = await dataFolderOf(acts)
    if (known !== undefined && known === ofFolder) return known
    const { known: recognised, refersToFiles } = await recogniseOrganisations(acts, organisations)
    const isNew = organisations.length === 0 && !refersToFiles && ofFolder === undefined
    const isUnbound = known === undefined || ofFolder === undefined
    if (!isUnbound || !(isNew || recognised.size > 0)) throw new WrongDatabase(sayWrong(place, folders))
    return claimDataFolder(acts, ofFolder)
  })
  if (ofFolder === undefined) await writeIdentity(folders, ofDatabase)
  else if (ofFolder !== ofDatabase) throw new WrongDatabase(sayWrong(place, folders))
}

/** For reading: the database as it stands, and nothing made or changed. Throws `WrongDatabase` too. */
export async function openBoundDatabase(place: DatabasePlace, folders: DataFolders): Promise<Database> {
  if (!existsSync(folders.root))
    throw new Error(`\`${folders.root}\` is not there: \`--data\` names the folder of all data`)
  await refuseNewDatabase(place, folders)
  const database = await openDatabase(place, { isToBeKept: true })
  try {
    const ofDatabase = await database.asSystem(dataFolderOf)
    if (ofDatabase === undefined || ofDatabase !== (await identityOf(folders)))
      throw new WrongDatabase(sayWrong(place, folders))
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

function sayWrong(place: DatabasePlace, { root }: DataFolders): string {
  const remedy = 'name the folder that belongs to it with `--data`, or restore a backup into a new one'
  return place.kind === 'embedded'
    ? `the database in \`${place.folder}\` is not the one the files in \`${root}\` belong to: if they belong to a server, set \`MAINSTAY_POSTGRES\` to its address; else ${remedy}`
    : `the database \`MAINSTAY_POSTGRES\` names is not the one the files in \`${root}\` belong to: set it to the right address, or ${remedy}`
}

async function identityOf({ identity }: DataFolders): Promise<string | undefined> {
  const text = await readFile(identity, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\n$/.test(text))
    throw new WrongDatabase(
      `\`${identity}\` is damaged: it holds no identity of a folder of data; restore it from a backup`,
    )
  return text.trim()
}

async function writeIdentity({ identity }: DataFolders, id: string): Promise<void> {
  const making = `${identity}.new`
  await writeFile(making, `${id}\n`, { mode: 0o600, flush: true })
  await rename(making, identity)
}
