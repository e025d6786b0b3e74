// Signing in by way of a provider, and out again. The browser itself is sent there and back, so failures are told on a
// page of the application: `/sign-in` with the reason.

import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import { signIn, signOut } from '#service/application/people/sign-in.ts'
import { Refusal } from '#service/application/refusal.ts'
import { Nothing, operation } from '../operation.ts'
import {
  givePendingSignIn,
  giveSession,
  SESSION_COOKIE,
  SIGN_IN_COOKIE,
  takePendingSignIn,
  takeSession,
} from '../plugins/cookies.ts'
import { type PendingSignIn, ProviderFailed, SignInProvider, SignInRefused } from '../sign-in-provider.ts'
import type { RouteContext, TypedServer } from './route-context.ts'

const DONE = '/api/v1/sign-in/done'
const tag = 'people'

export function addSignInRoutes(server: TypedServer, { application, settings }: RouteContext): void {
  const { signIn: provided, publicAddress } = settings
  if (provided === undefined || publicAddress === undefined) return
  const provider = new SignInProvider(provided, new URL(DONE, publicAddress).href)

  const begin = operation(
    'beginSignIn',
    { querystring: Type.Object({ to: Type.Optional(Type.String({ maxLength: 4000 })) }), response: { 302: Nothing } },
    { tag, summary: 'Go to the provider of sign-in', description: '`to`: path to come back to.' },
  )
  server.get('/api/v1/sign-in', { schema: begin }, async (request, reply) => {
    try {
      const { address, pending } = await provider.begin(pathWithin(request.query.to))
      givePendingSignIn(reply, Buffer.from(JSON.stringify(pending)).toString('base64url'))
      return reply.redirect(address.href)
    } catch (error) {
      request.log.warn({ err: error }, 'the provider of sign-in cannot be reached')
      return tellFailure(reply, error)
    }
  })

  const end = operation(
    'endSignIn',
    { response: { 302: Nothing } },
    { tag, summary: 'Come back from the provider of sign-in', description: 'Only the provider sends browsers here.' },
  )
  server.get(DONE, { schema: end }, async (request, reply) => {
    takePendingSignIn(reply)
    try {
      const pending = readPending(request.cookies[SIGN_IN_COOKIE])
      const person = await provider.end(request.url.split('?')[1] ?? '', pending)
      giveSession(reply, await signIn(application, person, provided.firstAdministrator))
      return reply.redirect(pathWithin(pending.to))
    } catch (error) {
      request.log.warn({ err: error }, 'nobody has signed in')
      return tellFailure(reply, error)
    }
  })

  const out = operation('signOut', { response: { 204: Nothing } }, { tag, summary: 'Sign out' })
  server.post('/api/v1/sign-out', { schema: out }, async (request, reply) => {
    const secret = request.cookies[SESSION_COOKIE]
    if (secret !== undefined) await signOut(application, secret)
    takeSession(reply)
    return reply.code(204).send(undefined)
  })
}

/** Only places of ours: `//other.example` and `/\other.example` are not. */
function pathWithin(to: string | undefined): string {
  return to !== undefined && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(to) ? to : '/'
}

function readPending(cookie: string | undefined): PendingSignIn {
  try {
    const pending = JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString()) as PendingSignIn
    if ([pending.state, pending.nonce, pending.verifier, pending.to].every((part) => typeof part === 'string'))
      return pending
  } catch {
    // Told below.
  }
  throw new SignInRefused('this browser has begun no sign-in, or too long ago')
}

function tellFailure(reply: FastifyReply, error: unknown): FastifyReply {
  const why =
    error instanceof ProviderFailed
      ? 'provider-failed'
      : error instanceof SignInRefused
        ? 'refused'
        : error instanceof Refusal && error.code === 'not-allowed'
          ? 'no-member'
          : undefined
  if (why === undefined) throw error
  return reply.redirect(`/sign-in?why=${why}`)
}
