// Which files are sent of those that were dropped or chosen: all of them; of a folder of a workspace those it is read from.

import { IMPORTS_POINTER, isTableFile, pathsOfWorkspace } from '#model/workspace-path.ts'
import type { SentFile } from '../../api/arrivals.ts'

/** What is sent, and which files of the folder are not. */
export interface Gathered {
  readonly files: readonly SentFile[]
  readonly leftOut: readonly string[]
}

/** Those that are tables where none is looked for, but for what earlier imports left: somebody may mean them to be read. */
export function listTablesAmong(leftOut: readonly string[]): readonly string[] {
  return leftOut.filter((path) => isTableFile(path.slice(path.lastIndexOf('/') + 1)) && !isOfImport(path))
}

const isOfImport = (path: string): boolean => /(^|\/)imports\/[0-9a-f]{64}\//.test(path)

/** A file that lies somewhere below what was dropped; it is opened only if it is sent. */
interface Found {
  readonly name: string
  readonly open: () => Promise<File>
}

/** Asked at once: what was dropped is gone when the event is over. */
export async function gatherDropped({ items, files }: Pick<DataTransfer, 'items' | 'files'>): Promise<Gathered> {
  const entries = [...items].map((item) => item.webkitGetAsEntry())
  if (!entries.some((entry) => entry?.isDirectory)) return { files: asTheyAre([...files]), leftOut: [] }
  const found: Found[] = []
  for (const entry of entries) if (entry) await walk(entry, found)
  return choose(found)
}

/** Of a folder the browser says where in it each lies. */
export function gatherChosen(list: FileList | null): Promise<Gathered> {
  const files = [...(list ?? [])]
  if (files.every(({ webkitRelativePath }) => webkitRelativePath === ''))
    return Promise.resolve({ files: asTheyAre(files), leftOut: [] })
  return choose(files.map((file) => ({ name: file.webkitRelativePath, open: () => Promise.resolve(file) })))
}

const asTheyAre = (files: readonly File[]): SentFile[] => files.map((file) => ({ name: file.name, file }))

async function walk(entry: FileSystemEntry, found: Found[]): Promise<void> {
  if (isHidden(entry.name)) return
  if (isFile(entry)) {
    const open = (): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject))
    found.push({ name: entry.fullPath.replace(/^\/+/, ''), open })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  // Browsers tell a hundred at a time, and none once that was all.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return
    for (const one of some) await walk(one, found)
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isHidden = (name: string): boolean => /(^|\/)\./.test(name)

async function choose(found: readonly Found[]): Promise<Gathered> {
  const names = pathsOfWorkspace(
    found.map(({ name }) => name),
    await readPointer(found),
  )
  const isSent = ({ name }: Found): boolean => (names ? names.has(name) : !isHidden(name))
  const files: SentFile[] = []
  for (const one of found.filter(isSent)) {
    const file = await one.open()
    files.push({ name: names?.get(one.name) ?? file.name, file })
  }
  return { files, leftOut: names ? found.filter((one) => !isSent(one)).map(({ name }) => name) : [] }
}

/** Of several, that which lies nearest to the top: what was dropped may be the folder, or all that is in it. */
async function readPointer(found: readonly Found[]): Promise<string | undefined> {
  const [pointer] = found
    .filter(({ name }) => name === IMPORTS_POINTER || name.endsWith(`/${IMPORTS_POINTER}`))
    .toSorted((left, right) => left.name.length - right.name.length)
  return (await (await pointer?.open())?.text())?.trim()
}
