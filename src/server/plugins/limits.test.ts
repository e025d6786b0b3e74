import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '#contract/application/problem.ts'
import type { Actor } from '../actor.ts'
import { type Listening, listenWith } from '../fixtures/listening.ts'
import { addHeavyLimit, addRateLimit } from './limits.ts'
import { addProblems } from './problems.ts'

describe('limits', () => {
  let server: Listening
  const held: (() => void)[] = []
  beforeAll(async () => {
    server = await listenWith(async (bare) => {
      addProblems(bare, () => undefined)
      bare.decorateRequest('actor', undefined)
      bare.addHook('onRequest', async (request) => {
        const id = request.headers['x-person'] as string | undefined
        if (id !== undefined) request.actor = { asker: { person: id }, through: 'session' } as Actor
      })
      await addRateLimit(bare, 5)
      addHeavyLimit(bare, { atOnce: 3, ofOne: 2 })
      bare.get('/', async () => ({}))
      bare.get('/upload', { config: { isHeavy: true, isUpload: true } }, async () => ({}))
      bare.get('/heavy', { config: { isHeavy: true } }, async () => {
        await new Promise<void>((resolve) => held.push(resolve))
        return {}
      })
    })
  })
  afterAll(() => server.close())

  const ask = (path: string, person: string, signal?: AbortSignal): Promise<Response> =>
    fetch(server.address + path, { headers: { 'x-person': person }, ...(signal ? { signal } : {}) })

  it('stop a person who asks too much in a minute, and nobody else', async () => {
    for (let count = 0; count < 5; count += 1) expect((await ask('/', 'ada')).status).toBe(200)
    const refused = await ask('/', 'ada')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(((await refused.json()) as Problem).code).toBe('too-many-requests')
    expect((await ask('/', 'bo')).status).toBe(200)
  })

  it('bound what is heavy at once, and make room when a client goes away', async () => {
    const going = new AbortController()
    const first = ask('/heavy', 'c', going.signal).catch(() => 'gone')
    const second = ask('/heavy', 'd')
    const another = ask('/heavy', 'd')
    await wait(50)
    expect((await ask('/heavy', 'e')).status).toBe(429)
    // Uploads are counted apart.
    expect((await ask('/upload', 'e')).status).toBe(200)
    going.abort()
    expect(await first).toBe('gone')
    await wait(50)
    const third = ask('/heavy', 'e')
    await wait(50)
    for (const release of held) release()
    expect([(await second).status, (await another).status, (await third).status]).toEqual([200, 200, 200])
  })

  it('keep one person from taking the places of all', async () => {
    const own = [ask('/heavy', 'f'), ask('/heavy', 'f')]
    await wait(50)
    const refused = await ask('/heavy', 'f')
    expect([refused.status, ((await refused.json()) as Problem).detail]).toEqual([
      429,
      '2 exports or reports of yours are under way; wait for one to end',
    ])
    const other = ask('/heavy', 'g')
    await wait(50)
    for (const release of held) release()
    expect((await Promise.all([...own, other])).map(({ status }) => status)).toEqual([200, 200, 200])
  })
})
