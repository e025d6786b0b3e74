// What stands in a column of the rows that a question finds: its values, the commonest first.

import type { Column } from '#model/column.ts'
import { LARGEST_PAGE } from '#model/list-page.ts'
import { quoteName } from '../sql-text.ts'
import type { QueryRunner } from './query-runner.ts'
import type { RowFinder } from './row-finder.ts'
import { type AskedTables, checkNumber, findTable, readQuestion, type RowQuestion, whileHeld } from './row-question.ts'
import type { ColumnSummary, QueryFault, SummaryQuery, TableAnswer } from './table-query.ts'
import { findColumn, holdsSeveral } from './write-conditions.ts'

const DEFAULT_VALUES = 50

export async function summariseColumn(
  asked: AskedTables,
  { finder, runner }: { readonly finder: RowFinder; readonly runner: QueryRunner },
  query: SummaryQuery,
  signal?: AbortSignal,
): Promise<TableAnswer<ColumnSummary>> {
  const { limit = DEFAULT_VALUES } = query
  const refused: QueryFault[] = []
  checkNumber('limit', limit, 1, LARGEST_PAGE, refused)
  const table = findTable(asked.tables, query.table, refused)
  const column = table && findColumn(table.columns, query.column, 'column', (fault) => refused.push(fault))
  const read = table && (await readQuestion(asked, { ...query, columns: [] }, refused))
  if (!read || !column) return { refused }
  const counted = countedBy(column, read)
  const { matched, rows } = await whileHeld(read, async () => ({
    matched: await finder.count(read, signal),
    rows: await runner
      .run(
        `SELECT value, count(*), count(*) OVER () FROM (${counted}) GROUP BY value ORDER BY count(*) DESC, value LIMIT ${limit}`,
        read.bound.values,
        signal,
      )
      .then((result) => result.getRows()),
  }))
  read.table.startLaying()
  return {
    value: {
      table: query.table,
      column: column.name,
      values: rows.map(([value, count]) => ({ value: String(value), rows: Number(count) })),
      distinct: Number(rows[0]?.[2] ?? 0),
      matched,
    },
  }
}

/** What is counted of each row. */
function countedBy({ name, kind }: Column, { table, where }: RowQuestion): string {
  const text = `coalesce(${quoteName(name)}, '')`
  if (!holdsSeveral(kind)) return `SELECT row_number, ${text} AS value FROM ${table.sqlName} WHERE ${where}`
  const items = kind === 'shares' ? `regexp_replace(item, ':[0-9]+$', '')` : 'item'
  return `SELECT row_number, ${items} AS value FROM (SELECT row_number, unnest(string_split(${text}, '|')) AS item FROM ${table.sqlName} WHERE ${where})`
}
