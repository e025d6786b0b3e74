// A CSV file as a table of the workspace: cells that repeat go from bytes to column without becoming strings.

import { Buffer } from 'node:buffer'
import type { ColumnMapping, SourceMapping } from '#model/column-mapping.ts'
import { type FactTable, FactTableBuilder, type RawRows } from '#model/fact-table.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import { unguardFormula } from '#model/formula-guard.ts'
import { settleRepeatedRows } from '#model/unite-shared-rows.ts'
import { chooseTable } from '../choose-table.ts'
import type { Format } from '../format.ts'
import { type MatchedHeader, matchHeader } from '../match-header.ts'
import { readTables } from '../read-tables.ts'
import { readHead, type SourceFile } from '../source-file.ts'
import { decodeUtf8OrWindows1252, detectEncoding, nameOtherFile, toUtf8 } from './encoding.ts'
import { recogniseCsv } from './recognise.ts'
import { type CsvFault, type CsvHandler, type CsvRecord, decodeField, scanCsv, textOfField } from './scan.ts'

/** More than a disk of one machine reads in a quarter of an hour; beyond it, Parquet. */
export const LARGEST_CSV_BYTES = 8 * 1024 ** 3

export const CSV_FORMAT: Format<ColumnMapping> = {
  name: 'csv',
  about: 'tables of the workspace, or an operator’s own tables with a column mapping',
  recognise: recogniseCsv,
  read: (request) => readTables(request, readCsvTable),
}

/** Reads one file as one table; faults as they are met, keys that stand twice at the end. */
export async function readCsvTable(
  file: SourceFile,
  mapping: SourceMapping | undefined,
  report: (fault: Fault) => void,
  progress: (bytesDone: number) => void = () => undefined,
  largestBytes = LARGEST_CSV_BYTES,
): Promise<FactTable | undefined> {
  const refuse = (code: Fault['code'], problem: string, expected: string): undefined => {
    report({ code, severity: 'error', file: file.name, problem, expected })
    return undefined
  }
  if (file.sizeBytes > largestBytes)
    return refuse('too-large', 'file too large', `at most ${largestBytes} bytes; split it, or write it as Parquet`)
  const head = await readHead(file)
  const other = nameOtherFile(head)
  if (other !== undefined) return refuse('unreadable-file', `no CSV: this is ${other}`, 'a CSV file')
  const reader = new CsvTableReader(file, mapping, report)
  const encoding = detectEncoding(head)
  await scanCsv(toUtf8(countBytes(file.bytes(), progress), encoding), reader)
  if (!reader.hasHeader)
    return reader.hasFault ? undefined : refuse('unreadable-file', 'file without text', 'a header line')
  const table = reader.finish()
  return table && settleRepeatedRows(table, mapping !== undefined, report)
}

async function* countBytes(
  chunks: AsyncIterable<Uint8Array>,
  progress: (bytesDone: number) => void,
): AsyncIterable<Uint8Array> {
  let bytesDone = 0
  for await (const chunk of chunks) {
    yield chunk
    bytesDone += chunk.length
    progress(bytesDone)
  }
}

const APOSTROPHE = 0x27
const SPACE = 0x20
/** An apostrophe in front may guard the text against spreadsheets. */
const GUARDED = 4
/** Texts up to this length are cut from the text of the batch: V8 copies them, longer ones would hold all of it. */
const SHORT_TEXT = 12
/** Rows that go to the columns together. */
const BATCH_ROWS = 256
/** Rows are taken to be no shorter than this before they are counted: room costs memory. */
const LEAST_ROW_BYTES = 32

/** Takes the records of one file and lays their cells under our columns, a batch of rows at a time. */
class CsvTableReader implements CsvHandler, RawRows {
  readonly #file: string
  readonly #sizeBytes: number
  readonly #mapping: SourceMapping | undefined
  readonly #report: (fault: Fault) => void
  #header: MatchedHeader | undefined
  #headerLine = 0
  #builder: FactTableBuilder | undefined
  #hasFault = false
  #hasToldEncoding = false
  /** The first cell of the batch that is not UTF-8. */
  #oddCell: { readonly line: number; readonly text: string; readonly isUtf8: boolean } | undefined
  #batchText: string | undefined
  #batchStart = 0
  bytes: Buffer = Buffer.alloc(0)
  view: DataView = new DataView(new ArrayBuffer(0))
  count = 0
  readonly ordinals = new Uint32Array(BATCH_ROWS)
  starts: readonly Int32Array[] = []
  ends: readonly Int32Array[] = []
  /** Kinds of the fields, and {@link GUARDED}. */
  oddities: readonly Uint8Array[] = []
  /** The same, of all columns one behind the other. */
  #allStarts = new Int32Array(0)
  #allEnds = new Int32Array(0)
  #allOddities = new Uint8Array(0)

  constructor(file: SourceFile, mapping: SourceMapping | undefined, report: (fault: Fault) => void) {
    this.#file = file.name
    this.#sizeBytes = file.sizeBytes
    this.#mapping = mapping
    this.#report = report
  }

  get hasHeader(): boolean {
    return this.#headerLine > 0
  }

  finish(): FactTable | undefined {
    return this.#builder?.finish()
  }

  /** Whether a line could not be read: then the header may have been in it. */
  get hasFault(): boolean {
    return this.#hasFault
  }

  takeFault(fault: CsvFault): void {
    this.#hasFault = true
    this.#builder?.leaveOut(() => '')
    this.#refuse({ ...fault, text: quoteForFault(fault.text) })
  }

  takeRecord(record: CsvRecord): boolean {
    const header = this.#header
    if (header === undefined) return this.#takeHeader(record)
    if (record.fieldCount !== header.fieldCount) {
      if (!isBlank(record)) {
        this.#refuseFieldCount(record, header.fieldCount)
        this.#builder!.leaveOut((column) => textOfCell(record, header.fields[column]!))
      }
      return true
    }
    if (!this.#load(record, header) && isBlank(record)) return true
    if (header.namelessFields.length > 0 && this.#hasNamelessText(record, header)) {
      const cells = Array.from(header.fields, (field, column) =>
        field < 0 ? header.constants[column]! : textOfCell(record, field),
      )
      this.#builder!.refuseRow(cells, record.line, this.#report)
      return true
    }
    this.count += 1
    if (this.count === BATCH_ROWS) this.releaseRecords()
    return true
  }

  #takeHeader(record: CsvRecord): boolean {
    if (isBlank(record)) return true
    this.#headerLine = record.line
    const texts = Array.from({ length: record.fieldCount }, (_, field) =>
      unguardFormula(textOfField(record, field).trim()),
    )
    const place = { file: this.#file, line: record.line }
    const schema = chooseTable(this.#file, texts, this.#mapping, this.#report)
    if (!schema) return false
    const header = matchHeader(texts, place, schema, this.#mapping, this.#report)
    if (!header) return false
    this.#header = header
    this.#builder = new FactTableBuilder(schema, this.#file, header.columnNames, header.translations)
    const columnCount = header.columnNames.length
    this.#allStarts = new Int32Array(columnCount * BATCH_ROWS)
    this.#allEnds = new Int32Array(columnCount * BATCH_ROWS)
    this.#allOddities = new Uint8Array(columnCount * BATCH_ROWS)
    const perColumn = <Values>(slice: (begin: number, end: number) => Values): Values[] =>
      header.columnNames.map((_, column) => slice(column * BATCH_ROWS, (column + 1) * BATCH_ROWS))
    this.starts = perColumn((begin, end) => this.#allStarts.subarray(begin, end))
    this.ends = perColumn((begin, end) => this.#allEnds.subarray(begin, end))
    this.oddities = perColumn((begin, end) => this.#allOddities.subarray(begin, end))
    // A constant is no bytes of the file: it is one place long, unless it is blank.
    for (const [column, constant] of header.constants.entries()) {
      if (header.fields[column]! >= 0) continue
      this.ends[column]!.fill(constant === '' ? 0 : 1)
      this.oddities[column]!.fill(GUARDED)
    }
    return true
  }

  /** Lays the trimmed cells of the record under our columns, as the next row; whether any of them has text. */
  #load(record: CsvRecord, header: MatchedHeader): boolean {
    const { bytes, starts, ends, kinds } = record
    this.bytes = bytes
    this.view = record.view
    const { fields } = header
    const allStarts = this.#allStarts
    const allEnds = this.#allEnds
    const allOddities = this.#allOddities
    const row = this.count
    let length = 0
    for (let column = 0, place = row; column < fields.length; column++, place += BATCH_ROWS) {
      const field = fields[column]!
      if (field < 0) continue
      const start = starts[field]!
      const end = ends[field]!
      allStarts[place] = start
      allEnds[place] = end
      allOddities[place] = kinds[field]!
      // Blanks come before the apostrophe: one comparison passes by nearly all cells.
      if (start < end && (bytes[start]! <= APOSTROPHE || bytes[end - 1]! <= SPACE)) this.#trim(place)
      length += allEnds[place]! - allStarts[place]!
    }
    this.ordinals[row] = record.line
    return length > 0
  }

  #trim(place: number): void {
    let start = this.#allStarts[place]!
    let end = this.#allEnds[place]!
    while (start < end && this.bytes[start]! <= SPACE) start += 1
    while (end > start && this.bytes[end - 1]! <= SPACE) end -= 1
    this.#allStarts[place] = start
    this.#allEnds[place] = end
    if (this.bytes[start] === APOSTROPHE) this.#allOddities[place]! |= GUARDED
  }

  releaseRecords(): void {
    if (this.count === 0) return
    if (this.count === BATCH_ROWS && this.#builder!.rowCount === 0) this.#reserve()
    const faults: Fault[] = []
    this.#builder!.addRawRows(this, (fault) => faults.push(fault))
    this.count = 0
    this.#batchText = undefined
    if (this.#oddCell) {
      faults.push(this.#describeEncoding(this.#oddCell))
      this.#oddCell = undefined
      this.#hasToldEncoding = true
    }
    faults.sort((left, right) => left.line! - right.line!)
    for (const fault of faults) this.#report(fault)
  }

  /** Makes room for as many rows as the file holds if the others are as long as those of the first batch. */
  #reserve(): void {
    const column = this.#header!.fields.findIndex((field) => field >= 0)
    const first = this.starts[column]![0]!
    const last = this.starts[column]![BATCH_ROWS - 1]!
    const rowBytes = Math.max(LEAST_ROW_BYTES, (last - first) / (BATCH_ROWS - 1))
    this.#builder!.reserve(Math.ceil((1.02 * this.#sizeBytes) / rowBytes))
  }

  textOf(column: number, row: number): string {
    if (this.#header!.fields[column]! < 0) return this.#header!.constants[column]!
    const oddity = this.oddities[column]![row]!
    if (oddity === 0 && this.ends[column]![row]! - this.starts[column]![row]! <= SHORT_TEXT) {
      this.#batchText ??= this.#decodeBatch()
      return this.#batchText.slice(
        this.starts[column]![row]! - this.#batchStart,
        this.ends[column]![row]! - this.#batchStart,
      )
    }
    const { text, isUtf8 } = decodeField(this.bytes, this.starts[column]![row]!, this.ends[column]![row]!, oddity)
    if (oddity === 0) return text
    const line = this.ordinals[row]!
    if (!this.#hasToldEncoding && (!isUtf8 || text.includes('\ufffd')))
      if (this.#oddCell === undefined || line < this.#oddCell.line) this.#oddCell = { line, text, isUtf8 }
    return unguardFormula(text.trim())
  }

  /** All cells of the batch as one text, from which short ones are cut. */
  #decodeBatch(): string {
    const columns = [...this.#header!.fields.keys()].filter((column) => this.#header!.fields[column]! >= 0)
    this.#batchStart = Math.min(...columns.map((column) => this.starts[column]![0]!))
    const end = Math.max(...columns.map((column) => this.ends[column]![this.count - 1]!))
    return this.bytes.toString('latin1', this.#batchStart, end)
  }

  #describeEncoding({ line, text, isUtf8 }: { line: number; text: string; isUtf8: boolean }): Fault {
    return {
      code: 'wrong-encoding',
      severity: 'warning',
      file: this.#file,
      line,
      text: quoteForFault(text.trim()),
      problem: isUtf8 ? 'characters were lost before this file was written' : 'not UTF-8; read as Windows-1252',
      expected: isUtf8 ? 'text without the replacement character' : 'UTF-8',
    }
  }

  /** Tells a fault of a row that goes to no column, after those of the rows above it. */
  #refuse(fault: Omit<Fault, 'severity' | 'file'>): void {
    this.releaseRecords()
    this.#report({ ...fault, severity: 'error', file: this.#file })
  }

  #refuseFieldCount(record: CsvRecord, expected: number): void {
    const { line, lastLine, fieldCount } = record
    const { text } = decodeUtf8OrWindows1252(record.bytes, record.starts[0]!, record.ends[fieldCount - 1]!)
    this.#refuse({
      code: 'wrong-field-count',
      line,
      text: quoteForFault(text),
      problem: `${fieldCount} ${fieldCount === 1 ? 'field' : 'fields'}${lastLine === line ? '' : ` in lines ${line} to ${lastLine}`}`,
      expected: `${expected}, as in the header on line ${this.#headerLine}`,
    })
  }

  #hasNamelessText(record: CsvRecord, header: MatchedHeader): boolean {
    const field = header.namelessFields.find((candidate) => textOfField(record, candidate).trim() !== '')
    if (field === undefined) return false
    this.#refuse({
      code: 'unknown-column',
      line: record.line,
      text: quoteForFault(textOfField(record, field).trim()),
      problem: `text in field ${field + 1}, which has no name in the header`,
      expected: 'a name for its column, or nothing in it',
    })
    return true
  }
}

function isBlank(record: CsvRecord): boolean {
  for (let field = 0; field < record.fieldCount; field++) if (textOfField(record, field).trim() !== '') return false
  return true
}

/** The trimmed text of a field; '' where the record has none there. */
function textOfCell(record: CsvRecord, field: number): string {
  return field < 0 || field >= record.fieldCount ? '' : unguardFormula(textOfField(record, field).trim())
}
