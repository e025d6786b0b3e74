// One row with all of its cells, where each comes from, what it refers to and what refers to it.

import { readOrigin } from '#model/fact-origin.ts'
import { quoteForFault } from '#model/fault.ts'
import { quoteName } from '../sql-text.ts'
import { findReferred, findReferring } from './referring-rows.ts'
import { type AskedTables, findTable } from './row-question.ts'
import type { StoredTable } from './stored-table.ts'
import type { DetailCell, QueryFault, RowDetail, RowName, TableAnswer } from './table-query.ts'
import { Bound } from './write-conditions.ts'

export async function readRow(
  asked: AskedTables,
  tableName: string,
  name: RowName,
  signal?: AbortSignal,
  withhold: readonly string[] = [],
): Promise<TableAnswer<RowDetail>> {
  const refused: QueryFault[] = []
  const table = findTable(asked.tables, tableName, refused)
  if (!table) return { refused }
  await table.open()
  const found = await findRow(asked, table, name, { withhold, refused }, signal)
  if (!found) return { refused }
  const { numbers } = found
  const columns = table.columns.map((column) => column.name)
  const [row] = await table.rowsOf(numbers.subarray(0, 1), columns, signal)
  const textOf = (column: string): string => row!.cells[columns.indexOf(column)] ?? ''
  const key = table.schema.key.map(textOf)
  const joined = await table.joinedCells(row!.number, signal)
  const cells: DetailCell[] = []
  for (const column of table.columns) {
    const text = textOf(column.name)
    const from = readOrigin(joined.get(column.name) ?? '')
    const refersTo = await findReferred(asked, column, text, textOf, signal)
    cells.push({ column: column.name, text, ...(from && { from }), ...(refersTo && { refersTo }) })
  }
  const referring = await findReferring(asked, table, key, withhold, signal)
  table.startLaying()
  return {
    value: {
      table: tableName,
      number: row!.number,
      key,
      sameKey: numbers.length,
      source: row!.source,
      cells,
      referring,
    },
  }
}

const NO_ROWS = 'another table: this one has no rows'

async function findRow(
  { withheld }: AskedTables,
  table: StoredTable,
  name: RowName,
  { withhold, refused }: { readonly withhold: readonly string[]; readonly refused: QueryFault[] },
  signal: AbortSignal | undefined,
): Promise<{ numbers: Uint32Array } | undefined> {
  const unknown = (text: string, expected: string): undefined => {
    refused.push({
      code: 'unknown-row',
      at: 'row',
      text: quoteForFault(text),
      problem: `no such row of ${table.schema.name}`,
      expected,
    })
  }
  const isShown = await withheld.conditionFor(table, withhold)
  if ('number' in name) {
    const isThere = Number.isInteger(name.number) && name.number >= 0 && name.number < table.rowCount
    if (isShown === 'TRUE') {
      if (isThere) return { numbers: Uint32Array.of(name.number) }
      return unknown(String(name.number), table.rowCount === 0 ? NO_ROWS : `a number below ${table.rowCount}`)
    }
    const numbers = isThere
      ? await table.numbersBy(`WHERE row_number = ${name.number} AND ${isShown}`, [], signal)
      : new Uint32Array()
    // One that is kept secret is told as one that there is not.
    return numbers.length === 0 ? unknown(String(name.number), 'the number of a row that is listed') : { numbers }
  }
  const { key } = table.schema
  const expected = `the ${key.join(', ')} of a row of this snapshot`
  if (name.key.length !== key.length) return unknown(name.key.join(', '), expected)
  const bound = new Bound()
  const parts = key.map((column, index) => {
    const text = name.key[index]!
    if (!table.has(column)) return text === '' ? 'TRUE' : 'FALSE'
    return text === '' ? `${quoteName(column)} IS NULL` : `${quoteName(column)} = ${bound.bind(text)}`
  })
  const numbers = await table.numbersBy(
    `WHERE ${[...parts, isShown].join(' AND ')} ORDER BY row_number`,
    bound.values,
    signal,
  )
  return numbers.length === 0 ? unknown(name.key.join(', '), expected) : { numbers }
}
