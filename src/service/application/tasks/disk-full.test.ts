import type * as Files from 'node:fs'
import type * as FilesLater from 'node:fs/promises'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { askAnalysis, getAnalysis } from '../analyses.ts'
import type { Asker } from '../application.ts'
import { acceptArrival, getArrival, previewArrival } from '../arrivals.ts'
import { arrive, jobEnds, withExample } from '../fixtures/with-example.ts'
import type { OpenApplication } from '../open-application.ts'
import { getWorkspace } from '../workspaces.ts'
import type * as RunInProcess from './run-in-process.ts'

// A disk that is full is not to be had everywhere: the system says so here of files whose names are given, as it would.
const disk = vi.hoisted(() => ({ full: undefined as RegExp | undefined }))

vi.mock('node:fs', async (original) => {
  const real = await original<typeof Files>()
  const createWriteStream = (...args: Parameters<typeof real.createWriteStream>) => {
    const stream = real.createWriteStream(...args)
    const refuse = (done: (error: Error) => void): void =>
      done(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' }))
    if (disk.full?.test(String(args[0]))) {
      stream._write = (_piece, _encoding, done) => refuse(done)
      stream._writev = (_pieces, done) => refuse(done)
    }
    return stream
  }
  return { ...real, createWriteStream }
})

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof FilesLater>()
  const open = async (...args: Parameters<typeof real.open>) => {
    if (args[1] === 'wx' && disk.full?.test(String(args[0])))
      throw Object.assign(new Error('ENOSPC: no space left on device, open'), { code: 'ENOSPC', syscall: 'open' })
    return real.open(...args)
  }
  return { ...real, open }
})

// In this process, whose disk it is.
vi.mock('./run-in-process.ts', async (original) => {
  const real = await original<typeof RunInProcess>()
  const { runTask } = await import('./run-task.ts')
  const { describeProblem } = await import('./task-failure.ts')
  const { rootOf } = await import('./task.ts')
  const runInProcess: typeof real.runInProcess = (request, watch) =>
    runTask(request, watch).catch((error: unknown) => {
      const { kind, message, log } = describeProblem(error, watch.signal, rootOf(request))
      throw new real.TaskFailed(kind, message, log)
    })
  return { ...real, runInProcess }
})

/** A machine may be busy; what is tested has no clock. */
const PATIENCE_MS = 300_000

describe('a full disk', { timeout: PATIENCE_MS }, () => {
  const data = mkdtempSync(join(tmpdir(), 'mainstay-full-'))
  let application: OpenApplication
  let asker: Asker
  let workspace: string
  let arrival: string
  beforeAll(async () => {
    const made = await withExample(data, 'by-hand')
    application = made.application
    asker = made.asker
    workspace = made.workspace.id
    arrival = await arrive(application, workspace, 'sites.csv', 'site,name\nNEW-1,A new site\nNEW-2\n')
  }, PATIENCE_MS)
  afterAll(async () => {
    await application.close()
    rmSync(data, { recursive: true, force: true })
  })

  /** Begins it with no room for these files, then again with room; gives both jobs as they ended. */
  async function twice(full: RegExp, begin: () => Promise<{ readonly job?: string | undefined }>) {
    const kept = filesIn(data)
    disk.full = full
    const refused = await jobEnds(application, (await begin()).job!).finally(() => (disk.full = undefined))
    expect(filesIn(data)).toEqual(kept)
    return { refused, done: await jobEnds(application, (await begin()).job!) }
  }

  function filesIn(folder: string): string[] {
    const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const files = found.map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    return files.filter((path) => !path.startsWith('database')).sort()
  }

  const FULL = { state: 'failed', problem: { code: 'disk-full', status: 507 } }

  it('fails the preview that finds no room, and what an earlier one told stands', async () => {
    const preview = () => previewArrival(application, asker, arrival, { source: 'ems', keepsGoodRows: true })
    const { refused, done } = await twice(/faults\.ndjson$/, preview)
    expect(refused).toMatchObject(FULL)
    expect(refused.problem!.detail).toMatch(/make room where the data lies, then ask again$/)
    expect(done.state).toBe('done')
    const told = join(application.folders.preview(asker.organisation, arrival), 'difference.ndjson')
    const before = readFileSync(told, 'utf8')
    expect((await twice(/difference\.ndjson$/, preview)).refused).toMatchObject(FULL)
    expect(readFileSync(told, 'utf8')).toBe(before)
    expect((await getArrival(application, asker, arrival)).state).toBe('previewed')
  })

  it('fails the import whose snapshot finds no room; the workspace stays, and takes it in once there is', async () => {
    const head = async () => (await getWorkspace(application, asker, workspace)).head!.number
    disk.full = /\.making-.*sites/
    const { job } = await acceptArrival(application, asker, arrival)
    const refused = await jobEnds(application, job!).finally(() => (disk.full = undefined))
    expect(refused).toMatchObject(FULL)
    expect(await head()).toBe(1)
    expect((await getArrival(application, asker, arrival)).state).toBe('previewed')
    const again = await acceptArrival(application, asker, arrival)
    expect((await jobEnds(application, again.job!)).state).toBe('done')
    expect(await head()).toBe(2)
  })

  it('fails the analysis whose answer finds no room, and keeps none of it', async () => {
    let asked = ''
    const ask = async () => {
      const { analysis } = await askAnalysis(application, asker, workspace, { question: { kind: 'rules' } })
      asked = analysis.id
      return analysis
    }
    const { refused, done } = await twice(/results.*\.making-/, ask)
    expect(refused).toMatchObject(FULL)
    expect(done.state).toBe('done')
    expect((await getAnalysis(application, asker, asked)).result).toBeDefined()
  })
})
