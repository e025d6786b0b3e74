// What some columns of a sealed snapshot state, each answer once: enough to hold names against, however many rows there are.

import { join, resolve } from 'node:path'
import { type FactTable, FactTableBuilder } from '#model/fact-table.ts'
import type { CountedFile, PlaceUnit } from '#model/place.ts'
import { findTable } from '#model/tables.ts'
import { quoteName, quoteText } from '../sql-text.ts'
import { openDatabase } from './database.ts'
import { QueryRunner } from './query-runner.ts'
import { readSealed, TABLES_FOLDER } from './sealed.ts'
import { SOURCE_COLUMNS } from './stored-column.ts'

export interface StatedColumns {
  readonly table: string
  readonly columns: readonly string[]
}

const LIMITS = { memoryBytes: 2 ** 30, threads: 2 }

/**
 * Of each file the first row that states so, in order of files and rows; of a table that has none of the columns, nothing.
 * `folder`: of a sealed snapshot. Throws where it is none.
 */
export async function readStated(folder: string, wanted: readonly StatedColumns[]): Promise<readonly FactTable[]> {
  const sealed = await readSealed(folder)
  const runner = new QueryRunner(await openDatabase(folder, LIMITS))
  try {
    const facts: FactTable[] = []
    for (const { table, columns } of wanted) {
      const found = sealed.tables.find(({ name, rows }) => name === table && rows > 0)?.columns ?? []
      const there = columns.filter((column) => found.includes(column))
      if (there.length > 0) facts.push(...(await readTable(runner, resolve(folder), { table, columns: there })))
    }
    return facts
  } finally {
    runner.close()
  }
}

async function readTable(
  runner: QueryRunner,
  folder: string,
  { table, columns }: StatedColumns,
): Promise<readonly FactTable[]> {
  const [file, unit, sheet, number] = SOURCE_COLUMNS.map(quoteName)
  const names = columns.map(quoteName)
  const from = `read_parquet(${quoteText(join(folder, TABLES_FOLDER, `${table}.parquet`))})`
  const result = await runner.run(
    `SELECT ${[file, unit, sheet].join(', ')}, min(${number}) AS first, ${names.join(', ')} FROM ${from}
     WHERE coalesce(${names.join(', ')}) IS NOT NULL GROUP BY ALL ORDER BY ${file}, ${sheet} NULLS FIRST, first`,
  )
  const builders = new Map<string, FactTableBuilder>()
  for (const [name, counted, within, ordinal, ...cells] of await result.getRows()) {
    const key = JSON.stringify([name, within])
    const builder = builders.get(key) ?? startTable(table, columns, { file: name, unit: counted, sheet: within })
    builders.set(key, builder)
    const fields = cells.map((cell) => (cell as string | null) ?? '')
    // They were read before they were sealed.
    builder.addRow(fields, ordinal as number, () => undefined)
  }
  return [...builders.values()].map((builder) => builder.finish())
}

function startTable(
  table: string,
  columns: readonly string[],
  { file, unit, sheet }: Readonly<Record<keyof CountedFile, unknown>>,
): FactTableBuilder {
  const counted = { unit: unit as PlaceUnit, ...(sheet === null ? {} : { sheet: sheet as string }) }
  return new FactTableBuilder(findTable(table)!, file as string, columns, undefined, counted)
}
