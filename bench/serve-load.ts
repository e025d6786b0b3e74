// How many requests does the server answer a second, how soon, and in how much memory, at national size?
//
// usage: npm run bench:serve-load -- [--elements 1000000] [--units 5000000] [--seconds 5] [--connections 4]
//        [--example by-hand] [--scenario no-more-antennas]
//
// The server runs in a process of its own. Each view is asked for once, then alone, one request after the other, then by all
// connections at once (autocannon). Beside each stands the health route of the same server, which answers a constant: as
// fast as it can answer at all. Processor time and memory are those of the server.

import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { makeData, type NationalData } from './serve/make-data.ts'

const { values } = parseArgs({
  options: {
    elements: { type: 'string', default: '1000000' },
    units: { type: 'string' },
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '4' },
    example: { type: 'string', default: 'by-hand' },
    scenario: { type: 'string', default: 'no-more-antennas' },
  },
})
const elementCount = Number(values.elements)
const unitCount = Number(values.units ?? 5 * elementCount)
const seconds = Number(values.seconds)
const connections = Number(values.connections)
/** Requests of a view one after the other, each another one where it can be. */
const ALONE = 20

interface View {
  readonly name: string
  readonly path: (round: number) => string
}

function viewsOf({ workspace, rules, example, spares }: NationalData): View[] {
  const at = `/api/v1/workspaces/${workspace}`
  const deep = (round: number, rows: number): number => Math.floor((rows * ((round * 37) % 97)) / 100)
  return [
    { name: 'health', path: () => '/healthz' },
    { name: 'overview', path: () => `${at}/overview` },
    {
      name: 'elements: filtered, sorted',
      path: (round) => `${at}/tables/elements/rows?where=vendor~is~vendor%20${1 + (round % 30)}&sort=-installed`,
    },
    {
      name: 'elements: page anywhere, sorted',
      path: (round) => `${at}/tables/elements/rows?sort=name&offset=${deep(round, elementCount)}`,
    },
    { name: 'elements: words', path: (round) => `${at}/tables/elements/rows?search=north%20${100 + (round % 800)}` },
    {
      name: 'units: page anywhere, sorted',
      path: (round) => `${at}/tables/units/rows?sort=serial&offset=${deep(round, unitCount)}`,
    },
    { name: 'units: words', path: (round) => `${at}/tables/units/rows?search=SN${100 + (round % 800)}` },
    { name: 'search everywhere', path: (round) => `${at}/search?text=GNB-0${100 + (round % 800)}` },
    { name: 'map', path: () => `${at}/map` },
    { name: 'rules result', path: () => `${at}/analyses/${rules}/result` },
    {
      name: `spares result (${values.example})`,
      path: () => `/api/v1/workspaces/${example}/analyses/${spares}/result`,
    },
  ]
}

interface Usage {
  readonly cpuSeconds: number
  readonly residentBytes: number
}

/** As the server measures itself. */
async function usageOf(address: string): Promise<Usage> {
  const text = await (await fetch(`${address}/metrics`)).text()
  const read = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
  return {
    cpuSeconds: read('mainstay_process_cpu_seconds_total'),
    residentBytes: read('mainstay_process_resident_memory_bytes'),
  }
}

const megabytes = ({ residentBytes }: Usage): string => `${(residentBytes / 1e6).toFixed(0)} MB`
const inMilliseconds = (value: number): string => value.toFixed(value < 10 ? 1 : 0)

async function askOnce(url: string): Promise<number> {
  const start = performance.now()
  const reply = await fetch(url)
  await reply.arrayBuffer()
  if (!reply.ok) throw new Error(`${url}: ${reply.status}`)
  return performance.now() - start
}

async function measureView(address: string, { name, path }: View, healthRate: number | undefined): Promise<number> {
  const first = await askOnce(address + path(0))
  const alone: number[] = []
  for (let round = 1; round <= ALONE; round++) alone.push(await askOnce(address + path(round)))
  alone.sort((left, right) => left - right)
  const before = await usageOf(address)
  const result = await autocannon({
    url: address,
    connections,
    duration: seconds,
    requests: Array.from({ length: 500 }, (_, round) => ({
      path: path(round),
      headers: { 'accept-encoding': 'gzip' },
    })),
  })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${name}: ${result.non2xx + result.errors} failed`)
  const after = await usageOf(address)
  const rate = result.requests.total / result.duration
  const cells = [
    name,
    inMilliseconds(first),
    inMilliseconds(alone[ALONE / 2]!),
    rate.toFixed(rate < 10 ? 1 : 0),
    inMilliseconds(result.latency.p50),
    inMilliseconds(result.latency.p99),
    inMilliseconds((1000 * (after.cpuSeconds - before.cpuSeconds)) / result.requests.total),
    healthRate === undefined ? '' : `${(healthRate / rate).toFixed(1)} times`,
    megabytes(after),
  ]
  console.log(`| ${cells.join(' | ')} |`)
  return rate
}

/** All rows as CSV, read as they come; the memory of the server meanwhile, at intervals. */
async function measureExport(address: string, { workspace }: NationalData, table: string): Promise<void> {
  const before = await usageOf(address)
  const start = performance.now()
  let bytes = 0
  let isOver = false
  const watched = (async () => {
    const seen: string[] = []
    while (!isOver) {
      seen.push(megabytes(await usageOf(address)))
      await wait(1000)
    }
    return seen
  })()
  const reply = await fetch(`${address}/api/v1/workspaces/${workspace}/tables/${table}/export.csv`)
  for await (const piece of reply.body!) bytes += piece.length
  isOver = true
  const after = await usageOf(address)
  const cpu = (after.cpuSeconds - before.cpuSeconds).toFixed(1)
  const took = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`\nall ${table} as CSV: ${(bytes / 1e6).toFixed(0)} MB in ${took} s, ${cpu} s of processor time`)
  console.log(
    `memory before ${megabytes(before)}, each second: ${(await watched).join(', ')}, after ${megabytes(after)}`,
  )
}

async function startServer(data: string): Promise<{ address: string; child: ChildProcess }> {
  const child = fork(fileURLToPath(new URL('serve/serve-once.js', import.meta.url)), [data])
  const [address] = (await once(child, 'message')) as [string]
  return { address, child }
}

const folder = await mkdtemp(join(tmpdir(), 'mainstay-bench-'))
try {
  const data = join(folder, 'data')
  const { example, scenario } = values
  const made = await makeData(data, { elements: elementCount, units: unitCount, example, scenario })
  const { address, child } = await startServer(data)
  try {
    console.log(`${elementCount} elements, ${unitCount} units; ${connections} connections, ${seconds} s a view`)
    console.log(`memory at the start: ${megabytes(await usageOf(address))}\n`)
    console.log(
      '| View | first, ms | alone, median, ms | requests a second | median, ms | 99th percentile, ms | processor time, ms | beside health | memory |',
    )
    console.log('|---|---|---|---|---|---|---|---|---|')
    let healthRate: number | undefined
    for (const view of viewsOf(made)) {
      const rate = await measureView(address, view, healthRate)
      healthRate ??= rate
    }
    await measureExport(address, made, 'elements')
    await measureExport(address, made, 'elements')
  } finally {
    child.disconnect()
    await once(child, 'exit')
  }
} finally {
  await rm(folder, { recursive: true })
}
