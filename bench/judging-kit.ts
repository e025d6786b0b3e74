// How large is what a page judges drafts of rules by, how long does it take to make, and how soon is a changed threshold judged?
//
// usage: npm run bench:judging-kit -- [--elements 10000,100000,1000000] [--seed 1] [--rounds 20] [--pack uk-dvd-2022]
//
// Each size runs in a process of its own, so that it begins as cold as a page does, and memory is its own. What a browser does
// in a worker is done here in Node: the same engine, and the same compiler in Chromium. Reading the tables of a workspace, which
// comes before, is not in it: see `npm run bench:csv`.

import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { packValue, unpackValue } from '#base/packed-value.ts'
import { buildEstate } from '#engine/estate/index.ts'
import { KitJudge, packKit, type SentKit } from '#engine/rules/index.ts'
import type { RulePack } from '#model/rule.ts'
import { askAllPacks, readShippedVendors } from './rules/question.ts'

const { values } = parseArgs({
  options: {
    elements: { type: 'string', default: '10000,100000,1000000' },
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '20' },
    pack: { type: 'string', default: 'uk-dvd-2022' },
    'one-size': { type: 'boolean', default: false },
  },
})
const rounds = Number(values.rounds)
/** As the server sends it. */
const GZIP_LEVEL = 6

/** With milliseconds of processor time of all threads: on a busy machine they say more than those of the clock. */
function timed<Result>(work: () => Result): [Result, number] {
  const begun = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(begun)
  return [result, (user + system) / 1000]
}

/** The pack under another name, as a draft begun from it, the first cap of it at another limit. */
function draftOf(pack: RulePack, percent: number): RulePack {
  const cap = pack.rules.find(({ kind }) => kind === 'cap')
  if (!cap) throw new Error(`pack ${pack.pack} has no cap to change`)
  return {
    ...pack,
    pack: `${pack.pack}-draft`,
    rules: pack.rules.map((rule) => (rule === cap ? { ...cap, limit: `${percent} %` } : rule)),
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
const milliseconds = (time: number): string => `${time < 10 ? time.toFixed(1) : time.toFixed(0)} ms`

function say(what: string, figure: string): void {
  console.log(`  ${what.padEnd(64)}${figure.padStart(12)}`)
}

/** Of the side of the server, and then of the page. */
function measure(elements: number): void {
  const question = askAllPacks(elements, Number(values.seed))
  const book = readShippedVendors()
  const { estate } = buildEstate(question, book)
  const chosen = question.packs.find(({ pack }) => pack === values.pack)
  if (!chosen) throw new Error(`no shipped pack is called ${values.pack}`)
  const packs = question.packs.map((pack) => ({ pack, isJudged: pack === chosen }))
  const [plain, packing] = timed(() => packValue({ kind: 'kit', kit: packKit(question, estate, book), packs }))
  const [compressed, compressing] = timed(() => gzipSync(plain, { level: GZIP_LEVEL }))
  console.log(`${elements.toLocaleString('en')} elements, ${estate.subjectCount.toLocaleString('en')} subjects`)
  say('packed', milliseconds(packing))
  say(`compressed, from ${megabytes(plain.byteLength)}`, milliseconds(compressing))
  say('sent', megabytes(compressed.byteLength))
  measurePage(plain.buffer, chosen)
}

function measurePage(bytes: ArrayBuffer, chosen: RulePack): void {
  const [judge, opening] = timed(() => {
    const sent = unpackValue(bytes) as Extract<SentKit, { kind: 'kit' }>
    return new KitJudge(sent.kit)
  })
  const judgeAt = (percent: number): number => timed(() => judge.judge([chosen, draftOf(chosen, percent)]))[1]
  const first = judgeAt(34)
  // No limit twice: what was judged is not judged anew.
  const changed = Array.from({ length: rounds }, (_, round) => judgeAt(33 - round)).toSorted((a, b) => a - b)
  say('opened by the page', milliseconds(opening))
  say(`a pack of ${chosen.rules.length} rules and a draft of it, the first time`, milliseconds(first))
  say(`a changed threshold, median of ${rounds}`, milliseconds(changed[Math.floor(rounds / 2)]!))
  say('the slowest of them', milliseconds(changed.at(-1)!))
}

if (values['one-size']) measure(Number(values.elements))
else
  for (const elements of values.elements.split(',')) {
    const { seed, pack } = values
    const told = ['--elements', elements, '--seed', seed, '--rounds', String(rounds), '--pack', pack, '--one-size']
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), ...told], { stdio: 'inherit' })
  }
