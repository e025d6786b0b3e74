// What changed between two states of one source: rows added, changed and gone, by key.

import { formatDateSpan } from '#base/date-span.ts'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { createCellSpeller } from './cell-text.ts'
import { isBlankDate, type TableSchema } from './column.ts'
import { ORIGIN } from './fact-origin.ts'
import { type FactColumn, type FactTable, textAt } from './fact-table.ts'

export interface FactDifference {
  readonly table: string
  readonly added: readonly string[]
  readonly changed: readonly ChangedFacts[]
  readonly gone: readonly string[]
  readonly unchanged: number
}

/** What a cell said before and says now, as a file of the workspace has it; '' where blank. */
export interface ChangedCell {
  readonly column: string
  readonly before: string
  readonly after: string
}

/** A row that says something else than before. Its cells are spelled when they are asked for: rows may be a million. */
export class ChangedFacts {
  readonly key: string
  /** Names of those that differ. */
  readonly columns: readonly string[]
  readonly #before: Row
  readonly #after: Row

  constructor(key: string, columns: readonly string[], before: Row, after: Row) {
    this.key = key
    this.columns = columns
    this.#before = before
    this.#after = after
  }

  listCells(): ChangedCell[] {
    return this.columns.map((column) => ({
      column,
      before: spell(this.#before, column),
      after: spell(this.#after, column),
    }))
  }
}

function spell({ table, row }: Row, name: string): string {
  const cells = table.columns.get(name)
  const column = table.schema.columns.find((candidate) => candidate.name === name)!
  return cells === undefined ? '' : createCellSpeller(column, cells)(row)
}

/** Compares all rows of one schema; rows of a table without a key are compared by everything they say. */
export function compareFacts(
  schema: TableSchema,
  before: readonly FactTable[],
  after: readonly FactTable[],
): FactDifference {
  const old = indexRows(schema, before)
  const added: string[] = []
  const changed: ChangedFacts[] = []
  let unchanged = 0
  const seen = new Set<string>()
  for (const [key, row] of indexRows(schema, after)) {
    const earlier = old.get(key)
    seen.add(key)
    if (!earlier) {
      added.push(key)
      continue
    }
    const columns = differingColumns(earlier, row)
    if (columns.length > 0) changed.push(new ChangedFacts(key, columns, earlier, row))
    else unchanged += 1
  }
  return {
    table: schema.name,
    added: added.sort(compareIdentifiers),
    changed: changed.sort((left, right) => compareIdentifiers(left.key, right.key)),
    gone: [...old.keys()].filter((key) => !seen.has(key)).sort(compareIdentifiers),
    unchanged,
  }
}

/** Names of the columns in which two rows of one schema differ; one that only stands elsewhere in its file says the same. */
export function differingColumns(left: Row, right: Row): string[] {
  return left.table.schema.columns
    .map((column) => column.name)
    .filter((name) => name !== ORIGIN && cellText(left, name) !== cellText(right, name))
}

export interface Row {
  readonly table: FactTable
  readonly row: number
}

function indexRows(schema: TableSchema, tables: readonly FactTable[]): Map<string, Row> {
  const rows = new Map<string, Row>()
  const names = schema.key.length > 0 ? schema.key : schema.columns.map((column) => column.name)
  for (const table of tables) {
    for (let row = 0; row < table.rowCount; row++) {
      const key = names
        .map((name) => cellText({ table, row }, name))
        .filter((text) => text !== '')
        .join(' ')
      rows.set(key, { table, row })
    }
  }
  return rows
}

/** A cell as a person reads it: equal where, and only where, the cells are equal. */
function cellText({ table, row }: Row, name: string): string {
  const column: FactColumn | undefined = table.columns.get(name)
  switch (column?.kind) {
    case undefined:
      return ''
    case 'text':
      return textAt(table, name, row)
    case 'date':
      return isBlankDate(column.earliest[row]!, column.latest[row]!)
        ? ''
        : formatDateSpan({ earliest: column.earliest[row]!, latest: column.latest[row]! })
    case 'amount':
      return Number.isNaN(column.low[row]!) ? '' : `${column.low[row]}..${column.high[row]}`
    case 'number':
      return Number.isNaN(column.values[row]!) ? '' : String(column.values[row])
  }
}
