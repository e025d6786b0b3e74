// Views somebody wants to come back to.

import Type from 'typebox'
import { Identifier } from '#contract/application/kinds.ts'
import { PageQuery, pageOf } from '#contract/application/page.ts'
import { SavedView, SaveView } from '#contract/application/saved-view.ts'
import { changeSavedView, deleteSavedView, listSavedViews, saveView } from '#service/application/saved-views.ts'
import { actorOf } from '../actor.ts'
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

  const change = operation(
    'changeSavedView',
    { params: OfView, body: named(SaveView), response: { 200: named(SavedView) } },
    { tag, summary: 'Change a view of one’s own', problems: ['not-found', 'name-taken'] },
  )
  server.put(`${ROOT}/:view`, { schema: change }, (request) =>
    changeSavedView(application, actorOf(request).asker, request.params.view, request.body),
  )

  const remove = operation(
    'deleteSavedView',
    { params: OfView, response: { 204: Nothing } },
    { tag, summary: 'Drop a view of one’s own', problems: ['not-found'] },
  )
  server.delete(`${ROOT}/:view`, { schema: remove }, async (request, reply) => {
    await deleteSavedView(application, actorOf(request).asker, request.params.view)
    return reply.code(204).send(undefined)
  })
}
