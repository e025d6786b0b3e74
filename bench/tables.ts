// How fast are the tables of a sealed snapshot of national size: sealed, opened, filtered, sorted and paged?
//
// usage: npm run bench:tables -- [--elements 1000000] [--units 5000000] [--rounds 20]
//
// The rows are made from their number, straight into columns. Beside it stands what one would write without a reader:
// `select … order by … limit … offset` over the same Parquet with DuckDB. Both must give the same rows.

import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { DuckDBInstance } from '@duckdb/node-api'
import { openTables, type PageQuery, sealSnapshot } from '#store/snapshot/index.ts'
import { makeFacts, makeSites, nameElement, spread } from './national-tables.ts'

const { values } = parseArgs({
  options: {
    elements: { type: 'string', default: '1000000' },
    units: { type: 'string', default: '5000000' },
    rounds: { type: 'string', default: '20' },
  },
})
const elementCount = Number(values.elements)
const unitCount = Number(values.units)
const roundCount = Number(values.rounds)
/** Deeper than a page that is cut from the best rows without ordering all. */
const DEEP = 6000
/** Of so many sites one is kept secret, with what stands on it. */
const SECRET_EVERY = 300
const SECRET = 'natsec'

const megabytes = (): string => `${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`

/** Seconds of processor time of all threads: on a busy machine they say more than those of the clock. */
function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

async function once<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const result = await work()
  const seconds = (performance.now() - start) / 1000
  console.log(
    `${what.padEnd(58)}${seconds.toFixed(2).padStart(9)} s ${cpuSince(cpu).toFixed(2).padStart(9)} s CPU   ${megabytes()}`,
  )
  return result
}

/** Milliseconds of the rounds: the median, what 99 in 100 stay below, and processor time on average. */
async function many(what: string, rounds: number, work: (round: number) => Promise<unknown>): Promise<void> {
  const times: number[] = []
  const cpu = process.cpuUsage()
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await work(round)
    times.push(performance.now() - start)
  }
  times.sort((left, right) => left - right)
  const at = (share: number): string => times[Math.min(rounds - 1, Math.floor(share * rounds))]!.toFixed(1).padStart(9)
  const busy = ((1000 * cpuSince(cpu)) / rounds).toFixed(1).padStart(9)
  console.log(`${what.padEnd(58)}${at(0.5)} ms${at(0.99)} ms${busy} ms CPU`)
}

const folder = await mkdtemp(join(tmpdir(), 'mainstay-bench-'))
try {
  console.log(`${elementCount} elements, ${unitCount} units; median and 99th percentile of ${roundCount}\n`)
  const workspace = join(folder, 'workspace')
  await mkdir(workspace)
  await writeFile(join(workspace, 'mainstay.yaml'), 'workspace: 1\n')
  const facts = await once('making the columns', async () => [
    makeSites((row) => (row % SECRET_EVERY === 0 ? `port|${SECRET}` : 'rural')),
    ...makeFacts(elementCount, unitCount),
  ])
  const snapshots = join(folder, 'snapshots')
  const sealing = await once('sealing', () => sealSnapshot({ workspace, facts, snapshots, product: 'bench' }))
  facts.length = 0
  for (const { name, bytes } of sealing.sealed.tables) console.log(`  ${name}.parquet: ${(bytes / 1e6).toFixed(0)} MB`)
  const reader = await once('opening', () => openTables(sealing.folder))
  await once('laying elements into memory', () => reader.warm('elements'))
  await once('laying units into memory', () => reader.warm('units'))
  const page = async (query: PageQuery): Promise<readonly number[]> => {
    const answer = await reader.page(query)
    if ('refused' in answer) throw new Error(JSON.stringify(answer.refused))
    return answer.value.rows.map(({ number }) => number)
  }
  for (const [table, rows] of [
    ['elements', elementCount],
    ['units', unitCount],
  ] as const) {
    const columns = reader
      .tables()
      .find(({ name }) => name === table)!
      .columns.map(({ name }) => name)
    const anywhere = (round: number): number => Math.max(0, spread(round, 3) % Math.max(1, rows - 100))
    const sorted = (round: number): PageQuery['sort'] => [{ column: columns[round % columns.length]! }]
    console.log(`\n${table}, 100 rows a page, all columns`)
    await many('first page, sorted by a column not sorted by before', columns.length, (round) =>
      page({ table, sort: sorted(round) }),
    )
    await many('page anywhere, sorted by a column not sorted by before', columns.length, (round) =>
      page({
        table,
        sort: [{ ...sorted(round)![0]!, descending: true }],
        offset: DEEP + (anywhere(round) % (rows - DEEP)),
      }),
    )
    const sort = [{ column: columns[1]! }]
    await page({ table, sort, offset: DEEP })
    await many('page anywhere, sorted as before', roundCount, (round) => page({ table, sort, offset: anywhere(round) }))
    await many('page of 500 anywhere, sorted as before', roundCount, (round) =>
      page({ table, sort, offset: anywhere(round), limit: 500 }),
    )
    const word = table === 'elements' ? 'north 7' : 'SN77'
    await many('search for words in any text', roundCount, (round) => page({ table, search: `${word}${round}` }))
    await many('a condition on a date and a sorted page', roundCount, (round) =>
      page({
        table,
        sort,
        conditions: [
          { column: 'installed', operator: 'atLeast', values: [`20${20 + (round % 8)}-0${1 + (round % 9)}`] },
        ],
      }),
    )
    await many('commonest values of a column', columns.length, (round) =>
      reader.summarise({ table, column: columns[round % columns.length]!, limit: 50 }),
    )
  }
  console.log('\nwithout what names one of the sites kept secret, or what stands on it')
  const withhold = [SECRET]
  for (const [table, rows] of [
    ['sites', undefined],
    ['elements', elementCount],
    ['units', unitCount],
  ] as const) {
    const left = await once(`${table}: finding them`, () => reader.countWithheld(table, withhold))
    console.log(`  ${left} rows left out`)
    if (rows === undefined) continue
    const columns = reader
      .tables()
      .find(({ name }) => name === table)!
      .columns.map(({ name }) => name)
    const anywhere = (round: number): number => spread(round, 3) % Math.max(1, rows - left - 100)
    const sort = [{ column: columns[1]! }]
    await many(`${table}: first page, not sorted`, roundCount, () => page({ table, withhold }))
    await many(`${table}: first page, sorted by a column not sorted by before`, columns.length, (round) =>
      page({ table, withhold, sort: [{ column: columns[round]! }] }),
    )
    await once(`${table}: page far down, sorted for the first time`, () =>
      page({ table, withhold, sort, offset: DEEP }),
    )
    await many(`${table}: page anywhere, sorted as before`, roundCount, (round) =>
      page({ table, withhold, sort, offset: anywhere(round) }),
    )
    await many(`${table}: page anywhere, not sorted`, roundCount, (round) =>
      page({ table, withhold, offset: anywhere(round) }),
    )
    const word = table === 'elements' ? 'north 7' : 'SN77'
    await many(`${table}: search for words in any text`, roundCount, (round) =>
      page({ table, withhold, search: `${word}${round}` }),
    )
    await many(`${table}: commonest values of a column`, columns.length, (round) =>
      reader.summarise({ table, withhold, column: columns[round]!, limit: 50 }),
    )
    for (const tags of [[], withhold])
      await once(`${table}: all streamed${tags.length === 0 ? ', secret ones too' : ''}`, async () => {
        const answer = await reader.stream({ table, withhold: tags })
        if ('refused' in answer) throw new Error('refused')
        for await (const _ of answer.value.batches);
      })
  }
  await many('search everywhere, without them', roundCount, (round) =>
    reader.searchEverywhere(`GNB-0${100 + round}`, 10, undefined, withhold),
  )
  await many('\nsearch everywhere', roundCount, (round) => reader.searchEverywhere(`GNB-0${100 + round}`, 10))
  await many('an element with the units that refer to it', roundCount, (round) =>
    reader.row('elements', { key: [nameElement(spread(round, 1), elementCount)] }),
  )
  for (const sort of [undefined, [{ column: 'serial' }]]) {
    let largest = 0
    let rows = 0
    await once(`all units streamed${sort ? ', sorted by serial' : ''}`, async () => {
      const answer = await reader.stream({ table: 'units', ...(sort && { sort }) })
      if ('refused' in answer) throw new Error('refused')
      for await (const batch of answer.value.batches) {
        rows += batch.length
        largest = Math.max(largest, process.memoryUsage().rss)
      }
    })
    console.log(`  ${rows} rows, at most ${(largest / 1e6).toFixed(0)} MB`)
  }

  console.log('\nDuckDB, select … order by … limit 100 offset … over the Parquet')
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  for (const [table, rows] of [
    ['elements', elementCount],
    ['units', unitCount],
  ] as const) {
    const path = join(sealing.folder, 'tables', `${table}.parquet`)
    await stat(path)
    const column = reader.tables().find(({ name }) => name === table)!.columns[1]!.name
    const select = async (offset: number): Promise<number[]> => {
      const result = await connection.runAndReadAll(
        `SELECT source_number - 2, * FROM '${path}' ORDER BY "${column}" NULLS LAST, source_number LIMIT 100 OFFSET ${offset}`,
      )
      return result.getRows().map(([number]) => Number(number))
    }
    await many(`${table}: page anywhere`, 5, async (round) => {
      const offset = DEEP + (spread(round, 3) % (rows - DEEP - 100))
      const theirs = await select(offset)
      const ours = await page({ table, sort: [{ column }], offset })
      if (theirs.join() !== ours.join()) throw new Error(`${table} at ${offset}: other rows than DuckDB gives`)
    })
  }
  connection.closeSync()
  instance.closeSync()
  reader.close()
} finally {
  await rm(folder, { recursive: true })
}
