// What changed between two states of one source: rows added, changed and gone, by key.

import { formatDateSpan } from '#base/date-span.ts'
import { compareIdentifiers } from '#base/identifier-order.ts'
import { createCellSpeller } from './cell-text.ts'
import { isBlankDate, type TableSchema } from './column.ts'
import { ORIGIN } from './fact-origin.ts'
import { type FactColumn, type FactTable, textAt } from './fact-table.ts'

export interface FactDifference {
  readonly table: string
  readonly added: readonly StatedFacts[]
  readonly changed: readonly ChangedFacts[]
  readonly gone: readonly StatedFacts[]
  readonly unchanged: number
}

/** What a cell says, as a file of the workspace has it. */
export interface StatedCell {
  readonly column: string
  readonly text: string
}

/** What a cell said before and says now; '' where blank. */
export interface ChangedCell {
  readonly column: string
  readonly before: string
  readonly after: string
}

/** A row that is new, or gone. Its cells are spelled when they are asked for: rows may be a million. In JSON it is its key. */
export class StatedFacts {
  readonly key: string
  readonly #row: Row
  readonly #spell: CellSpelling

  constructor(key: string, row: Row, spell: CellSpelling) {
    this.key = key
    this.#row = row
    this.#spell = spell
  }

  /** Those that are not blank. */
  listCells(): StatedCell[] {
    return factColumns(this.#row)
      .map((column) => ({ column, text: this.#spell(this.#row, column) }))
      .filter(({ text }) => text !== '')
  }

  /** What the row says in a column; '' where blank. */
  textsIn(column: string): readonly string[] {
    return [this.#spell(this.#row, column)]
  }

  toJSON(): string {
    return this.key
  }
}

/** A row that says something else than before. Its cells are spelled when they are asked for. */
export class ChangedFacts {
  readonly key: string
  /** Names of those that differ. */
  readonly columns: readonly string[]
  readonly #before: Row
  readonly #after: Row
  readonly #spell: CellSpelling

  constructor(key: string, columns: readonly string[], { before, after }: RowPair, spell: CellSpelling) {
    this.key = key
    this.columns = columns
    this.#before = before
    this.#after = after
    this.#spell = spell
  }

  listCells(): ChangedCell[] {
    return this.columns.map((column) => ({
      column,
      before: this.#spell(this.#before, column),
      after: this.#spell(this.#after, column),
    }))
  }

  /** What the row said in a column before and says now, whether that differs or not. */
  textsIn(column: string): readonly string[] {
    return [this.#spell(this.#before, column), this.#spell(this.#after, column)]
  }
}

interface RowPair {
  readonly before: Row
  readonly after: Row
}

type CellSpelling = (row: Row, column: string) => string

/** What spells a column is made once, for all of its rows. */
function createCellSpelling(): CellSpelling {
  const spellers = new Map<FactTable, Map<string, (row: number) => string>>()
  const spellerOf = (table: FactTable, name: string): ((row: number) => string) => {
    const cells = table.columns.get(name)
    const column = table.schema.columns.find((candidate) => candidate.name === name)!
    return cells === undefined ? () => '' : createCellSpeller(column, cells)
  }
  return ({ table, row }, name) => {
    let ofTable = spellers.get(table)
    if (!ofTable) spellers.set(table, (ofTable = new Map()))
    let speller = ofTable.get(name)
    if (!speller) ofTable.set(name, (speller = spellerOf(table, name)))
    return speller(row)
  }
}

/** Compares all rows of one schema; rows of a table without a key are compared by everything they say. */
export function compareFacts(
  schema: TableSchema,
  before: readonly FactTable[],
  after: readonly FactTable[],
): FactDifference {
  const old = indexRows(schema, before)
  const spell = createCellSpelling()
  const added: StatedFacts[] = []
  const changed: ChangedFacts[] = []
  let unchanged = 0
  const seen = new Set<string>()
  for (const [key, row] of indexRows(schema, after)) {
    const earlier = old.get(key)
    seen.add(key)
    if (!earlier) {
      added.push(new StatedFacts(key, row, spell))
      continue
    }
    const columns = differingColumns(earlier, row)
    if (columns.length > 0) changed.push(new ChangedFacts(key, columns, { before: earlier, after: row }, spell))
    else unchanged += 1
  }
  return {
    table: schema.name,
    added: added.sort(byKey),
    changed: changed.sort(byKey),
    gone: [...old]
      .filter(([key]) => !seen.has(key))
      .map(([key, row]) => new StatedFacts(key, row, spell))
      .sort(byKey),
    unchanged,
  }
}

function byKey(left: { readonly key: string }, right: { readonly key: string }): number {
  return compareIdentifiers(left.key, right.key)
}

/** Names of the columns in which two rows of one schema differ. */
export function differingColumns(left: Row, right: Row): string[] {
  return factColumns(left).filter((name) => cellText(left, name) !== cellText(right, name))
}

/** Without where a row stands in its file: one that only stands elsewhere says the same. */
function factColumns({ table }: Row): string[] {
  return table.schema.columns.map(({ name }) => name).filter((name) => name !== ORIGIN)
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
