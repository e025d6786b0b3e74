// Rows of one workspace table from one source, held by column in typed arrays: what the network is said to be.

import type { DateSpan } from '#base/date-span.ts'
import { type AmountRange, type CellProblem, isBlankDate, type Reading, type TableSchema } from './column.ts'
import { type ColumnWriter, growTo, type RawCells } from './column-writer.ts'
import { createColumnWriter } from './create-column-writer.ts'
import type { FactColumn } from './fact-column.ts'
import { type Fault, quoteForFault } from './fault.ts'
import { type CountedFile, placeAt, type PlacedRows } from './place.ts'
import { TextIndex } from './text-index.ts'
import type { ViewedBytes } from './viewed-bytes.ts'

export { storageOf } from './fact-column.ts'
export type { AmountColumn, DateColumn, FactColumn, NumberColumn, TextColumn } from './fact-column.ts'

/** Rows of one `file`, which the user named so: every message and finding names the place of a row, which it may share. */
export interface FactTable extends PlacedRows {
  readonly schema: TableSchema
  readonly rowCount: number
  /** Only the columns the source had; a column not there is blank on every row. */
  readonly columns: ReadonlyMap<string, FactColumn>
  /** Cells that other files gave to these rows, by column; see join-columns.ts. */
  readonly joined?: ReadonlyMap<string, readonly JoinedCells[]>
  /** Where the file has rows with faults, which are not among these. */
  readonly leftOut?: LeftOutRows | undefined
}

export interface LeftOutRows {
  /** Those of which only cells are at fault, these cells blank. */
  readonly rows?: FactTable
  /** Which of `rows` have no whole key, for a cell of it is at fault. */
  readonly keyless: ReadonlySet<number>
  /** The identifiers in the keys of the others, of which the cells cannot be told apart. */
  readonly names: TextIndex
  /** Of some row no identifier could be read. */
  readonly hasUnnamed: boolean
}

/** Which cells of a column came from another file, and from where in it: 0 where the cell of a row is not from there. */
export type JoinedCells = PlacedRows

/** How a source's own way of writing a column becomes ours, from the text of the cell ('' for blank). */
export type CellTranslation = (text: string) => Reading<string>

/** Rows still in the bytes of their file, column by column: cells that repeat never become strings. */
export interface RawRows extends RawCells {
  /** Where each row stands, counted in the unit of the builder. */
  readonly ordinals: Uint32Array
  /** The trimmed text of a cell, by the number of the column among those of the builder. */
  textOf(column: number, row: number): string
}

/** Distinct spellings of a translated column that are remembered. */
const TRANSLATIONS_REMEMBERED = 100_000

class TranslatedCells {
  readonly translate: CellTranslation
  readonly #spellings = new TextIndex()
  readonly #readings: Reading<string>[]

  constructor(translate: CellTranslation) {
    this.translate = translate
    this.#readings = [translate('')]
  }

  findAscii(source: ViewedBytes, start: number, end: number): Reading<string> | undefined {
    const spelling = this.#spellings.findAscii(source, start, end)
    return spelling < 0 ? undefined : this.#readings[spelling]
  }

  read(text: string): Reading<string> {
    const spelling = this.#spellings.find(text)
    if (spelling >= 0) return this.#readings[spelling]!
    const reading = this.translate(text)
    if (this.#readings.length < TRANSLATIONS_REMEMBERED) {
      this.#spellings.add(text)
      this.#readings.push(reading)
    }
    return reading
  }
}

/**
 * Fills a fact table row by row. A row with a fault leaves no trace in the table: its fields are overwritten by the
 * next row, and every one of its faults is told. What could be read of it is remembered: see left-out-rows.ts.
 */
export class FactTableBuilder {
  readonly schema: TableSchema
  readonly #source: CountedFile
  readonly #writers: readonly ColumnWriter[]
  readonly #translated: readonly (TranslatedCells | undefined)[]
  #ordinals = new Uint32Array(1024)
  #rowCount = 0
  #undecided = new Int32Array(256)
  /** Places of the identifiers of the key. */
  readonly #naming: readonly number[]
  #leftOut: { readonly names: TextIndex; hasUnnamed: boolean } | undefined
  /** Takes the rows of which only cells are at fault. */
  readonly #createReadable: () => FactTableBuilder
  #readable: FactTableBuilder | undefined
  readonly #keyless = new Set<number>()

  /**
   * `columnNames`: the columns the source has, all of them known to `schema`, in the order fields will come.
   * `translations`: by column name, for sources that write it in another way. `counted`: what the rows are counted in.
   */
  constructor(
    schema: TableSchema,
    file: string,
    columnNames: readonly string[],
    translations: ReadonlyMap<string, CellTranslation> = new Map(),
    counted: Omit<CountedFile, 'file'> = { unit: 'line' },
  ) {
    this.schema = schema
    this.#source = { ...counted, file }
    this.#createReadable = () => new FactTableBuilder(schema, file, columnNames, translations, counted)
    this.#writers = columnNames.map((name) => {
      const column = schema.columns.find((candidate) => candidate.name === name)
      if (!column) throw new Error(`table ${schema.name} has no column ${name}`)
      return createColumnWriter(column)
    })
    this.#translated = columnNames.map((name) => {
      const translate = translations.get(name)
      return translate && new TranslatedCells(translate)
    })
    this.#naming = [...this.#writers.keys()].filter((index) => {
      const { kind, name } = this.#writers[index]!.column
      return kind === 'identifier' && schema.key.includes(name)
    })
  }

  get rowCount(): number {
    return this.#rowCount
  }

  /** Adds one row; fields are trimmed texts in the order of `columnNames`, '' for blank. Returns false when it had faults. */
  addRow(fields: readonly string[], ordinal: number, report: (fault: Fault) => void): boolean {
    let isGood = true
    for (let index = 0; index < this.#writers.length; index++)
      if (!this.#writeText(index, this.#rowCount, fields[index] ?? '', ordinal, report)) isGood = false
    if (!isGood) {
      this.#leaveOutReadable((column) => fields[column] ?? '', ordinal)
      return false
    }
    this.#ordinals = growTo(this.#ordinals, this.#rowCount)
    this.#ordinals[this.#rowCount] = ordinal
    this.#rowCount += 1
    return true
  }

  /** Leaves out a row for a fault that is none of its cells, and was told; those of its cells are told besides. */
  refuseRow(fields: readonly string[], ordinal: number, report: (fault: Fault) => void): void {
    for (let index = 0; index < this.#writers.length; index++)
      this.#writeText(index, this.#rowCount, fields[index] ?? '', ordinal, report)
    this.#leaveOutReadable((column) => fields[column] ?? '', ordinal)
  }

  /** Remembers what a row that cannot be read names; `textOf`: its cells, by the number of the column among those of the builder. */
  leaveOut(textOf: (column: number) => string): void {
    const names = this.#naming.map(textOf).filter((name) => name !== '')
    this.#leftOut ??= { names: new TextIndex(), hasUnnamed: false }
    for (const name of names) this.#leftOut.names.add(name)
    if (names.length === 0) this.#leftOut.hasUnnamed = true
  }

  #leaveOutReadable(textOf: (column: number) => string, ordinal: number): void {
    this.#leftOut ??= { names: new TextIndex(), hasUnnamed: false }
    this.#readable ??= this.#createReadable()
    const atFault = this.#readable.#addReadable(textOf, ordinal)
    if (atFault.some((column) => this.schema.key.includes(this.#writers[column]!.column.name)))
      this.#keyless.add(this.#readable.rowCount - 1)
    if (atFault.some((column) => this.#naming.includes(column))) this.#leftOut.hasUnnamed = true
  }

  /** Adds a row with faults, its cells at fault blank: these columns are returned. */
  #addReadable(textOf: (column: number) => string, ordinal: number): number[] {
    const row = this.#rowCount
    const atFault: number[] = []
    for (const [column, writer] of this.#writers.entries()) {
      if (this.#writeText(column, row, textOf(column), ordinal, () => undefined)) continue
      writer.write(row, '')
      atFault.push(column)
    }
    this.#ordinals = growTo(this.#ordinals, row)
    this.#ordinals[row] = ordinal
    this.#rowCount += 1
    return atFault
  }

  /** Makes room for about so many rows at once; more may come. */
  reserve(rowCount: number): void {
    const [key, ...others] = this.schema.key
    for (const writer of this.#writers) writer.reserve(rowCount, others.length === 0 && writer.column.name === key)
    this.#ordinals = growTo(this.#ordinals, rowCount)
  }

  /** As {@link addRow} for each row, from the bytes of the file. Faults come column by column. */
  addRawRows(rows: RawRows, report: (fault: Fault) => void): void {
    const { count, ordinals } = rows
    const base = this.#rowCount
    if (this.#undecided.length < count) this.#undecided = new Int32Array(count)
    const isBad = new Uint8Array(count)
    let hasBad = false
    for (let column = 0; column < this.#writers.length; column++) {
      const translated = this.#translated[column]
      const undecidedCount =
        translated === undefined
          ? this.#writers[column]!.writeKnown(base, rows, column, this.#undecided)
          : this.#writeTranslated(base, rows, column, translated)
      for (let index = 0; index < undecidedCount; index++) {
        const row = this.#undecided[index]!
        const isBlank = rows.starts[column]![row] === rows.ends[column]![row]
        const text = isBlank ? '' : rows.textOf(column, row)
        if (this.#writeText(column, base + row, text, ordinals[row]!, report)) continue
        isBad[row] = 1
        hasBad = true
      }
    }
    this.#ordinals = growTo(this.#ordinals, base + count)
    if (!hasBad) {
      for (let row = 0; row < count; row++) this.#ordinals[base + row] = ordinals[row]!
      this.#rowCount += count
      return
    }
    for (let row = 0; row < count; row++) {
      if (isBad[row] === 1) {
        this.#leaveOutReadable((column) => rows.textOf(column, row), ordinals[row]!)
        continue
      }
      if (base + row !== this.#rowCount) for (const writer of this.#writers) writer.move(base + row, this.#rowCount)
      this.#ordinals[this.#rowCount] = ordinals[row]!
      this.#rowCount += 1
    }
  }

  /** As `writeKnown` of a writer, where the column is written in another way. */
  #writeTranslated(base: number, rows: RawRows, column: number, translated: TranslatedCells): number {
    const starts = rows.starts[column]!
    const ends = rows.ends[column]!
    const oddities = rows.oddities[column]!
    const writer = this.#writers[column]!
    let undecidedCount = 0
    for (let row = 0; row < rows.count; row++) {
      const reading = oddities[row] === 0 ? translated.findAscii(rows, starts[row]!, ends[row]!) : undefined
      if (reading !== undefined && 'value' in reading && reading.value !== '')
        if (writer.write(base + row, reading.value) === undefined) continue
      this.#undecided[undecidedCount++] = row
    }
    return undecidedCount
  }

  #writeText(index: number, row: number, text: string, ordinal: number, report: (fault: Fault) => void): boolean {
    const writer = this.#writers[index]!
    const reading = this.#translated[index]?.read(text)
    let problem: CellProblem | undefined
    if (reading !== undefined && 'problem' in reading) problem = reading.problem
    else {
      const ours = reading === undefined ? text : reading.value
      if (ours === '' && writer.column.required) {
        this.#reportMissing(writer, text, ordinal, report)
        return false
      }
      problem = writer.write(row, ours)
    }
    if (problem === undefined) return true
    // A spread at the beginning would copy a million faults a hundred times as slowly.
    const { code, problem: what, expected, didYouMean } = problem
    const column = writer.column.name
    const quoted = quoteForFault(text)
    const place = placeAt(this.#source, ordinal)
    report(
      didYouMean === undefined
        ? { code, severity: 'error', ...place, column, text: quoted, problem: what, expected }
        : { code, severity: 'error', ...place, column, text: quoted, problem: what, expected, didYouMean },
    )
    return false
  }

  #reportMissing(writer: ColumnWriter, text: string, ordinal: number, report: (fault: Fault) => void): void {
    report({
      code: 'missing-value',
      severity: 'error',
      ...placeAt(this.#source, ordinal),
      column: writer.column.name,
      ...(text === '' ? {} : { text: quoteForFault(text) }),
      problem: 'missing value',
      expected: `such as \`${writer.column.example}\``,
    })
  }

  finish(): FactTable {
    const rows = this.#readable && { rows: this.#readable.finish() }
    return {
      schema: this.schema,
      ...this.#source,
      rowCount: this.#rowCount,
      columns: new Map(this.#writers.map((writer) => [writer.column.name, writer.finish(this.#rowCount)])),
      ordinals: this.#ordinals.slice(0, this.#rowCount),
      ...(this.#leftOut === undefined ? {} : { leftOut: { ...this.#leftOut, ...rows, keyless: this.#keyless } }),
    }
  }
}

/** Text of a cell; '' where blank or where the source has no such column. */
export function textAt(table: FactTable, columnName: string, row: number): string {
  const column = table.columns.get(columnName)
  return column?.kind === 'text' ? column.dictionary.at(column.codes[row]!)! : ''
}

/** Number of a cell; undefined where blank or where the source has no such column. */
export function numberAt(table: FactTable, columnName: string, row: number): number | undefined {
  const column = table.columns.get(columnName)
  return column?.kind === 'number' && !Number.isNaN(column.values[row]!) ? column.values[row]! : undefined
}

/** An amount in whole 10^-decimals of its unit, high being Infinity where it is `unknown`; undefined where blank. */
export function amountAt(table: FactTable, columnName: string, row: number): AmountRange | undefined {
  const column = table.columns.get(columnName)
  if (column?.kind !== 'amount' || Number.isNaN(column.low[row]!)) return undefined
  return { low: column.low[row]!, high: column.high[row]! }
}

/** A date as far as it is known; undefined where blank. */
export function dateAt(table: FactTable, columnName: string, row: number): DateSpan | undefined {
  const column = table.columns.get(columnName)
  if (column?.kind !== 'date') return undefined
  const [earliest, latest] = [column.earliest[row]!, column.latest[row]!]
  return isBlankDate(earliest, latest) ? undefined : { earliest, latest }
}
