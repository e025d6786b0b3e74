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
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new Error(`\`${path}\` cannot be written: ${WORDS[code] ?? code}`, { cause: error })
  } finally {
    await rm(making, { force: true })
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'no such folder',
  ENOTDIR: 'no such folder',
  EISDIR: 'it is a folder',
  EACCES: 'not allowed to this user',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
}
