// Rows of any table that a text is found in, by their names.

import type { Column } from '#model/column.ts'
import { LARGEST_PAGE } from '#model/list-page.ts'
import { quoteName, quoteText } from '../sql-text.ts'
import { type AskedTables, checkNumber } from './row-question.ts'
import { shownColumns } from './shown-columns.ts'
import { CELL_BORDER, isName, SEARCHED_NAMES } from './stored-column.ts'
import type { StoredTable } from './stored-table.ts'
import type { FoundRow, FoundRows, QueryFault, TableAnswer } from './table-query.ts'
import { LONGEST_SEARCH, tooLong } from './write-conditions.ts'

export async function searchTables(
  asked: AskedTables,
  text: string,
  limitPerTable: number,
  signal?: AbortSignal,
  withhold: readonly string[] = [],
): Promise<TableAnswer<readonly FoundRows[]>> {
  const refused: QueryFault[] = []
  checkNumber('limitPerTable', limitPerTable, 1, LARGEST_PAGE, refused)
  const wanted = text.trim()
  if (wanted.length > LONGEST_SEARCH) refused.push(tooLong('text', wanted))
  if (refused.length > 0) return { refused }
  if (wanted === '' || wanted.includes(CELL_BORDER)) return { value: [] }
  const found: FoundRows[] = []
  for (const table of asked.tables.values()) {
    const rows = await searchTable(asked, table, wanted, { limit: limitPerTable, withhold }, signal)
    if (rows) found.push(rows)
  }
  for (const table of asked.tables.values()) table.startLaying()
  return { value: found }
}

async function searchTable(
  { withheld }: AskedTables,
  table: StoredTable,
  wanted: string,
  { limit, withhold }: { readonly limit: number; readonly withhold: readonly string[] },
  signal: AbortSignal | undefined,
): Promise<FoundRows | undefined> {
  const searched = table.columns.filter(isName)
  if (searched.length === 0 || table.rowCount === 0) return undefined
  await table.open()
  // Whole cells first, then how cells begin, then what they hold: borders tell one from the other.
  const border = quoteText(CELL_BORDER)
  const isWithin = (text: string): string => `contains(${SEARCHED_NAMES}, ${text})`
  const rank = `CASE WHEN ${isWithin(`${border} || lower($1) || ${border}`)} THEN 0 WHEN ${isWithin(`${border} || lower($1)`)} THEN 1 ELSE 2 END`
  const isShown = await withheld.conditionFor(table, withhold)
  const numbers = await table.numbersBy(
    `WHERE ${isWithin('lower($1)')} AND ${isShown} ORDER BY ${rank}, ${quoteName(searched[0]!.name)}, row_number LIMIT ${limit + 1}`,
    [wanted],
    signal,
  )
  if (numbers.length === 0) return undefined
  const columns = shownColumns(table)
  const keyed = await table.rowsOf(
    numbers.subarray(0, limit),
    [...columns, ...table.schema.key.filter((name) => table.has(name))],
    signal,
  )
  const rows = keyed.map((row): FoundRow => {
    const cells = row.cells.slice(0, columns.length)
    return {
      ...row,
      cells,
      key: keyOf(table, row.cells.slice(columns.length)),
      foundIn: foundIn(searched, columns, cells, wanted),
    }
  })
  return { table: table.schema.name, columns, rows, hasMore: numbers.length > limit }
}

/** The key of a row, of which the cells of the columns that the snapshot has are given. */
function keyOf(table: StoredTable, cells: readonly string[]): string[] {
  const there = table.schema.key.filter((name) => table.has(name))
  return table.schema.key.map((name) => cells[there.indexOf(name)] ?? '')
}

/** The first column in which it is best found. */
function foundIn(
  searched: readonly Column[],
  columns: readonly string[],
  cells: readonly string[],
  wanted: string,
): string {
  const small = wanted.toLowerCase()
  const rank = ({ name }: Column): number => {
    const text = cells[columns.indexOf(name)]!.toLowerCase()
    return text === small ? 0 : text.startsWith(small) ? 1 : text.includes(small) ? 2 : 3
  }
  return searched.reduce((best, column) => (rank(column) < rank(best) ? column : best)).name
}
