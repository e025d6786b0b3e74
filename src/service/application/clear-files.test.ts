import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
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

  it('was never part of what is verified, and going caused no trouble', async () => {
    await opened.restart(async () => {
      const { damages, snapshots } = await verifyData({ data: opened.data }, () => undefined)
      expect(damages).toEqual([])
      expect(snapshots).toBe(inFolder('snapshots').length)
    })
    expect(opened.troubles).toEqual([])
  })
})
