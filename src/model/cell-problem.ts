// Why a column does not take a text, whatever its kind.

import { type CellProblem, type Column, readAmount, readDate, readNumber, readText } from './column.ts'

/** Of a text that is not blank; undefined where the column takes it. */
export function findCellProblem(column: Column, text: string): CellProblem | undefined {
  const reading = readAny(column, text)
  return 'problem' in reading ? reading.problem : undefined
}

function readAny(column: Column, text: string) {
  switch (column.kind) {
    case 'date':
      return readDate(column, text)
    case 'amount':
      return readAmount(column, text)
    case 'number':
      return readNumber(column, text)
    default:
      return readText(column, text)
  }
}
