// How the cells of a column become its typed array, one by one, from text or straight from the bytes of a file.

import { dayOf, daysInMonth } from '#base/calendar.ts'
import {
  BLANK_DATE,
  type CellProblem,
  type Column,
  readAmount,
  readDate,
  readNumber,
  longestFreeText,
  readText,
  type Reading,
} from './column.ts'
import { type FactColumn, storageOf } from './fact-column.ts'
import { TextIndex, type ViewedBytes } from './text-index.ts'

/** Cells of many rows in the bytes of a file, by column and row. */
export interface RawCells extends ViewedBytes {
  readonly count: number
  /** Where each cell begins and ends in `bytes`; equal where it is blank. */
  readonly starts: readonly Int32Array[]
  readonly ends: readonly Int32Array[]
  /** 0 where these bytes are ASCII and are the trimmed text of the cell just as it stands. */
  readonly oddities: readonly Uint8Array[]
}

export interface ColumnWriter {
  readonly column: Column
  /** Writes the trimmed text of a cell, '' for blank; the problem when it is not of the column's kind. */
  write(row: number, text: string): CellProblem | undefined
  /**
   * Writes the cells of one column of many rows, those that their bytes alone tell, from row `base` on. The others are
   * listed in `undecided`, for `write` to take; how many they are.
   */
  writeKnown(base: number, cells: RawCells, column: number, undecided: Int32Array): number
  /** Copies a cell to an earlier row. */
  move(from: number, to: number): void
  /** Makes room for so many rows at once; `isKey`: with as many different cells. */
  reserve(rowCount: number, isKey: boolean): void
  finish(rowCount: number): FactColumn
}

export function createColumnWriter(column: Column): ColumnWriter {
  switch (storageOf(column)) {
    case 'date':
      return new DateWriter(column)
    case 'amount':
      return new AmountWriter(column)
    case 'number':
      return new NumberWriter(column)
    default:
      return new TextWriter(column)
  }
}

export function growTo<Values extends Uint32Array | Int32Array | Float64Array>(values: Values, row: number): Values {
  if (row < values.length) return values
  const larger = new (values.constructor as new (length: number) => Values)(Math.max(1024, values.length * 2, row + 1))
  larger.set(values)
  return larger
}

/** Distinct refused or parsed spellings remembered for a column: bounds memory when every cell is another one. */
const SPELLINGS_REMEMBERED = 10_000
/** Different cells for which room is made at once: 128 MB of slots. */
const MOST_RESERVED = 4_000_000

class TextWriter implements ColumnWriter {
  readonly column: Column
  #codes = new Uint32Array(1024)
  #found = new Int32Array(256)
  readonly #spellings = new TextIndex()
  /** The canonical texts, once some spelling is not one; until then they are the spellings. */
  #canonical: TextIndex | undefined
  /** Code of each spelling among the canonical texts. */
  #codeOfSpelling: Uint32Array | undefined
  readonly #refused = new Map<string, CellProblem>()
  /** ASCII cells up to this length are fine, and canonical, whatever they say; 0 where texts are looked at. */
  readonly #freeLength: number

  constructor(column: Column) {
    this.column = column
    this.#freeLength = longestFreeText(column)
  }

  write(row: number, text: string): CellProblem | undefined {
    if (row >= this.#codes.length) this.#codes = growTo(this.#codes, row)
    let spelling = this.#spellings.find(text)
    if (spelling < 0) {
      const refused = this.#refused.size === 0 ? undefined : this.#refused.get(text)
      if (refused) return refused
      const reading = readText(this.column, text)
      if ('problem' in reading) {
        if (this.#refused.size < SPELLINGS_REMEMBERED) this.#refused.set(text, reading.problem)
        return reading.problem
      }
      spelling = this.#learn(text, reading.value)
    }
    this.#codes[row] = this.#codeOfSpelling === undefined ? spelling : this.#codeOfSpelling[spelling]!
    return undefined
  }

  writeKnown(base: number, cells: RawCells, column: number, undecided: Int32Array): number {
    const { count } = cells
    const starts = cells.starts[column]!
    const ends = cells.ends[column]!
    const oddities = cells.oddities[column]!
    const isRequired = this.column.required === true
    const codeOfSpelling = this.#codeOfSpelling
    this.#codes = growTo(this.#codes, base + count)
    if (this.#found.length < count) this.#found = new Int32Array(count)
    const codes = this.#codes
    const found = this.#found
    this.#spellings.findAllAscii(cells, starts, ends, count, found)
    let undecidedCount = 0
    for (let row = 0; row < count; row++) {
      let spelling = found[row]!
      const isPlain = oddities[row] === 0
      // Not after an undecided cell, which may be a new text as well: texts are numbered in the order of the rows.
      if (isPlain && spelling < 0 && undecidedCount === 0 && ends[row]! - starts[row]! <= this.#freeLength)
        spelling = this.#spellings.addAscii(cells, starts[row]!, ends[row]!)
      if (!isPlain || spelling < 0 || (spelling === 0 && isRequired)) undecided[undecidedCount++] = row
      else codes[base + row] = codeOfSpelling === undefined ? spelling : codeOfSpelling[spelling]!
    }
    return undecidedCount
  }

  reserve(rowCount: number, isKey: boolean): void {
    this.#codes = growTo(this.#codes, rowCount)
    if (isKey) this.#spellings.reserve(Math.min(rowCount, MOST_RESERVED))
  }

  move(from: number, to: number): void {
    this.#codes[to] = this.#codes[from]!
  }

  #learn(text: string, canonical: string): number {
    const spelling = this.#spellings.add(text)
    if (this.#codeOfSpelling === undefined) {
      if (canonical === text) return spelling
      // From here on spellings and canonical texts part: codes given so far stay as they are.
      this.#canonical = new TextIndex()
      this.#codeOfSpelling = new Uint32Array(Math.max(1024, 2 * spelling))
      for (let code = 1; code < spelling; code++)
        this.#codeOfSpelling[code] = this.#canonical.add(this.#spellings.texts.at(code)!)
    }
    this.#codeOfSpelling = growTo(this.#codeOfSpelling, spelling)
    this.#codeOfSpelling[spelling] = this.#canonical!.add(canonical)
    return spelling
  }

  finish(rowCount: number): FactColumn {
    const { texts } = this.#canonical ?? this.#spellings
    return { kind: 'text', codes: this.#codes.slice(0, rowCount), dictionary: texts }
  }
}

const FIRST_YEAR = 1900
const YEARS = 300

/** First day of every month from 1900 to 2199, and of the month after. */
const MONTH_STARTS = new Int32Array(YEARS * 12 + 1)
for (let month = 0; month < YEARS * 12; month++)
  MONTH_STARTS[month] = dayOf(FIRST_YEAR + Math.floor(month / 12), (month % 12) + 1, 1)
MONTH_STARTS[YEARS * 12] = MONTH_STARTS[YEARS * 12 - 1]! + daysInMonth(FIRST_YEAR + YEARS - 1, 12)

/** The day of `YYYY-MM-DD` in ASCII, or NaN where it is anything else: then the text decides. */
function readAsciiDay(bytes: Uint8Array, start: number, end: number): number {
  if (end - start !== 10 || bytes[start + 4] !== 0x2d || bytes[start + 7] !== 0x2d) return Number.NaN
  let digits = 0
  for (let index = start; index < end; index++) {
    if (index === start + 4 || index === start + 7) continue
    const digit = bytes[index]! - 0x30
    if (digit < 0 || digit > 9) return Number.NaN
    digits = digits * 10 + digit
  }
  const year = (digits / 10_000) | 0
  const month = (((digits / 100) | 0) % 100) - 1
  const dayOfMonth = digits % 100
  if (year < FIRST_YEAR || year >= FIRST_YEAR + YEARS || month < 0 || month > 11 || dayOfMonth < 1) return Number.NaN
  const monthIndex = (year - FIRST_YEAR) * 12 + month
  const day = MONTH_STARTS[monthIndex]! + dayOfMonth - 1
  return day < MONTH_STARTS[monthIndex + 1]! ? day : Number.NaN
}

class DateWriter implements ColumnWriter {
  readonly column: Column
  #earliest = new Int32Array(1024)
  #latest = new Int32Array(1024)
  readonly #known = new Map<string, Reading<{ earliest: number; latest: number }>>()

  constructor(column: Column) {
    this.column = column
  }

  write(row: number, text: string): CellProblem | undefined {
    let reading = text === '' ? { value: BLANK_DATE } : this.#known.get(text)
    if (reading === undefined) {
      reading = readDate(text)
      if (this.#known.size < SPELLINGS_REMEMBERED) this.#known.set(text, reading)
    }
    if ('problem' in reading) return reading.problem
    this.#put(row, reading.value.earliest, reading.value.latest)
    return undefined
  }

  writeKnown(base: number, cells: RawCells, column: number, undecided: Int32Array): number {
    const { bytes, count } = cells
    const starts = cells.starts[column]!
    const ends = cells.ends[column]!
    const oddities = cells.oddities[column]!
    const isRequired = this.column.required === true
    let undecidedCount = 0
    for (let row = 0; row < count; row++) {
      const start = starts[row]!
      const end = ends[row]!
      if (start === end && !isRequired) this.#put(base + row, BLANK_DATE.earliest, BLANK_DATE.latest)
      else {
        const day = oddities[row] === 0 ? readAsciiDay(bytes, start, end) : Number.NaN
        if (Number.isNaN(day)) undecided[undecidedCount++] = row
        else this.#put(base + row, day, day)
      }
    }
    return undecidedCount
  }

  reserve(rowCount: number): void {
    this.#earliest = growTo(this.#earliest, rowCount)
    this.#latest = growTo(this.#latest, rowCount)
  }

  move(from: number, to: number): void {
    this.#put(to, this.#earliest[from]!, this.#latest[from]!)
  }

  #put(row: number, earliest: number, latest: number): void {
    if (row >= this.#earliest.length) {
      this.#earliest = growTo(this.#earliest, row)
      this.#latest = growTo(this.#latest, row)
    }
    this.#earliest[row] = earliest
    this.#latest[row] = latest
  }

  finish(rowCount: number): FactColumn {
    return { kind: 'date', earliest: this.#earliest.slice(0, rowCount), latest: this.#latest.slice(0, rowCount) }
  }
}

/** Digits that always make a safe integer. */
const SAFE_DIGITS = 15

/**
 * Parts of `123` or `123.45` in ASCII: all its digits as one integer and how many of them are decimals. Undefined where
 * it is anything else or has more than 15 digits. One object is used again and again: nothing is made per cell.
 */
const decimal = { digits: 0, decimals: 0 }
function readAsciiDecimal(bytes: Uint8Array, start: number, end: number): typeof decimal | undefined {
  let digits = 0
  let point = -1
  if (start === end) return undefined
  for (let index = start; index < end; index++) {
    const digit = bytes[index]! - 0x30
    if (digit >= 0 && digit <= 9) digits = digits * 10 + digit
    else if (digit === -2 && point < 0 && index > start && index < end - 1) point = index
    else return undefined
  }
  if (end - start - (point < 0 ? 0 : 1) > SAFE_DIGITS) return undefined
  decimal.digits = digits
  decimal.decimals = point < 0 ? 0 : end - 1 - point
  return decimal
}

/** Powers of ten up to 10^22 are exact in binary. */
const POWERS_OF_TEN = Array.from({ length: SAFE_DIGITS + 1 }, (_, exponent) => Number(`1e${exponent}`))

class AmountWriter implements ColumnWriter {
  readonly column: Column
  readonly #decimals: number
  readonly #largest: number
  #low = new Float64Array(1024)
  #high = new Float64Array(1024)

  constructor(column: Column) {
    this.column = column
    this.#decimals = column.decimals ?? 0
    this.#largest = Math.min((column.maximum ?? Infinity) * 10 ** this.#decimals, Number.MAX_SAFE_INTEGER)
  }

  write(row: number, text: string): CellProblem | undefined {
    const reading = text === '' ? { value: { low: Number.NaN, high: Number.NaN } } : readAmount(this.column, text)
    if ('problem' in reading) return reading.problem
    this.#put(row, reading.value.low, reading.value.high)
    return undefined
  }

  writeKnown(base: number, cells: RawCells, column: number, undecided: Int32Array): number {
    const { bytes, count } = cells
    const starts = cells.starts[column]!
    const ends = cells.ends[column]!
    const oddities = cells.oddities[column]!
    const isRequired = this.column.required === true
    let undecidedCount = 0
    for (let row = 0; row < count; row++) {
      const start = starts[row]!
      const end = ends[row]!
      if (start === end && !isRequired) {
        this.#put(base + row, Number.NaN, Number.NaN)
        continue
      }
      const parts = oddities[row] === 0 ? readAsciiDecimal(bytes, start, end) : undefined
      const isFine = parts !== undefined && parts.decimals <= this.#decimals
      const value = isFine ? parts.digits * POWERS_OF_TEN[this.#decimals - parts.decimals]! : Infinity
      if (value > this.#largest) undecided[undecidedCount++] = row
      else this.#put(base + row, value, value)
    }
    return undecidedCount
  }

  reserve(rowCount: number): void {
    this.#low = growTo(this.#low, rowCount)
    this.#high = growTo(this.#high, rowCount)
  }

  move(from: number, to: number): void {
    this.#put(to, this.#low[from]!, this.#high[from]!)
  }

  #put(row: number, low: number, high: number): void {
    if (row >= this.#low.length) {
      this.#low = growTo(this.#low, row)
      this.#high = growTo(this.#high, row)
    }
    this.#low[row] = low
    this.#high[row] = high
  }

  finish(rowCount: number): FactColumn {
    return { kind: 'amount', low: this.#low.slice(0, rowCount), high: this.#high.slice(0, rowCount) }
  }
}

class NumberWriter implements ColumnWriter {
  readonly column: Column
  readonly #minimum: number
  readonly #maximum: number
  #values = new Float64Array(1024)

  constructor(column: Column) {
    this.column = column
    this.#minimum = column.minimum ?? Number.NEGATIVE_INFINITY
    this.#maximum = column.maximum ?? Number.POSITIVE_INFINITY
  }

  write(row: number, text: string): CellProblem | undefined {
    const reading = text === '' ? { value: Number.NaN } : readNumber(this.column, text)
    if ('problem' in reading) return reading.problem
    this.#put(row, reading.value)
    return undefined
  }

  writeKnown(base: number, cells: RawCells, column: number, undecided: Int32Array): number {
    const { bytes, count } = cells
    const starts = cells.starts[column]!
    const ends = cells.ends[column]!
    const oddities = cells.oddities[column]!
    const isRequired = this.column.required === true
    let undecidedCount = 0
    for (let row = 0; row < count; row++) {
      const start = starts[row]!
      const end = ends[row]!
      if (start === end && !isRequired) {
        this.#put(base + row, Number.NaN)
        continue
      }
      const isNegative = bytes[start] === 0x2d
      const parts = oddities[row] === 0 ? readAsciiDecimal(bytes, isNegative ? start + 1 : start, end) : undefined
      // Both numbers are exact, so their quotient is the double nearest to what is written.
      const size = parts === undefined ? Number.NaN : parts.digits / POWERS_OF_TEN[parts.decimals]!
      const value = isNegative ? -size : size
      if (value >= this.#minimum && value <= this.#maximum) this.#put(base + row, value)
      else undecided[undecidedCount++] = row
    }
    return undecidedCount
  }

  reserve(rowCount: number): void {
    this.#values = growTo(this.#values, rowCount)
  }

  move(from: number, to: number): void {
    this.#put(to, this.#values[from]!)
  }

  #put(row: number, value: number): void {
    if (row >= this.#values.length) this.#values = growTo(this.#values, row)
    this.#values[row] = value
  }

  finish(rowCount: number): FactColumn {
    return { kind: 'number', values: this.#values.slice(0, rowCount) }
  }
}
