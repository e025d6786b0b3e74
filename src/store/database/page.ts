// A list in pages. A page begins after the last row of the one before it, so that rows which come or go in between shift
// nothing.

import { type ReferenceExpression, type SelectQueryBuilder, sql } from 'kysely'
import { LARGEST_PAGE, USUAL_PAGE } from '#model/list-page.ts'
import { sqlStateOf } from './refusals.ts'
import type { Tables } from './tables.ts'

export interface PageRequest {
  /** Rows at most: {@link USUAL_PAGE} where it is not said, and never more than {@link LARGEST_PAGE}. */
  readonly limit?: number
  /** `next` of the page before. */
  readonly after?: string
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  /** Asks for the page after this one; undefined where there is none. */
  readonly next: string | undefined
}

/** What was given as `after` is no `next` of such a list. */
export class NotACursor extends Error {
  override readonly name = 'NotACursor'
}

/** Columns that order a list: the last is unique among rows that are alike in the others. */
export interface PageOrder<Table extends keyof Tables> {
  readonly columns: readonly (keyof Tables[Table] & string)[]
  readonly direction: 'asc' | 'desc'
}

export async function readPage<Table extends keyof Tables, Row>(
  query: SelectQueryBuilder<Tables, Table, Row>,
  { limit = USUAL_PAGE, after }: PageRequest,
  { columns, direction }: PageOrder<Table>,
): Promise<Page<Row>> {
  const size = Math.min(Math.max(Math.trunc(limit), 1), LARGEST_PAGE)
  let page = query
  if (after !== undefined) {
    const comparison = sql.raw(direction === 'asc' ? '>' : '<')
    const last = readCursor(after, columns.length)
    page = page.where(
      sql<boolean>`(${sql.join(columns.map((column) => sql.ref(column)))}) ${comparison} (${sql.join(last)})`,
    )
  }
  for (const column of columns) page = page.orderBy(column as ReferenceExpression<Tables, Table>, direction)
  const rows = await page
    .limit(size + 1)
    .execute()
    .catch((error: unknown) => {
      throw after !== undefined && isNotOfType(error) ? notInList(after) : error
    })
  const kept = rows.slice(0, size)
  return { rows: kept, next: rows.length > size ? cursorOf(kept.at(-1)!, columns) : undefined }
}

function cursorOf(row: unknown, columns: readonly string[]): string {
  return Buffer.from(JSON.stringify(columns.map((column) => (row as Record<string, unknown>)[column]))).toString(
    'base64url',
  )
}

/** NUL and halves of a character stand in no row. */
const UNKEPT = /[\0\p{Surrogate}]/u

function readCursor(cursor: string, length: number): (string | number)[] {
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown
    if (
      Array.isArray(values) &&
      values.length === length &&
      values.every((value) => (typeof value === 'string' ? !UNKEPT.test(value) : Number.isSafeInteger(value)))
    )
      return values as (string | number)[]
  } catch {
    // Told below.
  }
  throw notInList(cursor)
}

/** 22P02 and class 22007, a text that is no value of the column's type (PostgreSQL, appendix A). */
function isNotOfType(error: unknown): boolean {
  return ['22P02', '22007', '22008', '22003'].includes(sqlStateOf(error) ?? '')
}

function notInList(cursor: string): NotACursor {
  return new NotACursor(`\`${cursor.slice(0, 120)}\` is no place in this list: begin without \`after\``)
}
