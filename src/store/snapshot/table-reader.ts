// Reads the tables of one sealed snapshot: pages, exports, summaries, searches, single rows. Nothing can change what is read.

import { resolve } from 'node:path'
import { LARGEST_PAGE, USUAL_PAGE } from '#model/list-page.ts'
import { findTable as findSchema } from '#model/tables.ts'
import { type Commonest, type CommonestQuery, countCommonest } from './count-commonest.ts'
import { openDatabase } from './database.ts'
import { NamedTables } from './named-tables.ts'
import { QueryRunner } from './query-runner.ts'
import { readRow } from './read-row.ts'
import { RowFinder } from './row-finder.ts'
import { type AskedTables, checkNumber, readQuestion, whileHeld } from './row-question.ts'
import { readSealed, type SealedSnapshot } from './sealed.ts'
import { searchTables } from './search-tables.ts'
import { forgetIfRefused, StoredTable } from './stored-table.ts'
import { summariseColumn } from './summarise-column.ts'
import type {
  ColumnSummary,
  FoundRows,
  PageQuery,
  QueryFault,
  RowDetail,
  RowName,
  RowsQuery,
  SummaryQuery,
  TableAnswer,
  TablePage,
  TableRow,
  TableSummary,
} from './table-query.ts'
import { WithheldRows } from './withheld-rows.ts'
import { operatorsOf } from './write-conditions.ts'

export interface ReaderLimits {
  /** Of the database; tables beyond it are read from their files, which is slower. */
  readonly memoryBytes: number
  readonly threads: number
}

const DEFAULT_LIMITS: ReaderLimits = { memoryBytes: 3 * 2 ** 30, threads: 2 }

export interface RowsStream {
  readonly table: string
  readonly columns: readonly string[]
  /** Rows that will come, if nobody stops. */
  readonly matched: number
  /** In the order asked for; a consumer that stops ends the reading. */
  readonly batches: AsyncIterable<readonly TableRow[]>
}

export interface TableReader {
  readonly sealed: SealedSnapshot
  tables(): readonly TableSummary[]
  page(query: PageQuery, signal?: AbortSignal): Promise<TableAnswer<TablePage>>
  stream(query: RowsQuery, signal?: AbortSignal): Promise<TableAnswer<RowsStream>>
  /** One for each text in `by` that is not blank, in no order; none where the snapshot has no such column. */
  countCommonest(query: CommonestQuery, signal?: AbortSignal): Promise<readonly Commonest[]>
  summarise(query: SummaryQuery, signal?: AbortSignal): Promise<TableAnswer<ColumnSummary>>
  searchEverywhere(
    text: string,
    limitPerTable: number,
    signal?: AbortSignal,
    withhold?: readonly string[],
  ): Promise<TableAnswer<readonly FoundRows[]>>
  row(table: string, name: RowName, signal?: AbortSignal, withhold?: readonly string[]): Promise<TableAnswer<RowDetail>>
  /** Rows of a table, whatever else is asked of it, that name sites with these tags, or what stands on them. */
  countWithheld(table: string, tags: readonly string[]): Promise<number>
  /** By table and column: how many rows state it. */
  countStated(): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>>
  /** Lays a table into memory before it is asked about. */
  warm(table: string): Promise<void>
  /** What is being read is interrupted. */
  close(): void
}

/** `folder`: of a sealed snapshot. Throws where it is none. */
export async function openTables(folder: string, limits: ReaderLimits = DEFAULT_LIMITS): Promise<TableReader> {
  const sealed = await readSealed(folder)
  const runner = new QueryRunner(await openDatabase(folder, limits))
  return new SnapshotTables(sealed, resolve(folder), runner)
}

class SnapshotTables implements TableReader {
  readonly sealed: SealedSnapshot
  readonly #asked: AskedTables
  readonly #runner: QueryRunner
  readonly #finder = new RowFinder()
  #stated: Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> | undefined

  constructor(sealed: SealedSnapshot, folder: string, runner: QueryRunner) {
    this.sealed = sealed
    this.#runner = runner
    const tables = new Map(
      sealed.tables.flatMap((table) => {
        const schema = findSchema(table.name)
        return schema ? [[table.name, new StoredTable(schema, table, folder, runner)]] : []
      }),
    )
    this.#asked = { tables, withheld: new WithheldRows(tables, runner), named: new NamedTables(runner) }
  }

  tables(): readonly TableSummary[] {
    return [...this.#asked.tables.values()].map(({ schema, rowCount, columns }) => ({
      name: schema.name,
      about: schema.about,
      rows: rowCount,
      key: schema.key,
      columns: columns.map((column) => ({
        name: column.name,
        kind: column.kind,
        about: column.about,
        ...(column.unit === undefined ? {} : { unit: column.unit }),
        ...(column.choices === undefined ? {} : { choices: column.choices }),
        operators: operatorsOf(column),
      })),
    }))
  }

  /** From what the files say of themselves, so that none is read. */
  countStated(): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
    this.#stated ??= forgetIfRefused(this.#countStated(), () => (this.#stated = undefined))
    return this.#stated
  }

  async #countStated(): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
    const counts = new Map<string, ReadonlyMap<string, number>>()
    for (const table of this.#asked.tables.values()) counts.set(table.schema.name, await table.countStated())
    return counts
  }

  async warm(table: string): Promise<void> {
    await this.#asked.tables.get(table)?.lay()
  }

  async page(query: PageQuery, signal?: AbortSignal): Promise<TableAnswer<TablePage>> {
    const { offset = 0, limit = USUAL_PAGE } = query
    const refused: QueryFault[] = []
    checkNumber('offset', offset, 0, Number.MAX_SAFE_INTEGER, refused)
    checkNumber('limit', limit, 1, LARGEST_PAGE, refused)
    const read = await readQuestion(this.#asked, query, refused)
    if (!read) return { refused }
    const { table, columns } = read
    const { numbers, matched } = await whileHeld(read, () => this.#finder.page(read, offset, limit, signal))
    const rows = await table.rowsOf(numbers, columns, signal)
    // Not before: it would take from this page the time it saves the next.
    table.startLaying()
    this.#finder.prepare(read)
    return { value: { table: table.schema.name, columns, rows, offset, matched, total: table.rowCount } }
  }

  async stream(query: RowsQuery, signal?: AbortSignal): Promise<TableAnswer<RowsStream>> {
    const refused: QueryFault[] = []
    const read = await readQuestion(this.#asked, query, refused)
    if (!read) return { refused }
    const { table, columns } = read
    const isOrdered = read.orderBy !== '' || read.isPassing
    const [order, matched] = await whileHeld(read, async () => {
      const found = isOrdered ? await this.#finder.order(read, signal) : undefined
      return [found, found?.length ?? (await this.#finder.count(read, signal))] as const
    })
    const batches = order
      ? table.rowsInOrder(order, columns, signal)
      : table.rowsByNumber(columns, read.where, read.bound.values, signal)
    return { value: { table: table.schema.name, columns, matched, batches } }
  }

  async countWithheld(name: string, tags: readonly string[]): Promise<number> {
    const table = this.#asked.tables.get(name)
    return table ? this.#asked.withheld.countIn(table, tags) : 0
  }

  countCommonest(query: CommonestQuery, signal?: AbortSignal): Promise<readonly Commonest[]> {
    return countCommonest(this.#asked.tables, this.#runner, query, signal)
  }

  summarise(query: SummaryQuery, signal?: AbortSignal): Promise<TableAnswer<ColumnSummary>> {
    return summariseColumn(this.#asked, { finder: this.#finder, runner: this.#runner }, query, signal)
  }

  searchEverywhere(
    text: string,
    limitPerTable: number,
    signal?: AbortSignal,
    withhold: readonly string[] = [],
  ): Promise<TableAnswer<readonly FoundRows[]>> {
    return searchTables(this.#asked, text, limitPerTable, signal, withhold)
  }

  row(
    table: string,
    name: RowName,
    signal?: AbortSignal,
    withhold: readonly string[] = [],
  ): Promise<TableAnswer<RowDetail>> {
    return readRow(this.#asked, table, name, signal, withhold)
  }

  close(): void {
    this.#runner.close()
  }
}
