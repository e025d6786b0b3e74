// Puts the tables and imports of a workspace folder into another workspace, each where it lies, and tells what that changes.

import { link, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { CivilDay } from '#base/calendar.ts'
import { compareFacts } from '#model/compare-facts.ts'
import type { FactTable } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
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
  /** Files of the workspace of which all faults are told already. */
  readonly checked: ReadonlySet<string>
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
  const { workspace, before, folder, tables, checked, today } = asked
  const fault = tables.some(isImportedFile) ? await takeSources(workspace, folder) : undefined
  if (fault) log.report(fault)
  for (const name of tables) if (!isImportedFile(name)) await layFile(join(folder, name), join(workspace, name))
  const faults = new FaultLog((one) => {
    if (!checked.has(one.file)) log.report(one)
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

/** What lay there may be linked to a snapshot: it is not written into. */
async function layFile(from: string, to: string): Promise<void> {
  await rm(to, { force: true })
  await mkdir(dirname(to), { recursive: true })
  await link(from, to)
}
