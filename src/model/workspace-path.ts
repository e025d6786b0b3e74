// Which paths within the folder of a workspace are those it is read from: said once, for whoever lists such a folder and for
// whoever brings one along.

import { tableNamedBy, TABLES } from './tables.ts'

/** `elements.csv`, `elements.2.csv` (a second file of the table), `elements.join.csv` (columns to be joined). */
export const TABLE_FILE = /^([a-z-]+)(?:\.(\d+|join(?:\d+)?))?\.(csv|parquet)$/

const TABLE_NAMES: ReadonlySet<string> = new Set(TABLES.map((table) => table.name))

export const MANIFEST_FILE = 'mainstay.yaml'

const IMPORTS = 'imports'

/** Says which folder of imports is the current one. */
export const IMPORTS_POINTER = `${IMPORTS}/CURRENT`

/** Whether a file of this name is one of a table. */
export function isTableFile(file: string): boolean {
  return TABLE_NAMES.has(TABLE_FILE.exec(file)?.[1] ?? '')
}

/** Whether it is kept by hand: manifest, tables, plans a scenario may name, own packs, vendors and scenarios. */
export function isOwnFile(path: string): boolean {
  const [folder, file, ...rest] = path.split('/')
  if (isPlanFile(path)) return folder !== IMPORTS || file === undefined
  if (file === undefined) return path === MANIFEST_FILE || isTableFile(path)
  return rest.length === 0 && /^(rules|vendors|scenarios)$/.test(folder!) && /\.ya?ml$/.test(file)
}

/** Whether a scenario may name it as its plan. */
function isPlanFile(path: string): boolean {
  const file = path.slice(path.lastIndexOf('/') + 1)
  return /\.(csv|parquet)$/.test(file) && tableNamedBy(file)?.name === 'plan'
}

/** Whether it is a table among the imports that is of none of them: nobody looks for one there, nor may a scenario name it. */
export function isTableAstray(path: string): boolean {
  if (!path.startsWith(`${IMPORTS}/`) || isImportedFile(path)) return false
  return isPlanFile(path) || isTableFile(path.slice(path.lastIndexOf('/') + 1))
}

/** Of the folders a path leads through the first that has the name of a file of a workspace, so that it can be none. */
export function findFileOnTheWay(path: string): string | undefined {
  const parts = path.split('/')
  const folders = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
  return folders.find((folder) => isOwnFile(folder) || isImportedFile(folder))
}

const IMPORTED = /^imports\/([0-9a-f]{64})\/[^/]+\/([^/]+)$/

/** Whether it came by an import: the pointer to the current one, and what is in it. */
export function isImportedFile(path: string): boolean {
  const [, , file] = IMPORTED.exec(path) ?? []
  return path === IMPORTS_POINTER || file === 'source.json' || isTableFile(file ?? '')
}

/**
 * Of the paths of a folder those that are read of the workspace in it, or of which is told that they are not, and how each is
 * called within it; undefined where it holds none. `currentImport`: what the pointer says, where it was read.
 */
export function pathsOfWorkspace(
  paths: readonly string[],
  currentImport?: string,
): ReadonlyMap<string, string> | undefined {
  const manifests = paths.filter((path) => path === MANIFEST_FILE || path.endsWith(`/${MANIFEST_FILE}`))
  const [manifest] = manifests.sort((left, right) => left.length - right.length)
  if (manifest === undefined) return undefined
  const root = manifest.slice(0, -MANIFEST_FILE.length)
  const within = paths
    .filter((path) => path.startsWith(root))
    .map((path) => [path, path.slice(root.length)] as const)
    .filter(([, name]) => !/(^|\/)\./.test(name))
  return new Map(
    within.filter(([, name]) => {
      if (!name.startsWith(`${IMPORTS}/`)) return isOwnFile(name)
      if (isTableAstray(name)) return true
      return isImportedFile(name) && (name === IMPORTS_POINTER || IMPORTED.exec(name)?.[1] === currentImport)
    }),
  )
}
