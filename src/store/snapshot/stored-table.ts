// One table of a snapshot in the database. Whoever asks first is answered from its file, and it is laid into memory, with an
// index of its rows, for those who come after.

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

/** Where the rows are read from. */
interface Standing {
  readonly name: string
  /** The column by whose values rows are found without reading the others. */
  readonly numberedBy: 'row_number' | 'file_row_number'
}

export class StoredTable {
  readonly schema: TableSchema
  readonly rowCount: number
  /** Those the snapshot has. */
  readonly columns: readonly Column[]
  readonly #folder: string
  readonly #runner: QueryRunner
  #joined: ReadonlySet<string> = new Set()
  #opening: Promise<void> | undefined
  #laying: Promise<void> | undefined
  #standing: Standing

  constructor(schema: TableSchema, sealed: SealedTable, folder: string, runner: QueryRunner) {
    this.schema = schema
    this.rowCount = sealed.rows
    this.columns = schema.columns.filter(({ name }) => sealed.columns.includes(name))
    this.#folder = folder
    this.#runner = runner
    this.#standing = { name: `${schema.name} in its file`, numberedBy: 'file_row_number' }
  }

  has(column: string): boolean {
    return this.columns.some(({ name }) => name === column)
  }

  /** As statements name it now: what follows finds the same under another name, sooner. */
  get sqlName(): string {
    return quoteName(this.#standing.name)
  }

  /** Lets it be asked about. */
  async open(): Promise<void> {
    this.#opening ??= forgetIfRefused(this.#open(), () => (this.#opening = undefined))
    await this.#opening
  }

  /** How many rows state each column; blanks are null in the file, which counts them itself. */
  async countStated(): Promise<ReadonlyMap<string, number>> {
    const path = quoteText(join(this.#folder, TABLES_FOLDER, `${this.schema.name}.parquet`))
    const blanks = await this.#runner.run(
      `SELECT path_in_schema, CAST(sum(stats_null_count) AS DOUBLE) FROM parquet_metadata(${path}) GROUP BY path_in_schema`,
    )
    const blankOf = new Map((await blanks.getRows()).map(([name, count]) => [String(name), Number(count ?? 0)]))
    return new Map(this.columns.map(({ name }) => [name, this.rowCount - (blankOf.get(name) ?? 0)]))
  }

  /** Lays the rows into memory; once, and for all who ask at the same time. */
  async lay(): Promise<void> {
    this.#laying ??= forgetIfRefused(this.#lay(), () => (this.#laying = undefined))
    await this.#laying
  }

  /** The same beside whatever else is asked: whoever cannot do without is told what is in its way. */
  startLaying(): void {
    void this.lay().catch(() => undefined)
  }

  async #open(): Promise<void> {
    const path = join(this.#folder, TABLES_FOLDER, `${this.schema.name}.parquet`)
    const file = `read_parquet(${quoteText(path)}, file_row_number = true)`
    const described = await this.#runner.run(`DESCRIBE SELECT * FROM ${file}`)
    const stored = new Set((await described.getRows()).map(([name]) => String(name)))
    this.#joined = new Set(this.columns.map(({ name }) => name).filter((name) => stored.has(joinedFrom(name))))
    // The number stands twice: only by that of the file itself does the database know where in it to look.
    const numbers = 'file_row_number, CAST(file_row_number AS UINTEGER) AS row_number'
    const rows = `SELECT ${numbers}, ${this.#stored()} FROM ${file}`
    await this.#runner.run(`CREATE VIEW ${this.sqlName} AS ${this.#withSearched(`(${rows})`)}`)
  }

  async #lay(): Promise<void> {
    await this.open()
    const file = this.sqlName
    const rows = `SELECT row_number, ${this.#stored()}`
    const searched = `${quoteName(SEARCHED_NAMES)}, ${quoteName(SEARCHED_TEXTS)}`
    const { name } = this.schema
    if (await this.#layDown(name, `${rows}, ${searched} FROM ${file}`)) {
      this.#standing = { name, numberedBy: 'row_number' }
      return
    }
    // Slower, and the same.
    const alone = `${name} alone`
    if (!(await this.#layDown(alone, `${rows} FROM ${file}`))) return
    await this.#runner.run(`CREATE VIEW ${quoteName(name)} AS ${this.#withSearched(quoteName(alone))}`)
    this.#standing = { name, numberedBy: 'row_number' }
  }

  /** Columns of the file that are asked about, as a statement lists them. */
  #stored(): string {
    const names = this.columns.flatMap((column) => [
      column.name,
      ...comparedBy(column),
      ...(this.#joined.has(column.name) ? [joinedFrom(column.name)] : []),
    ])
    return [...new Set(names), ...SOURCE_COLUMNS].map(quoteName).join(', ')
  }

  /** Whether the rows fit into memory, as a table with an index of their numbers; otherwise nothing is there. */
  async #layDown(name: string, rows: string): Promise<boolean> {
    if (!(await this.#fits(`CREATE TABLE ${quoteName(name)} AS ${rows}`))) return false
    const index = quoteName(`${name} by number`)
    if (await this.#fits(`CREATE UNIQUE INDEX ${index} ON ${quoteName(name)} (row_number)`)) return true
    await this.#runner.run(`DROP TABLE ${quoteName(name)}`)
    return false
  }

  #withSearched(from: string): string {
    const names = this.columns.filter(isName)
    const others = this.columns.filter((column) => isSearched(column) && !isName(column))
    return `SELECT *, ${inOneText(names)} AS ${SEARCHED_NAMES}, ${inOneText(others)} AS ${SEARCHED_TEXTS} FROM ${from}`
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
    const found = await this.select(columns, `${this.#standing.numberedBy} IN (${numbers.join(', ')})`, [], signal)
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
      const number = this.#standing.numberedBy
      const window = `${number} >= ${start} AND ${number} < ${start + ROWS_A_PASS}`
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
      `SELECT ${selected} FROM ${this.sqlName} WHERE ${this.#standing.numberedBy} = ${number}`,
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

/** Who asks again may find the memory that was missing. */
export async function forgetIfRefused<Found>(work: Promise<Found>, forget: () => void): Promise<Found> {
  try {
    return await work
  } catch (error) {
    forget()
    throw error
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
