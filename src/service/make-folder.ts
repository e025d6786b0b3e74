// Makes the folder a workspace is to stand in, with those above it, or says in one sentence why it cannot.

import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { describeUnwritable } from './write-output.ts'

/** Throws where something stands in the folder that would be written over. */
export function refuseFilledFolder(folder: string): void {
  if (folder === '') throw new Error('a folder without a name: `.` is the one you stand in')
  if (isFolder(folder) && readdirSync(folder).length > 0) throw new Error(`\`${folder}\` is not empty`)
}

export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeWithThoseAbove(resolve(folder))
  } catch (error) {
    throw describeUnwritable(folder, error, 'cannot be made a folder', WORDS)
  }
}

const WORDS = {
  ENOENT: 'nothing can be made there',
  ENOTDIR: 'a file stands where a folder is needed',
  EEXIST: 'a file stands where a folder is needed',
}

/** Not `recursive`: that tries for ever where a folder takes no other, such as in /proc. */
async function makeWithThoseAbove(path: string): Promise<void> {
  if (isFolder(path)) return
  const above = dirname(path)
  if (above !== path) await makeWithThoseAbove(above)
  try {
    await mkdir(path)
  } catch (error) {
    // Somebody else may have made it in the meantime.
    if (!isFolder(path)) throw error
  }
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory()
}
