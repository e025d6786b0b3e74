// What most rows say of those that belong together, such as of the elements of each site.

import type { DuckDBMaterializedResult } from '@duckdb/node-api'
import { quoteName } from '../sql-text.ts'
import type { QueryRunner } from './query-runner.ts'
import type { StoredTable } from './stored-table.ts'

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

/** One for each text in `by` that is not blank, in no order; none where there is no such column. */
export async function countCommonest(
  tables: ReadonlyMap<string, StoredTable>,
  runner: QueryRunner,
  { table: name, by, among }: CommonestQuery,
  signal?: AbortSignal,
): Promise<readonly Commonest[]> {
  const table = tables.get(name)
  if (!table || !table.has(by)) return []
  await table.open()
  const there = among.filter((column) => table.has(column)).map(quoteName)
  const value = `coalesce(${[...there, `''`].join(', ')})`
  const counted = `SELECT ${quoteName(by)} AS name, ${value} AS value, count(*) AS rows FROM ${table.sqlName} WHERE ${quoteName(by)} IS NOT NULL GROUP BY ALL`
  const result = await runner.run(
    `SELECT name, arg_min(value, (-rows, value)), CAST(sum(rows) AS DOUBLE) FROM (${counted}) GROUP BY name`,
    [],
    signal,
  )
  table.startLaying()
  return readCommonest(result)
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
