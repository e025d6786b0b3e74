// How much memory does one process need to build an estate and judge every rule, and how long does each part take?
//
// usage, as a process of its own: memory ELEMENTS SEED; prints what it measured of itself. The largest resident set is
// what the operating system saw, with Node itself, garbage and all.

import { judgeEstate } from '#engine/rules/index.ts'
import { buildEstate } from '#engine/estate/index.ts'
import { makeTables } from './make-estate.ts'
import { askAllPacks, readShippedVendors } from './question.ts'

export interface MemoryRun {
  readonly largestBytes: number
  /** Making the tables is part of building from them, and is told by itself. */
  readonly makingSeconds: number
  readonly buildingSeconds: number
  readonly judgingSeconds: number
  readonly rules: number
  readonly classes: number
}

function secondsOf<Result>(work: () => Result): [Result, number] {
  const begun = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(begun)
  return [result, (user + system) / 1e6]
}

const [elementCount, seed] = process.argv.slice(2).map(Number) as [number, number]
const question = askAllPacks(elementCount, seed)
const book = readShippedVendors()
const [{ estate }, buildingSeconds] = secondsOf(() => buildEstate(question, book))
const [{ rules }, judgingSeconds] = secondsOf(() => judgeEstate(estate, question, book))
const largestBytes = process.resourceUsage().maxRSS * 1024
const [, makingSeconds] = secondsOf(() => {
  for (const { schema, columns } of makeTables(elementCount, seed))
    for (const { name } of schema.columns) columns.get(name)
})
const measured: MemoryRun = {
  largestBytes,
  makingSeconds,
  buildingSeconds,
  judgingSeconds,
  rules: rules.length,
  classes: estate.classes.length,
}
console.log(JSON.stringify(measured))
