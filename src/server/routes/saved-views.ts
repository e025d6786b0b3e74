// Views somebody wants to come back to.

import Type from 'typebox'
import { Identifier } from '#contract/application/kinds.ts'
import { PageQuery, pageOf } from '#contract/application/page.ts'
import { SavedView, SaveView } from '#contract/application/saved-view.ts'
import {
  changeSavedView,
  deleteSavedView,
  getSavedView,
  listSavedViews,
  saveView,
} from '#service/application/saved-views.ts'
import { actorOf } from '../actor.ts'
import { isKnown, tagOf, versionsSaid } from '../entity-tags.ts'
import { named } from '../named-schema.ts'
import { replyOnce } from '../once.ts'
import { Nothing, operation } from '../operation.ts'
import type { RouteContext, TypedServer } from './route-context.ts'

const tag = 'views'
const ROOT = '/api/v1/views'
const OfView = Type.Object({ view: Identifier })

export function addSavedViewRoutes(server: TypedServer, context: RouteContext): void {
  const { application } = context
  const list = operation(
    'listSavedViews',
    {
      querystring: Type.Object(
        { ...PageQuery.properties, page: Type.Optional(SaveView.properties.page) },
        { additionalProperties: false },
      ),
      response: { 200: pageOf(named(SavedView)) },
    },
    { tag, summary: 'Own views and those others share, by name' },
  )
  server.get(ROOT, { schema: list }, (request) => {
    const { page, ...rest } = request.query
    return listSavedViews(application, actorOf(request).asker, page, rest)
  })

  const save = operation(
    'saveView',
    { body: named(SaveView), response: { 201: named(SavedView) } },
    { tag, summary: 'Keep a view', isOnce: true, problems: ['name-taken'] },
  )
  server.post(ROOT, { schema: save }, (request, reply) =>
    replyOnce(request, reply, context, async (within) => ({
      status: 201,
      body: await saveView(within, actorOf(request).asker, request.body),
    })),
  )

  const get = operation(
    'getSavedView',
    { params: OfView, response: { 200: named(SavedView) } },
    { tag, isTagged: true, summary: 'A view, one’s own or shared', problems: ['not-found'] },
  )
  server.get(`${ROOT}/:view`, { schema: get }, async (request, reply) => {
    const told = await getSavedView(application, actorOf(request).asker, request.params.view)
    return isKnown(request, reply, tagOf(told)) ? reply : told
  })

  const change = operation(
    'changeSavedView',
    { params: OfView, body: named(SaveView), response: { 200: named(SavedView) } },
    { tag, summary: 'Change a view of one’s own', isVersioned: 'if said', problems: ['not-found', 'name-taken'] },
  )
  server.put(`${ROOT}/:view`, { schema: change }, async (request, reply) => {
    const { params, body } = request
    const told = await changeSavedView(application, actorOf(request).asker, params.view, body, versionsSaid(request))
    reply.header('etag', tagOf(told))
    return told
  })

  const remove = operation(
    'deleteSavedView',
    { params: OfView, response: { 204: Nothing } },
    { tag, summary: 'Drop a view of one’s own', isVersioned: 'if said', problems: ['not-found'] },
  )
  server.delete(`${ROOT}/:view`, { schema: remove }, async (request, reply) => {
    await deleteSavedView(application, actorOf(request).asker, request.params.view, versionsSaid(request))
    return reply.code(204).send(undefined)
  })
}
