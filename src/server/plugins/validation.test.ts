import Type from 'typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AskAnalysis } from '#contract/application/analysis.ts'
import { AddMember } from '#contract/application/people.ts'
import { RenameWorkspace } from '#contract/application/workspace.ts'
import type { Problem } from '#contract/application/problem.ts'
import { type Listening, listenWith } from '../fixtures/listening.ts'
import { named } from '../named-schema.ts'
import { addProblems } from './problems.ts'
import { addValidation } from './validation.ts'

const closed = { additionalProperties: false }
const Query = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
    where: Type.Optional(Type.Array(Type.String(), { maxItems: 2 })),
    isShared: Type.Optional(Type.Boolean()),
  },
  closed,
)
const Thing = Type.Object({ name: Type.String({ minLength: 1 }), days: Type.Integer() }, { $id: 'Thing', ...closed })

describe('a request', () => {
  let server: Listening
  beforeAll(async () => {
    server = await listenWith((bare) => {
      addProblems(bare, () => undefined)
      bare.addSchema(Thing)
      addValidation(bare)
      const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
      bare.post('/things/:id', { schema: { params, querystring: Query, body: named(Thing) } }, async (request) => ({
        query: request.query,
        body: request.body,
      }))
      bare.post('/names', { schema: { body: RenameWorkspace } }, async () => ({}))
      bare.post('/members', { schema: { body: AddMember } }, async () => ({}))
      bare.post('/analyses', { schema: { body: AskAnalysis } }, async () => ({}))
    })
  })
  afterAll(() => server.close())

  async function send(path: string, body: unknown): Promise<{ status: number; faults: string[]; reply: unknown }> {
    const reply = await fetch(`${server.address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const json = (await reply.json()) as Problem
    const faults = (json.requestFaults ?? []).map(({ where, problem }) => `${where} ${problem}`)
    return { status: reply.status, faults, reply: json }
  }
  const ID = '6f0d1d66-2f53-4f0e-9d51-0f6a5d0d5a11'

  it('has its text turned into numbers and lists, and what it leaves out filled in', async () => {
    const { reply } = await send(`/things/${ID}?where=a&isShared=true`, { name: 'a', days: 3 })
    expect(reply).toEqual({
      query: { where: ['a'], limit: 100, isShared: true },
      body: { name: 'a', days: 3 },
    })
  })

  it('is told all its faults at once, in every part of it', async () => {
    const { status, faults } = await send('/things/7?limit=0&wher=x&where=1&where=2&where=3', { days: '3', nmae: 1 })
    expect(status).toBe(400)
    expect(faults).toEqual([
      'path.id expected an identifier (UUID)',
      'query.wher is not known here; did you mean `where`?',
      'query.limit must be >= 1',
      'query.where must not have more than 2 items',
      'body.name is missing',
      'body.nmae is not known here; did you mean `name`?',
      'body.days expected integer',
    ])
  })

  it('does not get away with a text where its body should hold a number', async () => {
    expect((await send(`/things/${ID}`, { name: 'a', days: '3' })).faults).toEqual(['body.days expected integer'])
  })

  it('is refused where it names what is its own with what nobody sees, or what turns other words around', async () => {
    for (const name of ['', ' \u00a0', 'Core\u202eeroC', 'two\nlines', '\u001b[2J'])
      expect([name, (await send('/names', { name })).faults]).toEqual([
        name,
        [
          'body.name expected a name that can be seen, without control characters, ends of lines and marks that change the direction of writing',
        ],
      ])
    expect((await send('/names', { name: 'Kärnten 2' })).status).toBe(200)
    for (const email of ['ada', 'ada@', 'ada@x, bo@x', 'ada\u200b@x', 'a da@x', 'ada\u0000@x'])
      expect([email, (await send('/members', { email, role: 'viewer' })).faults]).toEqual([
        email,
        ['body.email expected one e-mail address, such as `ada@example.org`'],
      ])
    expect((await send('/members', { email: 'ada@example.org', role: 'viewer' })).status).toBe(200)
  })

  it('is told of the shape it meant where it had a choice', async () => {
    expect((await send('/analyses', { question: { kind: 'spares', target: 7, scenaro: 'x' } })).faults).toEqual([
      'body.question.scenaro is not known here',
      'body.question.target must be <= 0.999999999',
    ])
    expect((await send('/analyses', { question: { kind: 'spares', target: 0.9999999991 } })).faults).toEqual([
      'body.question.target must be <= 0.999999999',
    ])
    expect((await send('/analyses', { question: { kind: 'spares', target: 0.999999999 } })).status).toBe(200)
  })

  it('is told what it may choose from where it chose something else', async () => {
    expect((await send('/analyses', { question: { kind: 'swap' } })).faults).toEqual([
      'body.question.kind expected one of `rules`, `spares`',
    ])
  })

  it('is refused where a text holds what no database keeps: NUL, or half of a character', async () => {
    const problem = 'holds NUL or half of a character, which no text may hold'
    expect((await send(`/things/${ID}`, { name: 'a\0', days: 3 })).faults).toEqual([`body.name ${problem}`])
    expect((await send(`/things/${ID}`, { name: '\ud83d', days: 3 })).faults).toEqual([`body.name ${problem}`])
    expect((await send(`/things/${ID}?where=%00`, { name: '\u{1f4a5}', days: 3 })).faults).toEqual([
      `query.where.0 ${problem}`,
    ])
  })

  it('is told that its body is missing', async () => {
    const reply = await fetch(`${server.address}/analyses`, { method: 'POST' })
    expect(((await reply.json()) as Problem).requestFaults).toEqual([{ where: 'body', problem: 'is missing' }])
  })

  it('does not drown in its faults', async () => {
    const query = Array.from({ length: 1000 }, (_, number) => `x${number}=1`).join('&')
    expect((await send(`/things/${ID}?${query}`, { name: 'a', days: 1 })).faults.length).toBeLessThanOrEqual(100)
  })
})
