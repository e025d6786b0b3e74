// How a column of a workspace table lies in a sealed table: its text, and beside it what it is sorted and compared by.
//
// The column named as in the workspace holds the text of each cell, null where blank. What is beside it has a name with an
// underscore, which no column of a workspace has.

import type { Column } from '#model/column.ts'
import { storageOf } from '#model/fact-column.ts'
import { ORIGIN } from '#model/fact-origin.ts'

/** Where each row stands: the file as the user named it, what is counted in it, the sheet if it has any, the number. */
export const SOURCE_COLUMNS = ['source_file', 'source_unit', 'source_sheet', 'source_number'] as const

/**
 * By what cells of the column are ordered and compared. Of a date: `_earliest` and `_latest`, the ends of time for what is
 * not known; of an amount: `_low` and `_high` in its unit, infinite for `unknown`; of a number: `_value`.
 */
export function comparedBy(column: Column): readonly string[] {
  switch (storageOf(column)) {
    case 'text':
      return [column.name]
    case 'date':
      return [`${column.name}_earliest`, `${column.name}_latest`]
    case 'amount':
      return [`${column.name}_low`, `${column.name}_high`]
    case 'number':
      return [`${column.name}_value`]
  }
}

/** Where a cell came from that another file gave to the row, such as `elements.join.csv:14`; null of cells of its own. */
export function joinedFrom(columnName: string): string {
  return `${columnName}_from`
}

/**
 * Beside the columns of a table that lies in memory: what is searched of a row, in small letters, each cell between two
 * {@link CELL_BORDER}. One text is searched ten times as fast as seventeen.
 */
export const SEARCHED_NAMES = 'searched_names'
/** The same of all other columns that hold text. */
export const SEARCHED_TEXTS = 'searched_texts'
/** The character of Unicode for this: no cell that came from a file of a workspace needs it. */
export const CELL_BORDER = '\u001f'

const NAME_COLUMNS = new Set(['name', 'serial', 'number', 'description'])

/** Columns by which a row is called: identifiers of its own, and names. */
export function isName({ name, kind, references }: Column): boolean {
  return (kind === 'identifier' && references === undefined) || NAME_COLUMNS.has(name)
}

/** Columns in which a text is looked for. */
export function isSearched(column: Column): boolean {
  return storageOf(column) === 'text' && column.name !== ORIGIN
}
