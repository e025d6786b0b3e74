import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entityTag, isKnown, tagOf, versionsSeen } from './entity-tags.ts'
import type { SeenVersions } from '#service/application/version-of.ts'
import { askRaw, type Listening, listenWith } from './fixtures/listening.ts'
import { addProblems } from './plugins/problems.ts'

const tell = (seen: SeenVersions) => (seen === '*' ? seen : [...seen])

describe('entity tags', () => {
  let server: Listening
  beforeAll(async () => {
    server = await listenWith((bare) => {
      addProblems(bare, () => undefined)
      bare.get('/', async (request, reply) => (isKnown(request, reply, entityTag('a', 1)) ? reply : { told: true }))
      bare.put('/', async (request) => ({ seen: tell(versionsSeen(request)) }))
    })
  })
  afterAll(() => server.close())

  const ask = (method: string, headers: Record<string, string> = {}) => askRaw(server.port, { method, headers })

  it('tell the same parts the same, and others otherwise', () => {
    expect(entityTag('a', 1)).toBe(entityTag('a', 1))
    expect(new Set([entityTag('a', 1), entityTag('a', '1'), entityTag('a1'), entityTag('a', 1, '')]).size).toBe(4)
  })

  it('spare a reply that is known', async () => {
    const tag = entityTag('a', 1)
    for (const seen of [tag, `W/${tag}`, `"other", ${tag}`, `"a,b",, W/${tag} ,`, '*']) {
      const { status, text } = await ask('GET', { 'if-none-match': seen })
      expect([seen, status, text]).toEqual([seen, 304, ''])
    }
    expect((await ask('GET', { 'if-none-match': '"other"' })).status).toBe(200)
  })

  it('are asked for before something is changed', async () => {
    const seenBy = async (header: string) => JSON.parse((await ask('PUT', { 'if-match': header })).text).seen
    expect(await seenBy(tagOf({ version: 'v7' }))).toEqual(['v7'])
    expect(await seenBy('"v7", "v8"')).toEqual(['v7', 'v8'])
    expect(await seenBy(' ,W/"v6" ,\t"a,b","",')).toEqual(['a,b', ''])
    expect(await seenBy(' * ')).toBe('*')
    expect((await ask('PUT')).status).toBe(428)
    for (const seen of ['v7', 'W/"v7"', '"v7" "v8"', '"v7', '"v7", v8', '*, "v7"', ',']) {
      expect([seen, (await ask('PUT', { 'if-match': seen })).status]).toEqual([seen, 412])
    }
  })
})
