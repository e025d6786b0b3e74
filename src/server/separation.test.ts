import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Job } from '#contract/application/job.ts'
import type { Problem } from '#contract/application/problem.ts'
import type { Role, Scope } from '#contract/application/people.ts'
import { SCOPES, scopesWithin } from '#contract/application/people.ts'
import { isRoleAtLeast, ROLES } from '#model/role.ts'
import { listOpenInvitations } from '#service/application/people/invitations.ts'
import { takeInMember } from '#service/application/people/members.ts'
import { hashSecret, makeSecret } from '#service/application/people/secret.ts'
import { makeToken } from '#service/application/people/tokens.ts'
import type { Asker } from '#service/application/application.ts'
import { askAnalysis } from '#service/application/analyses.ts'
import { makeRoomForArrival, receiveArrival } from '#service/application/arrivals.ts'
import { createDraft } from '#service/application/drafts.ts'
import { saveView } from '#service/application/saved-views.ts'
import { createWorkspace } from '#service/application/workspaces.ts'
import { addMember, changeRole } from '#store/database/memberships.ts'
import { createOrganisation } from '#store/database/organisations.ts'
import { meetPerson } from '#store/database/people.ts'
import { openSession } from '#store/database/sessions.ts'
import { advanceHead } from '#store/database/snapshots.ts'
import { ACCESS, type OperationId } from './access.ts'
import { ask, startTestServer, type TestServer } from './fixtures/test-server.ts'

interface Operation {
  readonly operationId: OperationId
  readonly parameters?: readonly { readonly in: string; readonly name: string }[]
}

/** Bodies that are in order, so that nothing but rights stands in the way. */
const BODIES: Partial<Record<OperationId, unknown>> = {
  addMember: { email: 'nobody@example.org', role: 'viewer' },
  changeMember: { role: 'viewer' },
  chooseOrganisation: { organisation: randomUUID() },
  createToken: { name: 'x', scopes: ['read'], days: 1 },
  createWorkspace: { name: 'x', from: { kind: 'empty', operator: 'x', jurisdictions: [] } },
  renameWorkspace: { name: 'y' },
  previewArrival: {},
  askAnalysis: { question: { kind: 'rules' } },
  createDraft: { kind: 'scenario', name: 'x' },
  saveDraft: { text: 'x' },
  checkDraft: { text: 'x' },
  saveView: { name: 'x', page: 'network', query: '', isShared: true },
  changeSavedView: { name: 'x', page: 'network', query: '', isShared: true },
}

/** What is to be asked with, beside what is in the address. */
const QUERIES: Partial<Record<OperationId, Record<string, string>>> = {
  search: { text: 'x' },
  getMatter: { pack: 'x', rule: 'x' },
}

const PUBLIC = 'https://mainstay.example'
/** Of a request, by whom it comes. */
type Credentials = Readonly<Record<string, string>>

describe('organisations and roles', () => {
  let server: TestServer
  let operations: {
    readonly method: string
    readonly path: string
    readonly id: OperationId
    readonly asks: readonly string[]
  }[]
  let theirs: Record<string, string>
  /** Sessions by role, tokens by scope. */
  const credentials = new Map<string, Credentials>()
  let other: string

  beforeAll(async () => {
    server = await startTestServer('team', {
      publicAddress: PUBLIC,
      signIn: { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'x' },
      checksReplies: false,
    })
    const { paths } = (
      await ask<{ paths: Record<string, Record<string, Operation>> }>(server.address, 'GET', '/api/openapi.json')
    ).body
    operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, parameters = [] }]) => ({
        method: method.toUpperCase(),
        path,
        id: operationId,
        asks: parameters.filter((one) => one.in === 'query').map(({ name }) => name),
      })),
    )
    const one = await found('One')
    other = await found('Other')
    for (const role of ROLES) credentials.set(role, await signIn(role))
    for (const scope of SCOPES)
      credentials.set(scope, bearer(await tokenOf(await join(other, 'administrator'), [scope])))
    theirs = await fill(one)
  }, 120_000)
  afterAll(() => server.close())

  function found(name: string): Promise<string> {
    return server.application.database.asSystem(
      async (acts) => (await createOrganisation(acts, { name, kind: 'operator' })).id,
    )
  }

  async function join(organisation: string, role: Role) {
    return server.application.database.asSystem(async (acts) => {
      const { id: person } = await meetPerson(acts, { issuer: 'x', subject: randomUUID(), name: role, email: null })
      await addMember(acts, { organisation, person, role })
      return { organisation, person, role }
    })
  }

  /** As somebody new of this role, in a browser. */
  async function signIn(role: Role): Promise<Credentials> {
    const { organisation, person } = await join(other, role)
    const secret = makeSecret()
    const expiresAt = new Date(Date.now() + 3_600_000)
    await server.application.database.asSystem((acts) =>
      openSession(acts, { secretHash: hashSecret(secret), organisation, person, expiresAt }),
    )
    return { cookie: `__Host-mainstay=${secret}`, origin: PUBLIC }
  }

  const bearer = (secret: string): Credentials => ({ authorization: `Bearer ${secret}` })

  async function tokenOf(asker: Asker, scopes: readonly Scope[]): Promise<string> {
    return (await makeToken(server.application, asker, { name: 'x', scopes: [...scopes], days: 1 })).secret
  }

  /** A workspace that says it has a snapshot. */
  async function stock(asker: Asker, name: string): Promise<string> {
    const { id } = await createWorkspace(server.application, asker, {
      name,
      from: { kind: 'empty', operator: 'One', jurisdictions: [] },
    })
    const origin = { kind: 'files', what: 'x' }
    await server.application.database.asMember(asker, (acts) =>
      advanceHead(acts, { workspace: id, from: null, to: 'a'.repeat(64), origin, counts: { sites: 1 } }),
    )
    return id
  }

  /** One of everything there is, and what it is called in addresses. */
  async function fill(organisation: string): Promise<Record<string, string>> {
    const asker = await join(organisation, 'administrator')
    const { application } = server
    const workspace = await stock(asker, 'Secret')
    const room = await makeRoomForArrival(application, asker, workspace)
    const arrival = await receiveArrival(application, asker, room, { files: [], recognised: undefined })
    const { analysis } = await askAnalysis(application, asker, workspace, { question: { kind: 'rules' } })
    const draft = await createDraft(application, asker, workspace, { kind: 'scenario', name: 'secret', text: 'x' })
    const view = await saveView(application, asker, { name: 'Secret', page: 'network', query: '', isShared: true })
    const { token } = await makeToken(application, asker, { name: 'x', scopes: ['read'], days: 1 })
    await takeInMember(application, asker, { email: 'Secret@example.org', role: 'viewer' })
    const invitations = await listOpenInvitations(application, asker, {})
    return {
      organisation,
      workspace,
      person: asker.person,
      invitation: invitations.items[0]!.id,
      token: token.id,
      job: analysis.job!,
      arrival: arrival.id,
      analysis: analysis.id,
      draft: draft.id,
      view: view.id,
      table: 'sites',
      row: '0',
      column: 'site',
      form: 'csv',
    }
  }

  function send(
    { method, path, id }: (typeof operations)[number],
    by: Credentials,
    {
      body = BODIES[id],
      within = theirs,
      query = new URLSearchParams(QUERIES[id]),
    }: { body?: unknown; within?: Readonly<Record<string, string>>; query?: URLSearchParams } = {},
  ) {
    const address = path.replace(/\{(\w+)\}/g, (_, name: string) => within[name]!)
    const headers: Record<string, string> = { ...by, 'if-match': '"v1"' }
    if (id === 'receiveArrival') return upload(address, headers)
    return ask<{ code?: string; items?: unknown[] }>(server.address, method, `${address}?${query}`, {
      headers,
      ...(body === undefined ? {} : { body }),
    })
  }

  /** A file that would be taken, were it for the organisation of whoever sends it. */
  async function upload(address: string, headers: Record<string, string>) {
    const files = new FormData()
    files.append('files', new Blob(['site\nS-1\n']), 'sites.csv')
    const reply = await fetch(server.address + address, { method: 'POST', headers, body: files })
    return { status: reply.status, body: (await reply.json()) as { code?: string; items?: unknown[] } }
  }

  it('never meet: nothing of another organisation is found, on any route, by whomever', async () => {
    const within = operations.filter(({ path }) => /\{(workspace|person|invitation|token|job|view)\}/.test(path))
    expect(within.length).toBeGreaterThan(35)
    for (const operation of within) {
      const { status, body } = await send(operation, credentials.get('administrator')!)
      // Nothing tells a workspace of others from one that there is not, an empty list neither.
      expect([operation.id, status, body.code]).toEqual([operation.id, 404, 'not-found'])
    }
    expect(within.map(({ id }) => id)).toContain('receiveArrival')
    // What another organisation sent is not kept either.
    const { root } = server.application.folders
    const kept = (await readdir(`${root}/arrivals`)).filter((organisation) => organisation !== theirs['organisation'])
    expect(kept).toEqual([])
    expect(await readdir(`${root}/arrivals/${theirs['organisation']}`)).toEqual([theirs['arrival']])
  })

  it('never meet: nothing of another organisation is found in a workspace of one’s own, on any route', async () => {
    const asker = await join(other, 'administrator')
    const within = { ...theirs, workspace: await stock(asker, 'Own') }
    const things = operations.filter(({ path }) => /\{workspace\}.*\{(arrival|analysis|draft)\}/.test(path))
    expect(things.length).toBeGreaterThan(15)
    for (const operation of things) {
      const { status, body } = await send(operation, credentials.get('administrator')!, { within })
      expect([operation.id, status, body.code]).toEqual([operation.id, 404, 'not-found'])
    }
  })

  it('never meet: what matters to a rule of another organisation’s analysis is not found, wherever rows are asked by it', async () => {
    const asker = await join(other, 'administrator')
    const within = { ...theirs, workspace: await stock(asker, 'Own rows') }
    const own = await askAnalysis(server.application, asker, within.workspace, { question: { kind: 'rules' } })
    const asking = operations.filter(({ asks }) => asks.includes('matter'))
    expect(asking.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['listRows', 'summariseColumn', 'exportRowsAsCsv']),
    )
    for (const operation of asking) {
      const codeOf = async (analysis: string): Promise<unknown> => {
        const query = new URLSearchParams({
          matter: `${analysis}~x~x`,
          ...(operation.asks.includes('withheld') ? { withheld: 'include' } : {}),
        })
        const { status, body } = await send(operation, credentials.get('administrator')!, { within, query })
        return [operation.id, status, body.code]
      }
      expect(await codeOf(theirs['analysis']!)).toEqual([operation.id, 404, 'not-found'])
      // One's own is looked into; it has no result.
      expect(await codeOf(own.analysis.id)).toEqual([operation.id, 409, 'not-ready'])
    }
  })

  it('share no list', async () => {
    for (const operation of operations.filter(
      ({ id, method, path }) => id.startsWith('list') && method === 'GET' && !path.includes('{'),
    )) {
      const { body } = await send(operation, credentials.get('administrator')!)
      expect([operation.id, JSON.stringify(body)]).toEqual([
        operation.id,
        expect.not.stringMatching(/Secret|secret@|"One"/),
      ])
    }
  })

  it.each(ROLES)('let the role %s do what the table of rights says, on every route', async (role) => {
    for (const operation of operations) {
      const access = ACCESS[operation.id]
      if (access === 'anybody') continue
      const { status, body } = await send(operation, credentials.get(role)!)
      const mayNot = !isRoleAtLeast(role, access.role)
      expect([operation.id, status === 403 && body.code === 'not-allowed']).toEqual([operation.id, mayNot])
    }
  })

  it.each(SCOPES)('let the scope %s of a token do what the table of rights says, on every route', async (scope) => {
    for (const operation of operations) {
      const access = ACCESS[operation.id]
      if (access === 'anybody') continue
      // A token makes none that may do more than it: this one may administer, and not read.
      const asked =
        operation.id === 'createToken' ? { body: { name: 'x', scopes: ['administer'], days: 1 } } : undefined
      const { status, body } = await send(operation, credentials.get(scope)!, asked)
      expect([operation.id, status === 403 && body.code === 'not-allowed']).toEqual([
        operation.id,
        access.scope !== scope,
      ])
    }
  })

  it.each(['cancel', 'resume'])('let %s a job who may begin it, and nobody else', async (act) => {
    const asker = await join(theirs['organisation']!, 'administrator')
    const statusFor = async (scopes: readonly Scope[]): Promise<number> => {
      const headers = bearer(await tokenOf(asker, scopes))
      return (await ask(server.address, 'POST', `/api/v1/jobs/${theirs['job']}/${act}`, { headers })).status
    }
    expect([await statusFor(['read']), await statusFor(['read', 'import'])]).toEqual([403, 403])
    expect([202, 409]).toContain(await statusFor(['read', 'analyse']))
  })

  it('let an import that is being taken in be cancelled by who may accept it alone, and tell who did', async () => {
    const organisation = theirs['organisation']!
    const [analyst, approver] = [await join(organisation, 'analyst'), await join(organisation, 'approver')]
    // Another server has it: how fast this one takes up what waits, and what it makes of it, is not tested here.
    const id = randomUUID()
    await server.application.database.asSystem(({ sql, now }) =>
      sql
        .insertInto('jobs')
        .values({
          organisation,
          id,
          kind: 'accept-arrival',
          payload: JSON.stringify({ arrival: theirs['arrival'] }),
          state: 'running',
          attempts: 1,
          mostAttempts: 3,
          worker: randomUUID(),
          leaseUntil: new Date(now.getTime() + 3_600_000),
          cancelRequested: false,
          createdAt: now,
          createdBy: approver.person,
        })
        .execute(),
    )
    const cancel = async (asker: Asker) => {
      const headers = bearer(await tokenOf(asker, ['read', 'analyse', 'import']))
      return ask<Job & Problem>(server.address, 'POST', `/api/v1/jobs/${id}/cancel`, { headers })
    }
    expect(await cancel(analyst)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    expect(await cancel(approver)).toMatchObject({ status: 202, body: { cancelledBy: 'approver' } })
  })

  it.each(ROLES)('give a token no scope above the role %s, and say which role it needs', async (role) => {
    const asker = await join(other, role)
    const given = scopesWithin(role)
    await expect(tokenOf(asker, given)).resolves.toMatch(/^mst_/)
    for (const scope of SCOPES.filter((one) => !given.includes(one))) {
      await expect(tokenOf(asker, ['read', scope])).rejects.toMatchObject({
        code: 'not-allowed',
        message: expect.stringMatching(
          new RegExp(`^the scope \`${scope}\` needs the role \`\\w+\`; yours is \`${role}\`$`),
        ),
      })
    }
  })

  it.each(ROLES)('let a token made in a higher role do no more than the role %s its maker has since', async (role) => {
    const maker = await join(other, 'administrator')
    const token = bearer(await tokenOf(maker, SCOPES))
    await server.application.database.asMember(await join(other, 'administrator'), (acts) =>
      changeRole(acts, maker.person, role),
    )
    for (const operation of operations) {
      const access = ACCESS[operation.id]
      if (access === 'anybody') continue
      const { status, body } = await send(operation, token)
      const may = isRoleAtLeast(role, access.role) && scopesWithin(role).includes(access.scope)
      expect([operation.id, status === 403 && body.code === 'not-allowed']).toEqual([operation.id, !may])
    }
  })
})
