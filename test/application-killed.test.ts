// The application, killed in the middle of whatever it does and started again on the same data.

import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RandomStream } from '#base/random.ts'
import type { Analysis } from '#contract/application/analysis.ts'
import type { Arrival } from '#contract/application/arrival.ts'
import type { Job } from '#contract/application/job.ts'
import type { Snapshot, Workspace } from '#contract/application/workspace.ts'
import { verifyData } from '#service/application/backup/verify-data.ts'
import { fingerprintText } from '#store/fingerprint.ts'
import { isRunning } from '#store/running-process.ts'
import { verifySnapshot } from '#store/snapshot/index.ts'
import { endServing, serve, serveNew, type Served, startServing } from './served.ts'

/** One of each step is a round. */
const KILLS = Number(process.env.MAINSTAY_KILLS ?? 4)
const SEED = 20_261_122
/** A machine may be busy; what is tested has no clock. */
const PATIENCE_MS = 900_000

interface Page<Item> {
  readonly items: readonly Item[]
}

describe('the application, killed again and again', { timeout: PATIENCE_MS }, () => {
  const data = mkdtempSync(join(tmpdir(), 'mainstay-killed-'))
  let serving: Served
  let at: string
  let head: Snapshot
  /** How long each kind of step took when nobody killed it. */
  const took = new Map<string, number>()

  const request = async <Answer>(method: string, path: string, body?: object, seen?: string): Promise<Answer> => {
    const headers = {
      ...(body && { 'content-type': 'application/json' }),
      ...(seen !== undefined && { 'if-match': `"${seen}"` }),
    }
    const reply = await fetch(`${serving.address}/api/v1${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
    return (await reply.json()) as Answer
  }
  const get = <Answer>(path: string) => request<Answer>('GET', path)

  async function quiet(): Promise<readonly Job[]> {
    for (;;) {
      const { items } = await get<Page<Job>>('/jobs')
      if (items.every(({ state }) => state !== 'queued' && state !== 'running')) return items
      await wait(50)
    }
  }

  const row = (round: number): string => `site,name\nNEW-${round},Built in round ${round}\n`

  async function findArrival(round: number): Promise<Arrival | undefined> {
    const { items } = await get<Page<Arrival>>(`${at}/arrivals`)
    const found = items.filter(({ files }) => files[0]!.sha256 === fingerprintText(row(round)))
    expect(found.length).toBeLessThan(2)
    return found[0]
  }

  async function upload(round: number): Promise<Arrival> {
    const body = new FormData()
    body.append('files', new Blob([row(round)]), 'sites.csv')
    return (await (await fetch(`${serving.address}/api/v1${at}/arrivals`, { method: 'POST', body })).json()) as Arrival
  }

  /** What is next for an import, from whatever state a kill has left it in. */
  const steps: Readonly<Record<string, (round: number) => Promise<unknown>>> = {
    upload: async (round) => (await findArrival(round)) ?? (await upload(round)),
    preview: async (round) => {
      const { id, state } = (await findArrival(round))!
      if (state !== 'received') return
      await request('POST', `${at}/arrivals/${id}/preview`, { source: `round-${round}` })
      await quiet()
    },
    accept: async (round) => {
      const { id, state, version } = (await findArrival(round))!
      if (state === 'accepted') return
      await request('POST', `${at}/arrivals/${id}/accept`, undefined, version)
      await quiet()
    },
    ask: async () => {
      await request('POST', `${at}/analyses`, { question: { kind: 'rules' } })
      await quiet()
    },
  }
  const STEPS = Object.keys(steps)

  const measured = async (step: string, round: number): Promise<void> => {
    const began = performance.now()
    await steps[step]!(round)
    took.set(step, performance.now() - began)
  }

  /** Processes that work for this data, by what they have under way. */
  const workers = (): number[] =>
    readdirSync(join(data, 'scratch')).map((name) => Number(/-(\d+)-[0-9a-f]+$/.exec(name)![1]))

  async function lookWhole(): Promise<void> {
    const [organisation] = readdirSync(join(data, 'snapshots'))
    const folder = join(data, 'snapshots', organisation!)
    for (const digest of readdirSync(folder).filter((name) => !name.startsWith('.')))
      expect((await verifySnapshot(join(folder, digest))).damages).toEqual([])
    const now = (await get<Workspace>(at)).head!
    expect([head.number, head.number + 1]).toContain(now.number)
    expect(now.number === head.number).toBe(now.digest === head.digest)
    expect(readdirSync(folder)).toContain(now.digest)
    head = now
  }

  beforeAll(async () => {
    serving = await serveNew(data, '--example', 'by-hand')
    let workspace: Workspace | undefined
    while (!workspace?.head) {
      await wait(100)
      workspace = (await get<Page<Workspace>>('/workspaces')).items[0]
    }
    at = `/workspaces/${workspace.id}`
    head = workspace.head
    await quiet()
    for (const step of STEPS) await measured(step, 0)
    await lookWhole()
  }, PATIENCE_MS)

  afterAll(async () => {
    if (serving.process.exitCode === null && serving.process.signalCode === null) await endServing(serving, 'SIGKILL')
    rmSync(data, { recursive: true, force: true })
  })

  it('is refused the data that another has open, and told which process that is', async () => {
    const second = startServing(data)
    let errors = ''
    second.stderr!.on('data', (text) => (errors += text))
    const [code] = (await once(second, 'close')) as [number]
    expect(code).toBe(1)
    expect(errors).toMatch(
      new RegExp(`^mainstay: the database \`.*\` is open in process ${serving.process.pid}: end it first.*\n$`),
    )
  })

  it.skipIf(process.platform === 'win32')('takes its work along, even where that hangs on a disk', async () => {
    const [organisation] = readdirSync(join(data, 'snapshots'))
    const elements = join(data, 'snapshots', organisation!, head.digest, 'inputs', 'elements.csv')
    renameSync(elements, `${elements}.kept`)
    // Whoever reads a pipe nobody writes to waits for ever.
    execFileSync('mkfifo', [elements])
    const { job } = await request<Analysis>('POST', `${at}/analyses`, {
      question: { kind: 'rules', asOf: '2030-01-01' },
    })
    while (workers().length === 0) await wait(20)
    const working = workers()
    await endServing(serving, 'SIGKILL')
    while (working.some(isRunning)) await wait(50)
    renameSync(`${elements}.kept`, elements)
    serving = await serve(data)
    await quiet()
    expect(await get<Job>(`/jobs/${job}`)).toMatchObject({ state: 'done', attempts: 2 })
  })

  it('comes back with the last good state, and what it was about is done once', async () => {
    const random = new RandomStream(SEED, 1)
    for (let kill = 0; kill < KILLS; kill += 1) {
      const round = 1 + Math.floor(kill / STEPS.length)
      const step = STEPS[kill % STEPS.length]!
      const doing = steps[step]!(round).catch(() => undefined)
      await wait(random.uniform() * took.get(step)!)
      const orphans = workers()
      await endServing(serving, 'SIGKILL')
      await doing
      while (orphans.some(isRunning)) await wait(50)
      serving = await serve(data)
      const jobs = await quiet()
      for (const { problem } of jobs.filter(({ state }) => state !== 'done'))
        expect(problem?.detail).toMatch(/ended .* before/)
      await lookWhole()
      await steps[step]!(round)
      await lookWhole()
    }
    const { id, state, version } = (await findArrival(Math.ceil(KILLS / STEPS.length)))!
    expect(state).toBe('accepted')
    expect(await request('POST', `${at}/arrivals/${id}/accept`, undefined, version)).toMatchObject({
      code: 'wrong-state',
    })
    const { items } = await get<Page<Snapshot>>(`${at}/snapshots`)
    const rounds = 1 + Math.ceil(KILLS / STEPS.length)
    expect(items.map(({ number }) => number)).toEqual(
      Array.from({ length: 1 + rounds }, (_, index) => 1 + rounds - index),
    )
    const sitesIn = ({ tables }: Snapshot): number => tables.find(({ table }) => table === 'sites')!.rows
    expect(sitesIn(items[0]!) - sitesIn(items.at(-1)!)).toBe(rounds)
    const { items: analyses } = await get<Page<Analysis>>(`${at}/analyses?kind=rules`)
    const plain = analyses.filter(({ question, state }) => state === 'done' && !('asOf' in question))
    expect(plain.map(({ snapshotNumber }) => snapshotNumber)).toEqual(items.map(({ number }) => number))
  })

  it('is whole at the end, and nothing of what was killed lies about', async () => {
    await endServing(serving)
    expect(serving.said.errors.trim()).toBe('ending; work under way goes on at the next start')
    expect((await verifyData({ data }, () => undefined)).damages).toEqual([])
    expect(readdirSync(join(data, 'scratch'))).toEqual([])
    for (const folder of ['snapshots', 'results'])
      for (const organisation of readdirSync(join(data, folder)))
        expect(readdirSync(join(data, folder, organisation)).filter((name) => name.startsWith('.'))).toEqual([])
  })
})
