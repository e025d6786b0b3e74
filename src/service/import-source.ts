// Brings files of another system into a workspace: all of a source or nothing, and the same files twice change nothing.

import { realpathSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { CivilDay } from '#base/calendar.ts'
import { wordRefusal } from '#base/refusals.ts'
import { nearestName } from '#base/near-name.ts'
import type { Unmapped } from '#intake/format.ts'
import { IMPORT_FORMATS, type ImportFormat, type ImportReading } from '#intake/formats.ts'
import { openSource } from '#intake/open-source.ts'
import type { StatedTables } from '#intake/read-tables.ts'
import { readTextFile } from '#intake/text-file.ts'
import { readHead, type SourceFile } from '#intake/source-file.ts'
import { compareFacts, type FactDifference } from '#model/compare-facts.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import type { FactTable } from '#model/fact-table.ts'
import { FaultLog } from '#model/fault-log.ts'
import { stateOrigins } from '#model/fact-origin.ts'
import { TABLES } from '#model/tables.ts'
import { fingerprintFile } from '#store/fingerprint.ts'
import {
  canNameSource,
  type LeftOutOfSource,
  listTableFiles,
  readSourceRecord,
  replaceSource,
  type TableFile,
  type WrittenFile,
} from '#store/workspace-folder.ts'
import { renderFactsCsv } from '#model/facts-csv.ts'
import { type Check, checkBeside } from './check-beside.ts'
import { checkEstate, loadEstateSetting } from './check-estate.ts'
import { keepGoodRows } from './keep-good-rows.ts'
import { LeftOutTally } from './left-out-tally.ts'
import { describeUnwritable } from './write-output.ts'
import { joinAndCheck, type Progress, readTableFiles, isWorkspace } from './load-workspace.ts'

export interface ImportSourceRequest {
  readonly workspace: string
  readonly files: readonly string[]
  /** Name under which these facts are kept; importing it again replaces them. By default, the format's name. */
  readonly source?: string
  /** By default recognised from the files. */
  readonly format?: string
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
}

export interface ImportResult {
  readonly source: string
  readonly format: string
  readonly rows: readonly TableRows[]
  /** Against what this source said before. */
  readonly differences: readonly (FactDifference & JoinMark)[]
  readonly unmapped: readonly Unmapped[]
  /** Rows that are not taken for their errors; only where the good ones are kept. */
  readonly leftOut?: LeftOutOfSource
  /** Refused, and with the good rows alone it would not be. */
  readonly hasGoodRows?: boolean
  readonly outcome: 'written' | 'nothing changed' | 'dry run' | 'refused'
  /** Content address of the imports as they now stand. */
  readonly digest?: string
}

/** Whether rows only give columns to rows that another source owns. */
export interface JoinMark {
  readonly isJoined: boolean
}

export interface TableRows extends JoinMark {
  readonly table: string
  readonly rows: number
}

/** The result; undefined where the files could not be read at all, which the log says. */
export async function importSource(
  request: ImportSourceRequest,
  log: FaultLog,
  progress: Progress = () => undefined,
): Promise<ImportResult | undefined> {
  if (!isWorkspace(request.workspace, log)) return undefined
  if (request.source !== undefined && !canNameSource(request.source)) {
    log.report({
      code: 'invalid-value',
      severity: 'error',
      file: '--source',
      text: quoteForFault(request.source),
      problem: 'cannot name a source',
      expected: 'up to 64 letters, digits, points, hyphens and underscores, the first a letter or digit',
    })
    return undefined
  }
  const files = await openFiles(request.files, log)
  const format = files && (await chooseFormat(request, files, log))
  if (!format) return undefined
  const leftOutTally = new LeftOutTally()
  const report = (fault: Fault): void => {
    log.report(fault)
    // Of rows of one key some may be good: see keep-good-rows.ts.
    if (fault.code !== 'duplicate-key') leftOutTally.count(fault)
  }
  const allRows = await readFiles(format, files, request, report, progress)
  if (!allRows) return undefined
  const source = request.source ?? format.name
  // Beside rows that were not read nothing can be checked, and nothing is gone.
  if (allRows.hasUnreadFile === true || isIncomplete(log)) return refuseUnread(source, format, allRows)
  const { earlier, others } = await readWorkspaceTables(request.workspace, source, progress)
  if (refuseOwnFiles(request.files, others, log)) return undefined
  const check = checkBeside(others, earlier, await createWholeCheck(request, progress))
  if (!request.keepsGoodRows) check({ owned: allRows.tables, joined: allRows.joined }, log.report)
  /** Whether the same files would be taken with the good rows alone; told nobody but the person who may ask for it. */
  const keepsSomeRows = (): boolean => {
    const unsaid = new FaultLog()
    const kept = keepGoodRows(allRows, leftOutTally, check, unsaid.report)
    if (kept === undefined || request.mayEmpty) return kept !== undefined
    return !refuseEmptied(format, request, { source, earlier, hasErrors: true }, kept, unsaid)
  }
  const goodRows = request.keepsGoodRows ? keepGoodRows(allRows, leftOutTally, check, log.report) : undefined
  const reading = goodRows ?? allRows
  const leftOut = request.keepsGoodRows && leftOutTally.found ? { leftOut: leftOutTally.found } : {}
  const result = {
    source,
    format: format.name,
    rows: countRows(reading),
    differences: compareWithEarlier(earlier, { owned: reading.tables, joined: reading.joined }),
    unmapped: reading.unmapped,
    ...leftOut,
  }
  // Rows with errors are rows: without --good-rows the errors refuse them, and nothing is gone.
  const isEmptied =
    !request.mayEmpty &&
    (goodRows !== undefined || log.errorCount === 0) &&
    refuseEmptied(format, request, { source, earlier, hasErrors: leftOutTally.found !== undefined }, reading, log)
  const isFaulty = log.errorCount > 0 && (goodRows === undefined || isIncomplete(log))
  if (isEmptied || isFaulty) {
    const hasRemedy = !isEmptied && !request.keepsGoodRows && !isIncomplete(log) && keepsSomeRows()
    return { ...result, outcome: 'refused', ...(hasRemedy ? { hasGoodRows: true } : {}) }
  }
  if (request.isDryRun) return { ...result, outcome: 'dry run' }
  const inputs = request.files.map(async (path) => ({ name: basename(path), sha256: await fingerprintFile(path) }))
  const record = { source, format: format.name, files: await Promise.all(inputs), ...leftOut }
  const hasChanges = result.differences.some(
    ({ added, changed, gone }) => added.length + changed.length + gone.length > 0,
  )
  if (!hasChanges && isDeepStrictEqual(await readSourceRecord(request.workspace, source), record)) {
    return { ...result, outcome: 'nothing changed' }
  }
  progress('writing')
  try {
    return { ...result, outcome: 'written', digest: await replaceSource(request.workspace, record, filesOf(reading)) }
  } catch (error) {
    throw describeUnwritable(join(request.workspace, 'imports'), error, 'cannot be written')
  }
}

function refuseUnread(source: string, { name }: ImportFormat, { unmapped }: ImportReading): ImportResult {
  return { source, format: name, rows: [], differences: [], unmapped, outcome: 'refused' }
}

/** What a file says that was not read to its end nobody knows: its rows are not gone. */
function isIncomplete({ countByCode }: FaultLog): boolean {
  return countByCode.has('unreadable-file') || countByCode.has('missing-file')
}

/** An empty or a wrong file must not take a source away: whether it would is told, table by table. */
function refuseEmptied(
  format: ImportFormat,
  { files }: ImportSourceRequest,
  { source, earlier, hasErrors }: { source: string; earlier: StatedTables; hasErrors: boolean },
  { tables, joined }: ImportReading,
  log: FaultLog,
): boolean {
  const file = files.length === 1 ? files[0]! : `${files[0]} and ${files.length - 1} more`
  const refuse = (problem: string, expected: string): void =>
    log.report({ code: 'missing-value', severity: 'error', file, problem, expected })
  const now = countByTable([...tables, ...joined], false)
  const had = countByTable([...earlier.owned, ...earlier.joined], false)
  const hasRows = (table: string) => now.some((one) => one.table === table && one.rows > 0)
  const emptied = had.filter(({ table, rows }) => rows > 0 && !hasRows(table))
  const remedy = hasErrors
    ? 'the errors mended: nothing else is left of the table'
    : `files with all of the source, \`--source\` with another name for other facts, or \`--empty\` to take them away`
  for (const { table, rows } of emptied)
    refuse(`no row of ${table}, of which source ${source} has ${rows}: they would all be gone`, remedy)
  if (emptied.length > 0) return true
  if (now.some(({ rows }) => rows > 0)) return false
  if (hasErrors) refuse('no row without errors', 'the errors mended: nothing else is left')
  else
    refuse(
      'no row of any table',
      `rows of the format ${format.name} (${format.about}), or \`--empty\` where none is meant`,
    )
  return true
}

/** A first mapping of the files, for a person to review; undefined where it cannot be made, which the log says. */
export async function suggestMapping(
  request: Pick<ImportSourceRequest, 'files' | 'format'>,
  log: FaultLog,
): Promise<string | undefined> {
  const files = await openFiles(request.files, log)
  const format = files && (await chooseFormat(request, files, log))
  if (!format) return undefined
  if (!format.suggestMapping) {
    log.report({
      code: 'unmapped',
      severity: 'error',
      file: '--suggest-mapping',
      problem: `files of format ${format.name} have no mapping to suggest`,
    })
    return undefined
  }
  return format.suggestMapping({ files, report: log.report })
}

type UnfitFile = Pick<Fault, 'code' | 'problem' | 'expected'>

/** All files, or a fault for each that cannot be opened. */
async function openFiles(paths: readonly string[], log: FaultLog): Promise<SourceFile[] | undefined> {
  const files: SourceFile[] = []
  const seen = new Map<string, string>()
  for (const path of paths) {
    const problem = (await findObstacle(path)) ?? findTwin(path, seen)
    if (problem === undefined) files.push(await openSource(path))
    else log.report({ severity: 'error', file: path, ...problem })
  }
  return files.length === paths.length ? files : undefined
}

/** `seen`: the files before, by where they truly lie. */
function findTwin(path: string, seen: Map<string, string>): UnfitFile | undefined {
  const place = realpathSync(path)
  const twin = seen.get(place)
  seen.set(place, twin ?? path)
  return twin === undefined
    ? undefined
    : { code: 'duplicate-key', problem: `the same file as ${twin}`, expected: 'each file once' }
}

/** Why there is nothing to read. */
async function findObstacle(path: string): Promise<UnfitFile | undefined> {
  const code = 'missing-file'
  try {
    if (!statSync(path).isFile()) return { code, problem: 'not a file', expected: 'the path of a file' }
    const head = await readHead(await openSource(path))
    if (head.every((byte) => BLANKS.has(byte)))
      return { code, problem: 'file without text', expected: 'an export with rows' }
    return undefined
  } catch (error) {
    const { code: refusal } = error as NodeJS.ErrnoException
    if (refusal === undefined) throw error
    const problem = refusal === 'ENOENT' ? 'no such file' : `cannot be read: ${wordRefusal(refusal, 'reading')}`
    return { code, problem, expected: 'the path of a file this user may read' }
  }
}

/** Tab, line feed, carriage return and space. */
const BLANKS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20])

async function chooseFormat(
  request: Pick<ImportSourceRequest, 'format'>,
  files: readonly SourceFile[],
  log: FaultLog,
): Promise<ImportFormat | undefined> {
  const names = IMPORT_FORMATS.map((format) => format.name)
  if (request.format !== undefined) {
    const named = IMPORT_FORMATS.find((format) => format.name === request.format)
    if (named) return named
    const didYouMean = nearestName(request.format, names)
    log.report({
      code: 'unknown-setting',
      severity: 'error',
      file: '--as',
      text: request.format,
      problem: 'unknown format',
      expected: names.join(', '),
      ...(didYouMean === undefined ? {} : { didYouMean }),
    })
    return undefined
  }
  const heads = await Promise.all(files.map(async (file) => ({ name: file.name, head: await readHead(file) })))
  const recognised = IMPORT_FORMATS.find((format) => heads.every(({ name, head }) => format.recognise(name, head)))
  if (recognised) return recognised
  for (const { name, head } of heads) {
    if (IMPORT_FORMATS.some((format) => format.recognise(name, head))) continue
    log.report({
      code: 'unreadable-file',
      severity: 'error',
      file: name,
      problem: 'format not recognised',
      expected: `name it with --as: ${names.join(', ')}`,
    })
  }
  if (log.errorCount === 0) {
    log.report({
      code: 'unreadable-file',
      severity: 'error',
      file: heads.map(({ name }) => name).join(', '),
      problem: 'files of several formats',
      expected: 'one import a format',
    })
  }
  return undefined
}

async function readFiles(
  format: ImportFormat,
  files: readonly SourceFile[],
  request: ImportSourceRequest,
  report: (fault: Fault) => void,
  progress: Progress,
): Promise<ImportReading | undefined> {
  const context = {
    files,
    report,
    progress: (done: number, total: number) => progress('reading', done, total),
  }
  if (request.mapping === undefined) return format.read(context, undefined)
  const name = basename(request.mapping)
  const text = await readTextFile(request.mapping, name, report)
  return text === undefined ? undefined : format.read(context, { name, text })
}

/** What the source said before, and all else the workspace says; files are named as they lie from here. */
async function readWorkspaceTables(
  workspace: string,
  source: string,
  progress: Progress,
): Promise<{ earlier: StatedTables; others: StatedTables }> {
  const untold = () => undefined
  const files = (await listTableFiles(workspace, untold)).map((file) => ({ ...file, name: join(workspace, file.name) }))
  const isEarlier = (file: TableFile) => file.source === source
  return {
    // Its files are ours, and were without fault when they were written.
    earlier: await readTableFiles(files.filter(isEarlier), untold, untold),
    others: await readTableFiles(
      files.filter((file) => !isEarlier(file)),
      untold,
      progress,
    ),
  }
}

/** What every later check of the workspace would find wrong with its rows. */
async function createWholeCheck({ workspace, today }: ImportSourceRequest, progress: Progress): Promise<Check> {
  const setting = await loadEstateSetting(workspace)
  return (stated, report) => {
    let isPartial = false
    const tell = (fault: Fault): void => {
      isPartial ||= fault.severity === 'error'
      report(fault)
    }
    const facts = joinAndCheck(stated, tell, progress)
    // Of what may be wrong later a check warns, on the day it is asked about.
    const tellError = (fault: Fault): void => void (fault.severity === 'error' && report(fault))
    if (setting) checkEstate({ ...setting, facts }, { today }, isPartial, tellError)
  }
}

/** A table that the workspace reads where it lies would say all of its rows twice. */
function refuseOwnFiles(files: readonly string[], { owned, joined }: StatedTables, log: FaultLog): boolean {
  const own = new Set([...owned, ...joined].map(({ file }) => resolve(file)))
  const refused = files.filter((file) => own.has(resolve(file)))
  for (const file of refused)
    log.report({
      code: 'contradiction',
      severity: 'error',
      file,
      problem: 'a table of this workspace already: its rows would stand in it twice',
      expected: 'a file from elsewhere; this one is read where it lies',
    })
  return refused.length > 0
}

function compareWithEarlier(before: StatedTables, after: StatedTables): ImportResult['differences'] {
  const of = (all: readonly FactTable[], name: string) => all.filter((table) => table.schema.name === name)
  return (['owned', 'joined'] as const)
    .flatMap((part) =>
      TABLES.map((schema) => ({
        ...compareFacts(schema, of(before[part], schema.name), of(after[part], schema.name)),
        isJoined: part === 'joined',
      })),
    )
    .filter(({ added, changed, gone, unchanged }) => added.length + changed.length + gone.length + unchanged > 0)
}

function countRows({ tables, joined }: ImportReading): readonly TableRows[] {
  return [...countByTable(tables, false), ...countByTable(joined, true)]
}

function countByTable(tables: readonly FactTable[], isJoined: boolean): TableRows[] {
  const counts = new Map<string, number>()
  for (const { schema, rowCount } of tables) counts.set(schema.name, (counts.get(schema.name) ?? 0) + rowCount)
  return [...counts].map(([table, rows]) => ({ table, rows, isJoined }))
}

/** A table of more rows than this is kept as Parquet: as text it would be slow to read again and again. */
const MOST_ROWS_AS_CSV = 1_000_000

/** One file a table; a second one of the same table is numbered. Every row says where it was stated. */
function filesOf(reading: ImportReading): WrittenFile[] {
  const counts = new Map<string, number>()
  const written = (table: FactTable, part: string): WrittenFile => {
    const count = (counts.get(table.schema.name + part) ?? 0) + 1
    counts.set(table.schema.name + part, count)
    const suffix = `${part}${count === 1 ? '' : count}`
    return {
      name: suffix === '' ? table.schema.name : `${table.schema.name}.${suffix}`,
      // The folder it lay in is no part of what a fact says.
      chunks: renderFactsCsv(stateOrigins({ ...table, file: basename(table.file) })),
      isLarge: table.rowCount > MOST_ROWS_AS_CSV,
    }
  }
  return [
    ...reading.tables.map((table) => written(table, '')),
    ...reading.joined.map((table) => written(table, 'join')),
  ]
}
