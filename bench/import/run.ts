// How long does it take to import an inventory into a workspace with a plan and packs, beside the same in SQL?
//
// usage: npm run bench:import -- [--elements 1000000] [--rounds 3]
//
// The files are made from a seed in a temporary folder and removed again. Each import is a process of its own; Mainstay
// and SQL take turns, in seconds of processor time, so that their ratios hold on another machine; they must find the same
// number of rows changed.

import { execFileSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { writeInventory } from '../inventory.ts'
import { makeWorkspace } from './make-workspace.ts'
import type { Measured } from './measured.ts'

const { values } = parseArgs({
  options: { elements: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '3' } },
})
const elementCount = Number(values.elements)
const roundCount = Number(values.rounds)
const ONE_IN = 1000

type Cells = Readonly<Record<string, string>>

const one = (row: number, cells: Cells): Cells => (row % ONE_IN === 1 ? cells : {})
const FILES = {
  whole: (): Cells => ({}),
  changed: (row: number): Cells => one(row, { softwareVersion: '23.R1' }),
  faulty: (row: number): Cells => one(row, { site: 'nowhere' }),
}

interface Situation {
  readonly name: string
  readonly file: keyof typeof FILES
  readonly options: readonly string[]
}

/** One after the other into one workspace. SQL keeps no good rows beside bad ones. */
const SITUATIONS: readonly Situation[] = [
  { name: 'for the first time', file: 'whole', options: [] },
  { name: 'the same again', file: 'whole', options: [] },
  { name: 'one in a thousand changed', file: 'changed', options: [] },
  { name: 'one in a thousand at fault, --good-rows', file: 'faulty', options: ['--good-rows'] },
]

function runOnce(script: string, ...argv: readonly string[]): Measured {
  const path = fileURLToPath(new URL(script, import.meta.url))
  return JSON.parse(execFileSync(process.execPath, [path, ...argv], { encoding: 'utf8' })) as Measured
}

function best(measurements: readonly Measured[]): Measured {
  return measurements.reduce((least, one) => (one.cpuSeconds < least.cpuSeconds ? one : least))
}

function format({ cpuSeconds, largestBytes }: Measured): string {
  return `${cpuSeconds.toFixed(2).padStart(8)}${(largestBytes / 1e9).toFixed(2).padStart(8)}`
}

const folder = await mkdtemp(join(tmpdir(), 'mainstay-bench-'))
try {
  const pathOf = (name: string): string => join(folder, `${name}.csv`)
  for (const [name, restate] of Object.entries(FILES))
    await pipeline(Readable.from(writeInventory(elementCount, restate)), createWriteStream(pathOf(name)))
  const ours = SITUATIONS.map((): Measured[] => [])
  const inSql = SITUATIONS.map((): Measured[] => [])
  for (let round = 0; round < roundCount; round++) {
    const workspace = join(folder, `workspace-${round}`)
    await makeWorkspace(workspace, elementCount)
    for (const [index, { name, file, options }] of SITUATIONS.entries()) {
      const measured = runOnce('import-once.js', workspace, pathOf(file), ...options)
      ours[index]!.push(measured)
      if (options.length > 0) continue
      const sql = runOnce('duckdb-once.js', join(folder, `${round}.duckdb`), workspace, pathOf(file))
      inSql[index]!.push(sql)
      if (measured.outcome !== sql.outcome)
        throw new Error(`${name}: ${measured.outcome} here, and in SQL ${sql.outcome}`)
    }
  }
  const megabytes = (await stat(pathOf('whole'))).size / 1e6
  console.log(`${elementCount} elements, 18 columns, ${megabytes.toFixed(0)} MB; best of ${roundCount}; SQL on one thread

${''.padEnd(58)}   CPU s      GB`)
  for (const [index, { name }] of SITUATIONS.entries()) {
    const mainstay = best(ours[index]!)
    console.log(`${`mainstay import, ${name}`.padEnd(58)}${format(mainstay)}   ${mainstay.outcome}`)
    if (inSql[index]!.length === 0) continue
    const sql = best(inSql[index]!)
    const ratio = `mainstay takes ${(mainstay.cpuSeconds / sql.cpuSeconds).toFixed(1)} times as long`
    console.log(`${'  in SQL (DuckDB)'.padEnd(58)}${format(sql)}   ${ratio}`)
  }
} finally {
  await rm(folder, { recursive: true })
}
