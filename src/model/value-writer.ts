// Cells that hold a value: a date, an amount or a number.

import type { CellProblem, Column, Reading } from './column.ts'
import type { ColumnWriter, RawCells } from './column-writer.ts'
import type { FactColumn } from './fact-column.ts'

/** Distinct spellings remembered for a column: bounds memory when every cell is another one. */
const SPELLINGS_REMEMBERED = 10_000

/** Writes the plain cells from their bytes; the others are read as text, once for each spelling. */
export abstract class ValueWriter<Value> implements ColumnWriter {
  readonly column: Column
  readonly #known = new Map<string, Reading<Value>>()

  constructor(column: Column) {
    this.column = column
  }

  /** The value of a cell in ASCII that is exact and plain; NaN where the text must tell. */
  protected abstract readPlain(bytes: Uint8Array, start: number, end: number): number
  protected abstract putPlain(row: number, value: number): void
  protected abstract putBlank(row: number): void
  protected abstract readText(text: string): Reading<Value>
  protected abstract put(row: number, value: Value): void
  abstract move(from: number, to: number): void
  abstract reserve(rowCount: number): void
  abstract finish(rowCount: number): FactColumn

  write(row: number, text: string): CellProblem | undefined {
    if (text === '') {
      this.putBlank(row)
      return undefined
    }
    let reading = this.#known.get(text)
    if (reading === undefined) {
      reading = this.readText(text)
      if (this.#known.size < SPELLINGS_REMEMBERED) this.#known.set(text, reading)
    }
    if ('problem' in reading) return reading.problem
    this.put(row, reading.value)
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
        this.putBlank(base + row)
        continue
      }
      const value = oddities[row] === 0 && start < end ? this.readPlain(bytes, start, end) : Number.NaN
      if (Number.isNaN(value)) undecided[undecidedCount++] = row
      else this.putPlain(base + row, value)
    }
    return undecidedCount
  }
}
