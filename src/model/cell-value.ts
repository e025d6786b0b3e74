// What the text of a cell says to a program: a number where it is one, nothing where it is not known, else the text itself.

import type { Column } from './column.ts'
import { spellNumber } from './cell-text.ts'

/** `null`: stated as not known; `undefined`: blank. */
export type CellValue = string | number | null | undefined

/** Reads the cells of a column, each as a file of the workspace has it ('' where blank). */
export function createCellReader({ kind }: Pick<Column, 'kind'>): (text: string) => CellValue {
  switch (kind) {
    // What stands in these is a name or a word of the operator's, `unknown` and `007` too.
    case 'identifier':
    case 'text':
    case 'vendor':
    case 'list':
      return (text) => (text === '' ? undefined : text)
    case 'function':
    case 'functions':
    case 'choice':
    case 'choices':
    case 'shares':
    case 'date':
      return readKnown
    case 'amount':
    case 'number':
      return readFigure
  }
}

function readKnown(text: string): string | null | undefined {
  if (text === '') return undefined
  return text === 'unknown' ? null : text
}

/** A range stays the text it is, and so does a number of more digits than a binary fraction can hold. */
function readFigure(text: string): CellValue {
  const known = readKnown(text)
  if (known === undefined || known === null) return known
  const value = Number(known)
  return spellNumber(value) === known ? value : known
}
