// Brings the files of an arrival into a copy of the snapshot they are held against: those of a workspace itself to where they lie
// in one, the others as an import.

import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseDay } from '#base/calendar.ts'
import { WORKSPACE_FORMAT } from '#contract/application/arrival.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import type { FactTable } from '#model/fact-table.ts'
import type { FaultLog } from '#model/fault-log.ts'
import { readStated } from '#store/snapshot/index.ts'
import { NAMED_IN_TABLES } from '../../document-faults.ts'
import { importSource, type ImportResult } from '../../import-source.ts'
import { type DocumentDifference, layDocuments } from '../../lay-documents.ts'
import { layFolder } from '../../lay-folder.ts'
import { type SortedFiles, sortArrived } from '../../sort-arrived.ts'
import { linkInputs } from './link-inputs.ts'
import type { ArrivalTask, TaskWatch } from './task.ts'
import { MOST_ERRORS_COUNTED } from './told-faults.ts'

/** In the scratch folder of the task: the snapshot it is held against, to import into. */
export const WORKSPACE_FOLDER = 'workspace'

export interface ArrivalReading {
  /** Folder of the workspace with what was imported. */
  readonly workspace: string
  /** Undefined where the files could not be read at all, which the log says. */
  readonly result: ImportResult | undefined
  /** Absent where no file of the workspace itself came. */
  readonly documents?: DocumentDifference
}

/** They are beyond what anybody looks at: the files are read no further. */
export class TooManyErrors extends Error {}

export async function readArrival(
  task: ArrivalTask,
  isDryRun: boolean,
  log: FaultLog,
  { progress: tell, signal }: TaskWatch,
): Promise<ArrivalReading> {
  const { base, snapshots, files, fileNames, scratch, today } = task
  const workspace = join(scratch, WORKSPACE_FOLDER)
  await mkdir(workspace)
  if (base !== undefined) await linkInputs(join(snapshots, base, 'inputs'), workspace)
  const progress: TaskWatch['progress'] = (...told) => {
    signal.throwIfAborted()
    if (log.errorCount >= MOST_ERRORS_COUNTED) throw new TooManyErrors('more errors than are counted')
    tell(...told)
  }
  const sorted = await sortArrived(files, fileNames)
  for (const name of sorted.astray) log.report(sayAstray(name))
  const documents =
    sorted.documents.length > 0
      ? await layDocuments(
          {
            workspace,
            folder: files,
            documents: sorted.documents,
            facts: await readNamed(task, sorted),
            today: parseDay(today)!,
          },
          log,
        )
      : undefined
  const hasErrors = log.errorCount > 0
  const read = sorted.tables.length > 0 || sorted.rest.length === 0 ? readFolder : readImport
  const isTold = documents?.isTold ?? (() => false)
  const result = await read({ task, sorted, isTold, workspace, isDryRun: isDryRun || hasErrors }, log, progress)
  return {
    workspace,
    result: result && (hasErrors ? { ...result, outcome: 'refused', mayHaveGoodRows: false } : result),
    ...(documents === undefined ? {} : { documents: documents.difference }),
  }
}

/** What the tables of the workspace name, where what came stays beside them as they are; with other tables all is read. */
async function readNamed(
  { base, snapshots }: ArrivalTask,
  { tables, rest }: SortedFiles,
): Promise<readonly FactTable[]> {
  if (base === undefined || tables.length + rest.length > 0) return []
  return readStated(join(snapshots, base), NAMED_IN_TABLES)
}

interface Reading {
  readonly task: ArrivalTask
  readonly sorted: SortedFiles
  /** Whether a fault of the workspace was told already. */
  readonly isTold: (fault: Fault) => boolean
  readonly workspace: string
  readonly isDryRun: boolean
}

type ReadFiles = (reading: Reading, log: FaultLog, progress: TaskWatch['progress']) => Promise<ImportResult | undefined>

/** Files of a workspace, and nothing else. */
const readFolder: ReadFiles = async ({ task, sorted, isTold, workspace, isDryRun }, log, progress) => {
  const { base, snapshots, files, fileNames, today } = task
  const { tables, rest } = sorted
  for (const name of rest) log.report(sayStranger(name))
  const before = base === undefined ? undefined : join(snapshots, base, 'inputs')
  const asked = { workspace, before, folder: files, tables, isTold, today: parseDay(today)! }
  const laid = tables.length === 0 ? undefined : await layFolder(asked, log, progress)
  const [first = '', ...others] = fileNames
  return {
    source: others.length === 0 ? first : `${first} + ${others.length}`,
    format: WORKSPACE_FORMAT,
    rows: laid?.rows ?? [],
    differences: laid?.differences ?? [],
    unmapped: [],
    facts: laid?.facts ?? [],
    outcome: log.errorCount > 0 ? 'refused' : isDryRun ? 'dry run' : 'written',
  }
}

function sayStranger(name: string): Fault {
  return {
    code: 'contradiction',
    severity: 'error',
    file: quoteForFault(name),
    problem: 'no file of a workspace, and tables of one came with it',
    expected: 'an import of its own; or, for a table of the workspace, its name, such as `elements.csv`',
  }
}

function sayAstray(name: string): Fault {
  return {
    code: 'ignored',
    severity: 'warning',
    file: quoteForFault(name),
    problem: 'not read: it lies among the imports, and is of none of them',
    expected: 'a table beside mainstay.yaml, or a plan that a scenario names in a folder such as `variants`',
  }
}

/** Files of another system, in the place of what their source said before. */
const readImport: ReadFiles = async ({ task, sorted, workspace, isDryRun }, log, progress) => {
  const { files, read, scratch, today } = task
  const mapping = read.mapping === undefined ? undefined : join(scratch, 'mapping.yaml')
  if (mapping !== undefined) await writeFile(mapping, read.mapping!)
  const result = await importSource(
    {
      workspace,
      files: sorted.rest.map((name) => join(files, name)),
      isDryRun,
      keepsGoodRows: read.keepsGoodRows ?? false,
      mayEmpty: read.mayEmpty ?? false,
      today: parseDay(today)!,
      ...(read.format === undefined ? {} : { format: read.format }),
      ...(read.source === undefined ? {} : { source: read.source }),
      ...(mapping === undefined ? {} : { mapping }),
      ...(read.replaces === undefined ? {} : { replaces: read.replaces }),
    },
    log,
    progress,
  )
  // In this copy alone: the snapshot they are of keeps them.
  if (result?.outcome === 'written') for (const name of read.replaces ?? []) await rm(join(workspace, name))
  return result
}
