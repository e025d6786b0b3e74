import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askRaw, type Listening, listenWith } from '../fixtures/listening.ts'
import { addProblems } from './problems.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { addStaticPages, type ServePage } from './static-pages.ts'

describe('the pages', () => {
  let server: Listening
  beforeAll(async () => {
    server = await listenWith(async (bare) => {
      const pages: { serve?: ServePage } = {}
      addProblems(bare, () => pages.serve)
      await addSecurityHeaders(bare, false)
      bare.get('/api/v1/me', async () => ({}))
      pages.serve = await addStaticPages(bare, join(import.meta.dirname, '../fixtures/pages'))
    })
  })
  afterAll(() => server.close())
  const ask = (path: string, headers: Record<string, string> = { accept: 'text/html,*/*' }) =>
    askRaw(server.port, { path, headers })

  it.each([
    '/',
    '/workspaces/7/network?where=a~is~b',
    '/rules/gb-2022',
    '/network?search=ran.4g',
    '/network/elements/ENB.01',
  ])('are one at %s, with a nonce of its own', async (path) => {
    const [one, other] = [await ask(path), await ask(path)]
    expect(one.status).toBe(200)
    expect(one.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(one.headers['cache-control']).toBe('no-store')
    const nonce = /nonce="([0-9a-f]{32})"/.exec(one.text)?.[1]
    expect(one.headers['content-security-policy']).toContain(`script-src 'self' 'nonce-${nonce}'`)
    expect(other.text).not.toContain(nonce)
  })

  it('allow no script but ours, no other address, and no frame around them', async () => {
    const policy = String((await ask('/')).headers['content-security-policy'])
    expect(policy).toMatch(/default-src 'none'/)
    expect(policy).toMatch(/connect-src 'self'/)
    expect(policy).toMatch(/frame-ancestors 'none'/)
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
  })

  it('have files that a browser keeps for as long as their names say', async () => {
    expect((await ask('/assets/index-DiwrgTda.js')).headers['cache-control']).toBe(
      'public, max-age=31536000, immutable',
    )
    expect((await ask('/icon.svg')).headers['cache-control']).toBe('no-cache')
  })

  it('have files that were compressed when they were built', async () => {
    const { headers } = await ask('/assets/index-DiwrgTda.js', { 'accept-encoding': 'gzip' })
    expect(headers['content-encoding']).toBe('gzip')
    expect(headers['content-type']).toMatch(/javascript/)
    expect(headers['cache-control']).toMatch(/immutable/)
  })

  it.each(['/assets/index-OldHash1.js', '/api/v1/nowhere', '/assets/%2e%2e/%2e%2e/x.ts'])(
    'are not what is told at %s',
    async (path) => {
      const { status, headers } = await ask(path)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(headers['content-type']).toMatch(/^application\/problem\+json/)
    },
  )

  it('are not told to what wants no page', async () => {
    for (const path of ['/network', '/theme.js', '/.vite/manifest.json', '/../package.json'])
      expect([path, (await ask(path, { accept: '*/*' })).status]).toEqual([path, 404])
  })
})
