// Brings files of another system into a workspace: all of a source or nothing, and the same files twice change nothing.

import { basename, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { CivilDay } from '#base/calendar.ts'
import type { Unmapped } from '#intake/format.ts'
import type { ImportReading } from '#intake/formats.ts'
import { readTextFile } from '#intake/text-file.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import type { FactTable } from '#model/fact-table.ts'
import type { FaultLog } from '#model/fault-log.ts'
import type { LeftOutOfSource } from '#model/source-record.ts'
import { fingerprintFile } from '#store/fingerprint.ts'
import { canNameSource, readSourceRecord, replaceSource } from '#store/workspace-folder.ts'
import { type Check, type CheckSteps, checkBeside } from './check-beside.ts'
import { checkEstate, loadEstateSetting } from './check-estate.ts'
import { compareWithEarlier, countRows, type ImportDifference, type TableRows } from './compare-import.ts'
import { importFiles } from './import-files.ts'
import { keepGoodRows } from './keep-good-rows.ts'
import { LeftOutTally } from './left-out-tally.ts'
import { isWorkspace, joinAndCheck, type Progress } from './load-workspace.ts'
import { type FilesToImport, openReadable, type OpenImport } from './open-import.ts'
import { refuseEmptied } from './refuse-emptied.ts'
import { readWorkspaceBeside, refuseOwnFiles, refuseUnknownFiles } from './workspace-beside.ts'
import { describeUnwritable } from './write-output.ts'

export interface ImportSourceRequest extends FilesToImport {
  readonly workspace: string
  /** Name under which these facts are kept; importing it again replaces them. By default, the format's name. */
  readonly source?: string
  /** Path of the saved, reviewable mapping. */
  readonly mapping?: string
  /** Tell everything, write nothing. */
  readonly isDryRun: boolean
  /** Keep the rows without faults although others have some; not where a whole file could not be read. */
  readonly keepsGoodRows: boolean
  /** For what the manifest leaves open. */
  readonly today: CivilDay
  /** Files without rows are meant: what the source said of their tables is taken away. */
  readonly mayEmpty: boolean
  /**
   * Files kept by hand whose rows are to go, for these come in their place. They are read as what the source said before;
   * whoever asks for it takes them away, where the outcome is `written`.
   */
  readonly replaces?: readonly string[]
}

export interface ImportResult {
  readonly source: string
  readonly format: string
  readonly rows: readonly TableRows[]
  /** Against what this source said before, and the files it replaces; of sites and parts against what all say together. */
  readonly differences: readonly ImportDifference[]
  readonly unmapped: readonly Unmapped[]
  /** Rows that are not taken for their errors; only where the good ones are kept. */
  readonly leftOut?: LeftOutOfSource
  /** Refused for errors, and some rows have none: with these alone it may not be. */
  readonly mayHaveGoodRows?: boolean
  readonly outcome: 'written' | 'nothing changed' | 'dry run' | 'refused'
  /** All rows that were looked at: those of the files, and, where they could be held against it, the whole workspace. */
  readonly facts: readonly FactTable[]
  /** Content address of the imports as they now stand. */
  readonly digest?: string
}

/** The result; undefined where the files could not be read at all, which the log says. */
export async function importSource(
  request: ImportSourceRequest,
  log: FaultLog,
  progress: Progress = () => undefined,
): Promise<ImportResult | undefined> {
  if (!isWorkspace(request.workspace, log) || refuseName(request, log)) return undefined
  const opened = await openReadable(request, log)
  if (!opened) return undefined
  const tally = new LeftOutTally()
  const stated = await readRows(opened, request, tally, log, progress)
  if (!stated) return undefined
  const { format } = opened
  const source = request.source ?? format.name
  const named = { source, format: format.name, unmapped: stated.unmapped }
  // Beside rows that were not read nothing can be checked, and nothing is gone.
  if (stated.hasUnreadFile === true || isIncomplete(log))
    return { ...named, rows: [], differences: [], facts: factsOf(stated), outcome: 'refused' }

  const beside = await readWorkspaceBeside(request.workspace, { source, replaces: request.replaces ?? [] }, progress)
  if (refuseUnknownFiles(request.replaces ?? [], beside, log))
    return { ...named, rows: [], differences: [], facts: factsOf(stated), outcome: 'refused' }
  if (refuseOwnFiles(request.files, beside, log)) return undefined
  const check = checkBeside(beside.others, beside.earlier, await loadCheckSteps(request, progress))
  const kept = keepRows(stated, request, check, tally, log)
  const reading = kept ?? stated
  const result = {
    ...named,
    rows: countRows(reading),
    facts: [
      ...factsOf(stated),
      ...[beside.earlier, beside.others].flatMap(({ owned, joined }) => [...owned, ...joined]),
    ],
    differences: compareWithEarlier(beside, { owned: reading.tables, joined: reading.joined }),
    ...(request.keepsGoodRows && tally.found ? { leftOut: tally.found } : {}),
  }
  const emptying = {
    files: request.files,
    format,
    source,
    earlier: beside.earlier,
    replaces: request.replaces ?? [],
    hasErrors: tally.found !== undefined,
  }
  const isEmptied = kept !== undefined && !request.mayEmpty && refuseEmptied(emptying, kept, log)
  if (isEmptied || kept === undefined || isIncomplete(log)) {
    const mayHaveGoodRows =
      !request.keepsGoodRows && !isIncomplete(log) && countRows(stated).some(({ rows }) => rows > 0)
    return { ...result, outcome: 'refused', ...(mayHaveGoodRows && !isEmptied ? { mayHaveGoodRows } : {}) }
  }
  if (request.isDryRun) return { ...result, outcome: 'dry run' }
  return { ...result, ...(await writeRows(kept, result, request, progress)) }
}

function factsOf({ tables, joined }: ImportReading): FactTable[] {
  return [...tables, ...joined]
}

/** Whether the name cannot be that of a source, which is told. */
function refuseName({ source }: ImportSourceRequest, log: FaultLog): boolean {
  if (source === undefined || canNameSource(source)) return false
  log.report({
    code: 'invalid-value',
    severity: 'error',
    file: '--source',
    text: quoteForFault(source),
    problem: 'cannot name a source',
    expected: 'up to 64 letters, digits, points, hyphens and underscores, the first a letter or digit',
  })
  return true
}

/** `tally`: counts the rows with errors. */
async function readRows(
  { files, format }: OpenImport,
  request: ImportSourceRequest,
  tally: LeftOutTally,
  log: FaultLog,
  progress: Progress,
): Promise<ImportReading | undefined> {
  const report = (fault: Fault): void => {
    log.report(fault)
    // Of rows of one key some may be good: see keep-good-rows.ts.
    if (fault.code !== 'duplicate-key') tally.count(fault)
  }
  const context = { files, report, progress: (done: number, total: number) => progress('reading', done, total) }
  if (request.mapping === undefined) return format.read(context, undefined)
  const name = basename(request.mapping)
  const text = await readTextFile(request.mapping, name, report)
  return text === undefined ? undefined : format.read(context, { name, text })
}

/** What a file says that was not read to its end nobody knows: its rows are not gone. */
function isIncomplete({ countByCode }: FaultLog): boolean {
  return countByCode.has('unreadable-file') || countByCode.has('missing-file')
}

/** What every later check of the workspace would find wrong with its rows. */
async function loadCheckSteps({ workspace, today }: ImportSourceRequest, progress: Progress): Promise<CheckSteps> {
  const setting = await loadEstateSetting(workspace)
  return {
    join: (stated, report) => joinAndCheck(stated, report, progress),
    checkEstate: (facts, isPartial, report) => {
      if (!setting) return
      checkEstate({ ...setting, facts }, { today }, isPartial, (fault) => {
        // Of what may be wrong later a check warns, on the day it is asked about.
        if (fault.severity === 'error') report(fault)
      })
    },
  }
}

/** The rows to take: all or, if so asked, the good ones; undefined where errors refuse them, which are told. */
function keepRows(
  stated: ImportReading,
  { keepsGoodRows }: ImportSourceRequest,
  check: Check,
  tally: LeftOutTally,
  log: FaultLog,
): ImportReading | undefined {
  if (keepsGoodRows) return keepGoodRows(stated, tally, check, log.report)
  check({ owned: stated.tables, joined: stated.joined }, log.report, 'estate')
  return log.errorCount === 0 ? stated : undefined
}

/** Puts them in the place of what the source said before, unless that is the same. */
async function writeRows(
  reading: ImportReading,
  { source, format, differences, leftOut }: Omit<ImportResult, 'outcome'>,
  { workspace, files, replaces = [] }: ImportSourceRequest,
  progress: Progress,
): Promise<Pick<ImportResult, 'outcome' | 'digest'>> {
  const inputs = files.map(async (path) => ({ name: basename(path), sha256: await fingerprintFile(path) }))
  const record = { source, format, files: await Promise.all(inputs), ...(leftOut && { leftOut }) }
  const hasChanges = differences.some(({ added, changed, gone }) => added.length + changed.length + gone.length > 0)
  if (!hasChanges && replaces.length === 0 && isDeepStrictEqual(await readSourceRecord(workspace, source), record))
    return { outcome: 'nothing changed' }
  progress('writing')
  try {
    return { outcome: 'written', digest: await replaceSource(workspace, record, importFiles(reading)) }
  } catch (error) {
    throw describeUnwritable(join(workspace, 'imports'), error, 'cannot be written')
  }
}
