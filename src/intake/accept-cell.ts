// Whether the model takes an optional value of a foreign source; one it does not take becomes unknown, with a warning.

import {
  type CellProblem,
  type Column,
  readAmount,
  readDate,
  readNumber,
  readText,
  type TableSchema,
} from '#model/column.ts'

/** The column of a table; asking for one that is not there is a bug. */
export function columnOf(table: TableSchema, name: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name)
  if (!column) throw new Error(`table ${table.name} has no column ${name}`)
  return column
}

function findProblem(column: Column, text: string): CellProblem | undefined {
  const reading =
    column.kind === 'date'
      ? readDate(column, text)
      : column.kind === 'amount'
        ? readAmount(column, text)
        : column.kind === 'number'
          ? readNumber(column, text)
          : readText(column, text)
  return 'problem' in reading ? reading.problem : undefined
}

/**
 * The text if the column takes it. Otherwise `unknown` where the column has that word and blank where not, after the
 * problem was told: one bad optional value must not keep a whole element out of the estate.
 */
export function acceptCell(column: Column, text: string, tell: (problem: CellProblem) => void): string {
  if (text === '') return ''
  const problem = findProblem(column, text)
  if (!problem) return text
  tell(problem)
  return ['date', 'amount', 'function', 'choice', 'choices'].includes(column.kind) ? 'unknown' : ''
}
