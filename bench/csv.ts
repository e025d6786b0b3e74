// How many rows a second are read from an inventory of a million elements, by this reader and by two others?
//
// One run measures all of them on the same file, so that their ratios hold on any machine. The file is made from a
// seed in a temporary folder and removed again. Arguments: rows (1,000,000) and repetitions (3; the best counts).

import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse'
import { readCsvTable } from '#intake/csv/read.ts'
import { scanCsv } from '#intake/csv/scan.ts'
import { openSource } from '#intake/open-source.ts'
import { describeFault } from '#model/fault.ts'
import { COLUMNS, DATES, NUMBERS, writeInventory } from './inventory.ts'

const rowCount = Number(process.argv[2] ?? 1_000_000)
const repetitions = Number(process.argv[3] ?? 3)

interface Measurement {
  readonly seconds: number
  readonly cpuSeconds: number
}

async function measure(name: string, work: () => Promise<number>): Promise<Measurement> {
  let best: Measurement = { seconds: Number.POSITIVE_INFINITY, cpuSeconds: Number.POSITIVE_INFINITY }
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const cpu = process.cpuUsage()
    const start = performance.now()
    const rows = await work()
    const seconds = (performance.now() - start) / 1000
    const { user, system } = process.cpuUsage(cpu)
    if (rows !== rowCount) throw new Error(`${name} read ${rows} of ${rowCount} rows`)
    if (seconds < best.seconds) best = { seconds, cpuSeconds: (user + system) / 1e6 }
  }
  return best
}

async function readWithUs(path: string): Promise<number> {
  const table = await readCsvTable(await openSource(path, 'elements.csv'), undefined, (fault) => {
    throw new Error(describeFault(fault))
  })
  return table!.rowCount
}

async function scanWithUs(path: string): Promise<number> {
  let records = 0
  await scanCsv(createReadStream(path, { highWaterMark: 1 << 20 }), {
    takeRecord: () => {
      records += 1
      return true
    },
    takeFault: (fault) => {
      throw new Error(fault.problem)
    },
  })
  return records - 1
}

async function readWithCsvParse(path: string): Promise<number> {
  let records = 0
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), parse({ info: true }), async (rows) => {
    for await (const _ of rows) records += 1
  })
  return records - 1
}

async function readWithDuckDb(path: string, threads: number): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) })
  const connection = await instance.connect()
  const typeOf = (column: string) => (DATES.includes(column) ? 'DATE' : NUMBERS.includes(column) ? 'DOUBLE' : 'VARCHAR')
  const columns = COLUMNS.map((column) => `'${column}': '${typeOf(column)}'`).join(', ')
  await connection.run(
    `CREATE TABLE elements AS SELECT * FROM read_csv('${path}', auto_detect = false, header = true, delim = ',',
     quote = '"', escape = '"', new_line = '\\r\\n', store_rejects = true, columns = {${columns}})`,
  )
  const reader = await connection.runAndReadAll('SELECT count(*) FROM elements')
  connection.closeSync()
  instance.closeSync()
  return Number(reader.getRows()[0]![0])
}

const folder = await mkdtemp(join(tmpdir(), 'mainstay-bench-'))
try {
  const path = join(folder, 'elements.csv')
  await pipeline(Readable.from(writeInventory(rowCount)), createWriteStream(path))
  const megabytes = (await stat(path)).size / 1e6
  const readers: [string, () => Promise<number>][] = [
    ['this reader: typed columns, every fault', () => readWithUs(path)],
    ['this scanner alone: where fields lie', () => scanWithUs(path)],
    ['csv-parse: arrays of texts, with lines', () => readWithCsvParse(path)],
    ['DuckDB read_csv: typed table, 1 thread', () => readWithDuckDb(path, 1)],
    ['DuckDB read_csv: typed table, 2 threads', () => readWithDuckDb(path, 2)],
  ]
  console.log(`${rowCount} rows, ${COLUMNS.length} columns, ${megabytes.toFixed(0)} MB; best of ${repetitions}\n`)
  console.log(`${''.padEnd(42)}  rows/s    MB/s   CPU s   ratio`)
  let ours: Measurement | undefined
  for (const [name, work] of readers) {
    const measured = await measure(name, work)
    ours ??= measured
    const figures = [
      (rowCount / measured.seconds / 1e6).toFixed(3).padStart(6) + ' M',
      (megabytes / measured.seconds).toFixed(0).padStart(6),
      measured.cpuSeconds.toFixed(2).padStart(6),
      (ours.seconds / measured.seconds).toFixed(2).padStart(6),
    ]
    console.log(`${name.padEnd(42)} ${figures.join('  ')}`)
  }
} finally {
  await rm(folder, { recursive: true })
}
