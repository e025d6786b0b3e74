// The same import into a database, as one would write it in SQL: a typed table, keys that occur once, sites and planned
// elements that are there, what is added, changed and gone against what stood before, and the rows as Parquet.
//
// It tells of no fault where it stands, and knows neither dates that contradict one another nor what a plan can do.
//
// usage, as a process of its own: duckdb-once DATABASE WORKSPACE FILE; prints what it measured of itself.

import { DuckDBInstance } from '@duckdb/node-api'
import { COLUMNS, DATES, NUMBERS } from '../inventory.ts'
import { measureProcess } from './measured.ts'

const [database, workspace, file] = process.argv.slice(2) as [string, string, string]
const typeOf = (column: string) => (DATES.includes(column) ? 'DATE' : NUMBERS.includes(column) ? 'DOUBLE' : 'VARCHAR')
const columns = COLUMNS.map((column) => `'${column}': '${typeOf(column)}'`).join(', ')
const isChanged = COLUMNS.map((column) => `i."${column}" IS DISTINCT FROM e."${column}"`).join(' OR ')

await measureProcess(async () => {
  const instance = await DuckDBInstance.create(database, { threads: '1' })
  const connection = await instance.connect()
  const count = async (query: string): Promise<number> =>
    Number((await connection.runAndReadAll(query)).getRows()[0]![0])
  await connection.run(`CREATE TABLE incoming AS SELECT * FROM read_csv('${file}', auto_detect = false, header = true,
    delim = ',', quote = '"', escape = '"', new_line = '\\r\\n', store_rejects = true, columns = {${columns}})`)
  await connection.run(`CREATE TABLE IF NOT EXISTS elements AS FROM incoming LIMIT 0`)
  const faults =
    (await count('SELECT count(*) FROM reject_errors')) +
    (await count('SELECT count(*) FROM (SELECT element FROM incoming GROUP BY element HAVING count(*) > 1)')) +
    (await count(`SELECT count(*) FROM incoming ANTI JOIN '${workspace}/sites.csv' USING (site)`)) +
    (await count(
      `SELECT count(*) FROM (FROM '${workspace}/plan.csv' WHERE element IS NOT NULL) ANTI JOIN incoming USING (element)`,
    ))
  if (faults > 0) throw new Error(`${faults} faults in ${file}`)
  const changes = await count(
    `SELECT count(*) FROM incoming i FULL JOIN elements e ON i.element = e.element WHERE ${isChanged}`,
  )
  if (changes > 0) {
    await connection.run('DROP TABLE elements')
    await connection.run('ALTER TABLE incoming RENAME TO elements')
    await connection.run(`COPY elements TO '${database}.parquet' (FORMAT parquet)`)
  } else await connection.run('DROP TABLE incoming')
  connection.closeSync()
  instance.closeSync()
  return `${changes > 0 ? 'written' : 'nothing changed'}, ${changes} rows`
})
