// Whether a sealed snapshot is still what was sealed: every file of it, by its content.

import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { wordRefusal } from '#base/refusals.ts'
import { fingerprintFile } from '../fingerprint.ts'
import { digestInputs, INPUTS_FOLDER, readSealed, SEALED_FILE, type SealedSnapshot, TABLES_FOLDER } from './sealed.ts'

/** One a file. */
export interface SnapshotDamage {
  /** `unreadable`: the system refuses it, or `sealed.json` says nothing that can be read. */
  readonly kind: 'missing' | 'changed' | 'too many' | 'unreadable'
  /** Relative to the folder of the snapshot. */
  readonly file: string
  readonly problem: string
}

export interface SnapshotVerification {
  /** As the folder is named. */
  readonly digest: string
  readonly files: number
  readonly damages: readonly SnapshotDamage[]
}

export async function verifySnapshot(folder: string): Promise<SnapshotVerification> {
  const digest = basename(resolve(folder))
  let sealed: SealedSnapshot
  try {
    sealed = await readSealed(folder)
  } catch (error) {
    return { digest, files: 0, damages: [describeError(SEALED_FILE, error)] }
  }
  const expected = new Map<string, string>([
    ...sealed.inputs.map(({ name, sha256 }): [string, string] => [`${INPUTS_FOLDER}/${name}`, sha256]),
    ...sealed.tables.map(({ name, sha256 }): [string, string] => [`${TABLES_FOLDER}/${name}.parquet`, sha256]),
  ])
  const damages: SnapshotDamage[] = []
  const now = digestInputs(sealed.inputs)
  // Its own list may be what was changed: the folder is named after what the list must come to.
  if (now !== sealed.digest || now !== digest)
    damages.push({
      kind: 'changed',
      file: SEALED_FILE,
      problem: `lists inputs that come to ${now}, in a snapshot named ${digest}`,
    })
  for (const [file, sha256] of expected) {
    const damage = await verifyFile(folder, file, sha256)
    if (damage) damages.push(damage)
  }
  for (const file of await listFiles(folder, ''))
    if (file !== SEALED_FILE && !expected.has(file))
      damages.push({ kind: 'too many', file, problem: 'was not sealed with the snapshot' })
  return {
    digest,
    files: expected.size + 1,
    damages: damages.sort((left, right) => compareIdentifiers(left.file, right.file)),
  }
}

async function verifyFile(folder: string, file: string, sha256: string): Promise<SnapshotDamage | undefined> {
  try {
    const now = await fingerprintFile(join(folder, file))
    return now === sha256
      ? undefined
      : { kind: 'changed', file, problem: `comes to sha256 ${now}, and was sealed as ${sha256}` }
  } catch (error) {
    return describeError(file, error)
  }
}

function describeError(file: string, error: unknown): SnapshotDamage {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return { kind: 'missing', file, problem: 'is not there' }
  const problem = code === undefined ? message : `cannot be read: ${wordRefusal(code, 'reading')}`
  return { kind: code === undefined ? 'changed' : 'unreadable', file, problem }
}

async function listFiles(folder: string, prefix: string): Promise<string[]> {
  const entries: Dirent[] = await readdir(join(folder, prefix), { withFileTypes: true }).catch(() => [])
  const files: string[] = []
  for (const entry of entries) {
    if (entry.isDirectory()) files.push(...(await listFiles(folder, `${prefix}${entry.name}/`)))
    else files.push(prefix + entry.name)
  }
  return files
}
