// What an import would change, and every fault of its files: nothing is written but what is told of it.

import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Preview } from '#contract/application/arrival.ts'
import type { Fault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import type { ImportResult } from '../../import-source.ts'
import { writeDifference } from '../difference-file.ts'
import { hidePathsOfFault } from '../hide-paths.ts'
import { LineFile } from '../line-file.ts'
import { faultOfArrival } from './fault-of-arrival.ts'
import { readArrival } from './read-arrival.ts'
import type { PreviewTask, TaskOutcome, TaskWatch } from './task.ts'

/** Lines, so that a page of them can be read from any one on. */
export const FAULTS_FILE = 'faults.ndjson'
export const DIFFERENCE_FILE = 'difference.ndjson'

export async function previewArrival(task: PreviewTask, watch: TaskWatch): Promise<TaskOutcome> {
  const { scratch, files } = task
  const faults = new LineFile(join(scratch, FAULTS_FILE))
  const log = new FaultLog((fault: Fault) => void faults.write(hidePathsOfFault(faultOfArrival(fault, files), scratch)))
  const { result } = await readArrival(task, true, log, watch)
  await faults.end()
  await writeDifference(join(scratch, DIFFERENCE_FILE), result?.differences ?? [])
  // What an earlier preview told stands until this one is whole.
  await mkdir(task.details, { recursive: true })
  for (const file of [FAULTS_FILE, DIFFERENCE_FILE]) await rename(join(scratch, file), join(task.details, file))
  return {
    kind: 'previewed',
    preview: describePreview(task, result, log),
    isRefused: result === undefined || result.outcome === 'refused',
  }
}

function describePreview({ base, read }: PreviewTask, result: ImportResult | undefined, log: FaultLog): Preview {
  const differences = (result?.differences ?? []).map(({ table, isJoined, added, changed, gone, unchanged }) => ({
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
    tables: (result?.rows ?? []).map(({ table, rows, isJoined }) => ({ table, rows, isJoined })),
    differences,
    unmapped: (result?.unmapped ?? []).map(({ what, count, examples, remedy }) => ({
      what,
      count,
      examples: [...examples],
      remedy,
    })),
    errors: log.errorCount,
    warnings: log.warningCount,
    leftOutRows: result?.leftOut?.rows ?? 0,
    mayHaveGoodRows: result?.mayHaveGoodRows ?? false,
    changesNothing: differences.every(({ added, changed, gone }) => added + changed + gone === 0),
  }
}
