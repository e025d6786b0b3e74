// Cells of dates: a day, or the first and the last day it may be.

import type { DateSpan } from '#base/date-span.ts'
import { readAsciiDay } from './ascii-cells.ts'
import { BLANK_DATE, readDate, type Reading } from './column.ts'
import { growTo } from './column-writer.ts'
import type { FactColumn } from './fact-column.ts'
import { ValueWriter } from './value-writer.ts'

export class DateWriter extends ValueWriter<DateSpan> {
  #earliest = new Int32Array(1024)
  #latest = new Int32Array(1024)

  protected readPlain(bytes: Uint8Array, start: number, end: number): number {
    return readAsciiDay(bytes, start, end)
  }

  protected putPlain(row: number, day: number): void {
    this.#put(row, day, day)
  }

  protected putBlank(row: number): void {
    this.#put(row, BLANK_DATE.earliest, BLANK_DATE.latest)
  }

  protected readText(text: string): Reading<DateSpan> {
    return readDate(this.column, text)
  }

  protected put(row: number, { earliest, latest }: DateSpan): void {
    this.#put(row, earliest, latest)
  }

  #put(row: number, earliest: number, latest: number): void {
    if (row >= this.#earliest.length) this.reserve(row)
    this.#earliest[row] = earliest
    this.#latest[row] = latest
  }

  move(from: number, to: number): void {
    this.#put(to, this.#earliest[from]!, this.#latest[from]!)
  }

  reserve(rowCount: number): void {
    this.#earliest = growTo(this.#earliest, rowCount)
    this.#latest = growTo(this.#latest, rowCount)
  }

  finish(rowCount: number): FactColumn {
    return { kind: 'date', earliest: this.#earliest.slice(0, rowCount), latest: this.#latest.slice(0, rowCount) }
  }
}
