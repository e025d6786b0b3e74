// How fast is the sweep of the rules, beside the same work in C, in SQL and in a rules engine, and how much memory does it need?
//
// usage: npm run bench:rules -- [--elements 1000000] [--rounds 5] [--seed 1] [--sample 20000]
//
// Everything is measured in one run, round by round in turn, in seconds of processor time, so that the ratios hold on
// another machine. What C and SQL find is compared with the sweep's figures: every number of every day.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildEstate } from '#engine/estate/index.ts'
import { CohortSums } from '#engine/rules/cohort-sums.ts'
import { countMeasures } from '#engine/rules/count-measures.ts'
import { accumulate } from '#engine/rules/figures.ts'
import { planSweep } from '#engine/rules/judge-rules.ts'
import type { MeasureTally } from '#engine/rules/tally-sink.ts'
import type { Estate } from '#model/estate.ts'
import { writeDatabase, writeQueries } from './duckdb.ts'
import type { MemoryRun } from './memory.ts'
import { askAllPacks, readShippedVendors } from './question.ts'
import { runRulesEngine } from './rules-engine.ts'
import { type SweepPlan, tallyBytes, whyNotTwinned, writeSweep } from './sweep-file.ts'
import { compileTwin } from '../compile-twin.ts'

const { values: options } = parseArgs({
  options: {
    elements: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    sample: { type: 'string', default: '20000' },
  },
})
const elementCount = Number(options.elements)
const roundCount = Number(options.rounds)
const seed = Number(options.seed)

const here = fileURLToPath(new URL('.', import.meta.url))
const source = fileURLToPath(new URL('../../../bench/rules/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'mainstay-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

function say(text: string): void {
  console.error(text)
}

/** Runs another file of this folder in a process of its own, and reads what it prints. */
function runBeside<Printed>(file: string, args: readonly string[]): Printed {
  return JSON.parse(execFileSync(process.execPath, [join(here, file), ...args], { encoding: 'utf8' })) as Printed
}

function sweep(estate: Estate, { cohorts, measures, records, horizon }: SweepPlan): MeasureTally[] {
  const tallies = countMeasures(estate, cohorts, measures, records, horizon)
  for (const { tally, groups } of tallies) for (const each of [tally, ...groups]) accumulate(each)
  return tallies
}

function secondsOf<Result>(work: () => Result): [Result, number] {
  // What an earlier round left behind is not this round's work.
  globalThis.gc?.()
  const begun = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(begun)
  return [result, (user + system) / 1e6]
}

/** Whether the day series of the SQL are those of the tallies. */
function compareFigures(csv: string, tallies: readonly MeasureTally[], { horizon }: SweepPlan): boolean {
  const days = horizon.to - horizon.from + 1
  const found = tallies.map(({ tally, groups }) =>
    [tally, ...groups].map((one) => ({
      low: new Float64Array(one.low.length),
      high: new Float64Array(one.low.length),
      unknown: new Float64Array(one.unknown.length),
    })),
  )
  // Rows are in order of measure, group, category and day; each holds until the next one of its series.
  const rows = csv
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number))
  for (const [index, row] of rows.entries()) {
    const [measure, group, category, day, low, high, unknown] = row as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    const next = rows[index + 1]
    const isSame = next !== undefined && next[0] === measure && next[1] === group && next[2] === category
    const target = found[measure]![group >= 0 ? 1 + group : 0]!
    for (let place = day - horizon.from; place < (isSame ? next[3]! - horizon.from : days); place++) {
      target.low[category * (days + 1) + place] = low
      target.high[category * (days + 1) + place] = high
      target.unknown[place]! += unknown
    }
  }
  const isSame = (left: Float64Array, right: Float64Array) =>
    left.every((value, index) => index % (days + 1) === days || value === right[index])
  return tallies.every(({ tally, groups }, measure) =>
    [tally, ...groups].every((one, group) => {
      const other = found[measure]![group]!
      return isSame(one.low, other.low) && isSame(one.high, other.high) && isSame(one.unknown, other.unknown)
    }),
  )
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[sorted.length >> 1]!
}

say(`building an estate of ${elementCount} elements, and judging it, in a process of its own`)
const memory = runBeside<MemoryRun>('memory.js', [String(elementCount), String(seed)])

say('building it once more, to sweep it round by round')
const question = askAllPacks(elementCount, seed)
const book = readShippedVendors()
const { estate } = buildEstate(question, book)
const [plan, planningSeconds] = secondsOf(() => planSweep(estate, question, book))
const { cohorts, measures, horizon } = plan

const input = join(folder, 'sweep.bin')
const output = join(folder, 'figures.bin')
const reason = whyNotTwinned(estate, plan)
if (reason !== undefined) say(`the comparison with C is left out: ${reason}`)
const twin = reason === undefined ? compileTwin(join(source, 'sweep.c'), folder, say) : undefined
if (twin) writeSweep(input, estate, plan, new CohortSums(estate, cohorts, measures, horizon))
const database = join(folder, 'estate.duckdb')
const queries = join(folder, 'queries.json')
const figures = join(folder, 'figures.csv')
await writeDatabase(database, estate, plan)
writeFileSync(queries, JSON.stringify(writeQueries(estate, plan)))

const seconds = { sweep: [] as number[], c: [] as number[], sql: [] as number[] }
const isEqual = { c: true, sql: true }
for (let round = 1; round <= roundCount; round++) {
  say(`round ${round} of ${roundCount}`)
  const [tallies, swept] = secondsOf(() => sweep(estate, plan))
  seconds.sweep.push(swept)
  if (twin) {
    const { seconds: inC } = JSON.parse(execFileSync(twin, [input, output], { encoding: 'utf8' })) as {
      seconds: number
    }
    seconds.c.push(inC)
    isEqual.c &&= tallyBytes(tallies).equals(readFileSync(output))
  }
  seconds.sql.push(runBeside<{ seconds: number }>('duckdb.js', [database, queries, figures]).seconds)
  isEqual.sql &&= compareFigures(readFileSync(figures, 'utf8'), tallies, plan)
}
say('asking a rules engine about a sample')
const engine = await runRulesEngine(estate, plan, book, question.asOf, Number(options.sample))

const days = horizon.to - horizon.from + 1
const swept = median(seconds.sweep)
const perSecond = (count: number, time: number) => `${(count / time / 1e6).toFixed(2)} M/s`
const times = (time: number) => `${(time / swept).toFixed(1)} times`
const range = (values: readonly number[]) =>
  `${median(values).toFixed(2)} s (${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)})`
const ofEngine = (engine.seconds / engine.elements) * estate.subjectCount
const rows: [string, string, string, string][] = [
  ['', 'processor time', 'beside the sweep', 'figures'],
  ['sweep', range(seconds.sweep), `1 (${perSecond(estate.subjectCount, swept)} subjects)`, ''],
  ...(twin
    ? [
        [
          'the same in C',
          range(seconds.c),
          `the sweep takes ${(swept / median(seconds.c)).toFixed(2)} times as long`,
          isEqual.c ? 'equal, bit for bit' : 'DIFFERENT',
        ] as [string, string, string, string],
      ]
    : []),
  ['the same in SQL (DuckDB)', range(seconds.sql), times(median(seconds.sql)), isEqual.sql ? 'equal' : 'DIFFERENT'],
  [
    'json-rules-engine, one day',
    `${ofEngine.toFixed(0)} s, from ${engine.seconds.toFixed(2)} s for ${engine.elements} elements`,
    `${(ofEngine / swept).toFixed(0)} times, extrapolated`,
    engine.isEqual ? 'equal on the sample' : 'DIFFERENT',
  ],
]
const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)))
const lines = rows.map((row) =>
  row
    .map((cell, column) => cell.padEnd(widths[column]!))
    .join('  ')
    .trimEnd(),
)
const compiler = twin ? execFileSync('cc', ['--version'], { encoding: 'utf8' }).split('\n')[0]! : 'no C compiler'

console.log(`${estate.subjectCount} subjects (${elementCount} elements) on ${estate.siteCount} sites, ${memory.classes} classes, ${cohorts.profiles.length} cohorts
${measures.length} measures of ${memory.rules} rules in ${question.packs.length} packs, on each of ${days} days; medians of ${roundCount} rounds

${lines.join('\n')}

whole run in one process: building ${memory.buildingSeconds.toFixed(1)} s (with ${memory.makingSeconds.toFixed(1)} s of making the tables), judging ${memory.judgingSeconds.toFixed(1)} s (${planningSeconds.toFixed(1)} s of it asking predicates)
largest resident set of that process: ${(memory.largestBytes / 1e9).toFixed(2)} GB
${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}, ${compiler}`)
if (!isEqual.c || !isEqual.sql || !engine.isEqual) process.exitCode = 1
