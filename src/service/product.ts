// Which Mainstay this is, and where what it ships lies.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder of the package: two levels above this file, built, bundled or not. */
const ROOT = new URL('../../', import.meta.url)

export const PRODUCT = {
  name: 'mainstay',
  version: (JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as { version: string }).version,
} as const

export function shippedFolder(name: 'rules' | 'vendors' | 'examples'): string {
  return fileURLToPath(new URL(`${name}/`, ROOT))
}

/** A file or folder of what is built: no thread or process runs sources. */
export function builtFile(name: string): URL {
  return new URL(`dist/${name}`, ROOT)
}
