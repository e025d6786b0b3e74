// Whether the model takes an optional value of a foreign source; one it does not take becomes unknown, with a warning.

import { findCellProblem } from '#model/cell-problem.ts'
import type { CellProblem, Column, TableSchema } from '#model/column.ts'

/** The column of a table; asking for one that is not there is a bug. */
export function columnOf(table: TableSchema, name: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name)
  if (!column) throw new Error(`table ${table.name} has no column ${name}`)
  return column
}

/**
 * The text if the column takes it. Otherwise `unknown` where the column has that word and blank where not, after the
 * problem was told: one bad optional value must not keep a whole element out of the estate.
 */
export function acceptCell(column: Column, text: string, tell: (problem: CellProblem) => void): string {
  if (text === '') return ''
  const problem = findCellProblem(column, text)
  if (!problem) return text
  tell(problem)
  return ['date', 'amount', 'function', 'choice', 'choices'].includes(column.kind) ? 'unknown' : ''
}
