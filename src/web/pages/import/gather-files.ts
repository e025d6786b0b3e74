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

/** Asked at once: what was dropped is gone when the event is over. */
export async function gatherDropped({ items, files }: DataTransfer): Promise<Gathered> {
  const entries = [...items].map((item) => item.webkitGetAsEntry())
  if (!entries.some((entry) => entry?.isDirectory)) return { files: asTheyAre([...files]), leftOut: [] }
  const found: SentFile[] = []
  for (const entry of entries) if (entry) await walk(entry, found)
  return choose(found)
}

/** Of a folder the browser says where in it each lies. */
export function gatherChosen(list: FileList | null): Promise<Gathered> {
  const files = [...(list ?? [])]
  if (files.every(({ webkitRelativePath }) => webkitRelativePath === ''))
    return Promise.resolve({ files: asTheyAre(files), leftOut: [] })
  return choose(files.map((file) => ({ name: file.webkitRelativePath, file })))
}

const asTheyAre = (files: readonly File[]): SentFile[] => files.map((file) => ({ name: file.name, file }))

async function walk(entry: FileSystemEntry, found: SentFile[]): Promise<void> {
  if (entry.name.startsWith('.')) return
  const name = entry.fullPath.replace(/^\/+/, '')
  if (isFile(entry)) {
    found.push({ name, file: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)) })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return
    for (const one of some) await walk(one, found)
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile

async function choose(found: readonly SentFile[]): Promise<Gathered> {
  const pointer = found.find(({ name }) => name.endsWith(`/${IMPORTS_POINTER}`))
  const names = pathsOfWorkspace(
    found.map(({ name }) => name),
    (await pointer?.file.text())?.trim(),
  )
  if (!names) {
    const plain = found.filter(({ name }) => !/(^|\/)\./.test(name))
    return { files: asTheyAre(plain.map(({ file }) => file)), leftOut: [] }
  }
  const files = found.flatMap(({ name, file }) => {
    const within = names.get(name)
    return within === undefined ? [] : [{ name: within, file }]
  })
  return { files, leftOut: found.map(({ name }) => name).filter((name) => !names.has(name)) }
}
