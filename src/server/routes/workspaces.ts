// Workspaces and their snapshots, and what can be asked of them.

import { Overview } from '#contract/application/overview.ts'
import { PageQuery, pageOf } from '#contract/application/page.ts'
import { SiteMap } from '#contract/application/map.ts'
import {
  CreateWorkspace,
  ManifestText,
  RenameWorkspace,
  Snapshot,
  Workspace,
  WorkspaceFacts,
} from '#contract/application/workspace.ts'
import { getManifestText } from '#service/application/manifest-text.ts'
import { getOverview } from '#service/application/overview.ts'
import { getSiteMap } from '#service/application/site-map.ts'
import { getWorkspaceFacts } from '#service/application/workspace-facts.ts'
import {
  createWorkspace,
  findSnapshotOf,
  getWorkspace,
  listSnapshots,
  listWorkspaces,
  removeWorkspace,
  renameWorkspace,
} from '#service/application/workspaces.ts'
import { actorOf } from '../actor.ts'
import { entityTag, isKnown, tagOf, versionsSaid } from '../entity-tags.ts'
import { named } from '../named-schema.ts'
import { replyOnce } from '../once.ts'
import { Nothing, operation } from '../operation.ts'
import { OfWorkspace, SnapshotQuery } from './paths.ts'
import type { RouteContext, TypedServer } from './route-context.ts'

const tag = 'workspaces'
const ROOT = '/api/v1/workspaces'

export function addWorkspaceRoutes(server: TypedServer, context: RouteContext): void {
  const { application } = context
  const list = operation(
    'listWorkspaces',
    { querystring: PageQuery, response: { 200: pageOf(named(Workspace)) } },
    { tag, summary: 'Workspaces of the organisation, by name' },
  )
  server.get(ROOT, { schema: list }, (request) => listWorkspaces(application, actorOf(request).asker, request.query))

  const create = operation(
    'createWorkspace',
    { body: named(CreateWorkspace), response: { 202: named(Workspace) } },
    {
      tag,
      summary: 'Make a workspace; its job fills it',
      isOnce: true,
      problems: ['name-taken', 'not-found'],
    },
  )
  server.post(ROOT, { schema: create }, (request, reply) =>
    replyOnce(request, reply, context, async (within) => {
      const body = await createWorkspace(within, actorOf(request).asker, request.body)
      reply.header('location', `${ROOT}/${body.id}`)
      return { status: 202, body }
    }),
  )

  const get = operation(
    'getWorkspace',
    { params: OfWorkspace, response: { 200: named(Workspace) } },
    { tag, isTagged: true, summary: 'A workspace and its head', problems: ['not-found'] },
  )
  server.get(`${ROOT}/:workspace`, { schema: get }, async (request, reply) => {
    const told = await getWorkspace(application, actorOf(request).asker, request.params.workspace)
    return isKnown(request, reply, tagOf(told)) ? reply : told
  })

  const rename = operation(
    'renameWorkspace',
    { params: OfWorkspace, body: named(RenameWorkspace), response: { 200: named(Workspace) } },
    { tag, summary: 'Give a workspace another name', isVersioned: 'if said', problems: ['not-found', 'name-taken'] },
  )
  server.patch(`${ROOT}/:workspace`, { schema: rename }, async (request, reply) => {
    const { params, body } = request
    const { asker } = actorOf(request)
    const told = await renameWorkspace(application, asker, params.workspace, body.name, versionsSaid(request))
    reply.header('etag', tagOf(told))
    return told
  })

  const remove = operation(
    'removeWorkspace',
    { params: OfWorkspace, response: { 204: Nothing } },
    {
      tag,
      summary: 'Remove a workspace with all that is of it, for ever',
      description:
        'Its snapshots, arrivals, drafts and analyses go; jobs under way are cancelled; files that another workspace shares stay.',
      isVersioned: 'if said',
      problems: ['not-found'],
    },
  )
  server.delete(`${ROOT}/:workspace`, { schema: remove }, async (request, reply) => {
    await removeWorkspace(application, actorOf(request).asker, request.params.workspace, versionsSaid(request))
    return reply.code(204).send(undefined)
  })

  const snapshots = operation(
    'listSnapshots',
    { params: OfWorkspace, querystring: PageQuery, response: { 200: pageOf(named(Snapshot)) } },
    { tag, summary: 'The states a workspace has been in, latest first', problems: ['not-found'] },
  )
  server.get(`${ROOT}/:workspace/snapshots`, { schema: snapshots }, (request) =>
    listSnapshots(application, actorOf(request).asker, request.params.workspace, request.query),
  )

  const facts = operation(
    'getFacts',
    { params: OfWorkspace, querystring: SnapshotQuery, response: { 200: named(WorkspaceFacts) } },
    { tag, summary: 'What can be asked of a snapshot: packs, scenarios, inputs', problems: ['not-found', 'not-ready'] },
  )
  server.get(`${ROOT}/:workspace/facts`, { schema: facts }, (request) => {
    const { params, query } = request
    return getWorkspaceFacts(application, actorOf(request).asker, params.workspace, query.snapshot)
  })

  const manifest = operation(
    'getManifest',
    { params: OfWorkspace, querystring: SnapshotQuery, response: { 200: named(ManifestText) } },
    {
      tag,
      summary: 'The manifest of a snapshot, `mainstay.yaml`',
      description: 'Changed, it is brought in as the file of an import.',
      problems: ['not-found', 'not-ready'],
    },
  )
  server.get(`${ROOT}/:workspace/manifest`, { schema: manifest }, (request) => {
    const { params, query } = request
    return getManifestText(application, actorOf(request).asker, params.workspace, query.snapshot)
  })

  const overview = operation(
    'getOverview',
    { params: OfWorkspace, querystring: SnapshotQuery, response: { 200: named(Overview) } },
    {
      tag,
      isTagged: true,
      summary: 'The latest answers about a workspace, as it stood with a snapshot',
      problems: ['not-found', 'not-ready'],
    },
  )
  server.get(`${ROOT}/:workspace/overview`, { schema: overview }, async (request, reply) => {
    const { params, query } = request
    const told = await getOverview(application, actorOf(request).asker, params.workspace, query.snapshot)
    return isKnown(request, reply, entityTag(JSON.stringify(told))) ? reply : told
  })

  const map = operation(
    'getMap',
    { params: OfWorkspace, querystring: SnapshotQuery, response: { 200: named(SiteMap) } },
    { tag, isTagged: true, summary: 'The sites with their places', problems: ['not-found', 'not-ready'] },
  )
  server.get(`${ROOT}/:workspace/map`, { schema: map }, async (request, reply) => {
    const { asker } = actorOf(request)
    const { digest } = await findSnapshotOf(application, asker, request.params.workspace, request.query.snapshot)
    if (isKnown(request, reply, entityTag('map', application.version, digest))) return reply
    return getSiteMap(application, asker, request.params.workspace, digest)
  })
}
