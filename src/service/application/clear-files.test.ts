import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { enqueue } from '#store/database/jobs.ts'
import type { JobState } from '#store/database/tables.ts'
import { removeWorkspace as removeRows } from '#store/database/workspaces.ts'
import { askAnalysis } from './analyses.ts'
import { rejectArrival } from './arrivals.ts'
import { verifyData } from './backup/verify-data.ts'
import { arrive, jobEnds, openedWithExample, PATIENCE_MS } from './fixtures/with-example.ts'
import { getJob } from './jobs.ts'
import { listRows } from './tables.ts'
import { createWorkspace, getWorkspace, listWorkspaces, removeWorkspace } from './workspaces.ts'

const EXAMPLE = { kind: 'example', example: 'by-hand' } as const

describe('what nobody refers to any more', { timeout: PATIENCE_MS }, () => {
  const opened = openedWithExample('by-hand')

  const FOLDERS = ['snapshots', 'results', 'arrivals'] as const
  const inFolder = (folder: (typeof FOLDERS)[number]): string[] => {
    const path = join(opened.data, folder, opened.asker.organisation)
    return existsSync(path) ? readdirSync(path) : []
  }
  const counted = () => FOLDERS.map((folder) => inFolder(folder).length)
  async function until(counts: readonly number[]): Promise<void> {
    while (counted().join() !== counts.join()) await wait(20)
  }

  async function make(name: string): Promise<string> {
    const { id, job } = await createWorkspace(opened.application, opened.asker, { name, from: EXAMPLE })
    expect((await jobEnds(opened.application, job!)).state).toBe('done')
    return id
  }
  async function answer(id: string): Promise<void> {
    const { analysis } = await askAnalysis(opened.application, opened.asker, id, { question: { kind: 'rules' } })
    expect((await jobEnds(opened.application, analysis.job!)).state).toBe('done')
  }

  it('stays as long as another workspace shares it, and goes with the last that does', async () => {
    const second = await make('by-hand again')
    const [one, two] = [
      (await getWorkspace(opened.application, opened.asker, opened.workspace)).head!.digest,
      (await getWorkspace(opened.application, opened.asker, second)).head!.digest,
    ]
    const shared = one === two ? 1 : 2
    await answer(opened.workspace)
    await answer(second)
    await arrive(opened.application, second, 'sites.csv', 'site,name\nNEW,New\n')
    await listRows(opened.application, opened.asker, { workspace: second, table: 'sites' }, {})
    const results = inFolder('results').length
    expect(counted()).toEqual([shared, results, 1])
    await removeWorkspace(opened.application, opened.asker, second)
    await until([1, 1, 0])
    // With it goes who made it.
    while (readdirSync(join(opened.data, 'makers', opened.asker.organisation)).length !== 2) await wait(20)
    expect(
      (await listRows(opened.application, opened.asker, { workspace: opened.workspace, table: 'sites' }, {})).total,
    ).toBeGreaterThan(0)
    await expect(getWorkspace(opened.application, opened.asker, second)).rejects.toThrow('no such workspace')
  })

  it('goes although its jobs were under way: they are cancelled first', async () => {
    const { id, job } = await createWorkspace(opened.application, opened.asker, { name: 'short', from: EXAMPLE })
    while ((await getJob(opened.application, opened.asker, job!)).state === 'queued') await wait(5)
    await removeWorkspace(opened.application, opened.asker, id)
    expect(['cancelled', 'done']).toContain((await jobEnds(opened.application, job!)).state)
    await until([inFolder('snapshots').length, 1, 0])
    expect((await listWorkspaces(opened.application, opened.asker, {})).items.map(({ name }) => name)).not.toContain(
      'short',
    )
  })

  it('goes at the next start, if the process was killed after the rows had gone', async () => {
    const before = counted()
    // Of the name of one that was removed.
    const third = await make('by-hand again')
    await arrive(opened.application, third, 'sites.csv', 'site,name\nNEW,New\n')
    await opened.application.database.asMember(opened.asker, (acts) => removeRows(acts, third))
    expect(counted()[2]).toBe(1)
    await opened.restart()
    expect(counted()).toEqual(before)
  })

  it('goes at a later start, if an upload was killed before its row was there, or on the way', async () => {
    const arrivals = join(opened.data, 'arrivals', opened.asker.organisation)
    const strays = ['00000000-0000-4000-8000-000000000000', `.making-${hostname()}-4194305-0`]
    for (const stray of strays) {
      mkdirSync(join(arrivals, stray, 'files'), { recursive: true })
      writeFileSync(join(arrivals, stray, 'files', 'sites.csv'), 'site\n')
    }
    const kept = await arrive(opened.application, opened.workspace, 'sites.csv', 'site,name\nNEW,New\n')
    await opened.restart()
    // The database may have been restored from before it came.
    expect(inFolder('arrivals').sort()).toEqual([strays[0], kept].sort())
    const lately = Date.now() / 1000 - 8 * 24 * 3600
    utimesSync(join(arrivals, strays[0]!), lately, lately)
    await opened.restart()
    expect(inFolder('arrivals')).toEqual([kept])
    await rejectArrival(opened.application, opened.asker, kept)
    while (existsSync(opened.application.folders.arrival(opened.asker.organisation, kept))) await wait(20)
  })

  it('stays where the database merely does not know of it, and so do the files of an organisation it does not know', async () => {
    const sealed = join(opened.data, 'snapshots', opened.asker.organisation, 'f'.repeat(64))
    const ofOthers = join(opened.data, 'snapshots', '00000000-0000-4000-8000-000000000009')
    for (const folder of [sealed, join(ofOthers, 'f'.repeat(64))]) mkdirSync(folder, { recursive: true })
    await opened.restart()
    expect(existsSync(sealed)).toBe(true)
    expect(readdirSync(ofOthers)).toHaveLength(1)
    for (const folder of [sealed, ofOthers]) rmSync(folder, { recursive: true })
  })

  describe('although it was sealed', () => {
    const notes = () => join(opened.data, 'makers', opened.asker.organisation)
    const DAY_MS = 24 * 3600 * 1000
    const inDays = (days: number) => ({ now: () => new Date(Date.now() + days * DAY_MS) })
    /** As a job leaves it that was ended between the sealing and the row. */
    function seal(digest: string, makers: readonly string[]): string {
      const folder = join(opened.data, 'snapshots', opened.asker.organisation, digest)
      mkdirSync(join(folder, 'inputs'), { recursive: true })
      writeFileSync(join(notes(), digest), makers.map((maker) => `${maker}\n`).join(''))
      return folder
    }
    const setState = (id: string, state: JobState) =>
      opened.application.database.asSystem(({ sql, now }) =>
        sql
          .updateTable('jobs')
          .set({ state, finishedAt: state === 'queued' ? null : now })
          .where('id', '=', id)
          .execute(),
      )
    /** Of a kind nobody does. */
    async function jobThatIs(state: JobState): Promise<string> {
      const { database } = opened.application
      const { id } = await database.asMember(opened.asker, (acts) => enqueue(acts, { kind: 'none', payload: {} }))
      await setState(id, state)
      return id
    }
    const UNKNOWN = '00000000-0000-4000-8000-000000000001'

    it('is noted by every job that makes it, or finds it made', async () => {
      const { head } = await getWorkspace(opened.application, opened.asker, opened.workspace)
      expect(readFileSync(join(notes(), head!.digest), 'utf8')).toMatch(/^([0-9a-f-]{36}\n)+$/)
      const again = async () => {
        const { analysis } = await askAnalysis(opened.application, opened.asker, opened.workspace, {
          question: { kind: 'rules', asOf: '2031-01-01' },
        })
        return (await jobEnds(opened.application, analysis.job!)).id
      }
      const first = await again()
      await opened.application.database.asSystem(({ sql }) =>
        sql.deleteFrom('analyses').where('job', '=', first).execute(),
      )
      const second = await again()
      const note = readdirSync(notes())
        .map((digest) => readFileSync(join(notes(), digest), 'utf8'))
        .find((text) => text.includes(second))
      expect(note).toBe(`${first}\n${second}\n`)
    })

    it('goes seven days after the last job that made it or found it made has failed or was cancelled', async () => {
      const [one, other] = [await jobThatIs('failed'), await jobThatIs('cancelled')]
      const folder = seal('a'.repeat(64), [one, other])
      const result = join(opened.data, 'results', opened.asker.organisation, `${'a'.repeat(64)}.json.gz`)
      mkdirSync(dirname(result), { recursive: true })
      writeFileSync(result, '')
      await opened.restart(undefined, inDays(6.9))
      expect(existsSync(folder)).toBe(true)
      await opened.restart(undefined, { ...inDays(7.1), sweepEveryMs: 50 })
      expect([folder, result, join(notes(), 'a'.repeat(64))].filter(existsSync)).toEqual([])
      // While it is open too.
      const later = seal('b'.repeat(64), [one])
      while (existsSync(later)) await wait(20)
    })

    it('stays where any of them is not known, waits, or was done: a database restored from before does not know what came since', async () => {
      const [ended, waiting, done] = [await jobThatIs('cancelled'), await jobThatIs('queued'), await jobThatIs('done')]
      const { head } = await getWorkspace(opened.application, opened.asker, opened.workspace)
      const kept = [
        seal('1'.repeat(64), [ended, UNKNOWN]),
        seal('2'.repeat(64), [ended, waiting]),
        seal('3'.repeat(64), [ended, done]),
        seal('4'.repeat(64), []),
        // Torn by a loss of power.
        seal('5'.repeat(64), [ended, ended.slice(0, 8)]),
        // Referred to by another way.
        seal(head!.digest, [ended]),
      ]
      rmSync(join(notes(), '4'.repeat(64)))
      await opened.restart(undefined, inDays(100))
      expect(kept.filter((folder) => !existsSync(folder))).toEqual([])
      await setState(waiting, 'cancelled')
      for (const folder of kept.slice(0, 5)) rmSync(folder, { recursive: true })
    })
  })

  it('was never part of what is verified, and going caused no trouble', async () => {
    await opened.restart(async () => {
      const { damages, snapshots } = await verifyData({ data: opened.data }, () => undefined)
      expect(damages).toEqual([])
      expect(snapshots).toBe(inFolder('snapshots').length)
    })
    expect(opened.troubles).toEqual([])
  })
})
