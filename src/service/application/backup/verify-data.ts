// Whether everything the application keeps is whole: what was done hangs together, and every file is what it was.

import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fingerprintText } from '#store/fingerprint.ts'
import { type KeptFile, type KeptFiles, listKeptFiles } from '#store/database/kept-files.ts'
import { readResult } from '#store/result-file.ts'
import { verifySnapshot } from '#store/snapshot/index.ts'
import { openBoundDatabase } from '../bind-data-folder.ts'
import { DataFolders } from '../data-folders.ts'
import type { Progress } from '../../load-workspace.ts'
import { type BackupPlace, databaseOf } from './back-up.ts'

export interface DataVerified {
  readonly rows: number
  readonly snapshots: number
  readonly results: number
  /** One sentence each; none where all is whole. */
  readonly damages: readonly string[]
}

export async function verifyData(place: BackupPlace, progress: Progress): Promise<DataVerified> {
  const damages: string[] = []
  const database = await openBoundDatabase(databaseOf(place), new DataFolders(place.data))
  let rows = 0
  let kept: KeptFiles
  try {
    progress('verifying what was done')
    const verified = await database.verify()
    rows = Object.values(verified.rows).reduce((sum, count) => sum + count, 0)
    for (const { table, constraint, rows: broken } of verified.broken)
      damages.push(`${table}: ${broken} rows refer to nothing (${constraint})`)
    kept = await database.asSystem(listKeptFiles)
  } finally {
    await database.close()
  }
  const { root } = new DataFolders(place.data)
  const snapshots = await below(join(root, 'snapshots'))
  for (const [index, path] of snapshots.entries()) {
    progress('verifying snapshots', index, snapshots.length)
    for (const { file, problem } of (await verifySnapshot(join(root, 'snapshots', path))).damages)
      damages.push(`snapshots/${path}/${file}: ${problem}`)
  }
  for (const path of kept.snapshots.map(pathOf))
    if (!snapshots.includes(path)) damages.push(`snapshots/${path}: missing, and referred to`)
  const results = (await below(join(root, 'results'))).filter((path) => path.endsWith('.json.gz'))
  for (const [index, path] of results.entries()) {
    progress('verifying results', index, results.length)
    const damage = await verifyResult(root, path)
    if (damage !== undefined) damages.push(`results/${path}: ${damage}`)
  }
  for (const path of kept.results.map(pathOf))
    if (!results.includes(`${path}.json.gz`)) damages.push(`results/${path}.json.gz: missing, and referred to`)
  return { rows, snapshots: snapshots.length, results: results.length, damages }
}

function pathOf({ organisation, digest }: KeptFile): string {
  return `${organisation}/${digest}`
}

async function verifyResult(root: string, path: string): Promise<string | undefined> {
  const [organisation, file] = path.split('/') as [string, string]
  const digest = file.slice(0, -'.json.gz'.length)
  try {
    const text = await readResult(join(root, 'results', organisation), digest)
    return fingerprintText(text) === digest ? undefined : 'changed since it was written'
  } catch (error) {
    return `cannot be read: ${(error as Error).message}`
  }
}

/** What lies in the folders of the organisations, without what is being made. */
async function below(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const organisation of existsSync(folder) ? await readdir(folder) : [])
    for (const name of await readdir(join(folder, organisation)))
      if (!name.startsWith('.')) found.push(`${organisation}/${name}`)
  return found.sort()
}
