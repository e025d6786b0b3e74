// Cells of plain numbers within limits.

import { POWERS_OF_TEN, readAsciiDecimal } from './ascii-cells.ts'
import { type Column, readNumber, type Reading } from './column.ts'
import { growTo } from './column-writer.ts'
import type { FactColumn } from './fact-column.ts'
import { ValueWriter } from './value-writer.ts'

const MINUS = 0x2d

export class NumberWriter extends ValueWriter<number> {
  readonly #minimum: number
  readonly #maximum: number
  #values = new Float64Array(1024)

  constructor(column: Column) {
    super(column)
    this.#minimum = column.minimum ?? Number.NEGATIVE_INFINITY
    this.#maximum = column.maximum ?? Number.POSITIVE_INFINITY
  }

  protected readPlain(bytes: Uint8Array, start: number, end: number): number {
    const isNegative = bytes[start] === MINUS
    const parts = readAsciiDecimal(bytes, isNegative ? start + 1 : start, end)
    if (parts === undefined) return Number.NaN
    // Both numbers are exact, so their quotient is the double nearest to what is written.
    const size = parts.digits / POWERS_OF_TEN[parts.decimals]!
    const value = isNegative ? -size : size
    return value >= this.#minimum && value <= this.#maximum ? value : Number.NaN
  }

  protected putPlain(row: number, value: number): void {
    this.put(row, value)
  }

  protected putBlank(row: number): void {
    this.put(row, Number.NaN)
  }

  protected readText(text: string): Reading<number> {
    return readNumber(this.column, text)
  }

  protected put(row: number, value: number): void {
    if (row >= this.#values.length) this.reserve(row)
    this.#values[row] = value
  }

  move(from: number, to: number): void {
    this.put(to, this.#values[from]!)
  }

  reserve(rowCount: number): void {
    this.#values = growTo(this.#values, rowCount)
  }

  finish(rowCount: number): FactColumn {
    return { kind: 'number', values: this.#values.slice(0, rowCount) }
  }
}
