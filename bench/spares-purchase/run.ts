// How fast are purchases put in order, beside a heap in C, a heap in Python, and a sort of all gains in NumPy?
//
// usage: npm run bench:spares-purchase -- [--items 80000] [--rounds 5]
//
// Everything is measured in one run, round by round in turn, in seconds of processor time, so that the ratios hold on
// another machine. All four must come to the same order.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { log } from '#base/elementary.ts'
import { philox } from '#base/philox.ts'
import { poissonAtMost, poissonQuantile } from '#engine/spares/chance/poisson.ts'
import { type Choices, choicesOf, type Purchasable } from '#engine/spares/purchase/choices.ts'
import { hullsOf } from '#engine/spares/purchase/hull.ts'
import { incrementsInOrder } from '#engine/spares/purchase/marginal-analysis.ts'
import { reachTarget } from '#engine/spares/purchase/purchase.ts'
import { compileTwin } from '../compile-twin.ts'

const { values: options } = parseArgs({
  options: { items: { type: 'string', default: '80000' }, rounds: { type: 'string', default: '5' } },
})
const itemCount = Number(options.items)
const roundCount = Number(options.rounds)

const source = fileURLToPath(new URL('../../../bench/spares-purchase/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'mainstay-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

/** Parts of 100 to 50,000 pounds, of which 0.3 fail on average: bought until in 1 case of 10 million one is missing. */
function makeItem(index: number): Purchasable {
  const [first, second] = philox([index, 0, 0, 0], [1, 2])
  const mean = -0.3 * log((first + 0.5) / 2 ** 32)
  return {
    unitCost: 100 + (second % 49_901),
    most: poissonQuantile(1 - 1e-7, mean),
    value: (bought) => log(poissonAtMost(bought, mean)),
  }
}

function writeChoices(file: string, { itemCount: items, start, cost, value }: Choices): void {
  const bytes = (column: Uint32Array | Float64Array) => Buffer.from(column.buffer, column.byteOffset, column.byteLength)
  writeFileSync(file, Buffer.concat([Uint32Array.of(items, cost.length), start, cost, value].map(bytes)))
}

/** A checksum of the order: the items, each times its turn, in 32 bits. */
function checksum(items: Uint32Array): number {
  let sum = 0
  for (const [turn, item] of items.entries()) sum = (sum + Math.imul(item, turn + 1)) >>> 0
  return sum
}

function hasNumPy(): boolean {
  try {
    execFileSync('python3', ['-c', 'import numpy'], { stdio: 'ignore' })
    return true
  } catch {
    console.error('Python with NumPy is missing: the comparison with it is left out')
    return false
  }
}

interface Printed {
  readonly seconds: number
  readonly checksum: number
}

const input = join(folder, 'choices.bin')
const python = join(source, 'purchase.py')
const twin = compileTwin(join(source, 'purchase.c'), folder, (text) => console.error(text))

const choices = choicesOf(Array.from({ length: itemCount }, (_, index) => makeItem(index)))
writeChoices(input, choices)
const run = (program: string, args: readonly string[]) => JSON.parse(execFileSync(program, args, { encoding: 'utf8' }))
const contestants: Record<string, () => Printed> = {
  mainstay() {
    const begun = process.cpuUsage()
    const { item } = incrementsInOrder(choices, hullsOf(choices), { budget: Infinity, target: Infinity })
    const { user, system } = process.cpuUsage(begun)
    return { seconds: (user + system) / 1e6, checksum: checksum(item) }
  },
  ...(twin ? { 'a heap in C': () => run(twin, [input]) as Printed } : {}),
  ...(hasNumPy()
    ? {
        'heapq of Python': () => run('python3', [python, 'heapq', input]) as Printed,
        'NumPy, sorting all gains': () => run('python3', [python, 'argsort', input]) as Printed,
      }
    : {}),
}
const seconds = new Map(Object.keys(contestants).map((name): [string, number[]] => [name, []]))
const sums = new Set<number>()
for (let round = 0; round <= roundCount; round++)
  for (const [name, contestant] of Object.entries(contestants)) {
    const printed = contestant()
    sums.add(printed.checksum)
    // The first round warms up.
    if (round > 0) seconds.get(name)!.push(printed.seconds)
  }

const median = (values: readonly number[]) => [...values].sort((left, right) => left - right)[values.length >> 1]!
const own = median(seconds.get('mainstay')!)
const target = log(0.95)
const begun = process.cpuUsage()
const reach = reachTarget(choices, target)
const reaching = process.cpuUsage(begun)

console.log(`${itemCount} items, ${choices.cost.length - itemCount} increments; medians of ${roundCount} rounds\n`)
for (const [name, times] of seconds)
  console.log(
    `${name.padEnd(26)}${(median(times) * 1000).toFixed(0).padStart(6)} ms  ${(median(times) / own).toFixed(2).padStart(6)} times`,
  )
console.log(`
${sums.size === 1 ? 'all in the same order' : 'DIFFERENT orders'}
least purchase for a survival of 0.95 of all together: ${reach.cost} pounds, ${(reach.cost / reach.leastCost - 1).toExponential(1)} above the bound at most, in ${((reaching.user + reaching.system) / 1e6).toFixed(2)} s
${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`)
if (sums.size !== 1) process.exitCode = 1
