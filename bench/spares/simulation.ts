// How fast is the simulation of stocking points, beside the same in C and beside NumPy, and what do threads and memory say?
//
// usage: npm run bench:spares-simulation -- [--parts 20] [--replications 10240] [--rounds 3] [--full]
//
// Everything is measured in one run, round by round in turn, in seconds of processor time, so that the ratios hold on
// another machine. C counts the same replications to the same tallies, bit for bit. NumPy simulates a sample of the points
// and is extrapolated. With --full the network is of full size: 80,000 points, 10,240 replications.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { makePointTally, type PointTally, type SimulationQuestion, simulatePoints } from '#engine/spares/index.ts'
import { survivalOf } from '#engine/spares/simulation/point-tally.ts'
import { BLOCK } from '#engine/spares/simulation/strata.ts'
import { FULL_SIZE, makeNetwork } from './network.ts'
import { tallyBytes, writePoints } from './question-file.ts'
import type { ThreadsRun } from './threads-once.ts'
import { compileTwin } from '../compile-twin.ts'

const { values: options } = parseArgs({
  options: {
    parts: { type: 'string', default: '20' },
    replications: { type: 'string', default: '10240' },
    rounds: { type: 'string', default: '3' },
    full: { type: 'boolean', default: false },
  },
})
const partCount = options.full ? FULL_SIZE.parts : Number(options.parts)
const replications = options.full ? 10_240 : Number(options.replications)
const roundCount = Number(options.rounds)
/** Of as many points NumPy takes one: week by week costs about the same at any point, events do not. */
const EVERY = { weekly: partCount, expert: Math.ceil(partCount / 200) }
/** Enough to fill every column, at any number of points. */
const REPLICATIONS_FOR_MEMORY = 256

const here = fileURLToPath(new URL('.', import.meta.url))
const source = fileURLToPath(new URL('../../../bench/spares/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'mainstay-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

function say(text: string): void {
  console.error(text)
}

/** What a program prints as JSON, with one thread for its libraries. */
function run<Printed>(program: string, args: readonly string[]): Printed {
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }
  return JSON.parse(execFileSync(program, args, { encoding: 'utf8', env })) as Printed
}

/** Whether there is a Python with NumPy; said so, where there is not. */
function findNumPy(): string | undefined {
  try {
    return execFileSync('python3', ['-c', 'import numpy; print(numpy.__version__)'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    say('no python3 with numpy found: the comparison with NumPy is left out')
    return undefined
  }
}

interface Seconds {
  readonly here: number[]
  readonly c: number[]
  readonly weekly: number[]
  readonly expert: number[]
}

const twin = compileTwin(join(source, 'simulation.c'), folder, say)
const numPy = findNumPy()
const input = join(folder, 'points.bin')
const output = join(folder, 'tally.bin')
let isEqual = true
let plainReplications = 1

/** Variance of plain samples over that of strata, of the probability of running out: their sums over all points. */
function gainOfStrata(tally: PointTally): number {
  let [plain, stratified] = [0, 0]
  for (const [point, replications] of tally.replications.entries()) {
    const survival = survivalOf(tally, point).at(-1)!
    plain += (survival * (1 - survival)) / replications
    const blocks = replications / BLOCK
    const ranOut = (1 - survival) * replications
    stratified += (tally.ranOutSquares[point]! - (ranOut * ranOut) / blocks) / (blocks - 1) / (blocks * BLOCK * BLOCK)
  }
  return plain / stratified
}

function simulateHere(question: SimulationQuestion): { seconds: number; tally: PointTally } {
  const begun = process.cpuUsage()
  const tally = makePointTally(question)
  simulatePoints(question, tally, { firstPoint: 0, endPoint: question.points.pointCount })
  const { user, system } = process.cpuUsage(begun)
  return { seconds: (user + system) / 1e6, tally }
}

/** Extrapolated from one point of every so many. */
function runNumPy(way: 'weekly' | 'expert', pointCount: number): number {
  const program = join(source, 'simulation.py')
  const sample = run<{ seconds: number; points: number }>('python3', [program, input, String(EVERY[way]), way])
  return (sample.seconds * pointCount) / sample.points
}

function measure(stock: 'stressed' | 'well stocked'): Seconds {
  const points = makeNetwork({ ...FULL_SIZE, parts: partCount, stock })
  const question = { points, seed: 1, replications }
  writePoints(input, question)
  const seconds: Seconds = { here: [], c: [], weekly: [], expert: [] }
  for (let round = 1; round <= roundCount; round++) {
    say(`${stock}, round ${round} of ${roundCount}`)
    const simulated = simulateHere(question)
    seconds.here.push(simulated.seconds)
    if (stock === 'stressed') plainReplications = gainOfStrata(simulated.tally)
    if (twin) {
      seconds.c.push(run<{ seconds: number }>(twin, [input, output]).seconds)
      isEqual &&= tallyBytes(simulated.tally).equals(readFileSync(output))
    }
    if (numPy === undefined) continue
    seconds.weekly.push(runNumPy('weekly', points.pointCount))
    seconds.expert.push(runNumPy('expert', points.pointCount))
  }
  return seconds
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[sorted.length >> 1]!
}

/** Seconds, and how many times as long as the simulation they took. */
function cell(values: readonly number[], here: readonly number[]): string {
  if (values.length === 0) return 'left out'
  const range = `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`
  return `${median(values).toFixed(2)} s (${range}), ${(median(values) / median(here)).toFixed(2)} times`
}

const stressed = measure('stressed')
const wellStocked = measure('well stocked')
say('one thread and two, in processes of their own')
const threadsOnce = (threads: number, parts: number, count: number): ThreadsRun =>
  run<ThreadsRun>(process.execPath, [
    join(here, 'threads-once.js'),
    String(parts),
    String(count),
    'stressed',
    String(threads),
  ])
const speedUps: number[] = []
for (let round = 1; round <= roundCount; round++) {
  const [one, two] = [1, 2].map((threads) => threadsOnce(threads, partCount, replications))
  speedUps.push(one!.wallSeconds / two!.wallSeconds)
}
say('the memory of a network of full size')
const memory = threadsOnce(2, FULL_SIZE.parts, options.full ? replications : REPLICATIONS_FOR_MEMORY)

const rows = [
  ['', 'stressed', 'well stocked'],
  ['this simulation', cell(stressed.here, stressed.here), cell(wellStocked.here, wellStocked.here)],
  ['the same in C', cell(stressed.c, stressed.here), cell(wellStocked.c, wellStocked.here)],
  ['NumPy, week by week', cell(stressed.weekly, stressed.here), cell(wellStocked.weekly, wellStocked.here)],
  ['NumPy, events by an expert', cell(stressed.expert, stressed.here), cell(wellStocked.expert, wellStocked.here)],
]
const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)))
const lines = rows.map((row) =>
  row
    .map((text, column) => text.padEnd(widths[column]!))
    .join('  ')
    .trimEnd(),
)
const compiler = twin ? execFileSync('cc', ['--version'], { encoding: 'utf8' }).split('\n')[0]! : 'no C compiler'
const range = `${Math.min(...speedUps).toFixed(2)} to ${Math.max(...speedUps).toFixed(2)}`

console.log(`${partCount * FULL_SIZE.pools} stocking points, ${replications} replications of ${FULL_SIZE.steps} weeks; processor time, medians of ${roundCount} rounds

${lines.join('\n')}

NumPy week by week is extrapolated from one point in ${EVERY.weekly}, by events ${EVERY.expert === 1 ? 'it simulates all of them' : `from one in ${EVERY.expert}`}; all replications each
for the same standard error NumPy, which draws plain samples, needs ${plainReplications.toFixed(1)} times as many replications (stressed)
tallies of C: ${twin ? (isEqual ? 'equal, bit for bit' : 'DIFFERENT') : 'left out'}
two threads are ${median(speedUps).toFixed(2)} (${range}) times as fast as one, in elapsed time; less where other work takes a core
${memory.pointCount} points in two threads: ${(memory.largestBytes / 1e6).toFixed(0)} MB at most
${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}, ${compiler}, NumPy ${numPy ?? 'none'}`)
if (!isEqual) process.exitCode = 1
