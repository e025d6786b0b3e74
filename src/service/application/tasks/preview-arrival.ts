// What an import would change, and every fault of its files: nothing is written but what is told of it.

import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { type ChangedRow, LONGEST_CELL_TOLD, type Preview } from '#contract/application/arrival.ts'
import type { ChangedFacts, StatedFacts } from '#model/compare-facts.ts'
import type { Fault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import type { ImportDifference } from '../../compare-import.ts'
import type { ImportResult } from '../../import-source.ts'
import { hidePathsOfFault } from '../hide-paths.ts'
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
  const difference = new LineFile(join(scratch, DIFFERENCE_FILE))
  for (const row of changedRows(result?.differences ?? [])) if (!difference.write(row)) await difference.drained()
  await difference.end()
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

function* changedRows(differences: readonly ImportDifference[]): Generator<ChangedRow> {
  for (const { table, isJoined, added, changed, gone } of differences) {
    const row = { table, isJoined }
    for (const facts of added) yield { ...row, change: 'added', key: facts.key, cells: tellStated(facts, 'after') }
    for (const facts of changed) yield { ...row, change: 'changed', key: facts.key, cells: tellChanged(facts) }
    for (const facts of gone) yield { ...row, change: 'gone', key: facts.key, cells: tellStated(facts, 'before') }
  }
}

function tellChanged(facts: ChangedFacts): ChangedRow['cells'] {
  return facts.listCells().map(({ column, before, after }) => ({ column, before: cut(before), after: cut(after) }))
}

/** `when`: a row says something on one side of the import alone. */
function tellStated(facts: StatedFacts, when: 'before' | 'after'): ChangedRow['cells'] {
  return facts.listCells().map(({ column, text }) => ({ column, before: '', after: '', [when]: cut(text) }))
}

function cut(text: string): string {
  return text.length <= LONGEST_CELL_TOLD ? text : `${text.slice(0, LONGEST_CELL_TOLD)}…`
}

/** One JSON value a line. What the system refuses, such as room on the disk, is thrown by whatever waits next. */
class LineFile {
  readonly #stream: WriteStream
  readonly #finished: Promise<void>

  constructor(path: string) {
    this.#stream = createWriteStream(path, { flush: true })
    this.#finished = finished(this.#stream)
    // It may come long before anybody waits for the end, and would end the process.
    this.#finished.catch(() => undefined)
  }

  /** False: better to wait before the next. */
  write(value: unknown): boolean {
    return this.#stream.write(`${JSON.stringify(value)}\n`)
  }

  async drained(): Promise<void> {
    if (this.#stream.writableNeedDrain) await Promise.race([once(this.#stream, 'drain'), this.#finished])
  }

  async end(): Promise<void> {
    this.#stream.end()
    await this.#finished
  }
}
