// Tokens by which programs act for a person.

import Type from 'typebox'
import { Identifier } from '#contract/application/kinds.ts'
import { PageQuery, pageOf } from '#contract/application/page.ts'
import { CreatedToken, CreateToken, Token } from '#contract/application/people.ts'
import { dropToken, listSeenTokens, makeToken } from '#service/application/people/tokens.ts'
import { actorOf } from '../actor.ts'
import { named } from '../named-schema.ts'
import { Nothing, operation } from '../operation.ts'
import type { RouteContext, TypedServer } from './route-context.ts'

const tag = 'people'

export function addTokenRoutes(server: TypedServer, { application }: RouteContext): void {
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
      description: 'Takes no idempotency key: the secret is kept nowhere, so it cannot be told twice.',
    },
  )
  server.post('/api/v1/tokens', { schema: create }, async (request, reply) => {
    const { asker, scopes } = actorOf(request)
    reply.header('cache-control', 'no-store')
    return reply.code(201).send(await makeToken(application, asker, request.body, scopes))
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
