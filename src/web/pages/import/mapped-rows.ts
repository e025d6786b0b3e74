// The first rows of a file as a mapping would have them read, cell by cell, by the same rules as the reader's.

import { findCellProblem } from '#model/cell-problem.ts'
import type { Column } from '#model/column.ts'
import type { ColumnSource, SourceMapping } from '#model/column-mapping.ts'
import { compileDateFormat } from '#model/date-format.ts'
import { findTable } from '#model/tables.ts'
import { createTranslation } from '#model/translate-cell.ts'
import type { MappingSuggestion } from '#contract/application/arrival.ts'

export type SeenTable = MappingSuggestion['sources'][number]

export interface MappedCell {
  readonly text: string
  /** Why it would be refused. */
  readonly problem?: string
}

export interface MappedRows {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly MappedCell[])[]
}

export const MISSING = 'missing value'

export function mapRows({ table, columns, join }: SourceMapping, seen: SeenTable): MappedRows {
  const schema = findTable(table)
  const mapped = (schema?.columns ?? []).filter(({ name }) => columns[name] !== undefined)
  const isNeeded = ({ name, required }: Column): boolean =>
    join === true ? schema!.key.includes(name) : required === true
  const readers = mapped.map((column) => createReader(column, columns[column.name]!, seen, isNeeded(column)))
  return { columns: mapped.map(({ name }) => name), rows: seen.rows.map((row) => readers.map((read) => read(row))) }
}

/** Our columns that every row must have and nothing fills. */
export function listLacking({ table, columns, join }: SourceMapping): string[] {
  const schema = findTable(table)
  return (schema?.columns ?? [])
    .filter(({ name, required }) => (join === true ? schema!.key.includes(name) : required === true))
    .filter(({ name }) => columns[name]?.from === undefined && columns[name]?.constant === undefined)
    .map(({ name }) => name)
}

/** Their columns of which the mapping says nothing: the reader refuses a file with one. */
export function listUnnamed({ columns, ignore = [] }: SourceMapping, seen: SeenTable): string[] {
  const read = new Set(Object.values(columns).map(({ from }) => from))
  if (ignore.includes('*')) return []
  return seen.columns.map(({ name }) => name).filter((name) => !read.has(name) && !ignore.includes(name))
}

type ReadRow = (row: readonly string[]) => MappedCell

function createReader(column: Column, source: ColumnSource, { columns, kind }: SeenTable, isNeeded: boolean): ReadRow {
  const { from, constant, dateFormat, decimalComma } = source
  if (constant !== undefined) return () => check(column, constant, isNeeded)
  const place = columns.findIndex(({ name }) => name === from)
  if (place < 0) return () => ({ text: '', problem: 'no such column' })
  if (dateFormat !== undefined && !compileDateFormat(dateFormat))
    return (row) => ({ text: row[place]!, problem: 'no date format' })
  const translate = createTranslation(source, column)
  return (row) => {
    const text = row[place]!
    // Numbers of a workbook are no texts, and have a point whatever the country.
    const stated = kind === 'xlsx' && decimalComma === true && /^-?\d+\.\d+$/.test(text) ? text.replace('.', ',') : text
    const reading = translate ? translate(stated) : { value: stated }
    return 'problem' in reading ? { text, problem: reading.problem.problem } : check(column, reading.value, isNeeded)
  }
}

function check(column: Column, text: string, isNeeded: boolean): MappedCell {
  if (text === '') return isNeeded ? { text, problem: MISSING } : { text }
  const problem = findCellProblem(column, text)
  return problem ? { text, problem: problem.problem } : { text }
}
