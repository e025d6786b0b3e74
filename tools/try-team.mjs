// Team mode to try out on this machine: a provider of sign-in in which one picks who one is, a server that trusts it, a person of
// each role, and an example network. All of it is thrown away when it ends.
//
// usage, after `npm run build`: node tools/try-team.mjs [--port 7071] [--example stockpile-2020]
//
// It is no way to run a team: whoever reaches the provider is whoever they say. Both listen on 127.0.0.1 alone.

import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import Provider from 'oidc-provider'
import { closeGracefully, createServer, listen } from '#server/index.ts'
import { openApplication } from '#service/application/open-application.ts'
import { createWorkspace } from '#service/application/workspaces.ts'
import { addMember } from '#store/database/memberships.ts'
import { createOrganisation } from '#store/database/organisations.ts'
import { meetPerson } from '#store/database/people.ts'

const PEOPLE = {
  ada: { name: 'Ada', role: 'administrator' },
  bo: { name: 'Bo', role: 'approver' },
  cy: { name: 'Cy', role: 'analyst' },
  di: { name: 'Di', role: 'viewer' },
}
const CLIENT = { clientId: 'mainstay', clientSecret: 'of a trial on this machine alone' }

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, example: { type: 'string', default: 'stockpile-2020' } },
})
// Before anything is there that would stay: whoever ends it while it starts is to find nothing of it either.
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopping.abort())
/** Of what there is by now, the latest first. */
const endings = []
try {
  await serveTrial(stopping.signal)
} finally {
  for (const end of endings) await end()
}

/** Resolves once it was told to stop, however far it has come. */
async function serveTrial(stop) {
  const port = await findPort(Number(values.port))
  const address = `http://127.0.0.1:${port}`
  const provider = await startProvider(`${address}/api/v1/sign-in/done`)
  endings.unshift(() => provider.close())
  const data = await mkdtemp(join(tmpdir(), 'mainstay-team-'))
  endings.unshift(() => rm(data, { recursive: true, force: true }))
  if (stop.aborted) return
  const application = await openApplication({ data, mode: 'team', onTrouble: console.error })
  endings.unshift(() => application.close())
  if (stop.aborted) return
  const server = await createServer(application, {
    log: { level: 'warn' },
    publicAddress: address,
    pages: resolve(import.meta.dirname, '../dist/web'),
    signIn: { issuer: provider.issuer, ...CLIENT, allowsPlainHttp: true },
  })
  endings.unshift(() => closeGracefully(server))
  await begin(application, provider.issuer, values.example)
  if (stop.aborted) return
  await listen(server, { mode: 'team', port })
  console.log(`Mainstay for a team, to try out: ${address}`)
  console.log(
    'Sign in as whom you like; Ctrl+C ends it, and nothing of it stays. Safari keeps nobody signed in without https.',
  )
  if (!stop.aborted) await new Promise((stopped) => stop.addEventListener('abort', stopped))
}

/** People come back from the provider to an address it has to know before anything listens there. */
async function findPort(wanted) {
  const probe = createHttpServer()
  await new Promise((listening, fail) => probe.once('error', fail).listen(wanted, '127.0.0.1', listening))
  const { port } = probe.address()
  await new Promise((closed) => probe.close(closed))
  return port
}

/** An organisation with a person of each role, as the provider knows them, and a workspace; without one where `example` is ''. */
async function begin(application, issuer, example) {
  const asker = await application.database.asSystem(async (acts) => {
    const { id: organisation } = await createOrganisation(acts, { name: 'Northern Telecom Operator', kind: 'operator' })
    const members = []
    for (const [subject, { name, role }] of Object.entries(PEOPLE)) {
      const { id: person } = await meetPerson(acts, { issuer, subject, name, email: emailOf(subject) })
      await addMember(acts, { organisation, person, role })
      members.push({ organisation, person, role })
    }
    return members[0]
  })
  if (example !== '') await createWorkspace(application, asker, { name: example, from: { kind: 'example', example } })
}

function emailOf(subject) {
  return `${subject}@example.org`
}

/** `callback`: address it sends people back to. */
async function startProvider(callback) {
  const listening = createHttpServer()
  await new Promise((done) => listening.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${listening.address().port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [callback],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    cookies: { keys: ['a key of a trial'] },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: PEOPLE[id].name, email: emailOf(id), email_verified: true }),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
  })
  provider.use(async (context, next) => {
    // It knows nobody who comes again: who signs out is asked who they are, for one tries several.
    if (context.path === '/auth') {
      delete context.req.headers.cookie
      await next()
      return context.append('set-cookie', '_session=; path=/; max-age=0')
    }
    if (!context.path.startsWith('/interaction/')) return next()
    const { person } = context.query
    if (!Object.hasOwn(PEOPLE, person ?? '')) {
      context.type = 'html'
      context.body = pageOfPeople()
      return undefined
    }
    const result = { login: { accountId: person, remember: false } }
    return provider.interactionFinished(context.req, context.res, result, { mergeWithLastSubmission: false })
  })
  listening.on('request', provider.callback())
  return {
    issuer,
    close: () =>
      new Promise((closed) => {
        listening.close(closed)
        listening.closeAllConnections()
      }),
  }
}

function pageOfPeople() {
  const links = Object.entries(PEOPLE).map(
    ([id, { name, role }]) => `<li><a href="?person=${id}">${name}</a>, ${role}</li>`,
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Who are you?</title><h1>Who are you?</h1><p>A provider of sign-in to try Mainstay with: it asks for no password.</p><ul>${links.join('')}</ul></html>`
}
