// Rows of one workspace table from one source, held by column in typed arrays: what the network is said to be.

import {
  BLANK_DATE,
  type CellProblem,
  type Column,
  readAmount,
  readDate,
  readNumber,
  readText,
  type Reading,
  type TableSchema,
} from './column.ts'
import { type Fault, quoteForFault } from './fault.ts'

/** Text by dictionary: `codes[row]` indexes `dictionary`; code 0 is the blank cell. */
export interface TextColumn {
  readonly kind: 'text'
  readonly codes: Uint32Array
  readonly dictionary: readonly string[]
}

/** Days since 1970-01-01; a blank cell is {@link BLANK_DATE}. */
export interface DateColumn {
  readonly kind: 'date'
  readonly earliest: Int32Array
  readonly latest: Int32Array
}

/** Integers of 10^-decimals of the unit; a blank cell is NaN, `unknown` is [0, Infinity]. */
export interface AmountColumn {
  readonly kind: 'amount'
  readonly low: Float64Array
  readonly high: Float64Array
}

/** A blank cell is NaN. */
export interface NumberColumn {
  readonly kind: 'number'
  readonly values: Float64Array
}

export type FactColumn = TextColumn | DateColumn | AmountColumn | NumberColumn

export interface FactTable {
  readonly schema: TableSchema
  /** File as the user named it, for every message and finding. */
  readonly file: string
  readonly rowCount: number
  /** Only the columns the source had; a column not there is blank on every row. */
  readonly columns: ReadonlyMap<string, FactColumn>
  /** Physical line (or record number) of each row in `file`, from 1. */
  readonly lines: Uint32Array
}

export function storageOf(column: Column): FactColumn['kind'] {
  return column.kind === 'date' || column.kind === 'amount' || column.kind === 'number' ? column.kind : 'text'
}

/** A growing column: what a reader fills, cell by cell. */
interface ColumnWriter {
  readonly column: Column
  write(row: number, text: string): CellProblem | undefined
  finish(rowCount: number): FactColumn
}

function grow<Values extends Uint32Array | Int32Array | Float64Array>(values: Values, row: number): Values {
  if (row < values.length) return values
  const larger = new (values.constructor as new (length: number) => Values)(Math.max(1024, values.length * 2))
  larger.set(values)
  return larger
}

function createTextWriter(column: Column): ColumnWriter {
  let codes = new Uint32Array(1024)
  const dictionary: string[] = ['']
  const known = new Map<string, number>([['', 0]])
  // Canonical text is found once per distinct spelling: inventories repeat themselves.
  let lastText = ''
  let lastCode = 0
  const write = (row: number, text: string): CellProblem | undefined => {
    codes = grow(codes, row)
    if (text !== lastText) {
      let code = known.get(text)
      if (code === undefined) {
        const reading = readText(column, text)
        if ('problem' in reading) return reading.problem
        code = known.get(reading.value)
        if (code === undefined) {
          code = dictionary.length
          dictionary.push(reading.value)
          known.set(reading.value, code)
        }
        if (reading.value !== text && column.kind !== 'identifier') known.set(text, code)
      }
      lastText = text
      lastCode = code
    }
    codes[row] = lastCode
    return undefined
  }
  return { column, write, finish: (rowCount) => ({ kind: 'text', codes: codes.slice(0, rowCount), dictionary }) }
}

function createDateWriter(column: Column): ColumnWriter {
  let earliest = new Int32Array(1024)
  let latest = new Int32Array(1024)
  const known = new Map<string, Reading<{ earliest: number; latest: number }>>()
  const write = (row: number, text: string): CellProblem | undefined => {
    earliest = grow(earliest, row)
    latest = grow(latest, row)
    let reading = text === '' ? { value: BLANK_DATE } : known.get(text)
    if (reading === undefined) {
      reading = readDate(text)
      if (known.size < 100_000) known.set(text, reading)
    }
    const span = 'problem' in reading ? BLANK_DATE : reading.value
    earliest[row] = span.earliest
    latest[row] = span.latest
    return 'problem' in reading ? reading.problem : undefined
  }
  const finish = (rowCount: number): FactColumn => ({
    kind: 'date',
    earliest: earliest.slice(0, rowCount),
    latest: latest.slice(0, rowCount),
  })
  return { column, write, finish }
}

function createAmountWriter(column: Column): ColumnWriter {
  let low = new Float64Array(1024)
  let high = new Float64Array(1024)
  const write = (row: number, text: string): CellProblem | undefined => {
    low = grow(low, row)
    high = grow(high, row)
    const reading = text === '' ? { value: { low: Number.NaN, high: Number.NaN } } : readAmount(column, text)
    const range = 'problem' in reading ? { low: Number.NaN, high: Number.NaN } : reading.value
    low[row] = range.low
    high[row] = range.high
    return 'problem' in reading ? reading.problem : undefined
  }
  return {
    column,
    write,
    finish: (rowCount) => ({ kind: 'amount', low: low.slice(0, rowCount), high: high.slice(0, rowCount) }),
  }
}

function createNumberWriter(column: Column): ColumnWriter {
  let values = new Float64Array(1024)
  const write = (row: number, text: string): CellProblem | undefined => {
    values = grow(values, row)
    const reading = text === '' ? { value: Number.NaN } : readNumber(column, text)
    values[row] = 'problem' in reading ? Number.NaN : reading.value
    return 'problem' in reading ? reading.problem : undefined
  }
  return { column, write, finish: (rowCount) => ({ kind: 'number', values: values.slice(0, rowCount) }) }
}

function createWriter(column: Column): ColumnWriter {
  switch (storageOf(column)) {
    case 'date':
      return createDateWriter(column)
    case 'amount':
      return createAmountWriter(column)
    case 'number':
      return createNumberWriter(column)
    default:
      return createTextWriter(column)
  }
}

/**
 * Fills a fact table row by row. A row with a fault leaves no trace in the table: its fields are overwritten by the
 * next row, and every one of its faults is told.
 */
export class FactTableBuilder {
  readonly schema: TableSchema
  readonly file: string
  readonly #writers: readonly ColumnWriter[]
  #lines = new Uint32Array(1024)
  #rowCount = 0

  /** `columnNames`: the columns the source has, all of them known to `schema`, in the order fields will come. */
  constructor(schema: TableSchema, file: string, columnNames: readonly string[]) {
    this.schema = schema
    this.file = file
    this.#writers = columnNames.map((name) => {
      const column = schema.columns.find((candidate) => candidate.name === name)
      if (!column) throw new Error(`table ${schema.name} has no column ${name}`)
      return createWriter(column)
    })
  }

  get rowCount(): number {
    return this.#rowCount
  }

  /** Adds one row; fields are trimmed texts in the order of `columnNames`, '' for blank. Returns false when it had faults. */
  addRow(fields: readonly string[], line: number, report: (fault: Fault) => void): boolean {
    let isGood = true
    for (let index = 0; index < this.#writers.length; index++) {
      const writer = this.#writers[index]!
      const text = fields[index] ?? ''
      if (text === '' && writer.column.required) {
        isGood = false
        report({
          code: 'missing-value',
          severity: 'error',
          file: this.file,
          line,
          column: writer.column.name,
          problem: 'missing value',
          expected: `such as \`${writer.column.example}\``,
        })
        continue
      }
      const problem = writer.write(this.#rowCount, text)
      if (problem) {
        isGood = false
        report({
          ...problem,
          severity: 'error',
          file: this.file,
          line,
          column: writer.column.name,
          text: quoteForFault(text),
        })
      }
    }
    if (!isGood) return false
    this.#lines = grow(this.#lines, this.#rowCount)
    this.#lines[this.#rowCount] = line
    this.#rowCount += 1
    return true
  }

  finish(): FactTable {
    return {
      schema: this.schema,
      file: this.file,
      rowCount: this.#rowCount,
      columns: new Map(this.#writers.map((writer) => [writer.column.name, writer.finish(this.#rowCount)])),
      lines: this.#lines.slice(0, this.#rowCount),
    }
  }
}

/** Text of a cell; '' where blank or where the source has no such column. */
export function textAt(table: FactTable, columnName: string, row: number): string {
  const column = table.columns.get(columnName)
  return column?.kind === 'text' ? column.dictionary[column.codes[row]!]! : ''
}
