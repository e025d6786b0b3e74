import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeWorkspace as removeRows } from '#store/database/workspaces.ts'
import { askAnalysis } from './analyses.ts'
import type { Asker } from './application.ts'
import { rejectArrival } from './arrivals.ts'
import { verifyData } from './backup/verify-data.ts'
import { arrive, jobEnds, withExample } from './fixtures/with-example.ts'
import { getJob } from './jobs.ts'
import { type OpenApplication, openApplication } from './open-application.ts'
import { listRows } from './tables.ts'
import { createWorkspace, getWorkspace, listWorkspaces, removeWorkspace } from './workspaces.ts'

/** A machine may be busy; what is tested has no clock. */
const PATIENCE_MS = 300_000
const EXAMPLE = { kind: 'example', example: 'by-hand' } as const

describe('what nobody refers to any more', { timeout: PATIENCE_MS }, () => {
  const data = mkdtempSync(join(tmpdir(), 'mainstay-clear-'))
  const troubles: unknown[] = []
  const open = () => openApplication({ data, mode: 'local', onTrouble: (error) => troubles.push(error) })
  let application: OpenApplication
  let asker: Asker
  let workspace: string
  beforeAll(async () => {
    const made = await withExample(data, 'by-hand', (error) => troubles.push(error))
    application = made.application
    asker = made.asker
    workspace = made.workspace.id
  }, PATIENCE_MS)
  afterAll(async () => {
    await application.close()
    rmSync(data, { recursive: true, force: true })
  })

  const FOLDERS = ['snapshots', 'results', 'arrivals'] as const
  const inFolder = (folder: (typeof FOLDERS)[number]): string[] => {
    const path = join(data, folder, asker.organisation)
    return existsSync(path) ? readdirSync(path) : []
  }
  const counted = () => FOLDERS.map((folder) => inFolder(folder).length)
  async function until(counts: readonly number[]): Promise<void> {
    while (counted().join() !== counts.join()) await wait(20)
  }
  const restart = async (): Promise<void> => {
    await application.close()
    application = await open()
  }

  async function make(name: string): Promise<string> {
    const { id, job } = await createWorkspace(application, asker, { name, from: EXAMPLE })
    expect((await jobEnds(application, job!)).state).toBe('done')
    return id
  }
  async function answer(id: string): Promise<void> {
    const { analysis } = await askAnalysis(application, asker, id, { question: { kind: 'rules' } })
    expect((await jobEnds(application, analysis.job!)).state).toBe('done')
  }

  it('stays as long as another workspace shares it, and goes with the last that does', async () => {
    const second = await make('by-hand again')
    const [one, two] = [
      (await getWorkspace(application, asker, workspace)).head!.digest,
      (await getWorkspace(application, asker, second)).head!.digest,
    ]
    const shared = one === two ? 1 : 2
    await answer(workspace)
    await answer(second)
    await arrive(application, second, 'sites.csv', 'site,name\nNEW,New\n')
    await listRows(application, asker, { workspace: second, table: 'sites' }, {})
    const results = inFolder('results').length
    expect(counted()).toEqual([shared, results, 1])
    await removeWorkspace(application, asker, second)
    await until([1, 1, 0])
    expect((await listRows(application, asker, { workspace, table: 'sites' }, {})).total).toBeGreaterThan(0)
    await expect(getWorkspace(application, asker, second)).rejects.toThrow('no such workspace')
  })

  it('goes although its jobs were under way: they are cancelled first', async () => {
    const { id, job } = await createWorkspace(application, asker, { name: 'short', from: EXAMPLE })
    while ((await getJob(application, asker, job!)).state === 'queued') await wait(5)
    await removeWorkspace(application, asker, id)
    expect(['cancelled', 'done']).toContain((await jobEnds(application, job!)).state)
    await until([inFolder('snapshots').length, 1, 0])
    expect((await listWorkspaces(application, asker, {})).items.map(({ name }) => name)).not.toContain('short')
  })

  it('goes at the next start, if the process was killed after the rows had gone', async () => {
    const before = counted()
    // Of the name of one that was removed.
    const third = await make('by-hand again')
    await arrive(application, third, 'sites.csv', 'site,name\nNEW,New\n')
    await application.database.asMember(asker, (acts) => removeRows(acts, third))
    expect(counted()[2]).toBe(1)
    await restart()
    expect(counted()).toEqual(before)
  })

  it('goes at a later start, if an upload was killed before its row was there, or on the way', async () => {
    const arrivals = join(data, 'arrivals', asker.organisation)
    const strays = ['00000000-0000-4000-8000-000000000000', `.making-${hostname()}-4194305-0`]
    for (const stray of strays) {
      mkdirSync(join(arrivals, stray, 'files'), { recursive: true })
      writeFileSync(join(arrivals, stray, 'files', 'sites.csv'), 'site\n')
    }
    const kept = await arrive(application, workspace, 'sites.csv', 'site,name\nNEW,New\n')
    await restart()
    // The database may have been restored from before it came.
    expect(inFolder('arrivals').sort()).toEqual([strays[0], kept].sort())
    const lately = Date.now() / 1000 - 8 * 24 * 3600
    utimesSync(join(arrivals, strays[0]!), lately, lately)
    await restart()
    expect(inFolder('arrivals')).toEqual([kept])
    await rejectArrival(application, asker, kept)
    while (existsSync(application.folders.arrival(asker.organisation, kept))) await wait(20)
  })

  it('stays where the database merely does not know of it, and so do the files of an organisation it does not know', async () => {
    const sealed = join(data, 'snapshots', asker.organisation, 'f'.repeat(64))
    const ofOthers = join(data, 'snapshots', '00000000-0000-4000-8000-000000000009')
    for (const folder of [sealed, join(ofOthers, 'f'.repeat(64))]) mkdirSync(folder, { recursive: true })
    await restart()
    expect(existsSync(sealed)).toBe(true)
    expect(readdirSync(ofOthers)).toHaveLength(1)
    for (const folder of [sealed, ofOthers]) rmSync(folder, { recursive: true })
  })

  it('was never part of what is verified, and going caused no trouble', async () => {
    await application.close()
    const { damages, snapshots } = await verifyData({ data }, () => undefined)
    expect(damages).toEqual([])
    expect(snapshots).toBe(inFolder('snapshots').length)
    application = await open()
    expect(troubles).toEqual([])
  })
})
