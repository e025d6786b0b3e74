import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '#contract/application/problem.ts'
import { TaskFailed } from '#service/application/tasks/run-in-process.ts'
import { Refusal } from '#service/application/refusal.ts'
import {
  DatabaseFull,
  DatabaseUnavailable,
  DraftChanged,
  HeadMoved,
  NameTaken,
  NotFound,
  WrongState,
} from '#store/database/refusals.ts'
import { goneSignal } from '../reply-end.ts'
import { type Listening, listenWith } from '../fixtures/listening.ts'
import { addProblems, replyToUnreadable } from './problems.ts'
import { gatherMethods } from './wrong-methods.ts'

describe('a problem', () => {
  let server: Listening
  let begun: (() => void) | undefined
  let left: (() => void) | undefined
  beforeAll(async () => {
    server = await listenWith(
      (bare) => {
        addProblems(bare, () => undefined)
        const refuseWrongMethods = gatherMethods(bare)
        bare.get('/api/bug', async () => {
          throw new Error('the secret of the bug', { cause: new Error('its cause') })
        })
        bare.get('/api/full', async () => {
          throw new Error('writing failed', { cause: Object.assign(new Error('no space'), { code: 'ENOSPC' }) })
        })
        bare.get('/api/slow', { handlerTimeout: 20 }, () => new Promise(() => undefined))
        const refusals: Record<string, () => Error> = {
          away: () => new DatabaseUnavailable('the server is gone at 10.0.0.7'),
          'no-room': () => new DatabaseFull('the disk is full: could not extend file "base/5/16425"'),
          absent: () => new NotFound('workspace'),
          taken: () => new NameTaken('workspace', 'Mine'),
          moved: () => new HeadMoved('abc'),
          changed: () => new DraftChanged(7),
          state: () => new WrongState('job', 'done'),
          faulty: () => new Refusal('faulty-input', 'two errors stand in the way', []),
        }
        bare.get<{ Params: { what: string } }>('/api/refuse/:what', async ({ params }) => {
          throw refusals[params.what]!()
        })
        bare.get('/api/long', async (_request, reply) => {
          const gone = goneSignal(reply)
          begun?.()
          await new Promise((resolve) => gone.addEventListener('abort', resolve))
          throw new TaskFailed('cancelled', 'cancelled')
        })
        bare.addHook('onError', async () => left?.())
        bare.post('/api/take', async () => ({}))
        refuseWrongMethods()
      },
      { bodyLimit: 100, handlerTimeout: 5000, frameworkErrors: replyToUnreadable },
    )
  })
  afterAll(() => server.close())

  async function ask(path: string, init?: RequestInit) {
    const reply = await fetch(server.address + path, init)
    expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(reply.headers.get('cache-control')).toBe('no-store')
    const problem = (await reply.json()) as Problem
    expect(problem.status).toBe(reply.status)
    expect(problem.type).toBe(`urn:mainstay:problem:${problem.code}`)
    return { ...problem, headers: reply.headers }
  }
  const post = (body: string, type = 'application/json'): RequestInit => ({
    method: 'POST',
    body,
    headers: { 'content-type': type },
  })

  it('of a bug tells its number and nothing of the inside, which is in the log whole', async () => {
    const problem = await ask('/api/bug')
    expect(problem.code).toBe('failed')
    expect(JSON.stringify(problem)).not.toContain('secret')
    const logged = server.log.find(({ reqId, err }) => reqId === problem.instance && err !== undefined)
    expect(JSON.stringify(logged)).toMatch(/the secret of the bug.*its cause/)
  })

  it.each([
    ['/nowhere?name=secret', {}, 404, 'not-found'],
    ['/api/take', {}, 405, 'wrong-method'],
    ['/api/take', post('{"a":'), 400, 'invalid-request'],
    ['/api/take', post(''), 400, 'invalid-request'],
    ['/api/take', post('<a/>', 'application/xml'), 415, 'unsupported-media'],
    ['/api/take', post(JSON.stringify('x'.repeat(200))), 413, 'too-large'],
    ['/api/full', {}, 507, 'disk-full'],
    ['/api/slow', {}, 503, 'too-slow'],
    ['/api/%', {}, 400, 'invalid-request'],
  ])('at %s %j is %i %s', async (path, init, status, code) => {
    expect(await ask(path, init)).toMatchObject({ status, code })
  })

  it.each([
    ['away', 503, 'database-unavailable'],
    ['no-room', 507, 'disk-full'],
    ['absent', 404, 'not-found'],
    ['taken', 409, 'name-taken'],
    ['moved', 409, 'changed-meanwhile'],
    ['changed', 412, 'version-differs'],
    ['state', 409, 'wrong-state'],
    ['faulty', 422, 'faulty-input'],
  ])('of what the services refuse (%s) is %i %s', async (what, status, code) => {
    expect(await ask(`/api/refuse/${what}`)).toMatchObject({ status, code })
  })

  it('of a database that is away says when to ask again, and not where it is', async () => {
    const problem = await ask('/api/refuse/away')
    expect(problem.headers.get('retry-after')).toBe('5')
    expect(problem.detail).not.toContain('10.0.0.7')
  })

  it('is none where work was given up because nobody waits for it', async () => {
    const going = new AbortController()
    const isBegun = new Promise<void>((resolve) => (begun = resolve))
    const hasLeft = new Promise<void>((resolve) => (left = resolve))
    const asked = fetch(`${server.address}/api/long`, { signal: going.signal }).catch(() => undefined)
    const before = server.log.filter(({ level }) => Number(level) >= 50).length
    await isBegun
    going.abort()
    await Promise.all([asked, hasLeft])
    await wait(20)
    expect(server.log.filter(({ level }) => Number(level) >= 50)).toHaveLength(before)
  })

  it('of a wrong method names those there are', async () => {
    expect((await ask('/api/take')).headers.get('allow')).toBe('POST')
  })
})
