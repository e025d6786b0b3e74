// Tokens by which programs act for a person.

import Type from 'typebox'
import { Identifier } from '#contract/application/kinds.ts'
import { PageQuery, pageOf } from '#contract/application/page.ts'
import { CreatedToken, CreateToken, Token } from '#contract/application/people.ts'
import { Refusal } from '#service/application/refusal.ts'
import { dropToken, listSeenTokens, makeToken } from '#service/application/people/tokens.ts'
import { actorOf } from '../actor.ts'
import { named } from '../named-schema.ts'
import { replyOnce } from '../once.ts'
import { Nothing, operation } from '../operation.ts'
import type { RouteContext, TypedServer } from './route-context.ts'

const tag = 'people'

/** One that was made under a key is told who comes again without its secret, which is kept nowhere. */
type MadeToken = CreatedToken | Omit<CreatedToken, 'secret'>

export function addTokenRoutes(server: TypedServer, context: RouteContext): void {
  const { application } = context
  const list = operation(
    'listTokens',
    { querystring: PageQuery, response: { 200: pageOf(named(Token)) } },
    { tag, summary: 'Own tokens; for an administrator, all of the organisation' },
  )
  server.get('/api/v1/tokens', { schema: list }, (request) =>
    listSeenTokens(application, actorOf(request).asker, request.query),
  )

  const create = operation(
    'createToken',
    { body: named(CreateToken), response: { 201: named(CreatedToken) } },
    {
      tag,
      summary: 'Make a token; its secret is told this once',
      description:
        'The secret is kept nowhere, so it cannot be told twice: who comes again under the same idempotency key is told `told-once`, and which token was made.',
      isOnce: true,
      problems: ['told-once'],
    },
  )
  server.post('/api/v1/tokens', { schema: create }, async (request, reply) => {
    const { asker, scopes } = actorOf(request)
    reply.header('cache-control', 'no-store')
    const told = await replyOnce<MadeToken>(request, reply, context, async (within) => {
      const body = await makeToken(within, asker, request.body, scopes)
      return { status: 201, body, kept: { token: body.token } }
    })
    if ('secret' in told) return told
    throw new Refusal(
      'told-once',
      `the token \`${told.token.name}\` was made under this key; if its secret was lost, revoke it (\`${told.token.id}\`) and make another under a new key`,
    )
  })

  const revoke = operation(
    'revokeToken',
    { params: Type.Object({ token: Identifier }), response: { 204: Nothing } },
    { tag, summary: 'Revoke a token, at once', problems: ['not-found'] },
  )
  server.delete('/api/v1/tokens/:token', { schema: revoke }, async (request, reply) => {
    await dropToken(application, actorOf(request).asker, request.params.token)
    return reply.code(204).send(undefined)
  })
}
