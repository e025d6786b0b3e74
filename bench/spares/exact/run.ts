// How fast is the exact tier of the spares, beside the same work in C and beside a closed form in SciPy, and how much memory
// does it need?
//
// usage: npm run bench:spares-exact -- [--parts 2000] [--pools 40] [--steps 364] [--seed 1] [--rounds 5]
//
// Each runs in a process of its own over one file of stocking points, round by round in turn, in seconds of processor time
// without reading and writing, so that the ratios hold on another machine. What they find is compared, number by number.
// The exact tier runs once more with failure rates that are uncertain.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { FULL_SIZE, makeNetwork } from '../network.ts'
import { writePoints } from '../points-file.ts'
import { compileTwin } from '../../compile-twin.ts'

const { values: options } = parseArgs({
  options: {
    parts: { type: 'string', default: String(FULL_SIZE.parts) },
    pools: { type: 'string', default: String(FULL_SIZE.pools) },
    steps: { type: 'string', default: String(FULL_SIZE.steps) },
    seed: { type: 'string', default: String(FULL_SIZE.seed) },
    rounds: { type: 'string', default: '5' },
  },
})
const size = {
  parts: Number(options.parts),
  pools: Number(options.pools),
  steps: Number(options.steps),
  seed: Number(options.seed),
  /** Where rates are reckoned with as uncertain: a coefficient of variation of one half. */
  rateShape: 4,
}
const roundCount = Number(options.rounds)

const here = fileURLToPath(new URL('.', import.meta.url))
const source = fileURLToPath(new URL('../../../../bench/spares/exact/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'mainstay-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

function say(text: string): void {
  console.error(text)
}

interface Measured {
  readonly seconds: number
  readonly largestBytes: number
}

interface UncertainRun extends Measured {
  readonly largestError: number
}

interface Contender {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  /** How far its figures are from those of the first contender, at the most. */
  readonly distance: (figures: Float64Array, reference: Float64Array) => number
  readonly measured: Measured[]
  furthest: number
}

/** What Python and SciPy call themselves; undefined, and said so, where they are missing. */
function findSciPy(): string | undefined {
  const script = 'import sys, numpy, scipy; print("Python", sys.version.split()[0], "SciPy", scipy.__version__)'
  try {
    return execFileSync('python3', ['-c', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    say('no python3 with numpy and scipy found: the comparison with the closed form is left out')
    return undefined
  }
}

function largest(distances: Iterable<number>): number {
  let most = 0
  for (const one of distances) if (!(one <= most)) most = one
  return most
}

/** Of all figures; what is left open must be left open in both. */
function betweenAll(figures: Float64Array, reference: Float64Array): number {
  if (figures.length !== reference.length) return Number.NaN
  return largest(
    figures.map((figure, index) => (Object.is(figure, reference[index]) ? 0 : Math.abs(figure - reference[index]!))),
  )
}

/** Of what is owed by points without lots, a sum over steps by its mean. */
function betweenOwed(lotStart: Uint32Array, steps: number): Contender['distance'] {
  return (figures, reference) =>
    largest(
      Array.from({ length: lotStart.length - 1 }, (_, point) =>
        lotStart[point] === lotStart[point + 1]
          ? Math.max(
              Math.abs(figures[2 * point]! - reference[3 * point]!) / steps,
              Math.abs(figures[2 * point + 1]! - reference[3 * point + 1]!),
            )
          : 0,
      ),
    )
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[values.length >> 1]!
}

function inTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const twin = compileTwin(join(source, 'exact-tier.c'), folder, say)
const sciPy = findSciPy()

function compare(stock: 'stressed' | 'well stocked'): string {
  say(`making a network, ${stock}`)
  const points = makeNetwork({ ...size, stock })
  const input = join(folder, 'points.bin')
  const output = join(folder, 'figures.bin')
  writePoints(input, points)
  const contender = (name: string, command: string, args: string[], distance: Contender['distance']): Contender => ({
    name,
    command,
    args: [...args, input, output],
    distance,
    measured: [],
    furthest: 0,
  })
  const contenders = [
    contender('the exact tier', process.execPath, [join(here, 'typescript.js')], betweenAll),
    ...(twin ? [contender('the same in C', twin, [], betweenAll)] : []),
    ...(sciPy
      ? [
          contender(
            'SciPy, closed form, neither lots nor survival',
            'python3',
            [join(source, 'closed-form.py')],
            betweenOwed(points.lotStart, points.stepCount),
          ),
        ]
      : []),
  ]
  for (let round = 1; round <= roundCount; round++) {
    say(`round ${round} of ${roundCount}`)
    let reference: Float64Array | undefined
    for (const one of contenders) {
      one.measured.push(JSON.parse(execFileSync(one.command, one.args, { encoding: 'utf8' })) as Measured)
      const figures = new Float64Array(Uint8Array.from(readFileSync(output)).buffer)
      reference ??= figures
      one.furthest = largest([one.furthest, one.distance(figures, reference)])
    }
  }
  // A closed form that takes nearly equal numbers off each other is less exact than sums.
  if (contenders.some(({ command, furthest }) => !(furthest <= (command === 'python3' ? 1e-9 : 1e-12))))
    process.exitCode = 1

  const own = median(contenders[0]!.measured.map(({ seconds }) => seconds))
  const rows = contenders.map(({ name, measured, furthest }, index) => {
    const times = measured.map(({ seconds }) => seconds)
    const middle = median(times)
    const beside =
      own >= middle ? `it takes ${(own / middle).toFixed(2)} times as long` : `${(middle / own).toFixed(2)} times`
    return [
      name,
      `${middle.toFixed(2)} s (${Math.min(...times).toFixed(2)} to ${Math.max(...times).toFixed(2)})`,
      index === 0 ? '' : beside,
      `${(Math.max(...measured.map(({ largestBytes }) => largestBytes)) / 1e6).toFixed(0)} MB`,
      index === 0 ? '' : furthest === 0 ? 'equal, bit for bit' : furthest.toExponential(1),
    ]
  })
  say('once more, with uncertain rates')
  const args = [join(here, 'typescript.js'), input, output, 'uncertain']
  const uncertain = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as UncertainRun
  rows.push([
    `the exact tier, rates uncertain (shape ${size.rateShape}), once`,
    `${uncertain.seconds.toFixed(2)} s`,
    `${(uncertain.seconds / own).toFixed(2)} times`,
    `${(uncertain.largestBytes / 1e6).toFixed(0)} MB`,
    `survivals estimated within ${uncertain.largestError.toExponential(1)}`,
  ])
  return inTable([[stock, 'processor time', 'beside the exact tier', 'largest', 'furthest apart'], ...rows])
}

const tables = (['stressed', 'well stocked'] as const).map(compare)
const compiler = twin ? execFileSync('cc', ['--version'], { encoding: 'utf8' }).split('\n')[0]! : 'no C compiler'
console.log(`${size.parts * size.pools} stocking points, each of ${size.steps} steps; medians of ${roundCount} rounds
kept of each point: what is owed in all, the most likely shortfall, survival to the end; of each step: what is owed in all

${tables.join('\n\n')}

${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}, ${compiler}, ${sciPy ?? 'no SciPy'}`)
