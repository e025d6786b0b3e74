import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CreatedToken, Invitation, Me, Member, Token } from '#contract/application/people.ts'
import type { Problem } from '#contract/application/problem.ts'
import { SIGNED_IN_AS, writeSignedInAs } from '#contract/application/signed-in-as.ts'
import { identifyBySession } from '#service/application/people/identify.ts'
import { enqueue } from '#store/database/jobs.ts'
import { followRedirects, startProvider, type TestProvider } from './fixtures/sign-in-provider.ts'
import { ask, startTestServer, type TestServer } from './fixtures/test-server.ts'

const PUBLIC = 'https://mainstay.example'
const SIGN_IN = '/api/v1/sign-in'

interface Page<Item> {
  readonly items: readonly Item[]
}

describe('a server of a team', () => {
  let provider: TestProvider
  let server: TestServer
  beforeAll(async () => {
    const people = {
      ada: { name: 'Ada Example', email: 'Ada@example.org' },
      bo: { name: 'Bo Example', email: 'bo@example.org' },
      eve: { name: 'Eve Example', email: 'ada@example.org', isVerified: false },
    }
    provider = await startProvider(people, [`${PUBLIC}${SIGN_IN}/done`])
    server = await startTestServer('team', {
      publicAddress: PUBLIC,
      metricsToken: 'a token for measurements',
      limits: { watchedAtOnceOfOne: 2, watcherMilliseconds: 50 },
      signIn: {
        issuer: provider.issuer,
        clientId: provider.clientId,
        clientSecret: provider.clientSecret,
        allowsPlainHttp: true,
        firstAdministrator: { email: 'ada@example.org', organisation: 'Northern Telecom Operator' },
      },
    })
  }, 60_000)
  afterAll(async () => {
    await server.close()
    await provider.close()
  })

  const cookieOf = (headers: Headers, name: string): string | undefined =>
    headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith(`${name}=`))
      ?.split(';', 1)[0]

  /** As a browser would; gives where it ends up, and the cookie of the session if there is one. */
  async function signIn(person: string | undefined, to = '/network') {
    provider.person = person
    const begun = await ask(server.address, 'GET', `${SIGN_IN}?to=${encodeURIComponent(to)}`)
    expect(begun.status).toBe(302)
    const pending = cookieOf(begun.headers, '__Host-mainstay-sign-in')!
    const back = await followRedirects(new URL(begun.headers.get('location')!), ({ href }) => href.startsWith(PUBLIC))
    const done = await ask(server.address, 'GET', back.pathname + back.search, { headers: { cookie: pending } })
    expect(done.status).toBe(302)
    return { to: done.headers.get('location'), cookie: cookieOf(done.headers, '__Host-mainstay'), back, reply: done }
  }

  const as = (cookie: string | undefined, headers: Record<string, string> = {}) => ({
    headers: { cookie: cookie ?? '', origin: PUBLIC, ...headers },
  })

  let ada: string
  let bo: string
  /** The secret of a token whose maker has left. */
  let left: string

  it('does not start where people could not sign in', async () => {
    for (const settings of [
      {},
      { publicAddress: PUBLIC },
      { publicAddress: 'http://mainstay.example', signIn: provider },
    ])
      await expect(startTestServer('team', settings)).rejects.toThrow(/people reach|no https address|people sign in/)
  })

  it('lets nobody in who has not signed in', async () => {
    const told = await ask<Problem>(server.address, 'GET', '/api/v1/me')
    expect(told).toMatchObject({ status: 401, body: { code: 'not-signed-in' } })
    expect(told.headers.get('www-authenticate')).toBe('Bearer')
    expect((await ask(server.address, 'GET', '/api/v1/me', as('__Host-mainstay=guessed'))).status).toBe(401)
    const headers = { authorization: `Bearer mst_${'x'.repeat(43)}` }
    expect((await ask(server.address, 'GET', '/api/v1/me', { headers })).status).toBe(401)
  })

  it('makes the person who was named its first administrator, and no other', async () => {
    expect(await signIn('bo')).toMatchObject({ to: '/sign-in?why=no-member', cookie: undefined })
    expect(await signIn('eve')).toMatchObject({ to: '/sign-in?why=no-member', cookie: undefined })
    const { to, cookie, reply } = await signIn('ada')
    expect(to).toBe('/network')
    expect(reply.headers.getSetCookie().find((one) => one.startsWith('__Host-mainstay='))).toMatch(
      /Path=\/; HttpOnly; Secure; SameSite=Lax/,
    )
    ada = cookie!
    const { body: me } = await ask<Me>(server.address, 'GET', '/api/v1/me', as(ada))
    expect(me).toMatchObject({
      mode: 'team',
      person: { name: 'Ada Example', email: 'Ada@example.org' },
      organisation: { name: 'Northern Telecom Operator' },
      role: 'administrator',
    })
  })

  it('comes back to no other site, whatever it was asked', async () => {
    for (const to of ['//evil.example', '/\\evil.example', 'https://evil.example', '/\\/evil.example', ''])
      expect((await signIn('ada', to)).to).toBe('/')
    expect((await signIn('ada', '/network?where=a~is~b')).to).toBe('/network?where=a~is~b')
  })

  it('signs nobody in who came back in another browser, or said no', async () => {
    const { back } = await signIn('ada')
    const replayed = await ask(server.address, 'GET', back.pathname + back.search)
    expect(replayed.headers.get('location')).toBe('/sign-in?why=refused')
    expect(cookieOf(replayed.headers, '__Host-mainstay')).toBeUndefined()
    expect((await signIn(undefined)).to).toBe('/sign-in?why=refused')
  })

  it('lets an administrator invite an address, known or not, and give a role', async () => {
    const add = (email: string, role: string) =>
      ask<Problem>(server.address, 'POST', '/api/v1/members', { body: { email, role }, ...as(ada) })
    expect(await add('nobody@example.org', 'viewer')).toMatchObject({ status: 204 })
    expect(await add('BO@example.org', 'viewer')).toMatchObject({ status: 204 })
    bo = (await signIn('bo')).cookie!
    expect(await add('bo@example.org', 'administrator')).toMatchObject({ status: 409 })
    expect((await ask<Me>(server.address, 'GET', '/api/v1/me', as(bo))).body.role).toBe('viewer')
  })

  it('shows administrators who was invited and has not come, and lets them withdraw it', async () => {
    const path = '/api/v1/invitations'
    const open = async () => (await ask<Page<Invitation>>(server.address, 'GET', path, as(ada))).body.items
    const [nobody, ...others] = await open()
    expect(others).toEqual([])
    expect(nobody).toMatchObject({ email: 'nobody@example.org', role: 'viewer' })
    expect(Date.parse(nobody!.until) - Date.parse(nobody!.since)).toBe(30 * 86_400_000)
    expect((await ask(server.address, 'GET', path, as(bo))).status).toBe(403)
    expect((await ask(server.address, 'DELETE', `${path}/${nobody!.id}`, as(bo))).status).toBe(403)
    expect((await ask(server.address, 'DELETE', `${path}/${nobody!.id}`, as(ada))).status).toBe(204)
    const again = await ask<Problem>(server.address, 'DELETE', `${path}/${nobody!.id}`, as(ada))
    expect(again).toMatchObject({
      status: 404,
      body: { code: 'not-found', detail: 'there is no such invitation in your organisation' },
    })
    expect(await open()).toEqual([])
  })

  it('invites once under a key', async () => {
    const invite = (key: string, role = 'viewer') =>
      ask<Problem>(server.address, 'POST', '/api/v1/members', {
        body: { email: 'once@example.org', role },
        ...as(ada, { 'idempotency-key': key }),
      })
    const open = async () =>
      (await ask<Page<Invitation>>(server.address, 'GET', '/api/v1/invitations', as(ada))).body.items
    expect((await invite('an-invitation')).status).toBe(204)
    const [invited] = await open()
    expect((await ask(server.address, 'DELETE', `/api/v1/invitations/${invited!.id}`, as(ada))).status).toBe(204)
    // Sent again it was done: it stays withdrawn.
    expect((await invite('an-invitation')).status).toBe(204)
    expect(await open()).toEqual([])
    expect(await invite('an-invitation', 'analyst')).toMatchObject({ status: 422, body: { code: 'key-reused' } })
  })

  const members = async () => (await ask<Page<Member>>(server.address, 'GET', '/api/v1/members', as(ada))).body.items

  it('tells a viewer no e-mail address but their own', async () => {
    const told = async (cookie: string) => {
      const { body } = await ask<Page<Member>>(server.address, 'GET', '/api/v1/members', as(cookie))
      return Object.fromEntries(body.items.map(({ name, email }) => [name, email]))
    }
    expect(await told(ada)).toEqual({ 'Ada Example': 'Ada@example.org', 'Bo Example': 'bo@example.org' })
    expect(await told(bo)).toEqual({ 'Ada Example': undefined, 'Bo Example': 'bo@example.org' })
    const { person } = (await members()).find(({ name }) => name === 'Ada Example')!
    const alone = await ask<Member>(server.address, 'GET', `/api/v1/members/${person}`, as(bo))
    expect([alone.status, alone.body.email]).toEqual([200, undefined])
  })

  it('refuses a viewer what only others may', async () => {
    const change = await ask<Problem>(server.address, 'POST', '/api/v1/members', {
      body: { email: 'x@y', role: 'viewer' },
      ...as(bo),
    })
    expect(change).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    expect(change.body.detail).toBe('this needs the role `administrator`; yours is `viewer`')
  })

  it('does nothing in the name of another than was meant', async () => {
    const { body: me } = await ask<Me>(server.address, 'GET', '/api/v1/me', as(ada))
    const meant = { [SIGNED_IN_AS]: writeSignedInAs(me.organisation.id, me.person.id) }
    const statusFor = async (cookie: string) =>
      (await ask<Problem>(server.address, 'GET', '/api/v1/workspaces', as(cookie, meant))).body.code
    expect(await statusFor(ada)).toBeUndefined()
    expect(await statusFor(bo)).toBe('somebody-else')
    const elsewhere = { [SIGNED_IN_AS]: writeSignedInAs(randomUUID(), me.person.id) }
    const { body } = await ask<Problem>(server.address, 'GET', '/api/v1/workspaces', as(ada, elsewhere))
    expect(body.code).toBe('somebody-else')
  })

  it('refuses changes that a page of another site has a browser ask for', async () => {
    const headers = { cookie: ada, origin: 'https://evil.example' }
    const told = await ask<Problem>(server.address, 'POST', '/api/v1/sign-out', { headers })
    expect(told).toMatchObject({ status: 403, body: { code: 'foreign-origin' } })
    expect((await ask(server.address, 'GET', '/api/v1/me', as(ada))).status).toBe(200)
  })

  it('never loses its last administrator', async () => {
    const self = (await members()).find(({ name }) => name === 'Ada Example')!.person
    const path = `/api/v1/members/${self}`
    const demote = await ask<Problem>(server.address, 'PATCH', path, { body: { role: 'viewer' }, ...as(ada) })
    expect(demote).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
    expect((await ask(server.address, 'DELETE', path, as(ada))).status).toBe(409)
  })

  it('gives the member who was seen another role, and no other, where one says who that was', async () => {
    const { person, version } = (await members()).find(({ name }) => name === 'Bo Example')!
    const path = `/api/v1/members/${person}`
    const { headers, body } = await ask<Member>(server.address, 'GET', path, as(ada))
    expect([headers.get('etag'), body.version]).toEqual([`"${version}"`, version])
    const seen = as(ada, { 'if-match': headers.get('etag')! })
    expect((await ask(server.address, 'PATCH', path, { body: { role: 'approver' }, ...seen })).status).toBe(204)
    const late = await ask<Problem>(server.address, 'PATCH', path, { body: { role: 'administrator' }, ...seen })
    expect(late).toMatchObject({ status: 412, body: { code: 'version-differs' } })
    expect((await ask(server.address, 'DELETE', path, seen)).status).toBe(412)
    expect((await ask<Member>(server.address, 'GET', path, as(ada))).body.role).toBe('approver')
    expect((await ask(server.address, 'PATCH', path, { body: { role: 'viewer' }, ...as(ada) })).status).toBe(204)
  })

  const make = (cookie: string, scopes: string[], name = 'a program') =>
    ask<CreatedToken>(server.address, 'POST', '/api/v1/tokens', { body: { name, scopes, days: 30 }, ...as(cookie) })
  const withToken = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } })

  describe('tokens', () => {
    it('are made once under a key, and their secret is told once and not kept', async () => {
      const body = { name: 'once', scopes: ['read'], days: 30 }
      const makeUnder = (key: string, name = 'once') =>
        ask<CreatedToken & Problem>(server.address, 'POST', '/api/v1/tokens', {
          body: { ...body, name },
          ...as(ada, { 'idempotency-key': key }),
        })
      const first = await makeUnder('a-token')
      expect(first).toMatchObject({ status: 201, body: { token: { name: 'once' } } })
      const again = await makeUnder('a-token')
      expect(again).toMatchObject({ status: 409, body: { code: 'told-once' } })
      expect(again.body.detail).toContain(`\`${first.body.token.id}\``)
      expect(again.headers.get('cache-control')).toBe('no-store')
      expect(await makeUnder('a-token', 'other')).toMatchObject({ status: 422, body: { code: 'key-reused' } })
      const { items } = (await ask<Page<Token>>(server.address, 'GET', '/api/v1/tokens', as(ada))).body
      expect(items.filter(({ name }) => name === 'once')).toHaveLength(1)
      const lines: string[] = []
      for await (const line of server.application.database.dump()) lines.push(line)
      expect(lines.join('')).toContain(first.body.token.id)
      expect(lines.join('')).not.toContain(first.body.secret.slice(4))
    })

    it('act for their maker, and only within their scopes', async () => {
      const { body, status } = await make(ada, ['read'])
      expect(status).toBe(201)
      expect(body.secret).toMatch(/^mst_[A-Za-z0-9_-]{43}$/)
      const token = withToken(body.secret)
      expect((await ask<Me>(server.address, 'GET', '/api/v1/me', token)).body.person.name).toBe('Ada Example')
      const refused = await ask<Problem>(server.address, 'POST', '/api/v1/tokens', {
        body: { name: 'more', scopes: ['administer'], days: 1 },
        ...token,
      })
      expect(refused).toMatchObject({ status: 403 })
      expect(refused.body.detail).toBe('this needs a token with the scope `administer`; yours has `read`')
    })

    it('have a name that can be seen; one kept from before is told as it is', async () => {
      const refused = await make(ada, ['read'], 'core\u202eeroc')
      expect(refused).toMatchObject({ status: 400, body: { requestFaults: [{ where: 'body.name' }] } })
      const { body } = await make(ada, ['read'], 'to be renamed')
      await server.application.database.asSystem(({ sql }) =>
        sql.updateTable('tokens').set({ name: 'core\u202eeroc' }).where('id', '=', body.token.id).execute(),
      )
      const { status, body: page } = await ask<Page<Token>>(server.address, 'GET', '/api/v1/tokens', as(ada))
      expect([status, page.items.map(({ name }) => name)]).toEqual([200, expect.arrayContaining(['core\u202eeroc'])])
    })

    it('make no token that may do more than they', async () => {
      const { body } = await make(ada, ['administer'])
      const told = await ask<Problem>(server.address, 'POST', '/api/v1/tokens', {
        body: { name: 'more', scopes: ['import'], days: 1 },
        ...withToken(body.secret),
      })
      expect(told).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    })

    it('are told with the role they act in, which falls with that of their maker', async () => {
      const { body } = await make(ada, ['read', 'import'], 'falling')
      expect(body.token).toMatchObject({ scopes: ['read', 'import'], role: 'administrator' })
      const refused = await make(bo, ['read', 'import', 'administer'])
      expect(refused).toMatchObject({
        status: 403,
        body: {
          code: 'not-allowed',
          detail:
            'the scope `import` needs the role `analyst`, the scope `administer` needs the role `administrator`; yours is `viewer`',
        },
      })
      const give = async (role: string): Promise<void> => {
        const bos = (await members()).find(({ name }) => name === 'Bo Example')!.person
        await ask(server.address, 'PATCH', `/api/v1/members/${bos}`, { body: { role }, ...as(ada) })
      }
      await give('analyst')
      await make(bo, ['read', 'import'], 'of an analyst')
      await give('viewer')
      const { items } = (await ask<Page<Token>>(server.address, 'GET', '/api/v1/tokens', as(bo))).body
      expect(items).toMatchObject([{ name: 'of an analyst', scopes: ['read', 'import'], role: 'viewer' }])
      await ask(server.address, 'DELETE', `/api/v1/tokens/${items[0]!.id}`, as(bo))
    })

    it('are seen and revoked by who made them and by administrators', async () => {
      const own = (await make(bo, ['read'], 'of bo')).body
      const other = (await make(ada, ['read'], 'of ada')).body
      const seen = async (cookie: string) =>
        (await ask<Page<Token>>(server.address, 'GET', '/api/v1/tokens', as(cookie))).body.items.map(({ name }) => name)
      expect(await seen(bo)).toEqual(['of bo', 'of an analyst'])
      expect(await seen(ada)).toContain('of bo')
      expect((await ask(server.address, 'DELETE', `/api/v1/tokens/${other.token.id}`, as(bo))).status).toBe(404)
      expect((await ask(server.address, 'DELETE', `/api/v1/tokens/${own.token.id}`, as(ada))).status).toBe(204)
      expect((await ask(server.address, 'GET', '/api/v1/me', withToken(own.secret))).status).toBe(401)
    })
  })

  it('tells nothing more of a job to who has left, and of so many at once to nobody', async () => {
    const { asker } = (await identifyBySession(server.application, ada.split('=')[1]!))!
    // Work of a kind nobody does: it waits for ever.
    const { id: job } = await server.application.database.asMember(asker, (acts) =>
      enqueue(acts, { kind: 'a thing to wait for', payload: {} }),
    )
    const leaving = (await signIn('bo')).cookie!
    const watch = () => fetch(`${server.address}/api/v1/jobs/${job}/events`, as(leaving))
    const watched = [await watch(), await watch()]
    expect(watched.map(({ status }) => status)).toEqual([200, 200])
    const refused = await ask<Problem>(server.address, 'GET', `/api/v1/jobs/${job}/events`, as(leaving))
    expect(refused).toMatchObject({ status: 429, body: { detail: expect.stringContaining('2 streams of events') } })
    expect((await ask(server.address, 'POST', '/api/v1/sign-out', as(leaving))).status).toBe(204)
    // They end, and so have texts.
    const told = await Promise.all(watched.map((stream) => stream.text()))
    expect(told.map((text) => text.match(/^event: job$/gm)?.length)).toEqual([1, 1])
  })

  it('ends what a person could do when the membership ends', async () => {
    const leaving = (await members()).find(({ name }) => name === 'Bo Example')!.person
    left = (await make(bo, ['read'])).body.secret
    expect((await ask(server.address, 'GET', '/api/v1/me', withToken(left))).status).toBe(200)
    expect((await ask(server.address, 'DELETE', `/api/v1/members/${leaving}`, as(ada))).status).toBe(204)
    expect((await ask(server.address, 'GET', '/api/v1/me', as(bo))).status).toBe(401)
    expect((await members()).find(({ person }) => person === leaving)?.until).toBeDefined()
  })

  it('takes a person in again without the tokens they had, and without what they had open', async () => {
    const before = bo
    expect((await ask(server.address, 'GET', '/api/v1/me', withToken(left))).status).toBe(401)
    const body = { email: 'bo@example.org', role: 'viewer' }
    expect((await ask(server.address, 'POST', '/api/v1/members', { body, ...as(ada) })).status).toBe(204)
    bo = (await signIn('bo')).cookie!
    expect((await ask(server.address, 'GET', '/api/v1/me', as(bo))).status).toBe(200)
    expect((await ask(server.address, 'GET', '/api/v1/me', as(before))).status).toBe(401)
    expect((await ask(server.address, 'GET', '/api/v1/me', withToken(left))).status).toBe(401)
  })

  it('signs out for good', async () => {
    expect((await ask(server.address, 'POST', '/api/v1/sign-out', as(ada))).status).toBe(204)
    expect((await ask(server.address, 'GET', '/api/v1/me', as(ada))).status).toBe(401)
  })

  it('tells measurements only to who has the token for them', async () => {
    expect((await ask(server.address, 'GET', '/metrics')).status).toBe(401)
    const headers = { authorization: 'Bearer a token for measurements' }
    const { status, body } = await ask<string>(server.address, 'GET', '/metrics', { headers })
    expect(status).toBe(200)
    expect(body).toContain(
      'mainstay_http_request_seconds_bucket{le="0.2",method="GET",route="/api/v1/me",status="200"}',
    )
  })

  it('counts the tokens it refused, and logs why, from where, and which it was', async () => {
    const headers = { authorization: 'Bearer a token for measurements' }
    const { body } = await ask<string>(server.address, 'GET', '/metrics', { headers })
    for (const why of ['unknown', 'revoked', 'maker left'])
      expect(body).toMatch(new RegExp(`mainstay_tokens_refused_total\\{why="${why}"\\} [1-9]`))
    const logged = server.log.filter(({ msg }) => msg === 'a token was refused')
    expect(logged.find(({ why }) => why === 'unknown')).toMatchObject({ address: '127.0.0.1', level: 40 })
    expect(logged.find(({ why }) => why === 'revoked')).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
  })

  it('has no secret in its log', () => {
    const logged = JSON.stringify(server.log)
    expect(logged).toContain('/api/v1/me')
    expect(logged).not.toMatch(/mst_|Bearer|__Host|secret of the test|code=|where=/)
  })
})
