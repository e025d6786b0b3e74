// Workspace tables as Parquet: the same columns as the CSV, for tables too large to carry about as text.

import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { nearestName } from '#base/near-name.ts'
import type { TableSchema } from '#model/column.ts'
import { type FactTable, FactTableBuilder } from '#model/fact-table.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import { withSystemCode } from './duckdb-refusal.ts'
import { quoteName, quoteText } from './sql-text.ts'

async function withDatabase<Result>(use: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> {
  // Nothing is downloaded, and nothing but the file asked for is opened.
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  try {
    return await use(connection)
  } catch (error) {
    throw withSystemCode(error)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** Reads a Parquet file row by row; dates and numbers are read as the texts a CSV would hold. */
export async function readParquet(
  path: string,
  name: string,
  schema: TableSchema,
  report: (fault: Fault) => void,
  progress?: (rowsDone: number) => void,
): Promise<FactTable | undefined> {
  return withDatabase((connection) => readTable(connection, path, name, schema, report, progress)).catch(
    (error: Error) => {
      report({
        code: 'unreadable-file',
        severity: 'error',
        file: name,
        // What the database says of it names the file by its whole path.
        text: quoteForFault(error.message.split('\n')[0]!.replaceAll(path, name)),
        problem: 'Parquet file cannot be read',
        expected: 'a whole Parquet file',
      })
      return undefined
    },
  )
}

async function readTable(
  connection: DuckDBConnection,
  path: string,
  name: string,
  schema: TableSchema,
  report: (fault: Fault) => void,
  progress: ((rowsDone: number) => void) | undefined,
): Promise<FactTable | undefined> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet(${quoteText(path)})`)
  const found = described.getRows().map((row) => String(row[0]))
  if (!checkColumns(found, name, schema, report)) return undefined
  const builder = new FactTableBuilder(schema, name, found, undefined, { unit: 'row' })
  const selected = found.map((column) => `CAST(${quoteName(column)} AS VARCHAR)`).join(', ')
  const result = await connection.stream(`SELECT ${selected} FROM read_parquet(${quoteText(path)})`)
  let ordinal = 0
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) break
    const columns = chunk.getColumns()
    const fields = found.map(() => '')
    for (let row = 0; row < chunk.rowCount; row++) {
      for (let column = 0; column < fields.length; column++)
        fields[column] = ((columns[column]![row] as string | null) ?? '').trim()
      ordinal += 1
      builder.addRow(fields, ordinal, report)
    }
    progress?.(ordinal)
  }
  return builder.finish()
}

function checkColumns(
  found: readonly string[],
  file: string,
  schema: TableSchema,
  report: (fault: Fault) => void,
): boolean {
  const known = schema.columns.map((column) => column.name)
  const unknown = found.filter((column) => !known.includes(column))
  /** They are there, under a name that is to be mended. */
  const misspelt = new Set<string>()
  for (const column of unknown) {
    const didYouMean = nearestName(column, known)
    if (didYouMean !== undefined) misspelt.add(didYouMean)
    report({
      code: 'unknown-column',
      severity: 'error',
      file,
      column,
      problem: `${schema.name} has no such column`,
      expected: known.join(', '),
      ...(didYouMean === undefined ? {} : { didYouMean }),
    })
  }
  const missing = schema.columns.filter((column) => column.required && !found.includes(column.name))
  for (const column of missing)
    if (!misspelt.has(column.name))
      report({ code: 'missing-column', severity: 'error', file, column: column.name, problem: 'missing column' })
  return unknown.length + missing.length === 0
}

/** Turns a CSV of ours into Parquet, every column as text. */
export async function convertCsvToParquet(csvPath: string, parquetPath: string): Promise<void> {
  await withDatabase(async (connection) => {
    const source = `read_csv(${quoteText(csvPath)}, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"', strict_mode = true)`
    await connection.run(
      `COPY (SELECT * FROM ${source}) TO ${quoteText(parquetPath)} (FORMAT parquet, COMPRESSION zstd)`,
    )
  })
}
