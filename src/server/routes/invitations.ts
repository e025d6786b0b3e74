// Invitations that nobody has taken up yet. One is made by adding a member.

import Type from 'typebox'
import { Identifier } from '#contract/application/kinds.ts'
import { PageQuery, pageOf } from '#contract/application/page.ts'
import { Invitation } from '#contract/application/people.ts'
import { dropInvitation, listOpenInvitations } from '#service/application/people/invitations.ts'
import { actorOf } from '../actor.ts'
import { named } from '../named-schema.ts'
import { Nothing, operation } from '../operation.ts'
import type { RouteContext, TypedServer } from './route-context.ts'

const tag = 'people'

export function addInvitationRoutes(server: TypedServer, { application }: RouteContext): void {
  const list = operation(
    'listInvitations',
    { querystring: PageQuery, response: { 200: pageOf(named(Invitation)) } },
    { tag, summary: 'Invitations that nobody has taken up yet, and that still can be; the newest first' },
  )
  server.get('/api/v1/invitations', { schema: list }, (request) =>
    listOpenInvitations(application, actorOf(request).asker, request.query),
  )

  const withdraw = operation(
    'withdrawInvitation',
    { params: Type.Object({ invitation: Identifier }), response: { 204: Nothing } },
    { tag, summary: 'Withdraw an invitation: its address is not taken in by it any more', problems: ['not-found'] },
  )
  server.delete('/api/v1/invitations/:invitation', { schema: withdraw }, async (request, reply) => {
    await dropInvitation(application, actorOf(request).asker, request.params.invitation)
    return reply.code(204).send(undefined)
  })
}
