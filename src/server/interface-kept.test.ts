// The server against its own description: whatever is asked, in order or not, the reply is one the description knows.

import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROBLEM_MEDIA_TYPE, PROBLEMS, type Problem, problemType } from '#contract/application/problem.ts'
import { ACCESS } from './access.ts'
import {
  type DescribedOperation,
  type Description,
  type JsonSchema,
  operationsOf,
} from './fixtures/described-operations.ts'
import { filesToSend, startStockedServer, type StockedServer } from './fixtures/stocked-server.ts'
import { ask } from './fixtures/test-server.ts'
import { allowedBy, spoil } from './fixtures/values-of-schema.ts'

const SEED = 20_200_714
/** In order, of each operation. */
const GOOD_REQUESTS = 3
/** Out of order, of each operation: some of those there are; MAINSTAY_REQUESTS asks for more. */
const BAD_REQUESTS = Number(process.env['MAINSTAY_REQUESTS'] ?? 8)
const LONGEST_REPLY_MS = 30_000

interface Asked {
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | FormData
}

interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

describe('the interface keeps to its description', () => {
  let server: StockedServer
  let description: Description
  let operations: readonly DescribedOperation[]
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }))
  const validators = new Map<string, ValidateFunction>()

  beforeAll(async () => {
    server = await startStockedServer()
    description = (await ask<Description>(server.address, 'GET', '/api/openapi.json')).body
    operations = operationsOf(description)
    ajv.addSchema({ $id: 'description', ...description })
  }, 300_000)
  afterAll(() => server.close())

  it('in every operation there is', () => {
    expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual(Object.keys(ACCESS).toSorted())
    expect(operations.length).toBeGreaterThan(50)
  })

  async function send({ method }: DescribedOperation, { path, headers = {}, body }: Asked): Promise<Reply> {
    try {
      const reply = await fetch(server.address + path, {
        method,
        redirect: 'manual',
        headers: { authorization: `Bearer ${server.secret}`, ...headers },
        ...(body === undefined ? {} : { body }),
        signal: AbortSignal.timeout(LONGEST_REPLY_MS),
      })
      return { status: reply.status, headers: reply.headers, text: await reply.text() }
    } catch (error) {
      return { status: 0, headers: new Headers(), text: `cut off: ${String(error)}` }
    }
  }

  /** What is wrong with a reply by the description; nothing, if it is kept. */
  function breachesOf({ operationId, path, method, responses }: DescribedOperation, reply: Reply): string[] {
    const { status, headers, text } = reply
    const stated = responses[String(status)]
    if (stated === undefined) return [`it does not say that it replies ${status}: ${text.slice(0, 300)}`]
    const leaks = text.match(/node_modules|\.(ts|js|mjs):\d+|mainstay-server-|\bat \S+ \(/g) ?? []
    const breaches = leaks.filter(() => status >= 400).map((leak) => `it tells of its inside: ${leak}`)
    if (status >= 500) breaches.push(`it fails: ${text}`)
    const mediaType = headers.get('content-type')?.split(';', 1)[0]
    const kinds = Object.keys(stated.content ?? {}).filter((kind) => kind !== 'text/plain' || mediaType === kind)
    if (text === '' && stated.content === undefined) return breaches
    const found = Object.entries(stated.content ?? {}).find(([kind]) => kind.split(';', 1)[0] === mediaType)
    if (found === undefined) return [...breaches, `\`${mediaType}\` is not among ${kinds.join(', ')}`]
    const [kind, content] = found
    if (content.schema['format'] === 'binary') return breaches
    const key = `${operationId} ${status} ${mediaType}`
    const place = ['paths', path, method.toLowerCase(), 'responses', status, 'content', kind, 'schema']
    const validate = validators.get(key) ?? ajv.compile({ $ref: `description#/${place.map(escapePointer).join('/')}` })
    validators.set(key, validate)
    const told: unknown = JSON.parse(text)
    if (!validate(told)) breaches.push(`its body is not as described: ${ajv.errorsText(validate.errors)}`)
    if (status >= 400) breaches.push(...breachesOfProblem(reply, told as Problem))
    return breaches
  }

  function breachesOfProblem({ status, headers }: Reply, { type, code }: Problem): string[] {
    const isProblem = headers.get('content-type')?.startsWith(PROBLEM_MEDIA_TYPE) === true
    const isKnown = Object.hasOwn(PROBLEMS, code) && PROBLEMS[code].status === status && type === problemType(code)
    return [...(isProblem ? [] : ['it is no problem']), ...(isKnown ? [] : [`${type} is not in the list`])]
  }

  const draw = <Value>(arbitrary: fc.Arbitrary<Value>, count: number): Value[] =>
    fc.sample(arbitrary, { seed: SEED, numRuns: count })
  const allowed = (schema: JsonSchema): fc.Arbitrary<unknown> => allowedBy(schema, description.components.schemas)

  /** Requests as the description asks for them: of things that are there, in part with text that means something. */
  function goodRequests(operation: DescribedOperation): Asked[] {
    const drawn = draw(
      fc.record({
        query: fc.record(
          Object.fromEntries(
            operation.parameters
              .filter((one) => one.in === 'query')
              .map((one) => [one.name, meaningOf(one.name, one.schema)]),
          ),
          {
            requiredKeys: operation.parameters.flatMap((one) =>
              one.in === 'query' && one.required === true ? [one.name] : [],
            ),
            noNullPrototype: true,
          },
        ),
        body:
          operation.body === undefined
            ? fc.constant(undefined)
            : allowed(operation.body).map((body) => withMeaning(body)),
      }),
      GOOD_REQUESTS,
    )
    const plain = Object.fromEntries(
      operation.parameters.flatMap((one) =>
        one.in === 'query' && one.required === true ? [[one.name, server.things[one.name]?.[0] ?? 's']] : [],
      ),
    )
    return [{ query: plain, body: PLAIN_BODIES[operation.operationId] ?? drawn[0]!.body }, ...drawn].map(
      ({ query, body }, number) => ({
        path: addressOf(operation, (name) => itemOf(thingsOf(operation, name), number)) + queryOf(query),
        headers: { ...headersOf(operation), ...(body === undefined ? {} : JSON_BODY) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(operation.takesFiles ? { body: filesToSend() } : {}),
      }),
    )
  }

  /** What may stand in an address; where a workspace or an answer goes, it is not the one that all else is of. */
  function thingsOf({ operationId, parameters }: DescribedOperation, name: string): readonly string[] {
    const stated = parameters.find((one) => one.in === 'path' && one.name === name)?.schema['enum']
    if (stated !== undefined) return stated as readonly string[]
    if (operationId === 'removeWorkspace') return server.things['workspaceToRemove']!
    const isGoing = operationId === 'removeAnalysis' && name === 'analysis'
    return server.things[isGoing ? 'analysisToRemove' : name]!
  }

  /** What is drawn from a schema alone is rarely a column or a snapshot that is there. */
  function meaningOf(name: string, schema: JsonSchema): fc.Arbitrary<unknown> {
    const known = server.things[name] ?? WITH_MEANING[name]
    return known === undefined ? allowed(schema) : fc.oneof(fc.constantFrom(...known), allowed(schema))
  }

  /** The one thing to choose from that a schema does not tell. */
  function withMeaning(body: unknown): unknown {
    const { snapshot, organisation } = body as Record<string, unknown>
    return {
      ...(body as object),
      ...(snapshot === undefined ? {} : { snapshot: server.things['snapshot']![0] }),
      ...(organisation === undefined ? {} : { organisation: server.things['organisation']![0] }),
    }
  }

  /** Requests that are out of order in one place. */
  function badRequests(operation: DescribedOperation): Asked[] {
    const [good] = goodRequests(operation)
    const all = [
      ...badAddresses(operation).map((path) => ({ ...good!, path })),
      ...badQueries(operation).map((query) => ({ ...good!, path: good!.path.split('?', 1)[0]! + query })),
      ...badBodies(operation).map((bad) => ({ ...good!, ...bad })),
      ...badHeaders(operation).map((headers) => ({ ...good!, headers: { ...good!.headers, ...headers } })),
    ]
    const count = Math.min(BAD_REQUESTS, all.length)
    return draw(fc.shuffledSubarray(all, { minLength: count, maxLength: count }), 1)[0]!
  }

  function badAddresses(operation: DescribedOperation): string[] {
    const names = operation.parameters.flatMap((one) => (one.in === 'path' ? [one.name] : []))
    return names.flatMap((name) =>
      NO_NAMES.map((bad) => addressOf(operation, (one) => (one === name ? bad : thingsOf(operation, one)[0]!))),
    )
  }

  function badQueries(operation: DescribedOperation): string[] {
    const stated = operation.parameters.filter((one) => one.in === 'query')
    if (stated.length === 0) return []
    const [good] = draw(fc.record(Object.fromEntries(stated.map((one) => [one.name, allowed(one.schema)]))), 1)
    const spoilt = stated.flatMap(({ name, schema }) => [
      ...spoil(schema, description.components.schemas, good![name])
        .filter((bad) => typeof bad !== 'object')
        .map((bad) => queryOf({ [name]: bad })),
      `?${name}=1&${name}=2`,
      `?${name}=%00`,
      `?${name}=%ff%fe`,
      `?${name}=${'%F0%9F%92%A5'.repeat(800)}`,
      `?${name}=${encodeURIComponent(JSON.stringify(['\u0000', {}]))}`,
      `?${name}=${Buffer.from('["\\u0000","\\u0000"]').toString('base64url')}`,
      `?${name}=${Buffer.from('["2020-13-45","x"]').toString('base64url')}`,
      `?${name}=${Buffer.from('[1e308,-1]').toString('base64url')}`,
    ])
    return [...spoilt, ...NO_QUERIES, '?unheardOf=1', '?__proto__=1', '?constructor[prototype]=1']
  }

  function badBodies({ body, method, operationId }: DescribedOperation): Partial<Asked>[] {
    if (method === 'GET') return []
    const wrongKinds = [
      'text/plain',
      'application/xml',
      'application/x-www-form-urlencoded',
      'nonsense',
      'multipart/form-data',
    ]
    const unreadable = [
      '{"a":',
      '',
      '\u0000',
      'nul',
      '"x"',
      `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      `"${'x'.repeat(3_000_000)}"`,
    ]
    const json = (text: string): Partial<Asked> => ({ body: text, headers: { ...IF_MATCH, ...JSON_BODY } })
    const general = [
      ...wrongKinds.map((type) => ({ body: '{"a":1}', headers: { ...IF_MATCH, 'content-type': type } })),
      ...unreadable.map(json),
      json('{"__proto__":{"isAdmin":true}}'),
    ]
    if (body === undefined) return general
    const isAllowed = ajv.compile({ $ref: refOf(body) })
    const goods = draw(allowed(body), 2)
    const bad = goods
      .flatMap((good) => spoil(body, description.components.schemas, good))
      .filter((one) => !isAllowed(one))
    expect([operationId, bad.length]).toEqual([operationId, expect.any(Number)])
    expect(bad.length).toBeGreaterThan(10)
    return [...general, ...[...new Set(bad.map((one) => JSON.stringify(one)))].map(json)]
  }

  function badHeaders({ parameters }: DescribedOperation): Record<string, string>[] {
    const names = parameters.flatMap((one) => (one.in === 'header' ? [one.name] : []))
    const values = [
      '',
      'x y',
      'x'.repeat(201),
      '\u00ff',
      '*',
      'W/"v1"',
      '"v99999999999999999999"',
      '"v999999999"',
      '"v-1"',
      '"v0"',
    ]
    return [
      ...names.flatMap((name) => values.map((value) => ({ [name]: value }))),
      { 'last-event-id': '\u00ff,;' },
      { accept: 'nonsense' },
    ]
  }

  it('when it is asked in order, and does what it is asked', async () => {
    const breaches: string[] = []
    const done = new Set<string>()
    for (const operation of inOrderOfHarm(operations)) {
      for (const asked of goodRequests(operation)) {
        const reply = await send(operation, asked)
        if (reply.status < 400) done.add(operation.operationId)
        breaches.push(...breachesOf(operation, reply).map((breach) => tellBreach(operation, asked, breach)))
        const tag = reply.headers.get('etag')
        if (operation.method !== 'GET' || tag === null) continue
        const again = await send(operation, { ...asked, headers: { ...asked.headers, 'if-none-match': tag } })
        const isSaid = again.status === 304 && again.text === '' && operation.responses['304'] !== undefined
        if (!isSaid) breaches.push(tellBreach(operation, asked, `asked again, it replies ${again.status}`))
      }
    }
    expect(breaches).toEqual([])
    const undone = operations.map(({ operationId }) => operationId).filter((id) => !done.has(id))
    expect(undone.filter((id) => !DONE_ELSEWHERE.includes(id))).toEqual([])
  }, 600_000)

  it('when it is asked out of order', async () => {
    const breaches: string[] = []
    let count = 0
    for (const operation of inOrderOfHarm(operations)) {
      for (const asked of badRequests(operation)) {
        count += 1
        const reply = await send(operation, asked)
        breaches.push(...breachesOf(operation, reply).map((breach) => tellBreach(operation, asked, breach)))
      }
    }
    expect(breaches).toEqual([])
    expect(count).toBeGreaterThan(300)
    expect(server.log.filter(({ level }) => Number(level) >= 50)).toEqual([])
  }, 600_000)
})

/** What needs more than one person, a session, or a moment that is soon over: `team.test.ts` and `local.test.ts` do it. */
const DONE_ELSEWHERE = [
  'chooseOrganisation',
  'addMember',
  'changeMember',
  'removeMember',
  'cancelJob',
  'resumeJob',
  'previewArrival',
  'acceptArrival',
  'rejectArrival',
  'suggestMapping',
]

/** What is drawn here names drafts that are not there, or holds what no text may hold. */
const PLAIN_BODIES: Readonly<Record<string, unknown>> = {
  askAnalysis: { question: { kind: 'rules' } },
  changeSavedView: { name: 'Changed', page: 'network', query: '', isShared: true },
}

const JSON_BODY = { 'content-type': 'application/json' }
const IF_MATCH = { 'if-match': '"v1"' }

const WITH_MEANING: Readonly<Record<string, readonly unknown[]>> = {
  columns: ['site', 'site,region', 'site,nix'],
  where: [['site~isNotBlank'], ['site~contains~S', 'region~is~North|South'], ['site~atLeast~1']],
  sort: ['site', '-site,region', 'nix'],
  search: ['s', 'S-1 north', '%'],
  text: ['s', 'north'],
}

const NO_NAMES = [
  'x',
  '%00',
  '%ff',
  '..%2F..%2Fetc%2Fpasswd',
  "'%20OR%201=1",
  '-1',
  '1e9',
  '99999999999',
  'x'.repeat(399),
  'x'.repeat(5000),
  '%F0%9F%92%A5',
  '00000000-0000-4000-8000-000000000000',
]

const NO_QUERIES = [
  'where=site',
  'where=~is~',
  'where=site~is~%00',
  'where=site~is',
  'where=site~isBlank~x',
  `where=site~contains~${'x'.repeat(300)}`,
  `where=site~is~${'x|'.repeat(150)}x`,
  'sort=,',
  'sort=-',
  'sort=%00',
  'columns=,',
  'columns=site,site',
  'search=%00',
  'search=%1F',
  'text=%00',
  'text=%1F',
  'text=%20',
  'after=x&limit=1',
  'offset=1000000000',
].map((query) => `?${query}`)

/** What throws things away comes last, so that there is something to ask for before. */
function inOrderOfHarm(operations: readonly DescribedOperation[]): DescribedOperation[] {
  const harm = ({ method, operationId }: DescribedOperation): number =>
    operationId === 'acceptArrival' ? 1 : method === 'DELETE' ? 2 : operationId === 'removeMember' ? 3 : 0
  return operations.toSorted((left, right) => harm(left) - harm(right))
}

function tellBreach(
  { operationId, method }: DescribedOperation,
  { path, headers, body }: Asked,
  breach: string,
): string {
  const sent = typeof body === 'string' ? ` ${body.slice(0, 200)}` : ''
  return `${operationId}: ${method} ${path.slice(0, 300)} ${JSON.stringify(headers)}${sent}\n  ${breach.slice(0, 600)}`
}

function addressOf({ path }: DescribedOperation, thing: (name: string) => string): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => thing(name))
}

function itemOf(things: readonly string[], number: number): string {
  return things[number % things.length]!
}

function headersOf({ parameters }: DescribedOperation): Record<string, string> {
  return parameters.some(({ name, required }) => name === 'if-match' && required === true) ? IF_MATCH : {}
}

function queryOf(query: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one) => `${name}=${encodeURIComponent(String(one).replace(/\p{Surrogate}/gu, '?'))}`),
  )
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

/** As a pointer in a reference has it (RFC 6901, and escapes of an address). */
function escapePointer(part: string | number | undefined): string {
  return encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'))
}

function refOf(schema: JsonSchema): string {
  return `description${String(schema['$ref'])}`
}
