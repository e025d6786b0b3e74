// Rows of any table in which every word of a text is found, each anywhere, and one at least in their names.

import type { Column } from '#model/column.ts'
import { LARGEST_PAGE } from '#model/list-page.ts'
import { quoteName, quoteText } from '../sql-text.ts'
import { type AskedTables, checkNumber } from './row-question.ts'
import { shownColumns } from './shown-columns.ts'
import { CELL_BORDER, isName, SEARCHED_NAMES, SEARCHED_TEXTS } from './stored-column.ts'
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
  const words = wanted.split(/\s+/u)
  const isShown = await withheld.conditionFor(table, withhold)
  const numbers = await table.numbersBy(
    `WHERE ${hasWords(words.length)} AND ${isShown} ORDER BY ${rank}, ${quoteName(searched[0]!.name)}, row_number LIMIT ${limit + 1}`,
    [wanted, ...words],
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

/** Of words bound from the second on: a row whose names hold none of them is not called so. */
function hasWords(count: number): string {
  const bound = Array.from({ length: count }, (_, index) => `lower($${index + 2})`)
  const inNames = bound.map((word) => `contains(${SEARCHED_NAMES}, ${word})`)
  if (count === 1) return inNames[0]!
  const anywhere = bound.map((word, index) => `(${inNames[index]} OR contains(${SEARCHED_TEXTS}, ${word}))`)
  return `(${inNames.join(' OR ')}) AND ${anywhere.join(' AND ')}`
}

/** The key of a row, of which the cells of the columns that the snapshot has are given. */
function keyOf(table: StoredTable, cells: readonly string[]): string[] {
  const there = table.schema.key.filter((name) => table.has(name))
  return table.schema.key.map((name) => cells[there.indexOf(name)] ?? '')
}

/** The first column in which it is best found, or else the most of its words. */
function foundIn(
  searched: readonly Column[],
  columns: readonly string[],
  cells: readonly string[],
  wanted: string,
): string {
  const small = wanted.toLowerCase()
  const words = small.split(/\s+/u)
  const rank = ({ name }: Column): number => {
    const text = cells[columns.indexOf(name)]!.toLowerCase()
    if (text.includes(small)) return text === small ? 0 : text.startsWith(small) ? 1 : 2
    return 3 + words.filter((word) => !text.includes(word)).length
  }
  return searched.reduce((best, column) => (rank(column) < rank(best) ? column : best)).name
}
