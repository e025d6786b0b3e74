// Writes a result to a file: whole or not at all, and never over what a network is read from.

import { createWriteStream, existsSync, realpathSync, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { wordRefusal } from '#base/refusals.ts'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isWorkspaceInput, writeChunks } from '#store/workspace-folder.ts'

/** Throws an error that names `path`, not the file it is made under, where it cannot be written. */
export async function writeOutput(path: string, chunks: Iterable<string> | Uint8Array): Promise<void> {
  refuseInput(path)
  await writeWhole(path, chunks)
}

/** The same, for whoever makes the very files that a network is read from. */
export async function writeWhole(path: string, chunks: Iterable<string> | Uint8Array): Promise<void> {
  // A link stays a link, and what is no file (a device, a pipe) is written to and not replaced.
  const target = existsSync(path) ? realpathSync(path) : path
  const making = `${target}.making-${process.pid}`
  try {
    if (isDevice(target))
      await pipeline(Readable.from(chunks instanceof Uint8Array ? [chunks] : chunks), createWriteStream(target))
    else {
      await writeChunks(making, chunks)
      await rename(making, target)
    }
  } catch (error) {
    throw describeUnwritable(path, error, 'cannot be written')
  } finally {
    await rm(making, { force: true })
  }
}

function isDevice(path: string): boolean {
  if (!existsSync(path)) return false
  const found = statSync(path)
  return !found.isFile() && !found.isDirectory()
}

/** Throws where `path` is a file that a workspace is read from: its manifest, a table, a pack, an import. */
export function refuseInput(path: string): void {
  if (!existsSync(path)) return
  const file = realpathSync(path)
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const name = relative(folder, file).split(sep).join('/')
    if (isWorkspaceInput(name) && existsSync(join(folder, 'mainstay.yaml')))
      throw new Error(`\`${path}\` is what a network is read from: name another file for the output`)
    if (folder === dirname(folder)) return
  }
}

/** Throws where `path` exists: what a person goes on working on is not written anew. */
export function refuseExisting(path: string): void {
  if (existsSync(path)) throw new Error(`\`${path}\` exists already: name another file, or take it away first`)
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
  return new Error(`\`${path}\` ${what}: ${words[code] ?? wordRefusal(code, 'writing')}`, { cause: error })
}
