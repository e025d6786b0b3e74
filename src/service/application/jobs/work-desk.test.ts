import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isRunning } from '#store/running-process.ts'
import { askAnalysis, getAnalysis } from '../analyses.ts'
import type { Asker } from '../application.ts'
import { acceptArrival, getArrival, previewArrival } from '../arrivals.ts'
import { arrive, jobEnds, withExample } from '../fixtures/with-example.ts'
import { cancelJob, getJob } from '../jobs.ts'
import { type OpenApplication, openApplication } from '../open-application.ts'
import { getWorkspace, listSnapshots } from '../workspaces.ts'

/** A machine may be busy; what is tested has no clock. */
const PATIENCE_MS = 300_000

describe('work of the application', { timeout: PATIENCE_MS }, () => {
  const data = mkdtempSync(join(tmpdir(), 'mainstay-work-'))
  const troubles: unknown[] = []
  const onTrouble = (error: unknown) => void troubles.push(error)
  let application: OpenApplication
  let asker: Asker
  let workspace: string
  beforeAll(async () => {
    const made = await withExample(data, 'by-hand', onTrouble)
    application = made.application
    asker = made.asker
    workspace = made.workspace.id
  }, PATIENCE_MS)
  afterAll(async () => {
    await application.close()
    rmSync(data, { recursive: true, force: true })
  })

  const scratch = (): string[] => readdirSync(join(data, 'scratch'))

  /** The process that does the only job under way, once it has begun. */
  async function worker(but?: number): Promise<number> {
    for (;;) {
      for (const name of scratch()) {
        const found = Number(/-(\d+)-[0-9a-f]+$/.exec(name)![1])
        if (found !== but) return found
      }
      await wait(5)
    }
  }

  describe.skipIf(process.platform === 'win32')('that does not come to an end by itself', () => {
    let elements: string
    beforeEach(async () => {
      const { digest } = (await getWorkspace(application, asker, workspace)).head!
      elements = join(data, 'snapshots', asker.organisation, digest, 'inputs', 'elements.csv')
    })

    /** Whoever reads a pipe nobody writes to waits for ever. */
    function stall(): () => void {
      renameSync(elements, `${elements}.kept`)
      execFileSync('mkfifo', [elements])
      return () => renameSync(`${elements}.kept`, elements)
    }
    let day = 1
    const ask = async () => {
      const question = { kind: 'rules', asOf: `2030-01-0${day++}` } as const
      return (await askAnalysis(application, asker, workspace, { question })).analysis
    }

    it('is tried again when its process dies, and then done', async () => {
      const goOn = stall()
      const { id, job } = await ask()
      const first = await worker()
      goOn()
      process.kill(first, 'SIGKILL')
      expect(await jobEnds(application, job!)).toMatchObject({ state: 'done', attempts: 2 })
      expect((await getAnalysis(application, asker, id)).state).toBe('done')
      // Whoever runs the server finds it in the log.
      expect(troubles.splice(0)).toMatchObject([{ kind: 'process-died' }])
      expect(scratch()).toEqual([])
    })

    it('has failed when its process has died three times, for a plain reason, and other work goes on', async () => {
      const goOn = stall()
      const { id, job } = await ask()
      let last: number | undefined
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        last = await worker(last)
        process.kill(last, 'SIGKILL')
      }
      const ended = await jobEnds(application, job!)
      const detail = 'the process that did the work was ended, most often because memory ran out'
      expect(ended).toMatchObject({ state: 'failed', attempts: 3, problem: { code: 'failed', detail } })
      expect((await getAnalysis(application, asker, id)).problem?.detail).toBe(detail)
      expect(scratch()).toEqual([])
      goOn()
      expect((await jobEnds(application, (await ask()).job!)).state).toBe('done')
      expect(troubles.splice(0)).toHaveLength(3)
    })

    it('ends with its process when somebody cancels it, and leaves nothing', async () => {
      const goOn = stall()
      const { job } = await ask()
      const working = await worker()
      await cancelJob(application, asker, job!)
      expect((await jobEnds(application, job!)).state).toBe('cancelled')
      expect(isRunning(working)).toBe(false)
      expect(scratch()).toEqual([])
      goOn()
    })

    it('waits for the next start when the application ends, and the try does not count', async () => {
      const goOn = stall()
      const { job } = await ask()
      await worker()
      expect((await getJob(application, asker, job!)).attempts).toBe(1)
      await application.close()
      expect(scratch()).toEqual([])
      goOn()
      // As a process leaves it that was killed, and whose number nobody has any more.
      mkdirSync(join(data, 'scratch', `.making-${hostname()}-4194305-0`))
      writeFileSync(join(data, 'results', asker.organisation, `.making-${hostname()}-4194305-1`), '')
      application = await openApplication({ data, mode: 'local', onTrouble })
      expect(await jobEnds(application, job!)).toMatchObject({ state: 'done', attempts: 1 })
      expect(scratch()).toEqual([])
      expect(readdirSync(join(data, 'results', asker.organisation)).filter((name) => name.startsWith('.'))).toEqual([])
    })
  })

  const arriveWith = (site: string): Promise<string> =>
    arrive(application, workspace, 'sites.csv', `site,name\n${site},A new site\n`)
  const preview = async (id: string, source: string): Promise<void> => {
    const { job } = await previewArrival(application, asker, id, { source })
    expect((await jobEnds(application, job!)).state).toBe('done')
  }
  const stateOf = async (id: string) => (await getArrival(application, asker, id)).state

  it('of two who accept at once takes in one; the other is told, previews anew and is taken in too', async () => {
    const before = (await getWorkspace(application, asker, workspace)).head!.number
    const sources = ['one', 'two']
    const arrivals = [await arriveWith('NEW-1'), await arriveWith('NEW-2')]
    for (const [index, id] of arrivals.entries()) await preview(id, sources[index]!)
    const accepting = await Promise.all(arrivals.map((id) => acceptArrival(application, asker, id)))
    const ended = await Promise.all(accepting.map(({ job }) => jobEnds(application, job!)))
    expect(ended.map(({ state }) => state).sort()).toEqual(['done', 'failed'])
    const lost = ended.findIndex(({ state }) => state === 'failed')
    expect(ended[lost]!.problem).toMatchObject({
      code: 'changed-meanwhile',
      detail: 'somebody else changed the workspace after this preview: preview it anew, then accept',
    })
    const id = arrivals[lost]!
    expect(await getArrival(application, asker, id)).toMatchObject({ state: 'previewed', isBehind: true })
    await expect(acceptArrival(application, asker, id)).rejects.toMatchObject({ code: 'changed-meanwhile' })
    await preview(id, sources[lost]!)
    const { job } = await acceptArrival(application, asker, id)
    expect((await jobEnds(application, job!)).state).toBe('done')
    expect(await Promise.all(arrivals.map(stateOf))).toEqual(['accepted', 'accepted'])
    const { items } = await listSnapshots(application, asker, workspace, {})
    expect(items[0]!.number).toBe(before + 2)
    const sitesIn = (index: number) => items[index]!.tables.find(({ table }) => table === 'sites')!.rows
    expect([sitesIn(0) - sitesIn(1), sitesIn(1) - sitesIn(2)]).toEqual([1, 1])
  })

  it('of two who accept the same takes it in once', async () => {
    const before = (await getWorkspace(application, asker, workspace)).head!.number
    const id = await arriveWith('NEW-3')
    await preview(id, 'three')
    const both = await Promise.allSettled([1, 2].map(() => acceptArrival(application, asker, id)))
    const taken = both.filter((one) => one.status === 'fulfilled')
    expect(taken).toHaveLength(1)
    expect((await jobEnds(application, taken[0]!.value.job!)).state).toBe('done')
    expect((await getWorkspace(application, asker, workspace)).head!.number).toBe(before + 1)
    expect(troubles).toEqual([])
  })
})
