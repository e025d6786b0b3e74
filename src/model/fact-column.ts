// How the cells of one column are held: typed arrays, one entry a row.

import type { Column } from './column.ts'

/** Distinct texts by number: an array of strings, or what spells each when it is asked for. */
export interface TextDictionary extends Iterable<string> {
  readonly length: number
  at(code: number): string | undefined
}

/** Text by dictionary: `codes[row]` is a number of `dictionary`; code 0 is the blank cell. */
export interface TextColumn {
  readonly kind: 'text'
  readonly codes: Uint32Array
  /** May hold texts that no row has: of rows that were refused. */
  readonly dictionary: TextDictionary
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

export function storageOf(column: Column): FactColumn['kind'] {
  return column.kind === 'date' || column.kind === 'amount' || column.kind === 'number' ? column.kind : 'text'
}
