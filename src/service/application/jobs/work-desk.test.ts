import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { isRunning } from '#store/running-process.ts'
import { askAnalysis, getAnalysis, removeAnalysis } from '../analyses.ts'
import { acceptArrival, getArrival, listArrivalDifference, previewArrival } from '../arrivals.ts'
import { arrive, jobEnds, openedWithExample, PATIENCE_MS } from '../fixtures/with-example.ts'
import { cancelJob, getJob } from '../jobs.ts'
import { resumeJob } from '../resume-job.ts'
import { getWorkspace, listSnapshots } from '../workspaces.ts'

describe('work of the application', { timeout: PATIENCE_MS }, () => {
  const opened = openedWithExample('by-hand')

  const scratch = (): string[] => readdirSync(join(opened.data, 'scratch'))

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
      const { digest } = (await getWorkspace(opened.application, opened.asker, opened.workspace)).head!
      elements = join(opened.data, 'snapshots', opened.asker.organisation, digest, 'inputs', 'elements.csv')
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
      return (await askAnalysis(opened.application, opened.asker, opened.workspace, { question })).analysis
    }

    it('is tried again when its process dies, and then done', async () => {
      const goOn = stall()
      const { id, job } = await ask()
      const first = await worker()
      goOn()
      process.kill(first, 'SIGKILL')
      expect(await jobEnds(opened.application, job!)).toMatchObject({ state: 'done', attempts: 2 })
      expect((await getAnalysis(opened.application, opened.asker, id)).state).toBe('done')
      // Whoever runs the server finds it in the log.
      expect(opened.troubles.splice(0)).toMatchObject([{ kind: 'process-died' }])
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
      const ended = await jobEnds(opened.application, job!)
      const detail = 'the process that did the work was ended, most often because memory ran out'
      expect(ended).toMatchObject({ state: 'failed', attempts: 3, problem: { code: 'failed', detail } })
      expect((await getAnalysis(opened.application, opened.asker, id)).problem?.detail).toBe(detail)
      expect(scratch()).toEqual([])
      goOn()
      expect((await jobEnds(opened.application, (await ask()).job!)).state).toBe('done')
      expect(opened.troubles.splice(0)).toHaveLength(3)
    })

    it('ends with its process when somebody cancels it, and leaves nothing', async () => {
      const goOn = stall()
      const { job } = await ask()
      const working = await worker()
      await cancelJob(opened.application, opened.asker, job!)
      expect((await jobEnds(opened.application, job!)).state).toBe('cancelled')
      expect(isRunning(working)).toBe(false)
      expect(scratch()).toEqual([])
      goOn()
    })

    it('is taken up again where it was cancelled, and then done under the same name', async () => {
      const goOn = stall()
      const { id, job } = await ask()
      await worker()
      await cancelJob(opened.application, opened.asker, job!)
      expect((await jobEnds(opened.application, job!)).state).toBe('cancelled')
      goOn()
      const resumed = await resumeJob(opened.application, opened.asker, job!)
      expect(resumed.attempts).toBe(1)
      expect((await getAnalysis(opened.application, opened.asker, id)).state).toMatch(/queued|running/)
      expect(await jobEnds(opened.application, job!)).toMatchObject({ state: 'done', attempts: 2 })
      expect((await getAnalysis(opened.application, opened.asker, id)).result).toMatch(/^[0-9a-f]{64}$/)
      await expect(resumeJob(opened.application, opened.asker, job!)).rejects.toThrow('the job is done')
    })

    it('is not taken up again where it was asked of another version, or asked anew since', async () => {
      const goOn = stall()
      const { id, job } = await ask()
      await worker()
      await cancelJob(opened.application, opened.asker, job!)
      await jobEnds(opened.application, job!)
      goOn()
      const resume = () => resumeJob(opened.application, opened.asker, job!)
      await opened.application.database.asSystem(({ sql }) =>
        sql.updateTable('analyses').set({ productVersion: '0.0.1' }).where('id', '=', id).execute(),
      )
      await expect(resume()).rejects.toThrow('it was asked of Mainstay 0.0.1')
      await removeAnalysis(opened.application, opened.asker, id)
      await expect(resume()).rejects.toThrow('no such analysis')
      expect((await getJob(opened.application, opened.asker, job!)).state).toBe('cancelled')
    })

    it('of an import that was cancelled is taken up again as it was asked, unless something else was done with it since', async () => {
      const id = await arriveWith('NEW-5')
      const cancelled = async (begin: () => Promise<{ job?: string }>): Promise<string> => {
        const goOn = stall()
        const { job } = await begin()
        await worker()
        await cancelJob(opened.application, opened.asker, job!)
        expect((await jobEnds(opened.application, job!)).state).toBe('cancelled')
        goOn()
        return job!
      }
      const first = await cancelled(() => previewArrival(opened.application, opened.asker, id, { source: 'five' }))
      await resumeJob(opened.application, opened.asker, first)
      expect((await jobEnds(opened.application, first)).state).toBe('done')
      expect(await getArrival(opened.application, opened.asker, id)).toMatchObject({
        state: 'previewed',
        read: { source: 'five' },
      })
      const accepting = await cancelled(() => acceptArrival(opened.application, opened.asker, id))
      const another = { ...opened.asker, person: randomUUID() }
      await expect(resumeJob(opened.application, another, accepting)).rejects.toMatchObject({ code: 'not-allowed' })
      await preview(id, 'six')
      await expect(resumeJob(opened.application, opened.asker, accepting)).rejects.toMatchObject({
        code: 'changed-meanwhile',
      })
    })

    it('waits for the next start when the application ends, and the try does not count', async () => {
      const goOn = stall()
      const { job } = await ask()
      await worker()
      expect((await getJob(opened.application, opened.asker, job!)).attempts).toBe(1)
      await opened.restart(() => {
        expect(scratch()).toEqual([])
        goOn()
        // As a process leaves it that was killed, and whose number nobody has any more.
        mkdirSync(join(opened.data, 'scratch', `.making-${hostname()}-4194305-0`))
        writeFileSync(join(opened.data, 'results', opened.asker.organisation, `.making-${hostname()}-4194305-1`), '')
      })
      expect(await jobEnds(opened.application, job!)).toMatchObject({ state: 'done', attempts: 1 })
      expect(scratch()).toEqual([])
      expect(
        readdirSync(join(opened.data, 'results', opened.asker.organisation)).filter((name) => name.startsWith('.')),
      ).toEqual([])
    })
  })

  const arriveWith = (site: string): Promise<string> =>
    arrive(opened.application, opened.workspace, 'sites.csv', `site,name\n${site},A new site\n`)
  const preview = async (id: string, source: string): Promise<void> => {
    const { job } = await previewArrival(opened.application, opened.asker, id, { source })
    expect((await jobEnds(opened.application, job!)).state).toBe('done')
  }
  const stateOf = async (id: string) => (await getArrival(opened.application, opened.asker, id)).state

  it('of two who accept at once takes in one; the other is told, previews anew and is taken in too', async () => {
    const before = (await getWorkspace(opened.application, opened.asker, opened.workspace)).head!.number
    const sources = ['one', 'two']
    const arrivals = [await arriveWith('NEW-1'), await arriveWith('NEW-2')]
    for (const [index, id] of arrivals.entries()) await preview(id, sources[index]!)
    const accepting = await Promise.all(arrivals.map((id) => acceptArrival(opened.application, opened.asker, id)))
    const ended = await Promise.all(accepting.map(({ job }) => jobEnds(opened.application, job!)))
    expect(ended.map(({ state }) => state).sort()).toEqual(['done', 'failed'])
    const lost = ended.findIndex(({ state }) => state === 'failed')
    expect(ended[lost]!.problem).toMatchObject({
      code: 'changed-meanwhile',
      detail: 'somebody else changed the workspace after this preview: preview it anew, then accept',
    })
    const id = arrivals[lost]!
    expect(await getArrival(opened.application, opened.asker, id)).toMatchObject({ state: 'previewed', isBehind: true })
    await expect(acceptArrival(opened.application, opened.asker, id)).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
    await preview(id, sources[lost]!)
    const { job } = await acceptArrival(opened.application, opened.asker, id)
    expect((await jobEnds(opened.application, job!)).state).toBe('done')
    expect(await Promise.all(arrivals.map(stateOf))).toEqual(['accepted', 'accepted'])
    const { items } = await listSnapshots(opened.application, opened.asker, opened.workspace, {})
    expect(items[0]!.number).toBe(before + 2)
    const sitesIn = (index: number) => items[index]!.tables.find(({ table }) => table === 'sites')!.rows
    expect([sitesIn(0) - sitesIn(1), sitesIn(1) - sitesIn(2)]).toEqual([1, 1])
  })

  it('of two who accept the same takes it in once', async () => {
    const before = (await getWorkspace(opened.application, opened.asker, opened.workspace)).head!.number
    const id = await arriveWith('NEW-3')
    await preview(id, 'three')
    const both = await Promise.allSettled([1, 2].map(() => acceptArrival(opened.application, opened.asker, id)))
    const taken = both.filter((one) => one.status === 'fulfilled')
    expect(taken).toHaveLength(1)
    expect((await jobEnds(opened.application, taken[0]!.value.job!)).state).toBe('done')
    expect((await getWorkspace(opened.application, opened.asker, opened.workspace)).head!.number).toBe(before + 1)
    expect(opened.troubles).toEqual([])
  })

  it('is to be done anew where an earlier version kept its preview in a form of its own', async () => {
    const id = await arriveWith('NEW-4')
    await preview(id, 'four')
    await opened.application.database.asSystem(({ sql }) =>
      sql.updateTable('arrivals').set({ preview: '{"tables":"42"}' }).where('id', '=', id).execute(),
    )
    const told = await getArrival(opened.application, opened.asker, id)
    expect(told).toMatchObject({ state: 'previewed', isOutdated: true, read: { source: 'four' } })
    expect(told.preview).toBeUndefined()
    for (const refused of [
      acceptArrival(opened.application, opened.asker, id),
      listArrivalDifference(opened.application, opened.asker, id, {}, {}),
    ])
      await expect(refused).rejects.toThrow('previewed by an earlier version of Mainstay')
    await preview(id, 'four')
    const anew = await getArrival(opened.application, opened.asker, id)
    expect([anew.isOutdated, anew.preview?.errors]).toEqual([undefined, 0])
  })
})
