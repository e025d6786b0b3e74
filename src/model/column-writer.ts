// How the cells of a column become its typed array, one by one, from text or straight from the bytes of a file.

import type { CellProblem, Column } from './column.ts'
import type { FactColumn } from './fact-column.ts'
import type { ViewedBytes } from './viewed-bytes.ts'

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

export function growTo<Values extends Uint32Array | Int32Array | Float64Array>(values: Values, row: number): Values {
  if (row < values.length) return values
  const larger = new (values.constructor as new (length: number) => Values)(Math.max(1024, values.length * 2, row + 1))
  larger.set(values)
  return larger
}
