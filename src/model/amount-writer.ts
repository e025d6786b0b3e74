// Cells of amounts: whole numbers of the smallest part that is kept, exact or ranged.

import { POWERS_OF_TEN, readAsciiDecimal } from './ascii-cells.ts'
import { type Column, readAmount, type Reading } from './column.ts'
import { growTo } from './column-writer.ts'
import type { FactColumn } from './fact-column.ts'
import { ValueWriter } from './value-writer.ts'

interface Amount {
  readonly low: number
  readonly high: number
}

export class AmountWriter extends ValueWriter<Amount> {
  readonly #decimals: number
  readonly #largest: number
  #low = new Float64Array(1024)
  #high = new Float64Array(1024)

  constructor(column: Column) {
    super(column)
    this.#decimals = column.decimals ?? 0
    this.#largest = Math.min((column.maximum ?? Infinity) * 10 ** this.#decimals, Number.MAX_SAFE_INTEGER)
  }

  protected readPlain(bytes: Uint8Array, start: number, end: number): number {
    const parts = readAsciiDecimal(bytes, start, end)
    if (parts === undefined || parts.decimals > this.#decimals) return Number.NaN
    const value = parts.digits * POWERS_OF_TEN[this.#decimals - parts.decimals]!
    return value <= this.#largest ? value : Number.NaN
  }

  protected putPlain(row: number, value: number): void {
    this.#put(row, value, value)
  }

  protected putBlank(row: number): void {
    this.#put(row, Number.NaN, Number.NaN)
  }

  protected readText(text: string): Reading<Amount> {
    return readAmount(this.column, text)
  }

  protected put(row: number, { low, high }: Amount): void {
    this.#put(row, low, high)
  }

  #put(row: number, low: number, high: number): void {
    if (row >= this.#low.length) this.reserve(row)
    this.#low[row] = low
    this.#high[row] = high
  }

  move(from: number, to: number): void {
    this.#put(to, this.#low[from]!, this.#high[from]!)
  }

  reserve(rowCount: number): void {
    this.#low = growTo(this.#low, rowCount)
    this.#high = growTo(this.#high, rowCount)
  }

  finish(rowCount: number): FactColumn {
    return { kind: 'amount', low: this.#low.slice(0, rowCount), high: this.#high.slice(0, rowCount) }
  }
}
