// Reads a workspace folder whole: manifest, tables, vendors and packs, with every fault of all of them.

import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { wordRefusal } from '#base/refusals.ts'
import { nearestName } from '#base/near-name.ts'
import { readCsvTable } from '#intake/csv/read.ts'
import { openSource } from '#intake/open-source.ts'
import { type ManifestReading, readManifest } from '#intake/manifest/read.ts'
import { joinStatedTables, type StatedTables } from '#intake/read-tables.ts'
import { readTextFile } from '#intake/text-file.ts'
import { checkOperators } from '#model/check-operators.ts'
import { checkPrices } from '#model/check-prices.ts'
import { checkReferences } from '#model/check-references.ts'
import type { FactTable } from '#model/fact-table.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import type { FaultLog } from '#model/fault-log.ts'
import { unreadTable } from '#model/left-out-rows.ts'
import { findTable } from '#model/tables.ts'
import { uniteSharedRows } from '#model/unite-shared-rows.ts'
import type { LeftOutOfImport } from '#model/verdict.ts'
import type { Manifest } from '#model/workspace.ts'
import { fingerprintFile, fingerprintText } from '#store/fingerprint.ts'
import { readParquet } from '#store/parquet.ts'
import { listSourceRecords, listTableFiles, type TableFile } from '#store/workspace-folder.ts'
import { warnOfLeftOut } from './left-out-tally.ts'
import {
  choosePacks,
  type LoadedPack,
  loadPacks,
  loadVendors,
  type NamedInput,
  type PacksAtHand,
  type Vendors,
} from './load-packs.ts'
import { listScenarios } from './list-scenarios.ts'
import { shippedFolder } from './product.ts'

/** Says on standard error what is being done; the service itself prints nothing. */
export type Progress = (what: string, done?: number, total?: number) => void

/** A key of mainstay.yaml, as faults name it. */
interface ManifestPlace {
  readonly file: string
  readonly line: number
  readonly column: string
}

export interface Workspace extends PacksAtHand {
  readonly folder: string
  readonly manifest: Manifest
  readonly inManifest: (key: string) => ManifestPlace
  /** The manifest says whose the tables are, and as of when; without that only names in them can be looked into. */
  readonly isFramed: boolean
  readonly facts: readonly FactTable[]
  readonly vendors: Vendors
  /** The packs asked about: named by the manifest, or those of its jurisdictions. */
  readonly chosenPacks: readonly LoadedPack[]
  /** Names of its scenarios. */
  readonly scenarios: readonly string[]
  readonly inputs: readonly NamedInput[]
  readonly leftOut: readonly LeftOutOfImport[]
}

/** Whether the folder has a manifest; a fault where it has not. */
export function isWorkspace(folder: string, log: FaultLog): boolean {
  const file = join(folder, 'mainstay.yaml')
  const tell = (fault: Pick<Fault, 'code' | 'file' | 'problem' | 'expected' | 'didYouMean'>): false => {
    log.report({ severity: 'error', ...fault })
    return false
  }
  try {
    // A file that is there and may not be read is told by its reader.
    if (readdirSync(folder).includes('mainstay.yaml')) return true
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      const problem = `the folder cannot be read: ${wordRefusal(code, 'reading')}`
      return tell({ code: 'unreadable-file', file: folder, problem, expected: 'a folder this user may read' })
    }
  }
  if (isFile(folder)) {
    const problem = 'a file, and no folder'
    const expected = 'the folder of a workspace, which has mainstay.yaml in it'
    const parent = basename(folder) === 'mainstay.yaml' ? { didYouMean: dirname(folder) } : {}
    return tell({ code: 'missing-file', file: folder, problem, expected, ...parent })
  }
  const problem = existsSync(folder) ? 'no mainstay.yaml in this folder' : 'no such folder'
  return tell({ code: 'missing-file', file, problem, expected: 'a workspace; `mainstay init FOLDER` makes one' })
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}

/**
 * The workspace as far as it could be read; undefined where it has no manifest to be read. Faults say what is wrong. `plan`:
 * a file of it that is read as the plan, in the place of every other.
 */
export async function loadWorkspace(
  folder: string,
  log: FaultLog,
  progress: Progress = () => undefined,
  plan?: string,
): Promise<Workspace | undefined> {
  const manifestPath = join(folder, 'mainstay.yaml')
  if (!isWorkspace(folder, log)) return undefined
  const manifestText = await readTextFile(manifestPath, 'mainstay.yaml', log.report)
  if (manifestText === undefined) return undefined
  const { sound, faults, lineOf } = readManifest('mainstay.yaml', manifestText)
  const inManifest = (key: string): ManifestPlace => ({ file: 'mainstay.yaml', line: lineOf(key), column: key })
  for (const fault of faults) log.report(fault)
  const vendors = await loadVendors(folder, log.report)
  const atHand = await loadPacks(folder, vendors.book, log.report)
  const { facts, inputs, leftOut } = await loadFacts(folder, log, progress, plan)
  if (facts.length === 0 && existsSync(join(folder, RECIPE))) log.report(describeRecipeOnly(folder))
  const isFramed = usableManifest({ sound, faults }) !== undefined
  const manifest: Manifest = { workspace: 1, operator: { name: '' }, jurisdictions: [], ...sound }
  if (sound.operator) checkOperators(facts, sound.operator, log.report)
  // A currency that cannot be read is one that is stated.
  if (!faults.some(({ column }) => column === 'currency')) checkPrices(facts, manifest.currency, log.report)
  const chosenPacks = packsOf(manifest, atHand, inManifest, log.report)
  return {
    folder,
    manifest,
    inManifest,
    isFramed,
    facts,
    leftOut,
    vendors,
    ...atHand,
    chosenPacks,
    // What is wrong with the folder is told to whoever asks of a scenario.
    scenarios: (await listScenarios(folder, () => undefined)).map(({ name }) => name),
    inputs: [{ name: 'mainstay.yaml', sha256: fingerprintText(manifestText) }, ...inputs],
  }
}

/** The packs a manifest asks about: those it names, or those of its jurisdictions. Tells names that stand for none. */
export function packsOf(
  manifest: Manifest,
  atHand: PacksAtHand,
  inManifest: Workspace['inManifest'],
  report: (fault: Fault) => void,
): readonly LoadedPack[] {
  checkJurisdictions(manifest, atHand, inManifest, report)
  choosePacks(
    atHand,
    manifest.operator.addressedBy ?? [],
    (index) => inManifest(`operator.addressedBy[${index}]`),
    report,
  )
  return manifest.rulePacks
    ? choosePacks(atHand, manifest.rulePacks, (index) => inManifest(`rulePacks[${index}]`), report)
    : atHand.packs.filter(
        ({ pack, origin }) => origin === 'workspace' || isOfJurisdiction(pack.jurisdiction, pack.status, manifest),
      )
}

const RECIPE = 'world.yaml'

/** Whoever asks about the recipe of a network means the network. */
function describeRecipeOnly(folder: string): Fault {
  const isShipped = resolve(folder, '..') === resolve(shippedFolder('examples'))
  const option = isShipped ? `--example ${basename(resolve(folder))}` : `--recipe ${join(folder, RECIPE)}`
  return {
    code: 'missing-file',
    severity: 'error',
    file: folder,
    problem: 'this folder holds the recipe of a network, and not the network',
    expected: `the folder that \`mainstay init FOLDER ${option}\` makes of it`,
  }
}

/** Undefined where it does not say whose network it is, or as of when. */
export function usableManifest({ sound, faults }: Pick<ManifestReading, 'sound' | 'faults'>): Manifest | undefined {
  const { operator } = sound
  if (!operator || faults.some(({ column = '' }) => column === '' || DAYS.includes(column))) return undefined
  return { workspace: 1, jurisdictions: [], ...sound, operator }
}

/** Keys of the manifest on which hangs what the tables mean. */
const DAYS: readonly string[] = ['inventoryDate', 'asOf', 'knownAt', 'historyKnownFrom']

/** A jurisdiction without a pack is judged by nothing: that must be meant, and is then said with `rulePacks`. */
function checkJurisdictions(
  manifest: Manifest,
  { packs, brokenPacks }: PacksAtHand,
  inManifest: Workspace['inManifest'],
  report: (fault: Fault) => void,
): void {
  if (manifest.rulePacks) return
  const known = new Set(packs.map(({ pack }) => pack.jurisdiction))
  for (const { jurisdiction } of brokenPacks) if (jurisdiction !== undefined) known.add(jurisdiction)
  for (const [index, jurisdiction] of manifest.jurisdictions.entries()) {
    if (known.has(jurisdiction)) continue
    const didYouMean = OTHER_NAMES.get(jurisdiction.toUpperCase()) ?? nearestName(jurisdiction, known)
    report({
      code: 'unknown-reference',
      severity: 'error',
      ...inManifest(`jurisdictions[${index}]`),
      text: quoteForFault(jurisdiction),
      problem: 'no rule pack of jurisdiction',
      expected: `one of ${[...known].sort().join(', ')}, or the packs to be judged by under \`rulePacks\``,
      ...(didYouMean === undefined || !known.has(didYouMean) ? {} : { didYouMean }),
    })
  }
}

/** Codes in use that are not the ISO 3166 ones packs go by. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['UK', 'GB'],
  ['EEA', 'EU'],
])

/** Drafts are looked at when they are asked for, not because of where the operator is. */
function isOfJurisdiction(jurisdiction: string, status: string, manifest: Manifest): boolean {
  return manifest.jurisdictions.includes(jurisdiction) && status !== 'proposed'
}

/** All rows of the workspace, joined and checked against one another. */
async function loadFacts(
  folder: string,
  log: FaultLog,
  progress: Progress,
  plan: string | undefined,
): Promise<Pick<Workspace, 'facts' | 'inputs' | 'leftOut'>> {
  const records = await listSourceRecords(folder)
  for (const record of records) warnOfLeftOut(record, log.report)
  const leftOut = records.flatMap(({ source, leftOut: left }) =>
    left ? [{ source, rows: left.rows, first: [...left.first] }] : [],
  )
  const files = await listTableFiles(folder, log.report, plan)
  const { readFiles, ...stated } = await readTableFiles(files, log.report, progress)
  const inputs = readFiles.map(async ({ name, path }) => ({ name, sha256: await fingerprintFile(path) }))
  return { facts: joinAndCheck(stated, log.report, progress), inputs: await Promise.all(inputs), leftOut }
}

/** What the files state, those that could not be read among it. */
export async function readTableFiles(
  files: readonly TableFile[],
  report: (fault: Fault) => void,
  progress: Progress,
): Promise<StatedTables & { readonly readFiles: readonly TableFile[] }> {
  const owned: FactTable[] = []
  const joined: FactTable[] = []
  const readFiles: TableFile[] = []
  for (const file of files) {
    progress(`reading ${file.name}`)
    const table = await readTableFile(file, report, progress)
    if (table) {
      readFiles.push(file)
      ;(file.isJoined ? joined : owned).push(table)
    } else if (!file.isJoined) owned.push(unreadTable(findTable(file.table)!, file.name))
  }
  return { owned, joined, readFiles }
}

/** Makes one row of what several sources name, joins columns to the rows that own them, and checks all against one another. */
export function joinAndCheck(
  stated: StatedTables,
  report: (fault: Fault) => void,
  progress: Progress,
): readonly FactTable[] {
  progress('checking references')
  const owned = uniteSharedRows(stated.owned, report)
  const { tables } = joinStatedTables({ ...stated, owned }, report)
  checkReferences(tables, report)
  return tables
}

async function readTableFile(
  file: TableFile,
  report: (fault: Fault) => void,
  progress: Progress,
): Promise<FactTable | undefined> {
  if (file.form === 'parquet') {
    return readParquet(file.path, file.name, findTable(file.table)!, report, (rows) =>
      progress(`reading ${file.name}`, rows),
    )
  }
  try {
    const source = await openSource(file.path, file.name)
    return await readCsvTable(source, undefined, report, (done) =>
      progress(`reading ${file.name}`, done, source.sizeBytes),
    )
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (code === undefined || syscall === undefined) throw error
    const problem = `cannot be read: ${wordRefusal(code, 'reading')}`
    report({
      code: 'unreadable-file',
      severity: 'error',
      file: file.name,
      problem,
      expected: 'a file this user may read',
    })
    return undefined
  }
}

export function workspaceTitle(workspace: Workspace): string {
  return workspace.manifest.title ?? basename(workspace.folder)
}
