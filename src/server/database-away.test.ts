import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Analysis } from '#contract/application/analysis.ts'
import type { Job } from '#contract/application/job.ts'
import type { Problem } from '#contract/application/problem.ts'
import type { Workspace } from '#contract/application/workspace.ts'
import { type OpenApplication, openApplication } from '#service/application/open-application.ts'
import {
  startTestServer as startPostgres,
  type TestServer as Postgres,
  whyNoServer,
} from '#store/database/fixtures/test-server.ts'
import { createServer } from './create-server.ts'
import { ask } from './fixtures/test-server.ts'
import { closeGracefully, listen } from './listen.ts'

/** A machine may be busy; what is tested has no clock. */
const PATIENCE_MS = 300_000

describe.skipIf(whyNoServer !== undefined)('a server whose database goes away', { timeout: PATIENCE_MS }, () => {
  const data = mkdtempSync(join(tmpdir(), 'mainstay-away-'))
  const troubles: unknown[] = []
  let postgres: Postgres
  let application: OpenApplication
  let server: Awaited<ReturnType<typeof createServer>>
  let address: string
  let workspace: Workspace

  const get = async <Body>(path: string): Promise<Body> => (await ask<Body>(address, 'GET', path)).body
  async function jobEnds(id: string): Promise<Job> {
    for (;;) {
      const { status, body } = await ask<Job>(address, 'GET', `/api/v1/jobs/${id}`)
      if (status === 200 && body.endedAt !== undefined) return body
      await wait(50)
    }
  }

  beforeAll(async () => {
    postgres = await startPostgres()
    const url = await postgres.newDatabase()
    application = await openApplication({
      data,
      mode: 'local',
      postgres: url,
      onTrouble: (error) => troubles.push(error),
    })
    server = await createServer(application, { log: { level: 'silent' }, checksReplies: true })
    address = await listen(server, { mode: 'local', port: 0 })
    const body = { name: 'By hand', from: { kind: 'example', example: 'by-hand' } }
    workspace = (await ask<Workspace>(address, 'POST', '/api/v1/workspaces', { body })).body
    await jobEnds(workspace.job!)
  }, PATIENCE_MS)
  afterAll(async () => {
    await closeGracefully(server)
    await application.close()
    await postgres.end()
    rmSync(data, { recursive: true, force: true })
  })

  it('says so and when to ask again, and goes on by itself with all work under way', async () => {
    const body = { question: { kind: 'rules' } }
    const path = `/api/v1/workspaces/${workspace.id}/analyses`
    const { job, id } = (await ask<Analysis>(address, 'POST', path, { body })).body
    while ((await get<Job>(`/api/v1/jobs/${job}`)).state === 'queued') await wait(5)
    const watched = await fetch(`${address}/api/v1/jobs/${job}/events`)
    await postgres.crash()

    const refused = await ask<Problem>(address, 'GET', '/api/v1/workspaces')
    expect(refused).toMatchObject({ status: 503, body: { code: 'database-unavailable' } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.body.detail).not.toMatch(/postgres|127\.0\.0\.1/)
    const written = await ask<Problem>(address, 'POST', path, { body: { question: { kind: 'rules', packs: [] } } })
    expect(written).toMatchObject({ status: 503, body: { code: 'database-unavailable' } })
    const ready = await ask(address, 'GET', '/readyz')
    expect(ready).toMatchObject({ status: 503, body: { status: 'not ready', database: 'does not answer' } })
    expect(await ask(address, 'GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'alive' } })
    // Longer than the work takes: its end cannot be written down yet.
    await wait(3000)

    await postgres.start()
    expect(await jobEnds(job!)).toMatchObject({ state: 'done', attempts: 1 })
    expect((await get<Analysis>(`${path}/${id}`)).state).toBe('done')
    expect(await watched.text()).toMatch(/"state":"done"/)
    expect(await ask(address, 'GET', '/readyz')).toMatchObject({ body: { database: 'answers' } })
    expect((await get<{ items: Workspace[] }>('/api/v1/workspaces')).items).toHaveLength(1)
    expect(troubles).toEqual([])
  })

  it('takes in once what two accept at the same moment', async () => {
    const form = new FormData()
    form.append('files', new Blob(['site,name\nNEW-1,A new site\n']), 'sites.csv')
    const at = `/api/v1/workspaces/${workspace.id}/arrivals`
    const { id } = (await (await fetch(address + at, { method: 'POST', body: form })).json()) as { id: string }
    const previewing = await ask<{ job: string }>(address, 'POST', `${at}/${id}/preview`, { body: { source: 'ems' } })
    expect((await jobEnds(previewing.body.job)).state).toBe('done')
    const { version } = await get<{ version: string }>(`${at}/${id}`)
    const headers = { 'if-match': `"${version}"` }
    const accept = () => ask<{ job: string } & Problem>(address, 'POST', `${at}/${id}/accept`, { headers })
    const both = await Promise.all([accept(), accept(), accept()])
    expect(both.map(({ status }) => status).sort((left, right) => left - right)).toEqual([202, 409, 409])
    expect(both.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual([
      'wrong-state',
      'wrong-state',
    ])
    expect((await jobEnds(both.find(({ status }) => status === 202)!.body.job)).state).toBe('done')
    expect((await get<Workspace>(`/api/v1/workspaces/${workspace.id}`)).head!.number).toBe(2)
  })
})
