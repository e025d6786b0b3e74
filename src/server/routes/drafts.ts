// Scenarios and rule packs that are being written. Whoever changes one says which version they saw.

import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { Arrival } from '#contract/application/arrival.ts'
import { CreateDraft, Draft, DraftKind, FaultsOfDraft, ListedDraft, SaveDraft } from '#contract/application/draft.ts'
import { Identifier } from '#contract/application/kinds.ts'
import { PageQuery, pageOf } from '#contract/application/page.ts'
import { adoptDraft } from '#service/application/adopt-draft.ts'
import {
  checkDraft,
  createDraft,
  deleteDraft,
  findKnownState,
  getDraft,
  listDrafts,
  saveDraft,
  stateOfDraft,
  withFaults,
} from '#service/application/drafts.ts'
import { requireWithin } from '#service/application/within-workspace.ts'
import { type Actor, actorOf } from '../actor.ts'
import { isKnown, tagOf, versionsSeen } from '../entity-tags.ts'
import { named } from '../named-schema.ts'
import { replyOnce } from '../once.ts'
import { Nothing, operation } from '../operation.ts'
import { goneSignal } from '../reply-end.ts'
import { OfWorkspace } from './paths.ts'
import type { RouteContext, TypedServer } from './route-context.ts'

const tag = 'drafts'
const ROOT = '/api/v1/workspaces/:workspace/drafts'
const OfDraft = Type.Object({ workspace: Identifier, draft: Identifier })

export function addDraftRoutes(server: TypedServer, context: RouteContext): void {
  const { application } = context

  const askerOf = async (request: FastifyRequest): Promise<Actor['asker']> => {
    const { asker } = actorOf(request)
    const { workspace, draft } = request.params as { workspace: string; draft: string }
    await requireWithin(application, asker, workspace, 'draft', draft)
    return asker
  }

  const list = operation(
    'listDrafts',
    {
      params: OfWorkspace,
      querystring: Type.Object(
        { ...PageQuery.properties, kind: Type.Optional(DraftKind) },
        { additionalProperties: false },
      ),
      response: { 200: pageOf(named(ListedDraft)) },
    },
    { tag, summary: 'Drafts of a workspace, by name, without their texts', problems: ['not-found'] },
  )
  server.get(ROOT, { schema: list }, (request) => {
    const { params, query } = request
    return listDrafts(application, actorOf(request).asker, { workspace: params.workspace, ...query }, query)
  })

  const create = operation(
    'createDraft',
    { params: OfWorkspace, body: named(CreateDraft), response: { 201: named(Draft) } },
    { tag, summary: 'Begin a draft', isOnce: true, problems: ['not-found', 'name-taken'] },
  )
  server.post(ROOT, { schema: create }, async (request, reply) => {
    const { asker } = actorOf(request)
    const { workspace } = request.params
    const made = await replyOnce(request, reply, context, async (within) => ({
      status: 201,
      body: await createDraft(within, asker, workspace, request.body),
    }))
    const told = await withFaults(application, asker, workspace, made, goneSignal(reply))
    return reply
      .code(201)
      .header('etag', tagOf({ version: stateOfDraft(told) }))
      .send(told)
  })

  const get = operation(
    'getDraft',
    { params: OfDraft, response: { 200: named(Draft) } },
    { tag, isTagged: true, summary: 'A draft; its ETag begins with its version', problems: ['not-found'] },
  )
  server.get(`${ROOT}/:draft`, { schema: get }, async (request, reply) => {
    const asker = await askerOf(request)
    const { draft } = request.params
    // Asked every few seconds by each page that shows it: what is known already is not read.
    const known = await findKnownState(application, asker, draft)
    if (known !== undefined && isKnown(request, reply, tagOf({ version: known }))) return reply
    const told = await getDraft(application, asker, draft, goneSignal(reply))
    return isKnown(request, reply, tagOf({ version: stateOfDraft(told) })) ? reply : told
  })

  const save = operation(
    'saveDraft',
    { params: OfDraft, body: named(SaveDraft), response: { 200: named(Draft) } },
    { tag, summary: 'Write a draft', isVersioned: true, problems: ['not-found'] },
  )
  server.put(`${ROOT}/:draft`, { schema: save }, async (request, reply) => {
    const seen = versionsSeen(request)
    const asker = await askerOf(request)
    const written = { seen, text: request.body.text }
    const told = await saveDraft(application, asker, request.params.draft, written, goneSignal(reply))
    reply.header('etag', tagOf({ version: stateOfDraft(told) }))
    return told
  })

  const check = operation(
    'checkDraft',
    { params: OfDraft, body: named(SaveDraft), response: { 200: named(FaultsOfDraft) } },
    {
      tag,
      summary: 'What is wrong with a text of the draft that is not saved',
      problems: ['not-found', 'changed-meanwhile'],
    },
  )
  server.post(`${ROOT}/:draft/faults`, { schema: check }, async (request, reply) => {
    const { params, body } = request
    return {
      faults: [...(await checkDraft(application, await askerOf(request), params.draft, body.text, goneSignal(reply)))],
    }
  })

  const adopt = operation(
    'adoptDraft',
    { params: OfDraft, response: { 201: named(Arrival) } },
    {
      tag,
      summary: 'Bring a draft in as a file of the workspace',
      description:
        'Makes an arrival of its text, which is previewed and accepted like any other: then it is of the next snapshot. The draft stays.',
      isOnce: true,
      isVersioned: true,
      problems: ['not-found', 'disk-full'],
    },
  )
  server.post(`${ROOT}/:draft/adopt`, { schema: adopt }, async (request, reply) => {
    const seen = versionsSeen(request)
    const asker = await askerOf(request)
    const { workspace, draft: id } = request.params
    const told = await replyOnce(request, reply, context, async (within) => ({
      status: 201,
      body: await adoptDraft(within, asker, workspace, id, seen),
    }))
    return reply.code(201).send(told)
  })

  const remove = operation(
    'deleteDraft',
    { params: OfDraft, response: { 204: Nothing } },
    { tag, summary: 'Throw a draft away', isVersioned: true, problems: ['not-found'] },
  )
  server.delete(`${ROOT}/:draft`, { schema: remove }, async (request, reply) => {
    const seen = versionsSeen(request)
    const asker = await askerOf(request)
    await deleteDraft(application, asker, request.params.draft, seen)
    return reply.code(204).send(undefined)
  })
}
