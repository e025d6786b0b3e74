// The tables of a snapshot: pages of rows, one row, the commonest values of a column, and all rows for an export.

import { CONDITION_OPERATORS } from '#model/condition-operators.ts'
import type { Condition } from '#contract/application/table.ts'
import type {
  ColumnSummary,
  ExportQuery,
  Row,
  RowDetail,
  Rows,
  RowsQuery,
  Table,
  TableQuery,
} from '#contract/application/table.ts'
import { parseCondition } from '#contract/application/condition-text.ts'
import { USUAL_PAGE } from '#model/list-page.ts'
import { sayPlace } from '#model/place.ts'
import { findTable } from '#model/tables.ts'
import type { NamedRows, QueryFault, Sorting, TableAnswer, TableRow } from '#store/snapshot/index.ts'
import type { Application, Asker } from './application.ts'
import { rowsThatMatter } from './matter.ts'
import { Refusal } from './refusal.ts'
import { mayTakeAlong, withheldOnScreen, withheldTags } from './withheld-tags.ts'
import { findSnapshotOf } from './workspaces.ts'

/** Which table of which workspace. */
export interface TableAsked {
  readonly workspace: string
  readonly table: string
}

export async function listTables(
  application: Application,
  asker: Asker,
  workspace: string,
  snapshot?: string,
): Promise<Table[]> {
  const { digest } = await findSnapshotOf(application, asker, workspace, snapshot)
  return application.readers.use(asker.organisation, digest, async (reader) => {
    const stated = await reader.countStated()
    return reader.tables().map(({ name, about, rows, key, columns }) => ({
      table: name,
      about,
      rows,
      key: [...key],
      columns: (findTable(name)?.columns ?? []).map((column) => ({
        name: column.name,
        kind: column.kind,
        about: column.about,
        ...(column.unit === undefined ? {} : { unit: column.unit }),
        ...(column.choices === undefined ? {} : { choices: [...column.choices] }),
        ...(typeof column.references === 'string' ? { references: column.references } : {}),
        stated: stated.get(name)?.get(column.name) ?? 0,
        isFilled: columns.some((filled) => filled.name === column.name),
      })),
    }))
  })
}

export async function listRows(
  application: Application,
  asker: Asker,
  { workspace, table }: TableAsked,
  query: RowsQuery,
  signal?: AbortSignal,
): Promise<Rows> {
  const { digest } = await findSnapshotOf(application, asker, workspace, query.snapshot)
  const asked = {
    ...readQuery(table, query),
    ...(await amongThose(application, asker, { workspace, table, snapshot: digest }, query, signal)),
    offset: query.offset ?? 0,
    limit: query.limit ?? USUAL_PAGE,
  }
  const withhold = await withheldOnScreen(application, asker, workspace, digest)
  return application.readers.use(asker.organisation, digest, async (reader) => {
    const page = answered(await reader.page({ ...asked, withhold }, signal))
    return {
      snapshot: digest,
      table,
      columns: [...page.columns],
      total: page.total,
      matched: page.matched,
      offset: page.offset,
      ...(withhold.length === 0 ? {} : { withheld: await reader.countWithheld(table, withhold) }),
      rows: page.rows.map(describeRow),
    }
  })
}

/** All rows of a question, piece by piece. `close` is to be called when whoever reads has had enough. */
export interface RowsExport {
  readonly columns: readonly string[]
  readonly matched: number
  /** Rows of the table, whatever was asked of it, that name sites kept secret: none of them is among these. */
  readonly withheld: number
  readonly batches: AsyncIterable<readonly Row[]>
  readonly close: () => void
}

/** Sites kept secret stay out, for everybody; whoever may decide on imports may ask for them. */
export async function exportRows(
  application: Application,
  asker: Asker,
  { workspace, table }: TableAsked,
  { withheld: wanted, ...query }: ExportQuery,
  signal?: AbortSignal,
): Promise<RowsExport> {
  const { digest } = await findSnapshotOf(application, asker, workspace, query.snapshot)
  const withhold = mayTakeAlong(asker, wanted) ? [] : await withheldTags(application, asker, workspace, digest)
  const among = await amongThose(application, asker, { workspace, table, snapshot: digest }, query, signal)
  const { reader, release } = await application.readers.hold(asker.organisation, digest)
  try {
    const asked = { ...readQuery(table, query), ...among, withhold }
    const { columns, matched, batches } = answered(await reader.stream(asked, signal))
    const withheld = await reader.countWithheld(table, withhold)
    return { columns, matched, withheld, batches: told(batches, release), close: release }
  } catch (error) {
    release()
    throw error
  }
}

async function* told(batches: AsyncIterable<readonly TableRow[]>, release: () => void): AsyncGenerator<readonly Row[]> {
  try {
    for await (const batch of batches) yield batch.map(describeRow)
  } finally {
    release()
  }
}

const VALUES_TOLD = 50

export async function summariseColumn(
  application: Application,
  asker: Asker,
  { workspace, table }: TableAsked,
  column: string,
  query: TableQuery,
  signal?: AbortSignal,
): Promise<ColumnSummary> {
  const { digest } = await findSnapshotOf(application, asker, workspace, query.snapshot)
  const { conditions, search } = readQuery(table, query)
  const withhold = await withheldOnScreen(application, asker, workspace, digest)
  const among = await amongThose(application, asker, { workspace, table, snapshot: digest }, query, signal)
  return application.readers.use(asker.organisation, digest, async (reader) => {
    const asked = {
      table,
      column,
      conditions,
      ...among,
      withhold,
      limit: VALUES_TOLD,
      ...(search === undefined ? {} : { search }),
    }
    const { distinct, values } = answered(await reader.summarise(asked, signal))
    return { column, distinct, commonest: values.map(({ value, rows }) => ({ value, rows })) }
  })
}

export async function getRow(
  application: Application,
  asker: Asker,
  { workspace, table }: TableAsked,
  row: { readonly number: number } | { readonly key: readonly string[] },
  snapshot?: string,
  signal?: AbortSignal,
): Promise<RowDetail> {
  const { digest } = await findSnapshotOf(application, asker, workspace, snapshot)
  const withhold = await withheldOnScreen(application, asker, workspace, digest)
  return application.readers.use(asker.organisation, digest, async (reader) => {
    const found = answered(await reader.row(table, row, signal, withhold))
    const key = findTable(table)?.key ?? []
    return {
      snapshot: digest,
      table,
      key: Object.fromEntries(key.map((column, index) => [column, found.key[index] ?? ''])),
      cells: found.cells.map(({ column, text, refersTo }) => ({
        column,
        value: text,
        ...(refersTo === undefined ? {} : { references: refersTo.table }),
      })),
      source: sayPlace(found.source),
      referredBy: found.referring.map((one) => ({ table: one.table, column: one.column, rows: one.matched })),
    }
  })
}

function describeRow({ number, cells, source }: TableRow): Row {
  return { row: number, cells: [...cells], source: sayPlace(source) }
}

/** Throws a `Refusal` where it cannot be asked so. */
export function answered<Value>(answer: TableAnswer<Value>): Value {
  if ('value' in answer) return answer.value
  throw new Refusal(
    answer.refused.every(isAbsence) ? 'not-found' : 'invalid-request',
    answer.refused.map(say).join('; '),
  )
}

function isAbsence({ code }: QueryFault): boolean {
  return code === 'unknown-table' || code === 'unknown-row'
}

function say({ text, problem, expected, didYouMean }: QueryFault): string {
  return [
    problem,
    ...(text === undefined ? [] : [`\`${text}\``]),
    ...(expected === undefined ? [] : [`(expected ${expected})`]),
    ...(didYouMean === undefined ? [] : [`did you mean \`${didYouMean}\`?`]),
  ].join(' ')
}

async function amongThose(
  application: Application,
  asker: Asker,
  of: TableAsked & { readonly snapshot: string },
  { matter }: TableQuery,
  signal: AbortSignal | undefined,
): Promise<{ readonly among?: NamedRows }> {
  const among = await rowsThatMatter(application, asker, of, matter, signal)
  return among === undefined ? {} : { among }
}

interface QueryRead {
  readonly table: string
  readonly columns?: readonly string[]
  readonly conditions: readonly Condition[]
  readonly search?: string
  readonly sort: readonly Sorting[]
}

function readQuery(table: string, { columns, where = [], search, sort }: TableQuery): QueryRead {
  const conditions = where.map(readCondition)
  return {
    table,
    conditions,
    sort: sort === undefined || sort === '' ? [] : sort.split(',').map(readSorting),
    ...(columns === undefined || columns === '' ? {} : { columns: columns.split(',') }),
    ...(search === undefined || search === '' ? {} : { search }),
  }
}

function readCondition(text: string): Condition {
  const condition = parseCondition(text)
  if (condition) return condition
  const operators = CONDITION_OPERATORS.join(', ')
  throw new Refusal(
    'invalid-request',
    `\`${text.slice(0, 120)}\` is no condition: it is written \`column~operator~value|value\`, the operator one of ${operators}`,
  )
}

function readSorting(text: string): Sorting {
  return text.startsWith('-') ? { column: text.slice(1), descending: true } : { column: text }
}
