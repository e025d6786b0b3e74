// A database of one's own in memory, that opens no file but those in one folder and downloads nothing.

import { resolve, sep } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { quoteText } from '../sql-text.ts'

export interface DatabaseLimits {
  readonly memoryBytes: number
  readonly threads: number
}

/** `spill`: a folder for what does not fit into memory; without it, that is an error. */
export async function openDatabase(
  folder: string,
  { memoryBytes, threads }: DatabaseLimits,
  spill?: string,
): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: `${Math.floor(memoryBytes / 2 ** 20)}MiB`,
    threads: String(threads),
    temp_directory: spill ?? '',
  })
  const connection = await instance.connect()
  try {
    await connection.run(`SET allowed_directories = [${quoteText(resolve(folder) + sep)}]`)
    await connection.run('SET enable_external_access = false')
    await connection.run('SET lock_configuration = true')
  } catch (error) {
    instance.closeSync()
    throw error
  } finally {
    connection.closeSync()
  }
  return instance
}
