// Puts the tables and imports of a workspace folder into another workspace, each where it lies, and tells what that changes.

import { link, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { CivilDay } from '#base/calendar.ts'
import { compareFacts } from '#model/compare-facts.ts'
import type { FactTable } from '#model/fact-table.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import { TABLES } from '#model/tables.ts'
import { isImportedFile } from '#model/workspace-path.ts'
import { takeSources } from '#store/workspace-folder.ts'
import { checkEstate } from './check-estate.ts'
import { countByTable, type ImportDifference, type TableRows } from './compare-import.ts'
import { loadWorkspace, type Progress } from './load-workspace.ts'

export interface FolderToLay {
  readonly workspace: string
  /** The same as it stands; undefined where nothing is there yet. */
  readonly before: string | undefined
  /** Where the files lie. */
  readonly folder: string
  /** Tables and imports among them, by their paths in it. */
  readonly tables: readonly string[]
  /** Whether a fault of the workspace was told already. */
  readonly isTold: (fault: Fault) => boolean
  readonly today: CivilDay
}

export interface LaidFolder {
  readonly rows: readonly TableRows[]
  /** Of the workspace as a whole. */
  readonly differences: readonly ImportDifference[]
  /** Of both states. */
  readonly facts: readonly FactTable[]
}

/** Every fault of the workspace as it is then is told. */
export async function layFolder(asked: FolderToLay, log: FaultLog, progress: Progress): Promise<LaidFolder> {
  const { workspace, before, folder, tables, isTold, today } = asked
  if (tables.some(isImportedFile)) for (const fault of await takeSources(workspace, folder)) log.report(fault)
  for (const name of tables) {
    if (isImportedFile(name)) continue
    const fault = await layFile(folder, workspace, name)
    if (fault) log.report(fault)
  }
  const faults = new FaultLog((one) => {
    if (!isTold(one)) log.report(one)
  })
  const after = await loadWorkspace(workspace, faults, progress)
  if (after) {
    const told = (one: Fault): void => {
      // Of what may be wrong later a check warns, on the day it is asked about.
      if (one.severity === 'error') faults.report(one)
    }
    checkEstate(after, { today }, faults.errorCount > 0, told)
  }
  const stated = before === undefined ? undefined : await loadWorkspace(before, new FaultLog(), progress)
  const [earlier, facts] = [stated?.facts ?? [], after?.facts ?? []]
  const of = (all: readonly FactTable[], name: string) => all.filter(({ schema }) => schema.name === name)
  const differences = TABLES.map((schema) => ({
    ...compareFacts(schema, of(earlier, schema.name), of(facts, schema.name)),
    isJoined: false,
  })).filter(({ added, changed, gone, unchanged }) => added.length + changed.length + gone.length + unchanged > 0)
  return { rows: countByTable(facts, false), differences, facts: [...earlier, ...facts] }
}

/** What lay there may be linked to a snapshot: it is not written into. A fault where a folder lies in its place, or a file on the way. */
async function layFile(folder: string, workspace: string, name: string): Promise<Fault | undefined> {
  const place = join(workspace, name)
  try {
    await rm(place, { force: true })
    await mkdir(dirname(place), { recursive: true })
    await link(join(folder, name), place)
    return undefined
  } catch (error) {
    if (!NO_FILE_THERE.has((error as NodeJS.ErrnoException).code ?? '')) throw error
    const problem = 'the workspace has a folder in its place, or a file where it has a folder'
    const expected = 'another name for the file, or for the folder it lies in'
    return { code: 'contradiction', severity: 'error', file: quoteForFault(name), problem, expected }
  }
}

const NO_FILE_THERE: ReadonlySet<string> = new Set(['EEXIST', 'ENOTDIR', 'EISDIR', 'ERR_FS_EISDIR'])
