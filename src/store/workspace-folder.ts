// Where the files of a workspace lie: tables kept by hand in the folder itself, imported ones in `imports/<digest>/<source>/`.
//
// An import never changes a file: it writes a new folder, named after its content, and then renames the pointer file
// `imports/CURRENT`. Killed at any moment it leaves the old or the new state.

import { existsSync } from 'node:fs'
import { type FileHandle, cp, mkdir, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { wordRefusal } from '#base/refusals.ts'
import { nearestName } from '#base/near-name.ts'
import { describeFault, type Fault, quoteForFault } from '#model/fault.ts'
import { parseSourceRecord, type SourceRecord } from '#model/source-record.ts'
import { tableNamedBy, TABLES } from '#model/tables.ts'
import { isOwnFile, isTableFile, TABLE_FILE } from '#model/workspace-path.ts'
import { fingerprintFile, fingerprintText } from './fingerprint.ts'
import { convertCsvToParquet } from './parquet.ts'
import { type HeldLock, takeLock } from './process-lock.ts'

export interface TableFile {
  readonly table: string
  readonly path: string
  /** As messages name it, relative to the workspace. */
  readonly name: string
  readonly form: 'csv' | 'parquet'
  /** The import it came with; undefined for files kept by hand. */
  readonly source: string | undefined
  /** Its columns are joined by key to rows that other files own. */
  readonly isJoined: boolean
}

const IMPORTS = 'imports'
const POINTER = 'CURRENT'
const SOURCE_FILE = 'source.json'

const TABLE_NAMES: ReadonlySet<string> = new Set(TABLES.map((table) => table.name))

/** Whether a path within a workspace is one of those it is read from. */
export function isWorkspaceInput(name: string): boolean {
  return (
    name === 'mainstay.yaml' ||
    /^(rules|vendors|imports|scenarios)\//.test(name) ||
    TABLE_NAMES.has(TABLE_FILE.exec(name)?.[1] ?? '')
  )
}

async function tableFilesIn(folder: string, prefix: string, source: string | undefined): Promise<TableFile[]> {
  const files: TableFile[] = []
  for (const file of (await readdir(folder)).sort()) {
    const match = TABLE_FILE.exec(file)
    if (!match || !TABLE_NAMES.has(match[1]!)) continue
    const [, table, part, form] = match as unknown as [string, string, string | undefined, 'csv' | 'parquet']
    const isJoined = part?.startsWith('join') ?? false
    files.push({ table, path: join(folder, file), name: prefix + file, form, source, isJoined })
  }
  return files
}

/** A table that nobody reads is an inventory or a plan that is missing: it is told, unless an import read it from there. */
async function warnOfUnread(workspace: string, read: readonly string[], report: (fault: Fault) => void): Promise<void> {
  const entries = await readdir(workspace, { withFileTypes: true })
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name)
  for (const file of files.sort()) {
    if (!/^[^.].*\.(csv|parquet)$/i.test(file) || read.includes(file)) continue
    const didYouMean = tableFileNear(file)
    report({
      code: 'ignored',
      severity: 'warning',
      file: quoteForFault(file),
      problem: 'not read: the name is that of no table',
      expected: `one of ${[...TABLE_NAMES].join(', ')}, as in \`elements.csv\`, \`elements.2.csv\` for more rows of it, or a folder such as \`variants\` for what is not to be read`,
      ...(didYouMean === undefined ? {} : { didYouMean }),
    })
  }
}

/** The sources of an import, in order of name: what else lies there, such as what a file browser leaves, is none. */
async function sourcesIn(imports: string): Promise<string[]> {
  const entries = await readdir(imports, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

/** Of each source in the folder of an import that has a record. What is no record is told. */
async function readRecords(
  imports: string,
  sources: readonly string[],
  report: (fault: Fault) => void,
): Promise<SourceRecord[]> {
  const records: SourceRecord[] = []
  for (const source of sources) {
    const read = await readRecord(imports, source)
    if (read !== undefined && 'severity' in read) report(read)
    else if (read !== undefined) records.push(read)
  }
  return records
}

/** Undefined where nothing is recorded; a fault where it is not what an import left there. */
async function readRecord(imports: string, source: string): Promise<SourceRecord | Fault | undefined> {
  const file = `${IMPORTS}/${basename(imports)}/${source}/${SOURCE_FILE}`
  const fault = (code: Fault['code'], problem: string): Fault => ({
    code,
    severity: 'error',
    file,
    problem,
    expected: 'the file as `mainstay import` left it, or what was imported, imported anew under this name',
  })
  try {
    const read = parseSourceRecord(await readFile(join(imports, source, SOURCE_FILE), 'utf8'))
    return 'problem' in read ? fault('invalid-value', read.problem) : read
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? undefined : fault('unreadable-file', `cannot be read: ${wordRefusal(code, 'reading')}`)
  }
}

/** `plan.csv` for `plans.csv`; `elements.2.csv` for `elements-north.csv`. */
function tableFileNear(file: string): string | undefined {
  const [, stem, form] = /^(.*)\.([^.]*)$/.exec(file)!
  const nearest = nearestName(stem!, TABLE_NAMES)
  if (nearest !== undefined) return `${nearest}.${form!.toLowerCase()}`
  const table = tableNamedBy(stem!)
  return table && `${table.name}.2.${form!.toLowerCase()}`
}

/** The folder of the current imports; undefined where nothing was imported, a fault where it is not what was left. */
async function findImports(workspace: string): Promise<string | Fault | undefined> {
  const pointer = join(workspace, IMPORTS, POINTER)
  let digest: string
  try {
    digest = (await readFile(pointer, 'utf8')).trim()
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    // What may not be read is not absent: to judge without it would be to judge another network.
    return code === 'ENOENT'
      ? undefined
      : {
          code: 'unreadable-file',
          severity: 'error',
          file: `${IMPORTS}/${POINTER}`,
          problem: `cannot be read: ${wordRefusal(code, 'reading')}`,
          expected: 'a folder `imports` this user may read',
        }
  }
  const fault = (code: Fault['code'], problem: string, expected: string): Fault => ({
    code,
    severity: 'error',
    file: `${IMPORTS}/${POINTER}`,
    text: quoteForFault(digest),
    problem,
    expected,
  })
  if (!/^[0-9a-f]{64}$/.test(digest))
    return fault('invalid-value', 'names no import', 'the name of a folder beside it, as `mainstay import` wrote it')
  const folder = join(workspace, IMPORTS, digest)
  return existsSync(folder)
    ? folder
    : fault(
        'missing-file',
        'names an import that is not there',
        'the whole folder `imports`, copied with the workspace; or no CURRENT in it, to import anew',
      )
}

/** The folder of the current imports; undefined where nothing was imported. */
export async function currentImports(workspace: string): Promise<string | undefined> {
  const imports = await findImports(workspace)
  if (typeof imports === 'object') throw new Error(describeFault(imports))
  return imports
}

/** What the current imports record of a source; undefined where it was never imported, or that cannot be read. */
export async function readSourceRecord(workspace: string, source: string): Promise<SourceRecord | undefined> {
  const imports = await currentImports(workspace)
  const [record] = imports === undefined ? [] : await readRecords(imports, [source], () => undefined)
  return record
}

/** What is recorded of every source of the current imports, in order of name; what cannot be read is passed over. */
export async function listSourceRecords(workspace: string): Promise<SourceRecord[]> {
  const folder = await findImports(workspace)
  if (typeof folder !== 'string') return []
  return readRecords(folder, await sourcesIn(folder), () => undefined)
}

/**
 * All table files: those kept by hand first, then source by source. `plan`: a file of the workspace that is read as the plan,
 * in the place of every other.
 */
export async function listTableFiles(
  workspace: string,
  report: (fault: Fault) => void,
  plan?: string,
): Promise<TableFile[]> {
  const files = await tableFilesIn(workspace, '', undefined)
  const imports = await findImports(workspace)
  if (typeof imports === 'object') report(imports)
  const folder = typeof imports === 'string' ? imports : undefined
  const sources = folder === undefined ? [] : await sourcesIn(folder)
  const records = folder === undefined ? [] : await readRecords(folder, sources, report)
  const imported = records.flatMap((record) => record.files)
  await warnOfUnread(
    workspace,
    [...[...files, ...imported].map(({ name }) => name), ...(plan === undefined ? [] : [plan])],
    report,
  )
  for (const source of sources) {
    files.push(...(await tableFilesIn(join(folder!, source), `${IMPORTS}/${basename(folder!)}/${source}/`, source)))
  }
  return plan === undefined ? files : [...files.filter(({ table }) => table !== 'plan'), planFile(workspace, plan)]
}

function planFile(workspace: string, name: string): TableFile {
  const form = name.endsWith('.parquet') ? 'parquet' : 'csv'
  return { table: 'plan', path: join(workspace, name), name, form, source: undefined, isJoined: false }
}

/** YAML files of a folder such as `rules`, which may be absent, in order of name; a fault under `name` where it cannot be read. */
export async function listYamlFiles(
  folder: string,
  name: string,
  report: (fault: Fault) => void,
): Promise<{ path: string; name: string }[]> {
  try {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml') || file.endsWith('.yml')).sort()
    return files.map((file) => ({ path: join(folder, file), name: `${name}/${file}` }))
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    report({
      code: 'unreadable-file',
      severity: 'error',
      file: name,
      problem: code === 'ENOTDIR' ? 'not a folder' : `cannot be read: ${wordRefusal(code, 'reading')}`,
      expected: `a folder \`${name}\` this user may read, or none`,
    })
    return []
  }
}

/**
 * The files a workspace is read from, in order of name: of the imports only the current one, with the pointer to it, and of
 * what lies in other folders the plans that a scenario may name. Throws where a file, or a folder on the way to it, is a link
 * that leads out of the folder, and where the pointer is not what was left.
 */
export async function listWorkspaceInputs(workspace: string): Promise<string[]> {
  const imports = await currentImports(workspace)
  const names = await listFilesBelow(workspace, '', (name, isFolder) => {
    const [first] = name.split('/')
    if (first === IMPORTS) return imports !== undefined && isOfImport(name, basename(imports), isFolder)
    return isFolder || isOwnFile(name)
  })
  return names.sort(compareIdentifiers)
}

function isOfImport(name: string, digest: string, isFolder: boolean): boolean {
  const [, within, source, file, ...rest] = name.split('/')
  if (within === undefined) return isFolder
  if (isFolder) return within === digest && file === undefined
  if (source === undefined) return within === POINTER
  return within === digest && file !== undefined && rest.length === 0 && (file === SOURCE_FILE || isTableFile(file))
}

/** Hidden ones, such as locks and what is being made, are passed over. */
async function listFilesBelow(
  root: string,
  prefix: string,
  isMeant: (name: string, isFolder: boolean) => boolean,
): Promise<string[]> {
  const names: string[] = []
  for (const entry of await readdir(join(root, prefix), { withFileTypes: true })) {
    const name = prefix + entry.name
    if (entry.name.startsWith('.')) continue
    const found = entry.isSymbolicLink() ? await stat(join(root, name)).catch(() => undefined) : entry
    const isFolder = found?.isDirectory() === true
    if (!(isFolder || found?.isFile() === true) || !isMeant(name, isFolder)) continue
    // A folder that is a link may lead round in a circle; what is read from is never there.
    if (entry.isSymbolicLink() && !isFolder) await refuseLinkOut(root, name)
    if (!isFolder) names.push(name)
    else if (!entry.isSymbolicLink()) names.push(...(await listFilesBelow(root, `${name}/`, isMeant)))
    else if (/^(rules|vendors|scenarios|imports)(\/|$)/.test(name)) throw leadsOut(name)
  }
  return names
}

async function refuseLinkOut(root: string, name: string): Promise<void> {
  const [folder, file] = await Promise.all([realpath(root), realpath(join(root, name))])
  if (!file.startsWith(folder + sep)) throw leadsOut(name)
}

function leadsOut(name: string): Error {
  return new Error(`\`${name}\` is a link: put in its place what it leads to`)
}

/** A table to write: its CSV, and whether it is so large that it is kept as Parquet. */
export interface WrittenFile {
  /** Without its ending. */
  readonly name: string
  readonly chunks: Iterable<string>
  readonly isLarge: boolean
}

/** Whether a folder of this name may hold a source. */
export function canNameSource(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)
}

/** Puts a source's files in the place of its earlier ones, all or nothing; returns the digest of the new imports. */
export async function replaceSource(
  workspace: string,
  record: SourceRecord,
  files: readonly WrittenFile[],
): Promise<string> {
  if (!canNameSource(record.source)) throw new Error(`\`${record.source}\` cannot name a source`)
  return remakeImports(workspace, [record.source], async (making) => {
    const folder = join(making, record.source)
    await mkdir(folder)
    for (const file of files) await writeTable(folder, file)
    await writeChunks(join(folder, SOURCE_FILE), [`${JSON.stringify(record, undefined, 2)}\n`])
  })
}

/**
 * Takes every source over that another folder has imported, each in the place of one of the same name. Faults, and nothing
 * taken, where the imports of that folder are not what an import left there.
 */
export async function takeSources(workspace: string, from: string): Promise<readonly Fault[]> {
  const theirs = await findImports(from)
  if (typeof theirs === 'object') return [theirs]
  const sources = theirs === undefined ? [] : await sourcesIn(theirs)
  if (theirs === undefined || (await digestFolder(theirs)) !== basename(theirs) || !sources.every(canNameSource))
    return [
      {
        code: 'contradiction',
        severity: 'error',
        file: `${IMPORTS}/${POINTER}`,
        problem: 'the files of the import it names are not all here, or not as they were imported',
        expected: 'the whole folder `imports` as `mainstay import` left it, or what was imported, to import it anew',
      },
    ]
  const faults: Fault[] = []
  await readRecords(theirs, sources, (fault) => faults.push(fault))
  if (faults.length > 0) return faults
  await remakeImports(workspace, sources, async (making) => {
    for (const source of sources) await cp(join(theirs, source), join(making, source), { recursive: true })
  })
  return []
}

/** New imports: the current ones without those `replaced`, and what `write` adds. */
async function remakeImports(
  workspace: string,
  replaced: readonly string[],
  write: (making: string) => Promise<void>,
): Promise<string> {
  const imports = join(workspace, IMPORTS)
  await mkdir(imports, { recursive: true })
  const lock = await lockImports(imports)
  const making = join(imports, `.making-${process.pid}`)
  try {
    await clearAbandoned(imports)
    const current = await currentImports(workspace)
    const isKept = (path: string): boolean => !replaced.some((source) => path === join(current!, source))
    if (current === undefined) await mkdir(making)
    else await cp(current, making, { recursive: true, filter: isKept })
    await write(making)
    const digest = await digestFolder(making)
    const target = join(imports, digest)
    if (existsSync(target)) await rm(making, { recursive: true })
    else await rename(making, target)
    await writeChunks(join(imports, `${POINTER}.new`), [`${digest}\n`])
    await rename(join(imports, `${POINTER}.new`), join(imports, POINTER))
    return digest
  } finally {
    await rm(making, { recursive: true, force: true })
    await lock.release()
  }
}

async function writeTable(folder: string, file: WrittenFile): Promise<void> {
  const csv = join(folder, `${file.name}.csv`)
  await writeChunks(csv, file.chunks)
  if (!file.isLarge) return
  await convertCsvToParquet(csv, join(folder, `${file.name}.parquet`))
  await rm(csv)
}

/** One import at a time: the second of two is told, and writes nothing. */
function lockImports(imports: string): Promise<HeldLock> {
  const lock = join(imports, '.lock')
  return takeLock(
    lock,
    (holder) =>
      new Error(
        `another import into this workspace is running (${holder}): wait until it ends; if that process is no import, remove \`${lock}\``,
      ),
  )
}

/** What imports that were killed left behind; called under the lock, where no other is making anything. */
async function clearAbandoned(imports: string): Promise<void> {
  for (const name of await readdir(imports)) {
    if (name.startsWith('.making-')) await rm(join(imports, name), { recursive: true, force: true })
  }
}

/** Writes and flushes a file. */
export async function writeChunks(path: string, chunks: Iterable<string> | Uint8Array): Promise<void> {
  const file = await open(path, 'w')
  try {
    if (chunks instanceof Uint8Array) await file.writeFile(chunks)
    else await writeTexts(file, chunks)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function writeTexts(file: FileHandle, chunks: Iterable<string>): Promise<void> {
  let pending: string[] = []
  let length = 0
  for (const chunk of chunks) {
    pending.push(chunk)
    length += chunk.length
    if (length < 1 << 20) continue
    await file.write(pending.join(''))
    pending = []
    length = 0
  }
  await file.write(pending.join(''))
}

async function digestFolder(folder: string): Promise<string> {
  const lines: string[] = []
  for (const source of await sourcesIn(folder)) {
    for (const file of (await readdir(join(folder, source))).sort()) {
      lines.push(`${await fingerprintFile(join(folder, source, file))} ${source}/${file}`)
    }
  }
  return fingerprintText(lines.join('\n'))
}
