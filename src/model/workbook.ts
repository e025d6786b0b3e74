// A workbook as values: sheets of rows, for whoever reads a result in a spreadsheet.

/** How the figures of a column are shown: a `number` with all its digits; a `day` is a civil date as text, `YYYY-MM-DD`. */
export type SheetFormat = 'text' | 'number' | 'whole' | 'figure' | 'share' | 'money' | 'day' | 'truth'

export type SheetCell = string | number | boolean | undefined

export interface SheetColumn {
  readonly name: string
  readonly format: SheetFormat
}

export interface Sheet {
  /** At most 31 characters, none of them `[]:*?/\`. */
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly (readonly SheetCell[])[]
}

export type Workbook = readonly Sheet[]

/** A spreadsheet opens 1,048,576 rows; so many are held and packed at once in some hundred megabytes. */
export const MOST_SHEET_ROWS = 100_000

/** What one cell of a spreadsheet can hold. */
export const LONGEST_SHEET_TEXT = 32_767
