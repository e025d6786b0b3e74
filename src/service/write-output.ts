// Writes a result to a file: whole or not at all.

import { rename, rm } from 'node:fs/promises'
import { writeChunks } from '#store/workspace-folder.ts'

/** Throws an error that names `path`, not the file it is made under, where it cannot be written. */
export async function writeOutput(path: string, chunks: Iterable<string>): Promise<void> {
  const making = `${path}.making-${process.pid}`
  try {
    await writeChunks(making, chunks)
    await rename(making, path)
  } catch (error) {
    throw describeUnwritable(path, error, 'cannot be written')
  } finally {
    await rm(making, { force: true })
  }
}

/** What the system refused, in words and by the name the user gave; any other error as it is. */
export function describeUnwritable(
  path: string,
  error: unknown,
  what: string,
  words: Readonly<Record<string, string>> = {},
): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === undefined) return error
  return new Error(`\`${path}\` ${what}: ${words[code] ?? WORDS[code] ?? code}`, { cause: error })
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'no such folder',
  ENOTDIR: 'no such folder',
  EISDIR: 'it is a folder',
  EBUSY: 'it is a folder',
  ENOTEMPTY: 'it is a folder',
  EACCES: 'not allowed to this user',
  EPERM: 'not allowed to this user',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
}
