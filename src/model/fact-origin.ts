// Where a row was stated: in the file it stands in, or in the file it was imported from.

import { type FactTable, textAt } from './fact-table.ts'

/** Name of the column, which every table has. */
export const ORIGIN = 'origin'

export interface FactOrigin {
  readonly file: string
  readonly line: number
  /** Where the row stands itself, if that is elsewhere. */
  readonly imported?: { readonly file: string; readonly line: number }
}

export function originOf(table: FactTable, row: number): FactOrigin {
  const stated = textAt(table, ORIGIN, row)
  const colon = stated.lastIndexOf(':')
  const line = Number(stated.slice(colon + 1))
  const own = { file: table.file, line: table.lines[row]! }
  return colon > 0 && Number.isInteger(line) ? { file: stated.slice(0, colon), line, imported: own } : own
}

/** The table with an origin on every row: what an import writes, so that a fact can be traced past it. */
export function stateOrigins(table: FactTable): FactTable {
  const dictionary = ['']
  const codes = new Uint32Array(table.rowCount)
  for (let row = 0; row < table.rowCount; row++) {
    const { file, line } = originOf(table, row)
    codes[row] = dictionary.length
    dictionary.push(`${file}:${line}`)
  }
  return { ...table, columns: new Map([...table.columns, [ORIGIN, { kind: 'text', codes, dictionary }]]) }
}
