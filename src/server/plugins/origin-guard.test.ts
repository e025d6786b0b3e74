import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askRaw, type Listening, listenWith } from '../fixtures/listening.ts'
import { addLoopbackGuard, addOriginGuard } from './origin-guard.ts'
import { addProblems } from './problems.ts'

describe('in local mode', () => {
  let server: Listening
  beforeAll(async () => {
    server = await listenWith((bare) => {
      addProblems(bare, () => undefined)
      bare.decorateRequest('actor', undefined)
      addLoopbackGuard(bare)
      addOriginGuard(bare, undefined)
      bare.route({ method: ['GET', 'POST', 'DELETE'], url: '/', handler: async () => ({}) })
    })
  })
  afterAll(() => server.close())

  const statusOf = async (method: string, headers: Record<string, string>): Promise<number> =>
    (await askRaw(server.port, { method, headers: { host: `localhost:${server.port}`, ...headers } })).status

  it('only the names of this machine with our port are answered', async () => {
    const { port } = server
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, `LOCALHOST:${port}`])
      expect([host, await statusOf('GET', { host })]).toEqual([host, 200])
    for (const host of [
      `evil.example:${port}`,
      `localhost.evil.example:${port}`,
      `127.0.0.1.evil.example:${port}`,
      'localhost',
      `localhost:${port + 1}`,
      `evil@localhost:${port}`,
      `0.0.0.0:${port}`,
    ])
      expect([host, await statusOf('GET', { host })]).toEqual([host, 403])
  })

  it('what comes by way of a proxy is refused, for everybody would be this machine', async () => {
    for (const name of ['forwarded', 'x-forwarded-for', 'X-Forwarded-Proto', 'x-real-ip'])
      expect([name, await statusOf('GET', { [name]: '192.0.2.1' })]).toEqual([name, 403])
  })

  it('a page of another site can change nothing', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `http://localhost:${server.port + 1}` },
      { origin: `https://localhost:${server.port}` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]
    for (const headers of foreign) {
      expect([headers, await statusOf('POST', headers)]).toEqual([headers, 403])
      expect(await statusOf('DELETE', headers)).toBe(403)
    }
  })

  it('our own pages and programs without a browser can', async () => {
    expect(await statusOf('POST', { origin: `http://localhost:${server.port}`, 'sec-fetch-site': 'same-origin' })).toBe(
      200,
    )
    expect(await statusOf('POST', {})).toBe(200)
    expect(await statusOf('GET', { 'sec-fetch-site': 'cross-site' })).toBe(200)
  })
})
