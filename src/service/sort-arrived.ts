// Which of the files that come for an import are of a workspace itself, and where each lies in one; the rest is another system's.

import { basename, join } from 'node:path'
import { readTextFile } from '#intake/text-file.ts'
import { isImportedFile, isOwnFile, isTableAstray, isTableFile, MANIFEST_FILE } from '#model/workspace-path.ts'

/** What somebody writes for Mainstay itself, besides tables. */
export type DocumentKind = 'manifest' | 'scenario' | 'rule-pack' | 'vendors'

export interface ArrivedDocument {
  readonly kind: DocumentKind
  /** As it came. */
  readonly name: string
}

/** Names of files, as they came. */
export interface SortedFiles {
  readonly documents: readonly ArrivedDocument[]
  /** Tables and imports of a workspace whose manifest or pointer came along: they lie there as they do here. */
  readonly tables: readonly string[]
  /** Tables where none is looked for. */
  readonly astray: readonly string[]
  /** Of another system, or of nobody known. */
  readonly rest: readonly string[]
}

/** `folder`: where they lie. */
export async function sortArrived(folder: string, names: readonly string[]): Promise<SortedFiles> {
  const documents: ArrivedDocument[] = []
  const tables: string[] = []
  const astray: string[] = []
  const rest: string[] = []
  const isFolder = names.includes(MANIFEST_FILE)
  for (const name of names) {
    const kind = await kindOf(folder, name)
    if (kind !== undefined) documents.push({ kind, name })
    else if (isOfFolder(name, isFolder)) tables.push(name)
    else if (isTableAstray(name)) astray.push(name)
    else rest.push(name)
  }
  return { documents, tables, astray, rest }
}

/** A path says where it lies; without one it is a table of a workspace only beside the manifest of that. */
function isOfFolder(name: string, hasManifest: boolean): boolean {
  if (name.includes('/')) return isImportedFile(name) || isOwnFile(name)
  return hasManifest && isTableFile(name)
}

const FOLDERS = { scenarios: 'scenario', rules: 'rule-pack', vendors: 'vendors' } as const satisfies Record<
  string,
  DocumentKind
>

/** The key each begins with, on a line of its own: what is at fault in it is told by its reader. */
const KEYS: readonly (readonly [key: RegExp, kind: DocumentKind])[] = [
  [/^workspace:/m, 'manifest'],
  [/^scenario:/m, 'scenario'],
  [/^pack:/m, 'rule-pack'],
  [/^vendors:/m, 'vendors'],
]

async function kindOf(folder: string, name: string): Promise<DocumentKind | undefined> {
  if (name === MANIFEST_FILE) return 'manifest'
  if (!/\.ya?ml$/.test(name)) return undefined
  const [first] = name.split('/')
  if (first !== name && Object.hasOwn(FOLDERS, first!)) return FOLDERS[first as keyof typeof FOLDERS]
  const text = await readTextFile(join(folder, name), basename(name), () => undefined)
  return text === undefined ? undefined : KEYS.find(([key]) => key.test(text))?.[1]
}
