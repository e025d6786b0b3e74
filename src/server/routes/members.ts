// The people of an organisation.

import Type from 'typebox'
import { Identifier } from '#contract/application/kinds.ts'
import { PageQuery, pageOf } from '#contract/application/page.ts'
import { AddMember, ChangeMember, Member } from '#contract/application/people.ts'
import {
  changeMember,
  getColleague,
  listColleagues,
  removeMember,
  takeInMember,
} from '#service/application/people/members.ts'
import { actorOf } from '../actor.ts'
import { isKnown, tagOf, versionsSaid } from '../entity-tags.ts'
import { named } from '../named-schema.ts'
import { replyOnce } from '../once.ts'
import { Nothing, operation } from '../operation.ts'
import type { RouteContext, TypedServer } from './route-context.ts'

const tag = 'people'
const Path = Type.Object({ person: Identifier })

export function addMemberRoutes(server: TypedServer, context: RouteContext): void {
  const { application } = context
  const list = operation(
    'listMembers',
    { querystring: PageQuery, response: { 200: pageOf(named(Member)) } },
    { tag, summary: 'The people of the organisation, those who have left too' },
  )
  server.get('/api/v1/members', { schema: list }, (request) =>
    listColleagues(application, actorOf(request).asker, request.query),
  )

  const add = operation(
    'addMember',
    { body: named(AddMember), response: { 204: Nothing } },
    {
      tag,
      summary: 'Invite an e-mail address: who has it is a member from their next sign-in',
      isOnce: true,
      problems: ['wrong-state'],
    },
  )
  server.post('/api/v1/members', { schema: add }, async (request, reply) => {
    await replyOnce(request, reply, context, async (within) => ({
      status: 204,
      body: await takeInMember(within, actorOf(request).asker, request.body),
    }))
    return reply.code(204).send(undefined)
  })

  const get = operation(
    'getMember',
    { params: Path, response: { 200: named(Member) } },
    { tag, isTagged: true, summary: 'One of the people of the organisation', problems: ['not-found'] },
  )
  server.get('/api/v1/members/:person', { schema: get }, async (request, reply) => {
    const told = await getColleague(application, actorOf(request).asker, request.params.person)
    return isKnown(request, reply, tagOf(told)) ? reply : told
  })

  const change = operation(
    'changeMember',
    { params: Path, body: named(ChangeMember), response: { 204: Nothing } },
    { tag, summary: 'Give a person another role', isVersioned: 'if said', problems: ['not-found', 'wrong-state'] },
  )
  server.patch('/api/v1/members/:person', { schema: change }, async (request, reply) => {
    const { params, body } = request
    await changeMember(application, actorOf(request).asker, params.person, body.role, versionsSaid(request))
    return reply.code(204).send(undefined)
  })

  const remove = operation(
    'removeMember',
    { params: Path, response: { 204: Nothing } },
    {
      tag,
      summary: 'End a membership; what was done under it keeps its name',
      isVersioned: 'if said',
      problems: ['not-found', 'wrong-state'],
    },
  )
  server.delete('/api/v1/members/:person', { schema: remove }, async (request, reply) => {
    await removeMember(application, actorOf(request).asker, request.params.person, versionsSaid(request))
    return reply.code(204).send(undefined)
  })
}
