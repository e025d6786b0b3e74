// A sheet of a workbook as a table of the workspace: its rows go the same way as those of a CSV file.

import { Buffer } from 'node:buffer'
import { readSheet } from 'read-excel-file/universal'
import { nearestName } from '#base/near-name.ts'
import type { TableSchema } from '#model/column.ts'
import type { ColumnMapping, SourceMapping } from '#model/column-mapping.ts'
import { type FactTable, FactTableBuilder } from '#model/fact-table.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import { unguardFormula } from '#model/formula-guard.ts'
import { type CountedFile, placeAt } from '#model/place.ts'
import { settleRepeatedRows } from '#model/unite-shared-rows.ts'
import { chooseTable } from '../choose-table.ts'
import { nameOtherFile } from '../csv/encoding.ts'
import { CSV_LIMITS } from '../csv/scan.ts'
import type { Format } from '../format.ts'
import { type MatchedHeader, matchHeader } from '../match-header.ts'
import { readTables } from '../read-tables.ts'
import { readAll, readHead, type SourceFile } from '../source-file.ts'
import { type ArchiveEntry, ArchiveError, listEntries, storeEntries, unpackEntry } from './archive.ts'
import { NUMBER_MARK, type SheetCell, spellCell, spellCellAs, type TextStyle } from './cell-text.ts'
import { recogniseXlsx } from './recognise.ts'
import { countRows, type FailedCell, findFailedCells, findPlaceBeyond, MOST_SHEET_ROWS } from './sheet-flaws.ts'
import { readWorkbook, RELATIONS_PATH, type Workbook, WORKBOOK_PATH } from './workbook.ts'

export interface XlsxLimits {
  readonly fileBytes: number
  /** A sheet is read as a whole and takes about ten times its unpacked size: within 2 GB of memory. */
  readonly unpackedBytes: number
  /** Beyond twice as many, the library runs out of stack. */
  readonly rows: number
  readonly columns: number
}

export const XLSX_LIMITS: XlsxLimits = {
  fileBytes: 100 * 1024 ** 2,
  unpackedBytes: 128 * 1024 ** 2,
  rows: 500_000,
  columns: CSV_LIMITS.columns,
}

export const XLSX_FORMAT: Format<ColumnMapping> = {
  name: 'xlsx',
  about: 'sheets of workbooks: tables of the workspace, or an operator’s own tables with a column mapping',
  recognise: recogniseXlsx,
  read: (request) => readTables(request, readXlsxTable),
}

type Report = (fault: Fault) => void

/** Reads one sheet as one table; its places are the rows of the sheet. */
export async function readXlsxTable(
  file: SourceFile,
  mapping: SourceMapping | undefined,
  report: Report,
  progress: (bytesDone: number) => void = () => undefined,
  limits: XlsxLimits = XLSX_LIMITS,
): Promise<FactTable | undefined> {
  const sheet = await openSheet(file, mapping?.sheet, report, limits)
  if (!sheet) return undefined
  progress(file.sizeBytes)
  const table = fillTable(file.name, sheet, mapping, report)
  return table && settleRepeatedRows(table, mapping !== undefined, report)
}

export interface OpenSheet {
  readonly name: string
  /** Names of all sheets that a person sees. */
  readonly visible: readonly string[]
  readonly rows: readonly (readonly SheetCell[])[]
  readonly failedCells: readonly FailedCell[]
}

/** The sheet that is named, or the first that a person sees; undefined where it cannot be read, which is told. */
export async function openSheet(
  file: SourceFile,
  wanted: string | undefined,
  report: Report,
  limits: XlsxLimits,
): Promise<OpenSheet | undefined> {
  const refuse = (code: Fault['code'], problem: string, more: Partial<Fault> = {}): undefined => {
    report({ code, severity: 'error', file: file.name, problem, ...more })
    return undefined
  }
  if (file.sizeBytes > limits.fileBytes)
    return refuse('too-large', 'workbook too large', { expected: `at most ${limits.fileBytes} bytes, or a CSV file` })
  const other = nameOtherFile(await readHead(file))
  if (other === undefined)
    return refuse('unreadable-file', 'no XLSX workbook', { expected: 'an XLSX workbook, or a CSV file named `.csv`' })
  if (!other.includes('XLSX'))
    return refuse('unreadable-file', `no XLSX workbook: this is ${other}`, { expected: 'an XLSX workbook' })
  try {
    const whole = await readAll(file)
    const archive = Buffer.from(whole.buffer, whole.byteOffset, whole.length)
    const entries = listEntries(archive)
    const part = (path: string): ArchiveEntry => {
      const entry = entries.get(path)
      if (!entry) throw new ArchiveError(`it has no ${path}`)
      return entry
    }
    const frame = [WORKBOOK_PATH, RELATIONS_PATH].map(part)
    if (isTooLarge(frame, limits)) return refuse('too-large', 'workbook unpacks too large', expectUnpacked(limits))
    const [workbookXml, relationsXml] = frame.map((entry) => unpackEntry(archive, entry).toString('utf8'))
    const workbook = readWorkbook(workbookXml!, relationsXml!)
    const sheet = chooseSheet(workbook, wanted)
    if (!sheet) {
      const names = workbook.sheets.map((candidate) => candidate.name)
      const nearest = wanted === undefined ? undefined : nearestName(wanted, names)
      return refuse('unreadable-file', 'no such sheet', {
        text: quoteForFault(wanted ?? ''),
        expected: names.length === 0 ? 'a workbook with a sheet' : `one of ${names.join(', ')}`,
        ...(nearest === undefined ? {} : { didYouMean: nearest }),
      })
    }
    const needed = [...frame, ...workbook.sharedPaths.filter((path) => entries.has(path)).map(part), part(sheet.path)]
    if (isTooLarge(needed, limits)) return refuse('too-large', 'workbook unpacks too large', expectUnpacked(limits))
    const contents = new Map(needed.map((entry) => [entry.name, unpackEntry(archive, entry)]))
    const sheetXml = contents.get(sheet.path)!
    const beyond = findPlaceBeyond(sheetXml)
    if (beyond !== undefined)
      return refuse('too-large', 'row or column that no sheet has', {
        text: beyond,
        expected: `at most ${MOST_SHEET_ROWS} rows and column XFD`,
      })
    if (countRows(sheetXml) > limits.rows)
      return refuse('too-large', 'sheet with too many rows', { expected: `at most ${limits.rows} rows, or a CSV file` })
    const others = workbook.sheets.filter((candidate) => candidate !== sheet && !candidate.isHidden)
    if (wanted === undefined && others.length > 0)
      report({
        code: 'ignored',
        severity: 'warning',
        file: file.name,
        text: quoteForFault(others.map((candidate) => candidate.name).join(', ')),
        problem: `only sheet ${sheet.name} is read`,
        expected: 'a mapping that names the `sheet`, for each of the others that is meant',
      })
    const stored = storeEntries(contents)
    const read = await readSheet<string>(
      stored.buffer.slice(stored.byteOffset, stored.byteOffset + stored.length) as ArrayBuffer,
      sheet.number,
      { trim: false, parseNumber: (text) => NUMBER_MARK + text },
    )
    const rows = read as unknown as OpenSheet['rows']
    const widest = rows.findIndex((cells) => cells.slice(limits.columns).some((cell) => spellCell(cell) !== ''))
    if (widest >= 0)
      return refuse('too-large', 'too many columns', { row: widest + 1, expected: `at most ${limits.columns}` })
    return {
      name: sheet.name,
      visible: workbook.sheets.filter((candidate) => !candidate.isHidden).map((candidate) => candidate.name),
      rows,
      failedCells: findFailedCells(sheetXml),
    }
  } catch (error) {
    // The library and the XML parser throw on files that are not as they should be.
    const reason = error instanceof Error ? error.message.split('\n')[0]! : String(error)
    return refuse('unreadable-file', 'workbook cannot be read', {
      text: quoteForFault(reason),
      expected: 'a whole XLSX workbook',
    })
  }
}

function isTooLarge(entries: readonly ArchiveEntry[], limits: XlsxLimits): boolean {
  return entries.reduce((bytes, entry) => bytes + entry.unpackedBytes, 0) > limits.unpackedBytes
}

function expectUnpacked(limits: XlsxLimits): Partial<Fault> {
  return { expected: `at most ${limits.unpackedBytes} bytes unpacked, or a CSV file` }
}

/** The sheet that is named, or the first that a person sees. */
function chooseSheet({ sheets }: Workbook, wanted: string | undefined): Workbook['sheets'][number] | undefined {
  if (wanted !== undefined) return sheets.find((sheet) => sheet.name === wanted)
  return sheets.find((sheet) => !sheet.isHidden) ?? sheets[0]
}

function fillTable(
  file: string,
  { rows, failedCells }: OpenSheet,
  mapping: SourceMapping | undefined,
  report: Report,
): FactTable | undefined {
  const counted: CountedFile = { file, unit: 'row', sheet: mapping?.sheet }
  const isBlank = (cells: readonly SheetCell[]): boolean => cells.every((cell) => spellCell(cell) === '')
  const headerIndex = rows.findIndex((cells) => !isBlank(cells))
  if (headerIndex < 0) {
    report({
      code: 'unreadable-file',
      severity: 'error',
      file,
      problem: 'sheet without text',
      expected: 'a header row',
    })
    return undefined
  }
  const width = rows.reduce((widest, cells) => Math.max(widest, cells.length), 0)
  const texts = Array.from({ length: width }, (_, field) => unguardFormula(spellCell(rows[headerIndex]![field])))
  const schema = chooseTable(
    file,
    texts.filter((text) => text !== ''),
    mapping,
    report,
  )
  if (!schema) return undefined
  const header = matchHeader(texts, placeAt(counted, headerIndex + 1), schema, mapping, report)
  if (!header) return undefined

  const builder = new FactTableBuilder(schema, file, header.columnNames, header.translations, counted)
  const styles = stylesOf(header, schema)
  const failures = groupByRow(failedCells)
  // The library drops rows at the end whose every formula failed.
  const lastRow = Math.max(rows.length, failedCells.at(-1)?.row ?? 0)
  for (let index = headerIndex + 1; index < lastRow; index++) {
    const cells = rows[index] ?? []
    const number = index + 1
    const failed = (failures.get(number) ?? []).filter((cell) => header.fields.includes(cell.field))
    if (failed.length === 0 && isBlank(cells)) continue
    const place = { severity: 'error', ...placeAt(counted, number) } as const
    const nameless = header.namelessFields.find((field) => spellCell(cells[field]) !== '')
    if (nameless !== undefined) {
      report({
        code: 'unknown-column',
        ...place,
        text: quoteForFault(spellCell(cells[nameless])),
        problem: `text in field ${nameless + 1}, which has no name in the header`,
        expected: 'a name for its column, or nothing in it',
      })
    }
    const fields = fieldsOf(cells, header, styles)
    if (failed.length === 0 && nameless === undefined) {
      builder.addRow(fields, number, report)
      continue
    }
    const failedColumns = new Set<string>()
    for (const cell of failed) {
      const column = header.fields.indexOf(cell.field)
      const name = header.columnNames[column]!
      failedColumns.add(name)
      fields[column] = ''
      const expected =
        cell.problem === 'formula failed'
          ? 'a formula with a result'
          : 'a result: open the workbook in a spreadsheet program and save it'
      report({
        code: 'invalid-value',
        ...place,
        column: name,
        text: quoteForFault(cell.text),
        problem: cell.problem,
        expected,
      })
    }
    builder.refuseRow(fields, number, (fault) => {
      if (!failedColumns.has(fault.column ?? '')) report(fault)
    })
  }
  return builder.finish()
}

/** How the texts of each column are written, as the mapping says. */
function stylesOf({ columnNames, sources }: MatchedHeader, schema: TableSchema): TextStyle[] {
  return columnNames.map((name) => {
    const { dateFormat, decimalComma } = sources.get(name)!
    const isDate = schema.columns.some((column) => column.name === name && column.kind === 'date')
    if (isDate) return dateFormat === undefined ? 'date' : 'formatted date'
    return decimalComma === true ? 'decimal comma' : 'plain'
  })
}

function fieldsOf(cells: readonly SheetCell[], header: MatchedHeader, styles: readonly TextStyle[]): string[] {
  return styles.map((style, column) => {
    const field = header.fields[column]!
    return field < 0 ? header.constants[column]! : unguardFormula(spellCellAs(style, cells[field]))
  })
}

function groupByRow(cells: readonly FailedCell[]): ReadonlyMap<number, readonly FailedCell[]> {
  const groups = new Map<number, FailedCell[]>()
  for (const cell of cells) {
    const group = groups.get(cell.row)
    if (group) group.push(cell)
    else groups.set(cell.row, [cell])
  }
  return groups
}
