// Writes the rows of one table as Parquet, straight from typed columns: no row ever becomes an object.

import {
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  type DuckDBVector,
  ENUM,
  INTEGER,
  UINTEGER,
  VARCHAR,
} from '@duckdb/node-api'
import { createCellSpeller } from '#model/cell-text.ts'
import type { Column, TableSchema } from '#model/column.ts'
import type { FactColumn } from '#model/fact-column.ts'
import { spellOrigin } from '#model/fact-origin.ts'
import type { FactTable } from '#model/fact-table.ts'
import { placeOf } from '#model/place.ts'
import { quoteName, quoteText } from '../sql-text.ts'
import { comparedBy, joinedFrom, SOURCE_COLUMNS } from './stored-column.ts'

const ROWS_A_CHUNK = 2048
/** More distinct texts than these are written one by one. */
const LARGEST_DICTIONARY = 1 << 15
/** Times a chunk is filled before another takes its place. */
const FILLED_AGAIN = 32

/** A column on its way into the file. */
interface Written {
  readonly name: string
  readonly type: DuckDBType
  /** What becomes of it in the file: blanks are held as values of their own, and become null there. */
  readonly select: string
  /** Values by row of one of the tables. */
  readonly valuesOf: (table: FactTable) => (row: number) => number | string
}

export interface WrittenTable {
  readonly name: string
  readonly rows: number
  /** Those that any of the files has, in the order of the schema. */
  readonly columns: readonly string[]
}

/** `tables`: all files of one schema; their rows follow one another. */
export async function writeSealedTable(
  connection: DuckDBConnection,
  schema: TableSchema,
  tables: readonly FactTable[],
  path: string,
): Promise<WrittenTable> {
  const columns = schema.columns.filter(({ name }) => tables.some((table) => table.columns.has(name)))
  const written = [
    ...columns.flatMap((column) => [
      spelledColumn(column, tables),
      ...comparableColumns(column),
      ...joinedColumn(column, tables),
    ]),
    ...sourceColumns(tables),
  ]
  const definitions = written.map(({ name, type }) => `${quoteName(name)} ${defineType(type)}`)
  await connection.run(`CREATE TABLE sealing (${definitions.join(', ')})`)
  try {
    await appendRows(connection, written, tables)
    const selected = written.map(({ name, select }) => `${select} AS ${quoteName(name)}`)
    await connection.run(
      `COPY (SELECT ${selected.join(', ')} FROM sealing) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION zstd)`,
    )
  } finally {
    await connection.run('DROP TABLE sealing')
  }
  const rows = tables.reduce((count, table) => count + table.rowCount, 0)
  return { name: schema.name, rows, columns: columns.map(({ name }) => name) }
}

async function appendRows(
  connection: DuckDBConnection,
  written: readonly Written[],
  tables: readonly FactTable[],
): Promise<void> {
  const appender = await connection.createAppender('sealing')
  const types = written.map(({ type }) => type)
  try {
    for (const table of tables) {
      const values = written.map(({ valuesOf }) => valuesOf(table))
      let chunk = DuckDBDataChunk.create(types, 0)
      for (let start = 0; start < table.rowCount; start += ROWS_A_CHUNK) {
        const rows = Math.min(ROWS_A_CHUNK, table.rowCount - start)
        // A new chunk spells every dictionary anew; one that is filled again keeps the texts it held before.
        if (rows !== chunk.rowCount || start % (ROWS_A_CHUNK * FILLED_AGAIN) === 0)
          chunk = DuckDBDataChunk.create(types, rows)
        for (const [index, valueOf] of values.entries()) fillVector(chunk.getColumnVector(index), start, valueOf)
        appender.appendDataChunk(chunk)
      }
    }
    appender.flushSync()
  } finally {
    appender.closeSync()
  }
}

function fillVector(vector: DuckDBVector, start: number, valueOf: (row: number) => number | string): void {
  const { itemCount } = vector
  for (let row = 0; row < itemCount; row++) vector.setItem(row, valueOf(start + row))
  vector.flush()
}

function defineType(type: DuckDBType): string {
  return type.toString()
}

function spelledColumn(column: Column, tables: readonly FactTable[]): Written {
  return textColumn(
    column.name,
    tables.map((table) => {
      const cells = table.columns.get(column.name)
      return { table, rowCount: table.rowCount, textOf: cells ? spellerOf(column, cells) : () => '' }
    }),
  )
}

/** A dictionary that repeats is spelled once. */
function spellerOf(column: Column, cells: FactColumn): (row: number) => string {
  if (cells.kind !== 'text' || cells.dictionary.length > LARGEST_DICTIONARY) return createCellSpeller(column, cells)
  const texts = Array.from(cells.dictionary)
  return (row) => texts[cells.codes[row]!]!
}

interface Spelled {
  readonly table: FactTable
  readonly rowCount: number
  readonly textOf: (row: number) => string
}

/** Text by dictionary where it repeats. */
function textColumn(name: string, spelled: readonly Spelled[]): Written {
  const texts = distinctTexts(spelled)
  const text = texts === undefined ? quoteName(name) : `CAST(${quoteName(name)} AS VARCHAR)`
  return {
    name,
    type: texts === undefined ? VARCHAR : ENUM(texts),
    select: `NULLIF(${text}, '')`,
    valuesOf: (table) => spelled.find((one) => one.table === table)!.textOf,
  }
}

/** Undefined where they hardly repeat. */
function distinctTexts(spelled: readonly Spelled[]): string[] | undefined {
  const rowCount = spelled.reduce((count, one) => count + one.rowCount, 0)
  const most = Math.min(LARGEST_DICTIONARY, rowCount / 4)
  const texts = new Set([''])
  for (const { rowCount: count, textOf } of spelled) {
    for (let row = 0; row < count; row++) {
      texts.add(textOf(row))
      if (texts.size > most) return undefined
    }
  }
  // What ends a text in SQL, or in C, is not to be in one that is written there.
  return [...texts].some((text) => text.includes('\0')) ? undefined : [...texts]
}

function comparableColumns(column: Column): Written[] {
  const names = comparedBy(column)
  const [name, second = ''] = names
  const number = (stored: string, pick: (cells: FactColumn) => Float64Array, scale: number): Written => ({
    name: stored,
    type: DOUBLE,
    select: `CASE WHEN isnan(${quoteName(stored)}) THEN NULL ELSE ${quoteName(stored)} END`,
    valuesOf: (table) => {
      const cells = table.columns.get(column.name)
      if (cells === undefined) return () => Number.NaN
      const values = pick(cells)
      return (row) => values[row]! / scale
    },
  })
  const date = (stored: string, pick: (cells: FactColumn) => Int32Array, blank: number): Written => ({
    name: stored,
    type: INTEGER,
    // Blank is a span that runs backwards: see BLANK_DATE.
    select: `CASE WHEN ${quoteName(name!)} > ${quoteName(second)} THEN NULL ELSE DATE '1970-01-01' + ${quoteName(stored)} END`,
    valuesOf: (table) => {
      const cells = table.columns.get(column.name)
      if (cells === undefined) return () => blank
      const values = pick(cells)
      return (row) => values[row]!
    },
  })
  switch (names.length) {
    case 1:
      return name === column.name ? [] : [number(name!, (cells) => (cells as { values: Float64Array }).values, 1)]
    default: {
      if (column.kind === 'date')
        return [
          date(name!, (cells) => (cells as { earliest: Int32Array }).earliest, 1),
          date(second, (cells) => (cells as { latest: Int32Array }).latest, 0),
        ]
      const scale = 10 ** (column.decimals ?? 0)
      return [
        number(name!, (cells) => (cells as { low: Float64Array }).low, scale),
        number(second, (cells) => (cells as { high: Float64Array }).high, scale),
      ]
    }
  }
}

function joinedColumn({ name }: Column, tables: readonly FactTable[]): Written[] {
  if (!tables.some((table) => table.joined?.has(name))) return []
  const spelled = tables.map((table): Spelled => {
    const joined = table.joined?.get(name) ?? []
    const textOf = (row: number): string => {
      const from = joined.find(({ ordinals }) => ordinals[row] !== 0)
      return from === undefined ? '' : spellOrigin(placeOf(from, row))
    }
    return { table, rowCount: table.rowCount, textOf }
  })
  return [textColumn(joinedFrom(name), spelled)]
}

function sourceColumns(tables: readonly FactTable[]): Written[] {
  const [file, unit, sheet, number] = SOURCE_COLUMNS
  const same = (name: string, textOf: (table: FactTable) => string): Written =>
    textColumn(
      name,
      tables.map((table) => {
        const text = textOf(table)
        return { table, rowCount: table.rowCount, textOf: () => text }
      }),
    )
  return [
    same(file, (table) => table.file),
    same(unit, (table) => table.unit),
    same(sheet, (table) => table.sheet ?? ''),
    {
      name: number,
      type: UINTEGER,
      select: quoteName(number),
      valuesOf:
        ({ ordinals }) =>
        (row) =>
          ordinals[row]!,
    },
  ]
}
