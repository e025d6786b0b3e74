import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROBLEMS } from '#contract/application/problem.ts'
import { ACCESS } from './access.ts'
import { ask, startTestServer, type TestServer } from './fixtures/test-server.ts'

interface Described {
  readonly schema: Readonly<Record<string, unknown>>
}

interface Operation {
  readonly operationId?: string
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly security?: readonly object[]
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Described>> }>>
}
interface Description {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

/** With all that needs to be there for every route to be. */
const TEAM = {
  publicAddress: 'https://mainstay.example',
  signIn: { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'x' },
}
const SOME = '6f0d1d66-2f53-4f0e-9d51-0f6a5d0d5a11'

describe('the description of the interface', () => {
  let server: TestServer
  let description: Description
  let operations: { readonly method: string; readonly path: string; readonly operation: Operation }[]
  beforeAll(async () => {
    server = await startTestServer('team', TEAM)
    description = (await ask<Description>(server.address, 'GET', '/api/openapi.json')).body
    operations = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
    )
  }, 120_000)
  afterAll(() => server.close())

  it('is of OpenAPI 3.1 and names its schemas', () => {
    expect(description.openapi).toBe('3.1.0')
    expect(Object.keys(description.components.schemas)).toContain('Workspace')
    expect(Object.keys(description.components.schemas).filter((name) => !/^[A-Z][A-Za-z]+$/.test(name))).toEqual([])
  })

  it('has each operation of the table of rights, and no other', () => {
    const described = operations.map(({ operation }) => operation.operationId)
    expect(new Set(described)).toEqual(new Set(Object.keys(ACCESS)))
    expect(described).toHaveLength(Object.keys(ACCESS).length)
  })

  it('says of each what it is for, who may, and what can go wrong', () => {
    for (const { operation } of operations) {
      expect([operation.operationId, operation.summary, operation.tags]).toEqual([
        operation.operationId,
        expect.stringMatching(/^[A-Z]/),
        [expect.any(String)],
      ])
      expect(operation.security).toBeDefined()
      expect(operation.responses['500']?.content).toHaveProperty(['application/problem+json'])
    }
  })

  it('says how files are sent, and which headers a request may or must have', () => {
    const stated = JSON.stringify(operations.find(({ operation }) => operation.operationId === 'receiveArrival'))
    expect(stated).toContain('multipart/form-data')
    expect(stated).toContain('"idempotency-key"')
    const saved = JSON.stringify(operations.find(({ operation }) => operation.operationId === 'saveDraft'))
    expect(saved).toMatch(/"if-match","required":true|"required":true,"name":"if-match"/)
  })

  it('calls no JSON a string of bytes', () => {
    const replies = operations.flatMap(({ operation }) => Object.values(operation.responses))
    const json = replies.flatMap(({ content = {} }) =>
      Object.entries(content).filter(([kind]) => kind.includes('json')),
    )
    expect(json.length).toBeGreaterThan(100)
    expect(json.filter(([, { schema }]) => schema['format'] === 'binary')).toEqual([])
  })

  it('refers only to what it has', () => {
    const references = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]*)"/g)].map(([, to]) => to!)
    const known = Object.keys(description.components.schemas).map((name) => `#/components/schemas/${name}`)
    expect(references.length).toBeGreaterThan(50)
    expect(new Set(references.filter((to) => !known.includes(to)))).toEqual(new Set())
  })

  it('has no problem that no operation replies with', () => {
    const text = JSON.stringify(operations)
    const transport = ['wrong-method']
    const silent = Object.keys(PROBLEMS).filter((code) => !transport.includes(code) && !text.includes(`\`${code}\``))
    expect(silent).toEqual([])
  })

  it('describes nothing that may be done without having signed in, but what is open to anybody', async () => {
    for (const { method, path, operation } of operations) {
      const address = path
        .replace('{form}', 'html')
        .replace('{table}', 'sites')
        .replace('{row}', '1')
        .replace(/\{\w+\}/g, SOME)
      const { status } = await ask(server.address, method.toUpperCase(), address, {
        headers: { origin: TEAM.publicAddress },
      })
      const isOpen = ACCESS[operation.operationId as keyof typeof ACCESS] === 'anybody'
      expect([operation.operationId, status === 401]).toEqual([operation.operationId, !isOpen])
    }
  })

  it('has each path refuse the methods it does not have', async () => {
    for (const [path, methods] of Object.entries(description.paths)) {
      if ('put' in methods) continue
      const address = path.replace('{form}', 'html').replace(/\{\w+\}/g, SOME)
      expect([
        path,
        (await ask(server.address, 'PUT', address, { headers: { origin: TEAM.publicAddress } })).status,
      ]).toEqual([path, 405])
    }
  })
})
