import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role, Scope } from '#contract/application/people.ts'
import { SCOPES } from '#contract/application/people.ts'
import { ROLES } from '#model/role.ts'
import { listOpenInvitations } from '#service/application/people/invitations.ts'
import { takeInMember } from '#service/application/people/members.ts'
import { makeToken } from '#service/application/people/tokens.ts'
import { askAnalysis } from '#service/application/analyses.ts'
import { makeRoomForArrival, receiveArrival } from '#service/application/arrivals.ts'
import { createDraft } from '#service/application/drafts.ts'
import { saveView } from '#service/application/saved-views.ts'
import { createWorkspace } from '#service/application/workspaces.ts'
import { addMember } from '#store/database/memberships.ts'
import { createOrganisation } from '#store/database/organisations.ts'
import { meetPerson } from '#store/database/people.ts'
import { advanceHead } from '#store/database/snapshots.ts'
import { ACCESS, type OperationId } from './access.ts'
import { ask, startTestServer, type TestServer } from './fixtures/test-server.ts'

interface Operation {
  readonly operationId: OperationId
}

/** Bodies that are in order, so that nothing but rights stands in the way. */
const BODIES: Partial<Record<OperationId, unknown>> = {
  addMember: { email: 'nobody@example.org', role: 'viewer' },
  changeMember: { role: 'viewer' },
  chooseOrganisation: { organisation: randomUUID() },
  createToken: { name: 'x', scopes: ['administer'], days: 1 },
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

describe('organisations and roles', () => {
  let server: TestServer
  let operations: { readonly method: string; readonly path: string; readonly id: OperationId }[]
  let theirs: Record<string, string>
  const secrets = new Map<string, string>()

  beforeAll(async () => {
    server = await startTestServer('team', {
      publicAddress: 'https://mainstay.example',
      signIn: { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'x' },
      checksReplies: false,
    })
    const { paths } = (
      await ask<{ paths: Record<string, Record<string, Operation>> }>(server.address, 'GET', '/api/openapi.json')
    ).body
    operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => ({
        method: method.toUpperCase(),
        path,
        id: operationId,
      })),
    )
    const one = await found('One')
    const other = await found('Other')
    for (const role of ROLES) await give(other, role, SCOPES, role)
    for (const scope of SCOPES) await give(other, 'administrator', [scope], scope)
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

  async function give(organisation: string, role: Role, scopes: readonly Scope[], name: string): Promise<void> {
    const asker = await join(organisation, role)
    secrets.set(name, (await makeToken(server.application, asker, { name, scopes: [...scopes], days: 1 })).secret)
  }

  /** One of everything there is, and what it is called in addresses. */
  async function fill(organisation: string): Promise<Record<string, string>> {
    const asker = await join(organisation, 'administrator')
    const { application } = server
    const workspace = await createWorkspace(application, asker, {
      name: 'Secret',
      from: { kind: 'empty', operator: 'One', jurisdictions: [] },
    })
    await application.database.asMember(asker, (acts) =>
      advanceHead(acts, {
        workspace: workspace.id,
        from: null,
        to: 'a'.repeat(64),
        origin: { kind: 'files', what: 'x' },
        counts: { sites: 1 },
      }),
    )
    const room = await makeRoomForArrival(application, asker, workspace.id)
    const arrival = await receiveArrival(application, asker, room, { files: [], recognised: undefined })
    const { analysis } = await askAnalysis(application, asker, workspace.id, { question: { kind: 'rules' } })
    const draft = await createDraft(application, asker, workspace.id, { kind: 'scenario', name: 'secret', text: 'x' })
    const view = await saveView(application, asker, { name: 'Secret', page: 'network', query: '', isShared: true })
    const { token } = await makeToken(application, asker, { name: 'x', scopes: ['read'], days: 1 })
    await takeInMember(application, asker, { email: 'Secret@example.org', role: 'viewer' })
    const invitations = await listOpenInvitations(application, asker, {})
    return {
      organisation,
      workspace: workspace.id,
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

  function send({ method, path, id }: (typeof operations)[number], secret: string) {
    const address = path.replace(/\{(\w+)\}/g, (_, name: string) => theirs[name]!)
    const query = id === 'search' ? '?text=x' : ''
    const headers: Record<string, string> = { authorization: `Bearer ${secret}`, 'if-match': '"v1"' }
    const body = BODIES[id]
    if (id === 'receiveArrival') return upload(address, headers)
    return ask<{ code?: string; items?: unknown[] }>(server.address, method, address + query, {
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
      const { status, body } = await send(operation, secrets.get('administrator')!)
      // A list of what is in a workspace that one does not see may be told as empty.
      const isEmptyList = status === 200 && JSON.stringify(body) === '{"items":[]}'
      const isAbsent = status === 404 && body.code === 'not-found'
      expect([operation.id, isEmptyList || isAbsent]).toEqual([operation.id, true])
    }
    expect(within.map(({ id }) => id)).toContain('receiveArrival')
    // What another organisation sent is not kept either.
    const { root } = server.application.folders
    const kept = (await readdir(`${root}/arrivals`)).filter((organisation) => organisation !== theirs['organisation'])
    expect(kept).toEqual([])
    expect(await readdir(`${root}/arrivals/${theirs['organisation']}`)).toEqual([theirs['arrival']])
  })

  it('share no list', async () => {
    for (const operation of operations.filter(
      ({ id, method, path }) => id.startsWith('list') && method === 'GET' && !path.includes('{'),
    )) {
      const { body } = await send(operation, secrets.get('administrator')!)
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
      const { status, body } = await send(operation, secrets.get(role)!)
      const mayNot = ROLES.indexOf(role) < ROLES.indexOf(access.role)
      expect([operation.id, status === 403 && body.code === 'not-allowed']).toEqual([operation.id, mayNot])
    }
  })

  it.each(SCOPES)('let the scope %s of a token do what the table of rights says, on every route', async (scope) => {
    for (const operation of operations) {
      const access = ACCESS[operation.id]
      if (access === 'anybody') continue
      const { status, body } = await send(operation, secrets.get(scope)!)
      expect([operation.id, status === 403 && body.code === 'not-allowed']).toEqual([
        operation.id,
        access.scope !== scope,
      ])
    }
  })
})
