// Writes a result to a file: whole or not at all.

import { rename, rm } from 'node:fs/promises'
import { writeChunks } from '#store/workspace-folder.ts'

export async function writeOutput(path: string, chunks: Iterable<string>): Promise<void> {
  const making = `${path}.making-${process.pid}`
  try {
    await writeChunks(making, chunks)
    await rename(making, path)
  } finally {
    await rm(making, { force: true })
  }
}
