// A workspace folder to work in, with the files of a snapshot.

import { link, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Links every file under `from` into `to`. Nothing that works there writes into a file that exists: an import makes new
 * ones and renames them into place, so the snapshot stays as it is.
 */
export async function linkInputs(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await linkInputs(source, target)
    else await link(source, target)
  }
}
