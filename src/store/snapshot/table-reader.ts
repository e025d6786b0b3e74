// Reads the tables of one sealed snapshot: pages, exports, summaries, searches, single rows. Nothing can change what is read.

import { resolve } from 'node:path'
import type { DuckDBMaterializedResult } from '@duckdb/node-api'
import { nearestName } from '#base/near-name.ts'
import type { Column } from '#model/column.ts'
import { ORIGIN, readOrigin } from '#model/fact-origin.ts'
import { quoteForFault } from '#model/fault.ts'
import { LARGEST_PAGE, USUAL_PAGE } from '#model/list-page.ts'
import { findTable } from '#model/tables.ts'
import { quoteName, quoteText } from '../sql-text.ts'
import { openDatabase } from './database.ts'
import { QueryRunner } from './query-runner.ts'
import { keepFound, RowOrders } from './row-orders.ts'
import { readSealed, type SealedSnapshot } from './sealed.ts'
import { CELL_BORDER, comparedBy, isName, SEARCHED_NAMES } from './stored-column.ts'
import { forgetIfRefused, StoredTable } from './stored-table.ts'
import { WithheldRows } from './withheld-rows.ts'
import {
  type ColumnSummary,
  type DetailCell,
  type FoundRow,
  type FoundRows,
  type PageQuery,
  type QueryFault,
  type ReferringRows,
  type RowDetail,
  type RowName,
  type RowsQuery,
  type Sorting,
  type SummaryQuery,
  type TableAnswer,
  type TablePage,
  type TableRow,
  type TableSummary,
} from './table-query.ts'
import {
  Bound,
  findColumn,
  holdsSeveral,
  operatorsOf,
  tooLong,
  LONGEST_SEARCH,
  writeConditions,
} from './write-conditions.ts'

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

export interface CommonestQuery {
  readonly table: string
  /** The column by which rows belong together. */
  readonly by: string
  /** Columns of which the first that is not blank says what is counted. */
  readonly among: readonly string[]
}

/** What most of the rows say that belong together. */
export interface Commonest {
  readonly by: string
  /** '' where most say nothing; of several, the first of the alphabet. */
  readonly value: string
  readonly rows: number
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

/** A question that can be answered. */
interface ReadQuery {
  readonly table: StoredTable
  readonly columns: readonly string[]
  readonly where: string
  readonly bound: Bound
  /** '' where rows stand by number. */
  readonly orderBy: string
  /** Tells questions that find the same rows. */
  readonly whereKey: string
}

/** To here a page is cut from the best rows, without ordering all. */
const DEEPEST_TOP = 5000
const DEFAULT_VALUES = 50
const MOST_SORTINGS = 8
/** Rows shown of each table that refers to one. */
const REFERRING_SHOWN = 20

class SnapshotTables implements TableReader {
  readonly sealed: SealedSnapshot
  readonly #tables: ReadonlyMap<string, StoredTable>
  readonly #runner: QueryRunner
  readonly #orders = new RowOrders()
  readonly #withheld: WithheldRows
  #stated: Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> | undefined
  /** The order that is being prepared. */
  #prepared: { readonly key: string; readonly order: Promise<Uint32Array | undefined> } | undefined

  constructor(sealed: SealedSnapshot, folder: string, runner: QueryRunner) {
    this.sealed = sealed
    this.#runner = runner
    this.#tables = new Map(
      sealed.tables.flatMap((table) => {
        const schema = findTable(table.name)
        return schema ? [[table.name, new StoredTable(schema, table, folder, runner)]] : []
      }),
    )
    this.#withheld = new WithheldRows(this.#tables, runner)
  }

  tables(): readonly TableSummary[] {
    return [...this.#tables.values()].map(({ schema, rowCount, columns }) => ({
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
    for (const table of this.#tables.values()) counts.set(table.schema.name, await table.countStated())
    return counts
  }

  async warm(table: string): Promise<void> {
    await this.#tables.get(table)?.lay()
  }

  async page(query: PageQuery, signal?: AbortSignal): Promise<TableAnswer<TablePage>> {
    const { offset = 0, limit = USUAL_PAGE } = query
    const refused: QueryFault[] = []
    checkNumber('offset', offset, 0, Number.MAX_SAFE_INTEGER, refused)
    checkNumber('limit', limit, 1, LARGEST_PAGE, refused)
    const read = await this.#read(query, refused)
    if (!read) return { refused }
    const { table, columns } = read
    await table.open()
    const { numbers, matched } = await this.#findPage(read, offset, limit, signal)
    const rows = await table.rowsOf(numbers, columns, signal)
    // Not before: it would take from this page the time it saves the next.
    table.startLaying()
    this.#prepareOrder(read)
    return { value: { table: table.schema.name, columns, rows, offset, matched, total: table.rowCount } }
  }

  async stream(query: RowsQuery, signal?: AbortSignal): Promise<TableAnswer<RowsStream>> {
    const refused: QueryFault[] = []
    const read = await this.#read(query, refused)
    if (!read) return { refused }
    const { table, columns } = read
    await table.open()
    const order = read.orderBy === '' ? undefined : await this.#orderOf(read, signal)
    const matched = order?.length ?? (await this.#countOf(read, signal))
    const batches = order
      ? table.rowsInOrder(order, columns, signal)
      : table.rowsByNumber(columns, read.where, read.bound.values, signal)
    return { value: { table: table.schema.name, columns, matched, batches } }
  }

  async countWithheld(name: string, tags: readonly string[]): Promise<number> {
    const table = this.#tables.get(name)
    return table ? this.#withheld.countIn(table, tags) : 0
  }

  async countCommonest(
    { table: name, by, among }: CommonestQuery,
    signal?: AbortSignal,
  ): Promise<readonly Commonest[]> {
    const table = this.#tables.get(name)
    if (!table || !hasColumn(table, by)) return []
    await table.open()
    const there = among.filter((column) => hasColumn(table, column)).map(quoteName)
    const value = `coalesce(${[...there, `''`].join(', ')})`
    const counted = `SELECT ${quoteName(by)} AS name, ${value} AS value, count(*) AS rows FROM ${table.sqlName} WHERE ${quoteName(by)} IS NOT NULL GROUP BY ALL`
    const result = await this.#runner.run(
      `SELECT name, arg_min(value, (-rows, value)), CAST(sum(rows) AS DOUBLE) FROM (${counted}) GROUP BY name`,
      [],
      signal,
    )
    table.startLaying()
    return readCommonest(result)
  }

  async summarise(query: SummaryQuery, signal?: AbortSignal): Promise<TableAnswer<ColumnSummary>> {
    const { limit = DEFAULT_VALUES } = query
    const refused: QueryFault[] = []
    checkNumber('limit', limit, 1, LARGEST_PAGE, refused)
    const table = this.#findTable(query.table, refused)
    const column = table && findColumn(table.columns, query.column, 'column', (fault) => refused.push(fault))
    const read = table && (await this.#read({ ...query, columns: [] }, refused))
    if (!read || !column) return { refused }
    await read.table.open()
    const matched = await this.#countOf(read, signal)
    const name = quoteName(column.name)
    const items = column.kind === 'shares' ? `regexp_replace(item, ':[0-9]+$', '')` : 'item'
    const counted = holdsSeveral(column.kind)
      ? `SELECT row_number, ${items} AS value FROM (SELECT row_number, unnest(string_split(coalesce(${name}, ''), '|')) AS item FROM ${read.table.sqlName} WHERE ${read.where})`
      : `SELECT row_number, coalesce(${name}, '') AS value FROM ${read.table.sqlName} WHERE ${read.where}`
    const result = await this.#runner.run(
      `SELECT value, count(*), count(*) OVER () FROM (${counted}) GROUP BY value ORDER BY count(*) DESC, value LIMIT ${limit}`,
      read.bound.values,
      signal,
    )
    const rows = await result.getRows()
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

  async searchEverywhere(
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
    for (const table of this.#tables.values()) {
      const rows = await this.#searchTable(table, wanted, { limit: limitPerTable, withhold }, signal)
      if (rows) found.push(rows)
    }
    for (const table of this.#tables.values()) table.startLaying()
    return { value: found }
  }

  async #searchTable(
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
    const isShown = await this.#withheld.conditionFor(table, withhold)
    const numbers = await table.numbersBy(
      `WHERE ${isWithin('lower($1)')} AND ${isShown} ORDER BY ${rank}, ${quoteName(searched[0]!.name)}, row_number LIMIT ${limit + 1}`,
      [wanted],
      signal,
    )
    if (numbers.length === 0) return undefined
    const columns = shownColumns(table)
    const keyed = await table.rowsOf(
      numbers.subarray(0, limit),
      [...columns, ...table.schema.key.filter((name) => hasColumn(table, name))],
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

  async row(
    tableName: string,
    name: RowName,
    signal?: AbortSignal,
    withhold: readonly string[] = [],
  ): Promise<TableAnswer<RowDetail>> {
    const refused: QueryFault[] = []
    const table = this.#findTable(tableName, refused)
    if (!table) return { refused }
    await table.open()
    const found = await this.#findRow(table, name, { withhold, refused }, signal)
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
      const refersTo = await this.#referredBy(column, text, textOf, signal)
      cells.push({ column: column.name, text, ...(from && { from }), ...(refersTo && { refersTo }) })
    }
    const referring = await this.#findReferring(table, key, withhold, signal)
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

  async #findRow(
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
    const isShown = await this.#withheld.conditionFor(table, withhold)
    if ('number' in name) {
      const isThere = Number.isInteger(name.number) && name.number >= 0 && name.number < table.rowCount
      if (!isThere) return unknown(String(name.number), `a number below ${table.rowCount}`)
      if (isShown === 'TRUE') return { numbers: Uint32Array.of(name.number) }
      const numbers = await table.numbersBy(`WHERE row_number = ${name.number} AND ${isShown}`, [], signal)
      return numbers.length === 0 ? unknown(String(name.number), 'a row that is not withheld') : { numbers }
    }
    const { key } = table.schema
    const expected = `the ${key.join(', ')} of a row of this snapshot`
    if (name.key.length !== key.length) return unknown(name.key.join(', '), expected)
    const bound = new Bound()
    const parts = key.map((column, index) => {
      const text = name.key[index]!
      if (!hasColumn(table, column)) return text === '' ? 'TRUE' : 'FALSE'
      return text === '' ? `${quoteName(column)} IS NULL` : `${quoteName(column)} = ${bound.bind(text)}`
    })
    const numbers = await table.numbersBy(
      `WHERE ${[...parts, isShown].join(' AND ')} ORDER BY row_number`,
      bound.values,
      signal,
    )
    return numbers.length === 0 ? unknown(name.key.join(', '), expected) : { numbers }
  }

  async #referredBy(
    column: Column,
    text: string,
    textOf: (column: string) => string,
    signal: AbortSignal | undefined,
  ): Promise<DetailCell['refersTo']> {
    const { references } = column
    if (references === undefined || text === '') return undefined
    const name = typeof references === 'string' ? references : references.tables[textOf(references.column)]
    const table = name === undefined ? undefined : this.#tables.get(name)
    if (!table || table.schema.key.length !== 1 || !hasColumn(table, table.schema.key[0]!)) return undefined
    await table.open()
    const numbers = await table.numbersBy(`WHERE ${quoteName(table.schema.key[0]!)} = $1 LIMIT 1`, [text], signal)
    return numbers.length === 0 ? undefined : { table: table.schema.name, key: [text] }
  }

  async #findReferring(
    target: StoredTable,
    key: readonly string[],
    withhold: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<ReferringRows[]> {
    if (key.length !== 1) return []
    const referring: ReferringRows[] = []
    for (const table of this.#tables.values()) {
      for (const column of table.columns) {
        const condition = conditionOfReference(table, column, target)
        if (condition === undefined || table.rowCount === 0) continue
        await table.open()
        const isShown = await this.#withheld.conditionFor(table, withhold)
        const numbers = await table.numbersBy(
          `WHERE ${condition} AND ${isShown} ORDER BY row_number`,
          [key[0]!],
          signal,
        )
        table.startLaying()
        if (numbers.length === 0) continue
        const columns = shownColumns(table)
        const rows = await table.rowsOf(numbers.subarray(0, REFERRING_SHOWN), columns, signal)
        referring.push({ table: table.schema.name, column: column.name, columns, rows, matched: numbers.length })
      }
    }
    return referring
  }

  close(): void {
    this.#runner.close()
  }

  #findTable(name: string, refused: QueryFault[]): StoredTable | undefined {
    const table = this.#tables.get(name)
    if (table) return table
    const didYouMean = nearestName(name, this.#tables.keys())
    refused.push({
      code: 'unknown-table',
      at: 'table',
      text: quoteForFault(name),
      problem: 'no such table in this snapshot',
      expected: [...this.#tables.keys()].join(', '),
      ...(didYouMean === undefined ? {} : { didYouMean }),
    })
    return undefined
  }

  /** Undefined where something of it is refused. */
  async #read(query: RowsQuery, refused: QueryFault[]): Promise<ReadQuery | undefined> {
    const table = this.#findTable(query.table, refused)
    if (!table) return undefined
    const report = (fault: QueryFault): void => void refused.push(fault)
    const columns = query.columns ?? table.columns.map(({ name }) => name)
    for (const [index, name] of columns.entries()) findColumn(table.columns, name, `columns[${index}]`, report)
    const bound = new Bound()
    const asked = writeConditions(table.columns, query, bound, report)
    const orderBy = writeOrder(table.columns, query.sort ?? [], report)
    if (asked === undefined || orderBy === undefined || refused.length > 0) return undefined
    const { conditions = [], search = '', withhold = [] } = query
    const isShown = await this.#withheld.conditionFor(table, withhold)
    const where = [asked, isShown].filter((part) => part !== 'TRUE').join(' AND ') || 'TRUE'
    const found = [table.schema.name, conditions, search, ...(isShown === 'TRUE' ? [] : [withhold])]
    return { table, columns, where, bound, orderBy, whereKey: JSON.stringify(found) }
  }

  async #findPage(
    read: ReadQuery,
    offset: number,
    limit: number,
    signal: AbortSignal | undefined,
  ): Promise<{ numbers: Uint32Array; matched: number }> {
    const { table, where, bound, orderBy, whereKey } = read
    if (orderBy === '' && where === 'TRUE') {
      const end = Math.min(table.rowCount, offset + limit)
      const numbers = Uint32Array.from({ length: Math.max(0, end - offset) }, (_, index) => offset + index)
      return { numbers, matched: table.rowCount }
    }
    const known = this.#orders.get(`${whereKey}${orderBy}`)
    if (!known && orderBy !== '' && offset + limit <= DEEPEST_TOP && !this.#orders.get(`${allKey(read)}${orderBy}`)) {
      const numbers = await table.numbersBy(
        `WHERE ${where} ORDER BY ${orderBy}, row_number LIMIT ${limit} OFFSET ${offset}`,
        bound.values,
        signal,
      )
      return { numbers, matched: await this.#countOf(read, signal) }
    }
    const order = known ?? (await this.#orderOf(read, signal))
    return { numbers: order.subarray(offset, offset + limit), matched: order.length }
  }

  async #countOf(read: ReadQuery, signal: AbortSignal | undefined): Promise<number> {
    return read.where === 'TRUE' ? read.table.rowCount : (await this.#foundBy(read, signal)).length
  }

  /** Numbers of all rows found, rising. */
  async #foundBy({ table, where, bound, whereKey }: ReadQuery, signal: AbortSignal | undefined): Promise<Uint32Array> {
    const known = this.#orders.get(whereKey)
    if (known) return known
    // Sorted here: in the database that would cost more than the search.
    const found = (await table.numbersBy(`WHERE ${where}`, bound.values, signal)).sort()
    this.#orders.keep(whereKey, found)
    return found
  }

  /** Whoever looks at the first rows will look at others: one order at a time, beside whatever else is asked. */
  #prepareOrder(read: ReadQuery): void {
    if (this.#prepared || read.orderBy === '' || read.table.rowCount <= DEEPEST_TOP) return
    const key = `${allKey(read)}${read.orderBy}`
    if (this.#orders.get(key) || this.#orders.get(`${read.whereKey}${read.orderBy}`)) return
    // Whoever needs an order that could not be prepared asks for it again, and is told why there is none.
    const order = this.#orderAll(read).catch(() => undefined)
    this.#prepared = { key, order }
    void order.finally(() => (this.#prepared = undefined))
  }

  async #orderAll(read: ReadQuery, signal?: AbortSignal): Promise<Uint32Array> {
    await read.table.lay()
    const order = await read.table.numbersBy(`ORDER BY ${read.orderBy}, row_number`, [], signal)
    this.#orders.keep(`${allKey(read)}${read.orderBy}`, order)
    return order
  }

  /** Numbers of all rows found, in the order asked for. */
  async #orderOf(read: ReadQuery, signal: AbortSignal | undefined): Promise<Uint32Array> {
    const { where, orderBy, whereKey } = read
    if (orderBy === '') return this.#foundBy(read, signal)
    const key = `${whereKey}${orderBy}`
    const known = this.#orders.get(key)
    if (known) return known
    const everything = `${allKey(read)}${orderBy}`
    const prepared = this.#prepared?.key === everything ? await this.#prepared.order : undefined
    const order = prepared ?? this.#orders.get(everything) ?? (await this.#orderAll(read, signal))
    if (where === 'TRUE') return order
    const kept = keepFound(order, await this.#foundBy(read, signal))
    this.#orders.keep(key, kept)
    return kept
  }
}

/** Of the question that finds every row of the table. */
function allKey({ table }: ReadQuery): string {
  return JSON.stringify([table.schema.name, [], ''])
}

/** Of a result: names, values, counts. */
function readCommonest(result: DuckDBMaterializedResult): Commonest[] {
  const commonest: Commonest[] = []
  for (let index = 0; index < result.chunkCount; index++) {
    const chunk = result.getChunk(index)
    const [by, value, rows] = [0, 1, 2].map((column) => chunk.getColumnVector(column))
    for (let row = 0; row < chunk.rowCount; row++)
      commonest.push({
        by: by!.getItem(row) as string,
        value: value!.getItem(row) as string,
        rows: rows!.getItem(row) as number,
      })
  }
  return commonest
}

function writeOrder(
  columns: readonly Column[],
  sort: readonly Sorting[],
  report: (fault: QueryFault) => void,
): string | undefined {
  if (sort.length > MOST_SORTINGS) {
    report({
      code: 'out-of-bounds',
      at: 'sort',
      text: String(sort.length),
      problem: 'too many columns to sort by',
      expected: `at most ${MOST_SORTINGS}`,
    })
    return undefined
  }
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

function checkNumber(at: string, value: number, least: number, most: number, refused: QueryFault[]): void {
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

function hasColumn(table: StoredTable, name: string): boolean {
  return table.columns.some((column) => column.name === name)
}

/** The key of a row, of which the cells of the columns that the snapshot has are given. */
function keyOf(table: StoredTable, cells: readonly string[]): string[] {
  const there = table.schema.key.filter((name) => hasColumn(table, name))
  return table.schema.key.map((name) => cells[there.indexOf(name)] ?? '')
}

const MOST_SHOWN = 6

/** The key, names, and the first of the others: enough to know a row by. */
function shownColumns(table: StoredTable): string[] {
  const isMain = (column: Column): boolean => table.schema.key.includes(column.name) || isName(column)
  const others = table.columns.filter((column) => !isMain(column) && column.name !== ORIGIN)
  const main = table.columns.filter(isMain)
  const shown = new Set([...main, ...others.slice(0, Math.max(0, MOST_SHOWN - main.length))])
  return table.columns.filter((column) => shown.has(column)).map(({ name }) => name)
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

/** In SQL, which rows name `$1` of the target in this column; undefined where it names nothing of the target. */
function conditionOfReference(table: StoredTable, column: Column, target: StoredTable): string | undefined {
  const name = quoteName(column.name)
  const { references } = column
  if (references === target.schema.name) return `${name} = $1`
  if (typeof references === 'object') {
    const words = Object.entries(references.tables).filter(([, named]) => named === target.schema.name)
    return words.length === 0 || !hasColumn(table, references.column)
      ? undefined
      : `${name} = $1 AND ${quoteName(references.column)} IN (${words.map(([word]) => `'${word}'`).join(', ')})`
  }
  // A plan names elements that are there and others that it makes; so does a list of what is on the network.
  const isSameName = column.kind === 'identifier' && column.name === target.schema.key[0]
  return isSameName && table !== target && references === undefined ? `${name} = $1` : undefined
}
