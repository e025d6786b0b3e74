// Everything of the application as a folder of plain files: what was done, and every file it refers to.
//
// Snapshots and results never change: a second backup into another folder is a whole one too, and costs only the copying.

import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { type DatabasePlace, openDatabase } from '#store/database/open-database.ts'
import { restoreDatabase } from '#store/database/restore.ts'
import { fingerprintFile } from '#store/fingerprint.ts'
import { PRODUCT } from '../../product.ts'
import { bindDataFolder, openBoundDatabase } from '../bind-data-folder.ts'
import { DataFolders } from '../data-folders.ts'
import type { Progress } from '../../load-workspace.ts'

const ACTS_FILE = 'acts.ndjson'
const LIST_FILE = 'backup.json'
/** Folders of files; what is made in `scratch` is of nobody. */
const FOLDERS = ['snapshots', 'results', 'arrivals'] as const

interface BackupList {
  readonly mainstay: 'backup'
  readonly product: string
  readonly files: readonly { readonly name: string; readonly sha256: string }[]
}

export interface BackupPlace {
  /** Folder of all data. */
  readonly data: string
  /** Address of the PostgreSQL server that keeps the acts; without, they are in `data`. */
  readonly postgres?: string
}

export function databaseOf({ data, postgres }: BackupPlace): DatabasePlace {
  return postgres === undefined
    ? { kind: 'embedded', folder: new DataFolders(data).database }
    : { kind: 'postgres', url: postgres }
}

/**
 * Whole or not at all; throws where something stands at `to` already, and where there is no database or not the one of the
 * files. Nothing of what is backed up is made or changed.
 */
export async function backUp(place: BackupPlace, to: string, progress: Progress): Promise<{ files: number }> {
  if (existsSync(to)) throw new Error(`\`${to}\` exists already: name a new folder for the backup`)
  const database = await openBoundDatabase(databaseOf(place), new DataFolders(place.data))
  const making = `${resolve(to)}.making-${process.pid}`
  try {
    try {
      await mkdir(making, { recursive: true, mode: 0o700 })
      progress('writing what was done')
      // After the acts: what they refer to is there by then, and stays while it is copied.
      const dump = database.dump(() => copyFolders(place.data, making, progress))
      await pipeline(dump, createWriteStream(join(making, ACTS_FILE), { flush: true }))
    } finally {
      await database.close()
    }
    const files = await listFiles(making)
    const list: BackupList = {
      mainstay: 'backup',
      product: PRODUCT.version,
      files: await fingerprints(making, files, progress),
    }
    await writeFile(join(making, LIST_FILE), `${JSON.stringify(list, undefined, 1)}\n`, { flush: true })
    await rename(making, to)
    return { files: files.length }
  } finally {
    await rm(making, { recursive: true, force: true })
  }
}

async function copyFolders(data: string, into: string, progress: Progress): Promise<void> {
  for (const folder of FOLDERS) {
    progress(`copying ${folder}`)
    const from = join(data, folder)
    if (existsSync(from)) await cp(from, join(into, folder), { recursive: true, filter: isFinished })
  }
}

function isFinished(path: string): boolean {
  return !/\/\.making-[^/]*$/.test(path)
}

/** Into a folder where nothing is yet; the backup is verified first. */
export async function restore(from: string, place: BackupPlace, progress: Progress): Promise<{ files: number }> {
  const damages = await verifyBackup(from, progress)
  if (damages.length > 0) throw new Error(`the backup \`${from}\` is damaged:\n${damages.join('\n')}`)
  if (existsSync(place.data) && (await readdir(place.data)).length > 0)
    throw new Error(`\`${place.data}\` is not empty: restore into a folder where nothing is yet`)
  const list = await readList(from)
  await new DataFolders(place.data).make()
  for (const folder of FOLDERS) {
    progress(`copying ${folder}`)
    if (existsSync(join(from, folder))) await cp(join(from, folder), join(place.data, folder), { recursive: true })
  }
  progress('reading in what was done')
  const folders = new DataFolders(place.data)
  await restoreDatabase(databaseOf(place), linesOf(join(from, ACTS_FILE)))
  const database = await openDatabase(databaseOf(place))
  // A folder and a database of their own: the one that was backed up may still be there.
  try {
    await bindDataFolder(database, databaseOf(place), folders)
  } finally {
    await database.close()
  }
  return { files: list.files.length }
}

/** Opened when the first line is asked for: one opened before would have run through by then. */
async function* linesOf(path: string): AsyncGenerator<string> {
  yield* createInterface({ input: createReadStream(path), crlfDelay: Infinity })
}

/** One sentence a damage. */
export async function verifyBackup(folder: string, progress: Progress): Promise<string[]> {
  const { files } = await readList(folder)
  const damages: string[] = []
  for (const [index, { name, sha256 }] of files.entries()) {
    progress('verifying', index, files.length)
    const path = join(folder, name)
    if (!existsSync(path)) damages.push(`${name}: missing`)
    else if ((await fingerprintFile(path)) !== sha256) damages.push(`${name}: changed since it was written`)
  }
  const known = new Set([...files.map(({ name }) => name), LIST_FILE])
  for (const name of await listFiles(folder)) if (!known.has(name)) damages.push(`${name}: not of this backup`)
  return damages
}

async function readList(folder: string): Promise<BackupList> {
  const path = join(folder, LIST_FILE)
  if (!existsSync(path)) throw new Error(`\`${folder}\` is no backup: it has no ${LIST_FILE}`)
  const list = JSON.parse(await readFile(path, 'utf8')) as BackupList
  if (list.mainstay !== 'backup') throw new Error(`\`${path}\` is not what \`mainstay backup\` writes`)
  // A name from a file never leads out of its folder.
  for (const { name } of list.files)
    if (relative(folder, resolve(folder, name)).startsWith('..'))
      throw new Error(`\`${path}\` names \`${name}\`, outside of it`)
  return list
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort(compareIdentifiers)
}

async function fingerprints(
  folder: string,
  names: readonly string[],
  progress: Progress,
): Promise<BackupList['files']> {
  const files: { name: string; sha256: string }[] = []
  for (const [index, name] of names.entries()) {
    progress('fingerprinting', index, names.length)
    files.push({ name, sha256: await fingerprintFile(join(folder, name)) })
  }
  return files
}
