// Simulates a network in threads, in a process of its own, and prints how long that took and how much memory it needed.
//
// usage: node threads-once.js <parts> <replications> <stressed|well stocked> <threads>

import { simulateInThreads } from '#jobs/simulate-in-threads.ts'
import { FULL_SIZE, makeNetwork, type NetworkRecipe } from './network.ts'

export interface ThreadsRun {
  readonly pointCount: number
  readonly wallSeconds: number
  readonly processorSeconds: number
  readonly largestBytes: number
}

const [parts = '', replications = '', stock = '', threads = ''] = process.argv.slice(2)
const points = makeNetwork({ ...FULL_SIZE, parts: Number(parts), stock: stock as NetworkRecipe['stock'] })
const question = { points, seed: 1, replications: Number(replications) }
const used = process.cpuUsage()
const begun = process.hrtime.bigint()
await simulateInThreads(question, { threads: Number(threads) })
const wallSeconds = Number(process.hrtime.bigint() - begun) / 1e9
const { user, system } = process.cpuUsage(used)
const run: ThreadsRun = {
  pointCount: points.pointCount,
  wallSeconds,
  processorSeconds: (user + system) / 1e6,
  largestBytes: process.resourceUsage().maxRSS * 1024,
}
console.log(JSON.stringify(run))
