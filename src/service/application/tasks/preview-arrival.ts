// What an import would change, and every fault of its files: nothing is written but what is told of it.

import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Preview } from '#contract/application/arrival.ts'
import type { Fault } from '#model/fault.ts'
import type { FactTable } from '#model/fact-table.ts'
import { FaultLog } from '#model/fault-log.ts'
import { findTable } from '#model/tables.ts'
import { UNKNOWN_TABLE } from '#intake/choose-table.ts'
import type { TableRows } from '../../compare-import.ts'
import type { ImportResult } from '../../import-source.ts'
import type { DocumentDifference } from '../../lay-documents.ts'
import { UNKNOWN_FORMAT } from '../../open-import.ts'
import { createRowCheck, findWithheldNames } from '../../withheld-names.ts'
import { withholdSites } from '../../withhold-sites.ts'
import { readWorkspaceBeside } from '../../workspace-beside.ts'
import { readWithheldTags } from '../describe-inputs.ts'
import { type FindWithheld, type ToldDifference, writeDifference } from '../difference-file.ts'
import { writeFaults } from '../faults-file.ts'
import { hidePathsOfFault } from '../hide-paths.ts'
import { faultOfArrival } from './fault-of-arrival.ts'
import { type ArrivalReading, readArrival, TooManyErrors, WORKSPACE_FOLDER } from './read-arrival.ts'
import type { PreviewTask, TaskOutcome, TaskWatch } from './task.ts'
import { ToldFaults } from './told-faults.ts'

/** Lines, so that a page of them can be read from any one on. */
export const FAULTS_FILE = 'faults.ndjson'
export const DIFFERENCE_FILE = 'difference.ndjson'

export async function previewArrival(task: PreviewTask, watch: TaskWatch): Promise<TaskOutcome> {
  const { scratch, files } = task
  const unrecognised = new Set<string>()
  const faults = new ToldFaults(join(scratch, FOUND_FILE), (fault) => {
    const told = hidePathsOfFault(faultOfArrival(fault, { files, workspace: join(scratch, WORKSPACE_FOLDER) }), scratch)
    if (isUnrecognised(fault)) unrecognised.add(told.file)
    return told
  })
  const log = new FaultLog(faults.tell)
  const reading = await readAsFarAsOfUse(task, log, watch)
  const { result, isCutShort } = reading
  await faults.end(isCutShort)
  const { facts, tags } = await findSecrets(task, reading)
  const withholding = withholdSites(facts, tags)
  const cover = (fault: Fault): Fault => withholding.inFault(fault)
  await writeFaults(join(scratch, FAULTS_FILE), join(scratch, FOUND_FILE), cover)
  await writeDifference(join(scratch, DIFFERENCE_FILE), differencesOf(reading), findWithheldRows(facts, tags))
  // What an earlier preview told stands until this one is whole.
  await mkdir(task.details, { recursive: true })
  for (const file of [FAULTS_FILE, DIFFERENCE_FILE]) await rename(join(scratch, file), join(task.details, file))
  return {
    kind: 'previewed',
    preview: describePreview(task, reading, { log, unrecognised: [...unrecognised], unlisted: faults.unlisted }),
    isRefused: result === undefined || result.outcome === 'refused',
  }
}

interface PreviewReading extends ArrivalReading {
  /** Given up for its errors. */
  readonly isCutShort: boolean
}

async function readAsFarAsOfUse(task: PreviewTask, log: FaultLog, watch: TaskWatch): Promise<PreviewReading> {
  try {
    return { ...(await readArrival(task, true, log, watch)), isCutShort: false }
  } catch (error) {
    if (!(error instanceof TooManyErrors)) throw error
    return { workspace: join(task.scratch, WORKSPACE_FOLDER), result: undefined, isCutShort: true }
  }
}

/** As they are found, before it is known what is kept secret: the files themselves say so too. */
const FOUND_FILE = 'found.ndjson'

interface Secrets {
  readonly facts: readonly FactTable[]
  readonly tags: readonly string[]
}

/**
 * Where the files could not be held against the workspace, its rows were not read with them. What is secret by the manifest as it
 * stands is so until one that says otherwise is accepted.
 */
async function findSecrets(
  { base, snapshots }: PreviewTask,
  { workspace, result, documents, isCutShort }: PreviewReading,
): Promise<Secrets> {
  const isWritten = (documents !== undefined || isCutShort) && base !== undefined
  const before = isWritten ? await readWithheldTags(join(snapshots, base, 'inputs')) : []
  const tags = [...new Set([...before, ...(await readWithheldTags(workspace))])]
  if (tags.length === 0) return { facts: [], tags }
  if (result !== undefined && result.differences.length > 0) return { facts: result.facts, tags }
  const { earlier, others } = await readWorkspaceBeside(workspace, { source: '', replaces: [] }, () => undefined)
  const beside = [earlier, others].flatMap(({ owned, joined }) => [...owned, ...joined])
  return { facts: [...(result?.facts ?? []), ...beside], tags }
}

/** Files of the workspace itself are told as if they were rows of a table. */
function differencesOf({ result, documents }: ArrivalReading): readonly ToldDifference[] {
  return [...(documents === undefined ? [] : [documents]), ...(result?.differences ?? [])]
}

function findWithheldRows(facts: readonly FactTable[], tags: readonly string[]): FindWithheld {
  const names = findWithheldNames(facts, tags)
  return (table) => {
    const schema = findTable(table)
    if (names === undefined || schema === undefined) return () => false
    const isNamed = createRowCheck(schema, names)
    return (row) => isNamed((column) => row.textsIn(column))
  }
}

function isUnrecognised({ problem }: Fault): boolean {
  return problem === UNKNOWN_TABLE || problem.startsWith(UNKNOWN_FORMAT)
}

interface FaultsFound {
  readonly log: FaultLog
  readonly unrecognised: readonly string[]
  readonly unlisted: number
}

/** Whether it was the names of columns that nobody knew. */
function mayMap({ read }: PreviewTask, result: ImportResult | undefined, { log }: FaultsFound): boolean {
  const isOfColumns = (['unknown-column', 'missing-column'] as const).some((code) => log.countByCode.has(code))
  const isOfTables = log.kept.some(({ problem }) => problem === UNKNOWN_TABLE)
  return result?.format === 'tables' && read.mapping === undefined && (isOfColumns || isOfTables)
}

function rowsOf({ table, added, changed, unchanged }: DocumentDifference): TableRows {
  return { table, isJoined: false, rows: added.length + changed.length + unchanged }
}

function describePreview(task: PreviewTask, reading: PreviewReading, found: FaultsFound): Preview {
  const { base, read } = task
  const { result, documents, isCutShort } = reading
  const { log, unrecognised, unlisted } = found
  const differences = differencesOf(reading).map(({ table, isJoined, added, changed, gone, unchanged }) => ({
    table,
    isJoined,
    added: added.length,
    changed: changed.length,
    gone: gone.length,
    unchanged,
  }))
  return {
    format: result?.format ?? read.format ?? '',
    source: result?.source ?? read.source ?? '',
    ...(base === undefined ? {} : { base }),
    tables: [...(documents === undefined ? [] : [rowsOf(documents)]), ...(result?.rows ?? [])].map(
      ({ table, rows, isJoined }) => ({ table, rows, isJoined }),
    ),
    differences,
    unmapped: (result?.unmapped ?? []).map(({ what, count, examples, remedy }) => ({
      what,
      count,
      examples: [...examples],
      remedy,
    })),
    errors: log.errorCount,
    warnings: log.warningCount,
    ...(unlisted === 0 ? {} : { unlistedFaults: unlisted }),
    ...(isCutShort ? { isCutShort } : {}),
    leftOutRows: result?.leftOut?.rows ?? 0,
    ...(unrecognised.length === 0 ? {} : { unrecognised: [...unrecognised] }),
    ...(mayMap(task, result, found) ? { mayMap: true } : {}),
    mayHaveGoodRows: result?.mayHaveGoodRows ?? false,
    changesNothing: differences.every(({ added, changed, gone }) => added + changed + gone === 0),
  }
}
