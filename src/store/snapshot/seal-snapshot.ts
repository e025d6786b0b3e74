// Seals what a workspace states now: its files and its tables, immutable, in a folder named after its content.
//
// A snapshot is made in a folder `.making-…` beside its place, flushed to the disk, and renamed at last: killed at any moment
// it leaves nothing or the whole. Sealing the same again finds it there and writes nothing.

import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { wordRefusal } from '#base/refusals.ts'
import type { FactTable } from '#model/fact-table.ts'
import { TABLES } from '#model/tables.ts'
import { beginMaking, clearAbandoned, endMaking } from '../abandoned.ts'
import { withSystemCode } from '../duckdb-refusal.ts'
import { fingerprintFile } from '../fingerprint.ts'
import { type Maker, noteFinder, noteMaker } from '../makers.ts'
import { listWorkspaceInputs, writeChunks } from '../workspace-folder.ts'
import { openDatabase } from './database.ts'
import {
  digestInputs,
  INPUTS_FOLDER,
  isDigest,
  readSealed,
  SEALED_FILE,
  type SealedFile,
  type SealedSnapshot,
  type SealedTable,
  TABLES_FOLDER,
} from './sealed.ts'
import { writeSealedTable } from './write-table.ts'

export interface SealRequest {
  /** The folder of a workspace. */
  readonly workspace: string
  /** The tables as they were loaded from it. */
  readonly facts: readonly FactTable[]
  /** Fingerprints of files as they were loaded: where one has changed since, nothing is sealed. */
  readonly loaded?: readonly { readonly name: string; readonly sha256: string }[]
  /** The folder that snapshots are kept in; made where it is not there. */
  readonly snapshots: string
  readonly product: string
  /** Absent: nobody but a removal clears it away. */
  readonly maker?: Maker
  /** Digest of a snapshot there whose files are linked to where they are the same. */
  readonly previous?: string
  readonly limits?: { readonly memoryBytes: number; readonly threads: number }
  /** Called between tables; sealing ends with its reason, and leaves nothing. */
  readonly signal?: AbortSignal
  readonly progress?: (what: string) => void
}

export interface Sealing {
  readonly digest: string
  readonly folder: string
  readonly sealed: SealedSnapshot
  /** False where it was there already. */
  readonly isNew: boolean
}

/** What a large inventory takes while its tables are written; beyond it DuckDB spills into the folder being made. */
const DEFAULT_LIMITS = { memoryBytes: 4 * 2 ** 30, threads: 2 }

/**
 * Throws, and leaves nothing behind, where a file changed since it was loaded, is a link out of the folder, or cannot be
 * written: of a full disk the error says so, and has the code `ENOSPC`.
 */
export async function sealSnapshot(request: SealRequest): Promise<Sealing> {
  const { workspace, snapshots } = request
  const inputs = await fingerprintInputs(workspace)
  refuseChanged(inputs, request.loaded ?? [])
  try {
    const found = await findSealed(request, digestInputs(inputs))
    if (found) return found
    await mkdir(snapshots, { recursive: true })
    await clearAbandoned(snapshots)
    return await seal(request, inputs)
  } catch (error) {
    throw describeFailure(error)
  }
}

async function fingerprintInputs(workspace: string): Promise<SealedFile[]> {
  const inputs: SealedFile[] = []
  for (const name of await listWorkspaceInputs(workspace)) {
    const path = join(workspace, name)
    inputs.push({ name, sha256: await fingerprintFile(path), bytes: (await stat(path)).size })
  }
  return inputs
}

function refuseChanged(
  inputs: readonly SealedFile[],
  loaded: readonly { readonly name: string; readonly sha256: string }[],
): void {
  const now = new Map(inputs.map(({ name, sha256 }) => [name, sha256]))
  const changed = loaded.find(({ name, sha256 }) => now.has(name) && now.get(name) !== sha256)
  if (changed) throw new Error(`\`${changed.name}\` changed while it was read: load the workspace again`)
}

async function findSealed({ snapshots, maker }: SealRequest, digest: string): Promise<Sealing | undefined> {
  const folder = join(snapshots, digest)
  if (!existsSync(folder)) return undefined
  if (maker) await noteFinder(maker, digest)
  return { digest, folder, sealed: await readSealed(folder), isNew: false }
}

async function seal(request: SealRequest, expected: readonly SealedFile[]): Promise<Sealing> {
  const { snapshots, product, progress } = request
  const making = beginMaking(snapshots)
  try {
    await mkdir(making)
    progress?.('copying the files')
    const inputs = await takeInputs(request, expected, join(making, INPUTS_FOLDER))
    // What is copied is what was fingerprinted, or what the tables say is not what the files say.
    refuseChanged(inputs, expected)
    const tables = await writeTables(request, making)
    const digest = digestInputs(inputs)
    const sealed: SealedSnapshot = { schema: 1, digest, product, inputs, tables }
    await writeChunks(join(making, SEALED_FILE), [`${JSON.stringify(sealed, undefined, 2)}\n`])
    await syncFolders(making)
    request.signal?.throwIfAborted()
    return await putInPlace(making, request, sealed)
  } finally {
    await endMaking(making)
  }
}

async function takeInputs(
  { workspace, snapshots, previous, signal }: SealRequest,
  expected: readonly SealedFile[],
  into: string,
): Promise<SealedFile[]> {
  const linkable = previous === undefined ? new Map() : await listLinkable(snapshots, previous)
  const inputs: SealedFile[] = []
  for (const { name, sha256, bytes } of expected) {
    signal?.throwIfAborted()
    const path = join(into, name)
    await mkdir(dirname(path), { recursive: true })
    const sealed = linkable.get(sha256)
    if (sealed !== undefined && (await linkIfPossible(sealed, path))) inputs.push({ name, sha256, bytes })
    else inputs.push({ name, ...(await copyFile(join(workspace, name), path)) })
  }
  return inputs
}

/** Files of a sealed snapshot by fingerprint: nobody edits them, so that two snapshots may share one. */
async function listLinkable(snapshots: string, digest: string): Promise<ReadonlyMap<string, string>> {
  if (!isDigest(digest)) throw new Error(`\`${digest}\` is no digest of a snapshot`)
  const folder = join(snapshots, digest)
  const sealed = await readSealed(folder).catch(() => undefined)
  return new Map(sealed?.inputs.map(({ name, sha256 }) => [sha256, join(folder, INPUTS_FOLDER, name)]) ?? [])
}

async function linkIfPossible(from: string, to: string): Promise<boolean> {
  try {
    // One that was damaged is not spread.
    if ((await stat(from)).size === 0) return false
    await link(from, to)
    return true
  } catch {
    return false
  }
}

/** Copies and flushes; what is told is told of the copy. */
async function copyFile(from: string, to: string): Promise<Pick<SealedFile, 'sha256' | 'bytes'>> {
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(to, 'wx')
  try {
    for await (const chunk of createReadStream(from, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>) {
      hash.update(chunk)
      bytes += chunk.byteLength
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), bytes }
}

async function writeTables(
  { facts, limits = DEFAULT_LIMITS, signal, progress }: SealRequest,
  making: string,
): Promise<SealedTable[]> {
  const folder = join(making, TABLES_FOLDER)
  await mkdir(folder)
  const spill = join(making, '.spill')
  const instance = await openDatabase(making, limits, spill)
  const sealed: SealedTable[] = []
  try {
    const connection = await instance.connect()
    for (const schema of TABLES) {
      const tables = facts.filter((table) => table.schema.name === schema.name)
      if (tables.length === 0) continue
      signal?.throwIfAborted()
      progress?.(`writing ${schema.name}`)
      const path = join(folder, `${schema.name}.parquet`)
      const written = await writeSealedTable(connection, schema, tables, path)
      await syncFile(path)
      sealed.push({ ...written, sha256: await fingerprintFile(path), bytes: (await stat(path)).size })
    }
    connection.closeSync()
  } finally {
    instance.closeSync()
    await rm(spill, { recursive: true, force: true })
  }
  return sealed
}

async function putInPlace(making: string, request: SealRequest, sealed: SealedSnapshot): Promise<Sealing> {
  const { snapshots, maker } = request
  const folder = join(snapshots, sealed.digest)
  const madeMeanwhile = await findSealed(request, sealed.digest)
  if (madeMeanwhile) return madeMeanwhile
  if (maker) await noteMaker(maker, sealed.digest)
  try {
    await rename(making, folder)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    const found = ['ENOTEMPTY', 'EEXIST'].includes(code) && (await findSealed(request, sealed.digest))
    if (!found) throw error
    return found
  }
  await syncFile(snapshots)
  return { digest: sealed.digest, folder, sealed, isNew: true }
}

/** A name in a folder lasts once the folder is flushed too. */
async function syncFolders(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await syncFolders(join(folder, entry.name))
  await syncFile(folder)
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

function describeFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { code } = withSystemCode(error) as NodeJS.ErrnoException
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error
  const words = `the snapshot cannot be kept: ${wordRefusal(code, 'writing')}; nothing of it was left behind`
  return Object.assign(new Error(words, { cause: error }), { code })
}
