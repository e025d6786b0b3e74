// Tables of a snapshot: their columns, pages of their rows, one row, what a column holds.

import { queryOptions } from '@tanstack/react-query'
import type { ColumnSummary, RowDetail, Rows, Table } from '#contract/application/table.ts'
import { paths } from './paths.ts'
import { get, getItems } from './request.ts'

export const ROWS_AT_ONCE = 100

/** Which rows, and what of them: the same for the screen and for an export. */
export interface RowsAsked {
  readonly snapshot: string
  readonly columns?: string
  readonly where: readonly string[]
  readonly search?: string
  /** Rows that matter so to a rule of an analysis. */
  readonly matter?: string
  readonly sort?: string
}

export const asParameters = ({ snapshot, columns, where, search, matter, sort }: RowsAsked) => ({
  snapshot,
  columns,
  where,
  search,
  matter,
  sort,
})

// A snapshot never changes, so what is told of one never grows old.
const ALWAYS = { staleTime: Number.POSITIVE_INFINITY, gcTime: 120_000 } as const

export const tablesQuery = (workspace: string, snapshot: string) =>
  queryOptions({
    queryKey: ['workspace', workspace, 'tables', snapshot],
    queryFn: ({ signal }) => getItems<Table>(paths.tables(workspace), { snapshot }, signal),
    ...ALWAYS,
  })

export const rowsQuery = (workspace: string, table: string, asked: RowsAsked, page: number) =>
  queryOptions({
    queryKey: ['workspace', workspace, 'rows', table, asked, page],
    queryFn: ({ signal }) =>
      get<Rows>(
        paths.rows(workspace, table),
        { ...asParameters(asked), offset: page * ROWS_AT_ONCE, limit: ROWS_AT_ONCE },
        signal,
      ),
    ...ALWAYS,
  })

/** How many rows there are of this kind, as their page counts them. */
export const countQuery = (workspace: string, table: string, asked: RowsAsked) =>
  queryOptions({
    queryKey: ['workspace', workspace, 'count', table, asked],
    queryFn: async ({ signal }) =>
      (await get<Rows>(paths.rows(workspace, table), { ...asParameters(asked), limit: 1 }, signal)).matched,
    ...ALWAYS,
  })

/** The number of the row that has a key, and of no other: undefined if there is none. */
export const rowOfKeyQuery = (workspace: string, table: string, snapshot: string, where: readonly string[]) =>
  queryOptions({
    queryKey: ['workspace', workspace, 'row-of-key', table, snapshot, where],
    queryFn: async ({ signal }) => {
      const rows = await get<Rows>(paths.rows(workspace, table), { snapshot, where, limit: 1 }, signal)
      return rows.rows[0]?.row ?? null
    },
    ...ALWAYS,
  })

export const rowQuery = (workspace: string, table: string, snapshot: string, row: number) =>
  queryOptions({
    queryKey: ['workspace', workspace, 'row', table, snapshot, row],
    queryFn: ({ signal }) => get<RowDetail>(paths.row(workspace, table, row), { snapshot }, signal),
    ...ALWAYS,
  })

/** Of the rows asked about. */
export const columnQuery = (
  workspace: string,
  table: string,
  { snapshot, where, search, matter }: Pick<RowsAsked, 'snapshot' | 'where' | 'search' | 'matter'>,
  column: string,
) =>
  queryOptions({
    queryKey: ['workspace', workspace, 'column', table, snapshot, where, search, matter, column],
    queryFn: ({ signal }) =>
      get<ColumnSummary>(paths.column(workspace, table, column), { snapshot, where, search, matter }, signal),
    ...ALWAYS,
  })
