// A question for rows: every part of it checked, and written for the database.

import { nearestName } from '#base/near-name.ts'
import type { Column } from '#model/column.ts'
import { quoteForFault } from '#model/fault.ts'
import { quoteName } from '../sql-text.ts'
import { comparedBy } from './stored-column.ts'
import type { StoredTable } from './stored-table.ts'
import type { NamedTables } from './named-tables.ts'
import type { QueryFault, RowsQuery, Sorting } from './table-query.ts'
import type { WithheldRows } from './withheld-rows.ts'
import { areFew, Bound, findColumn, writeConditions } from './write-conditions.ts'

/** A question that can be answered. */
export interface RowQuestion {
  readonly table: StoredTable
  readonly columns: readonly string[]
  readonly where: string
  readonly bound: Bound
  /** What finds the rows is kept only until it is released: they are to be found at once. */
  readonly isPassing: boolean
  /** To be called once when the rows are found. */
  readonly release: () => void
  /** '' where rows stand by number. */
  readonly orderBy: string
  /** Tells questions that find the same rows. */
  readonly whereKey: string
}

/** What questions are asked of. */
export interface AskedTables {
  readonly tables: ReadonlyMap<string, StoredTable>
  readonly withheld: WithheldRows
  readonly named: NamedTables
}

const MOST_SORTINGS = 8

/** Undefined where something of it is refused; what is answered is to be released. */
export async function readQuestion(
  { tables, withheld, named }: AskedTables,
  query: RowsQuery,
  refused: QueryFault[],
): Promise<RowQuestion | undefined> {
  const table = findTable(tables, query.table, refused)
  if (!table) return undefined
  const report = (fault: QueryFault): void => void refused.push(fault)
  const columns = query.columns ?? table.columns.map(({ name }) => name)
  for (const [index, name] of columns.entries()) findColumn(table.columns, name, `columns[${index}]`, report)
  const bound = new Bound()
  const asked = writeConditions(table.columns, query, bound, report)
  const orderBy = writeOrder(table.columns, query.sort ?? [], report)
  if (asked === undefined || orderBy === undefined || refused.length > 0) return undefined
  const { conditions = [], search = '', withhold = [], among } = query
  const isShown = await withheld.conditionFor(table, withhold)
  const isNamed = among === undefined ? undefined : await named.hold(table, among)
  const where = [asked, isShown, isNamed?.sql ?? 'TRUE'].filter((part) => part !== 'TRUE').join(' AND ') || 'TRUE'
  const found = [table.schema.name, conditions, search, ...(isShown === 'TRUE' ? [] : [withhold])]
  const whereKey = JSON.stringify(among === undefined ? found : [...found, { among: among.key }])
  const release = (): void => isNamed?.release()
  return { table, columns, where, bound, orderBy, whereKey, isPassing: among !== undefined, release }
}

/** Asks of its table, once that is open, and releases the question. */
export async function whileHeld<Answer>({ table, release }: RowQuestion, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    await table.open()
    return await ask()
  } finally {
    release()
  }
}

export function findTable(
  tables: ReadonlyMap<string, StoredTable>,
  name: string,
  refused: QueryFault[],
): StoredTable | undefined {
  const table = tables.get(name)
  if (table) return table
  const didYouMean = nearestName(name, tables.keys())
  refused.push({
    code: 'unknown-table',
    at: 'table',
    text: quoteForFault(name),
    problem: 'no such table in this snapshot',
    expected: [...tables.keys()].join(', '),
    ...(didYouMean === undefined ? {} : { didYouMean }),
  })
  return undefined
}

/** `whereKey` of the question that finds every row of the table. */
export function keyOfAll({ table }: RowQuestion): string {
  return JSON.stringify([table.schema.name, [], ''])
}

function writeOrder(
  columns: readonly Column[],
  sort: readonly Sorting[],
  report: (fault: QueryFault) => void,
): string | undefined {
  if (!areFew('sort', 'columns to sort by', sort.length, MOST_SORTINGS, report)) return undefined
  const parts = sort.map(({ column: name, descending = false }, index) => {
    const column = findColumn(columns, name, `sort[${index}].column`, report)
    return (
      column &&
      comparedBy(column)
        .map((one) => `${quoteName(one)} ${descending ? 'DESC' : 'ASC'} NULLS LAST`)
        .join(', ')
    )
  })
  return parts.includes(undefined) ? undefined : parts.join(', ')
}

/** Refuses what is no whole number between the two. */
export function checkNumber(at: string, value: number, least: number, most: number, refused: QueryFault[]): void {
  if (Number.isInteger(value) && value >= least && value <= most) return
  refused.push({
    code: 'out-of-bounds',
    at,
    text: String(value),
    problem: 'no such number',
    expected:
      most === Number.MAX_SAFE_INTEGER
        ? `a whole number not below ${least}`
        : `a whole number from ${least} to ${most}`,
  })
}
