import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, describe, expect, it } from 'vitest'
import { withSystemCode } from './duckdb-refusal.ts'
import { convertCsvToParquet } from './parquet.ts'

const folder = mkdtempSync(join(tmpdir(), 'mainstay-duckdb-full-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What DuckDB itself says when the statement finds no room. */
async function refusalOf(statement: string, settings: readonly string[] = []): Promise<unknown> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  for (const setting of settings) await connection.run(`SET ${setting}`)
  try {
    return withSystemCode(
      await connection.run(statement).then(
        () => expect.fail('it found room'),
        (error: unknown) => error,
      ),
    )
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

describe('a disk that is full under DuckDB', () => {
  it.runIf(existsSync('/dev/full'))('is told by the code of the system where a file is written', async () => {
    const rows = 'SELECT range::VARCHAR AS a FROM range(100000)'
    expect(await refusalOf(`COPY (${rows}) TO '/dev/full' (FORMAT parquet)`)).toMatchObject({ code: 'ENOSPC' })
    expect(await refusalOf(`COPY (${rows}) TO '/dev/full' (FORMAT csv)`)).toMatchObject({ code: 'ENOSPC' })
  })

  it('is told by it where what does not fit into memory is laid aside', async () => {
    const settings = [
      `temp_directory = '${join(folder, 'aside')}'`,
      "max_temp_directory_size = '300KB'",
      "memory_limit = '30MB'",
    ]
    const sorted = 'CREATE TABLE t AS SELECT range::VARCHAR || random() AS a FROM range(1000000) ORDER BY 1'
    expect(await refusalOf(sorted, settings)).toMatchObject({ code: 'ENOSPC' })
  })

  it.runIf(existsSync('/dev/full'))('is told by it where a large import is kept as Parquet', async () => {
    const csv = join(folder, 'sites.csv')
    writeFileSync(csv, 'site,name\nA,B\n')
    await expect(convertCsvToParquet(csv, '/dev/full')).rejects.toMatchObject({ code: 'ENOSPC' })
  })

  it('is nothing that other errors are', async () => {
    expect(await refusalOf('SELECT nothing FROM nowhere')).not.toHaveProperty('code')
    expect(withSystemCode('no space left on device')).toBe('no space left on device')
  })
})
