// Public files that nobody of the project wrote, to try readers and names on. They are not part of the project: the
// variable MAINSTAY_PUBLIC_FILES names the folder they lie in (CONTRIBUTING.md says which they are and where to get them).

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

export interface PublicFile {
  readonly path: string
  readonly isAbsent: boolean
  /** For the title of what is skipped: why. Empty where the file is there. */
  readonly note: string
}

/** A public file or folder, by its path among the others. */
export function findPublicFile(name: string): PublicFile {
  const root = process.env.MAINSTAY_PUBLIC_FILES ?? ''
  const path = resolve(root, name)
  const isAbsent = root === '' || !existsSync(path)
  const why = root === '' ? 'MAINSTAY_PUBLIC_FILES is not set' : `no ${name} in MAINSTAY_PUBLIC_FILES`
  return { path, isAbsent, note: isAbsent ? ` (skipped: ${why})` : '' }
}
