// One table of a snapshot in the database: laid into memory when it is first asked for, with an index of its rows.

import { join } from 'node:path'
import type { DuckDBDataChunk, DuckDBMaterializedResult, DuckDBValue } from '@duckdb/node-api'
import type { Column, TableSchema } from '#model/column.ts'
import { originFrom, ORIGIN } from '#model/fact-origin.ts'
import { placeAt, type PlaceUnit } from '#model/place.ts'
import { quoteName, quoteText } from '../sql-text.ts'
import { type QueryRunner, readNumbers } from './query-runner.ts'
import {
  CELL_BORDER,
  comparedBy,
  isName,
  isSearched,
  joinedFrom,
  SEARCHED_NAMES,
  SEARCHED_TEXTS,
  SOURCE_COLUMNS,
} from './stored-column.ts'
import { type SealedTable, TABLES_FOLDER } from './sealed.ts'
import type { TableRow } from './table-query.ts'

/** Rows of an export that the database holds at once. */
const ROWS_A_PASS = 100_000

export class StoredTable {
  readonly schema: TableSchema
  readonly rowCount: number
  /** Those the snapshot has. */
  readonly columns: readonly Column[]
  readonly #folder: string
  readonly #runner: QueryRunner
  #joined: ReadonlySet<string> = new Set()
  #loading: Promise<void> | undefined

  constructor(schema: TableSchema, sealed: SealedTable, folder: string, runner: QueryRunner) {
    this.schema = schema
    this.rowCount = sealed.rows
    this.columns = schema.columns.filter(({ name }) => sealed.columns.includes(name))
    this.#folder = folder
    this.#runner = runner
  }

  /** As statements name it. */
  get sqlName(): string {
    return quoteName(this.schema.name)
  }

  /** Lays the rows into memory; once, and for all who ask at the same time. */
  async load(): Promise<void> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      // Who asks again may find the memory that was missing.
      this.#loading = undefined
      throw error
    })
    await this.#loading
  }

  async #load(): Promise<void> {
    const path = join(this.#folder, TABLES_FOLDER, `${this.schema.name}.parquet`)
    const file = `read_parquet(${quoteText(path)}, file_row_number = true)`
    const described = await this.#runner.run(`DESCRIBE SELECT * FROM ${file}`)
    const stored = new Set((await described.getRows()).map(([name]) => String(name)))
    this.#joined = new Set(this.columns.map(({ name }) => name).filter((name) => stored.has(joinedFrom(name))))
    const names = [
      ...new Set(
        this.columns.flatMap((column) => [
          column.name,
          ...comparedBy(column),
          ...(this.#joined.has(column.name) ? [joinedFrom(column.name)] : []),
        ]),
      ),
      ...SOURCE_COLUMNS,
    ]
    const rows = `SELECT CAST(file_row_number AS UINTEGER) AS row_number, ${names.map(quoteName).join(', ')} FROM ${file}`
    const withSearched = (from: string): string => `SELECT *, ${this.#searched()} FROM ${from}`
    if (await this.#layDown(this.schema.name, withSearched(`(${rows})`))) return
    // Slower, and the same.
    const alone = `${this.schema.name} alone`
    const from = (await this.#layDown(alone, rows)) ? quoteName(alone) : `(${rows})`
    await this.#runner.run(`CREATE VIEW ${this.sqlName} AS ${withSearched(from)}`)
  }

  /** Whether the rows fit into memory, as a table with an index of their numbers; otherwise nothing is there. */
  async #layDown(name: string, rows: string): Promise<boolean> {
    if (!(await this.#fits(`CREATE TABLE ${quoteName(name)} AS ${rows}`))) return false
    const index = quoteName(`${name} by number`)
    if (await this.#fits(`CREATE UNIQUE INDEX ${index} ON ${quoteName(name)} (row_number)`)) return true
    await this.#runner.run(`DROP TABLE ${quoteName(name)}`)
    return false
  }

  #searched(): string {
    const names = this.columns.filter(isName)
    const others = this.columns.filter((column) => isSearched(column) && !isName(column))
    return `${inOneText(names)} AS ${SEARCHED_NAMES}, ${inOneText(others)} AS ${SEARCHED_TEXTS}`
  }

  /** Whether there is memory for it. Packing what is there (`CHECKPOINT`) makes none: without room of its own it ends the database. */
  async #fits(statement: string): Promise<boolean> {
    try {
      await this.#runner.run(statement)
      return true
    } catch (error) {
      if (!/^Out of Memory/i.test((error as Error).message)) throw error
      return false
    }
  }

  /** The rows of these numbers, in their order: a page of them. */
  async rowsOf(numbers: Uint32Array, columns: readonly string[], signal?: AbortSignal): Promise<TableRow[]> {
    if (numbers.length === 0) return []
    // Whole numbers of our own: bound as a list they would not be looked up by the index, but searched for.
    const found = await this.select(columns, `row_number IN (${numbers.join(', ')})`, [], signal)
    const rows = new Map(found.map((row) => [row.number, row]))
    return Array.from(numbers, (number) => rows.get(number)!)
  }

  /** The same for very many, found in one pass over the table. */
  async *rowsInOrder(
    numbers: Uint32Array,
    columns: readonly string[],
    signal?: AbortSignal,
  ): AsyncGenerator<TableRow[]> {
    for (let start = 0; start < numbers.length; start += ROWS_A_PASS) {
      const some = numbers.subarray(start, start + ROWS_A_PASS)
      const wanted = `SELECT unnest([${some.join(', ')}]) AS row_number, unnest(range(${some.length})) AS place`
      const result = await this.#runner.run(
        `SELECT ${this.#selected(columns)} FROM ${this.sqlName} JOIN (${wanted}) USING (row_number) ORDER BY place`,
        [],
        signal,
      )
      yield* this.#batchesOf(result, columns)
    }
  }

  /** Rows that a condition in SQL finds, in the order of their numbers. */
  async *rowsByNumber(
    columns: readonly string[],
    where: string,
    values: readonly DuckDBValue[],
    signal?: AbortSignal,
  ): AsyncGenerator<TableRow[]> {
    for (let start = 0; start < this.rowCount; start += ROWS_A_PASS) {
      const window = `row_number >= ${start} AND row_number < ${start + ROWS_A_PASS}`
      const result = await this.#runner.run(
        `SELECT ${this.#selected(columns)} FROM ${this.sqlName} WHERE ${window} AND (${where}) ORDER BY row_number`,
        values,
        signal,
      )
      yield* this.#batchesOf(result, columns)
    }
  }

  /** Rows in the order of their numbers; `where`: a condition in SQL, with `values` bound in it. */
  async select(
    columns: readonly string[],
    where: string,
    values: readonly DuckDBValue[],
    signal?: AbortSignal,
  ): Promise<TableRow[]> {
    const result = await this.#runner.run(
      `SELECT ${this.#selected(columns)} FROM ${this.sqlName} WHERE ${where} ORDER BY row_number`,
      values,
      signal,
    )
    return [...this.#batchesOf(result, columns)].flat()
  }

  get #hasOrigin(): boolean {
    return this.columns.some(({ name }) => name === ORIGIN)
  }

  #selected(columns: readonly string[]): string {
    return ['row_number', ...SOURCE_COLUMNS, ...(this.#hasOrigin ? [ORIGIN] : []), ...columns].map(quoteName).join(', ')
  }

  *#batchesOf(result: DuckDBMaterializedResult, columns: readonly string[]): Generator<TableRow[]> {
    for (let index = 0; index < result.chunkCount; index++)
      yield readRows(result.getChunk(index), columns.length, this.#hasOrigin)
  }

  /** The cells another file gave to a row, by column, as `elements.join.csv:14`. */
  async joinedCells(number: number, signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const names = [...this.#joined]
    if (names.length === 0) return new Map()
    const selected = names.map((name) => quoteName(joinedFrom(name))).join(', ')
    const result = await this.#runner.run(
      `SELECT ${selected} FROM ${this.sqlName} WHERE row_number = ${number}`,
      [],
      signal,
    )
    const [cells = []] = await result.getRows()
    return new Map(names.map((name, index) => [name, String(cells[index] ?? '')]))
  }

  /** Numbers of the rows that a statement selects, in its order. */
  async numbersBy(rest: string, values: readonly DuckDBValue[], signal?: AbortSignal): Promise<Uint32Array> {
    return readNumbers(await this.#runner.run(`SELECT row_number FROM ${this.sqlName} ${rest}`, values, signal), 0)
  }
}

/** Cells that are not blank, in small letters, with a border on both sides of each; null where there is none. */
function inOneText(columns: readonly Column[]): string {
  if (columns.length === 0) return 'CAST(NULL AS VARCHAR)'
  const border = quoteText(CELL_BORDER)
  const cells = columns.map(({ name }) => quoteName(name)).join(', ')
  return `lower(${border} || concat_ws(${border}, ${cells}) || ${border})`
}

function readRows(chunk: DuckDBDataChunk, columnCount: number, hasOrigin: boolean): TableRow[] {
  const firstCell = 1 + SOURCE_COLUMNS.length + (hasOrigin ? 1 : 0)
  const vectors = Array.from({ length: firstCell + columnCount }, (_, column) => chunk.getColumnVector(column))
  const [numbers, files, units, sheets, ordinals, origins] = vectors
  const cells = vectors.slice(firstCell)
  return Array.from({ length: chunk.rowCount }, (_, row) => {
    const own = placeAt(
      {
        file: (files!.getItem(row) as string | null) ?? '',
        unit: units!.getItem(row) as PlaceUnit,
        sheet: (sheets!.getItem(row) as string | null) ?? undefined,
      },
      ordinals!.getItem(row) as number,
    )
    return {
      number: numbers!.getItem(row) as number,
      cells: cells.map((vector) => (vector.getItem(row) as string | null) ?? ''),
      source: originFrom(own, hasOrigin ? ((origins!.getItem(row) as string | null) ?? '') : ''),
    }
  })
}
