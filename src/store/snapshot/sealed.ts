// What `sealed.json` says of a snapshot: the files it was sealed from, and the tables made from them.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { fingerprintText } from '../fingerprint.ts'

export const SEALED_FILE = 'sealed.json'
export const INPUTS_FOLDER = 'inputs'
export const TABLES_FOLDER = 'tables'

/** A file of a snapshot. */
export interface SealedFile {
  /** Relative to `inputs/`, with `/` between folders. */
  readonly name: string
  readonly sha256: string
  readonly bytes: number
}

export interface SealedTable {
  readonly name: string
  readonly rows: number
  /** Those that any of the files has, in the order of the schema; the others are blank on every row. */
  readonly columns: readonly string[]
  /** Of `tables/<name>.parquet`. */
  readonly sha256: string
  readonly bytes: number
}

export interface SealedSnapshot {
  readonly schema: 1
  readonly digest: string
  /** Which Mainstay made the tables. */
  readonly product: string
  /** In order of name. */
  readonly inputs: readonly SealedFile[]
  /** In the order of the workspace's tables. */
  readonly tables: readonly SealedTable[]
}

export function isDigest(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}

/** What a snapshot is named after: its inputs by name and content, and nothing else. */
export function digestInputs(inputs: readonly Pick<SealedFile, 'name' | 'sha256'>[]): string {
  const sorted = [...inputs].sort((left, right) => compareIdentifiers(left.name, right.name))
  // JSON, so that no name can look like two lines.
  return fingerprintText(JSON.stringify(sorted.map(({ name, sha256 }) => [name, sha256])))
}

/** Throws where it is missing or not what was written. */
export async function readSealed(folder: string): Promise<SealedSnapshot> {
  const text = await readFile(join(folder, SEALED_FILE), 'utf8')
  let sealed: unknown
  try {
    sealed = JSON.parse(text)
  } catch {
    sealed = undefined
  }
  if (!isSealed(sealed)) throw new Error(`\`${SEALED_FILE}\` is not what this product wrote`)
  return sealed
}

function isSealed(value: unknown): value is SealedSnapshot {
  const sealed = value as Partial<SealedSnapshot> | null
  return (
    sealed?.schema === 1 &&
    typeof sealed.digest === 'string' &&
    isDigest(sealed.digest) &&
    Array.isArray(sealed.inputs) &&
    sealed.inputs.every(isSealedFile) &&
    Array.isArray(sealed.tables) &&
    sealed.tables.every((table: SealedTable) => isSealedFile(table) && Array.isArray(table.columns))
  )
}

function isSealedFile(file: Partial<SealedFile> | null): boolean {
  return typeof file?.name === 'string' && typeof file.sha256 === 'string' && Number.isInteger(file.bytes)
}
