// A file on disk as a source to read.

import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { SourceFile } from './source-file.ts'

/** `name` is the file as messages call it; throws where there is no such file. */
export async function openSource(path: string, name: string = path): Promise<SourceFile> {
  const { size } = await stat(path)
  return { name, sizeBytes: size, bytes: () => createReadStream(path, { highWaterMark: 1 << 20 }) }
}
