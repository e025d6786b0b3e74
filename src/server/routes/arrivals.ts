// Files for an import: uploaded, previewed, looked at, accepted or rejected.

import { Readable } from 'node:stream'
import Type from 'typebox'
import {
  Arrival,
  ArrivalDifference,
  ArrivalFaults,
  ChangedRow,
  MappingSuggestion,
  ReadArrival,
} from '#contract/application/arrival.ts'
import { FaultSchema } from '#model/fault-schema.ts'
import { Identifier, WithheldWanted } from '#contract/application/kinds.ts'
import { PageQuery, pageOf } from '#contract/application/page.ts'
import {
  acceptArrival,
  exportArrivalDifference,
  exportArrivalFaults,
  getArrival,
  listArrivalDifference,
  listArrivalFaults,
  listArrivals,
  makeRoomForArrival,
  previewArrival,
  receiveArrival,
  recogniseArrived,
  rejectArrival,
  suggestMapping,
} from '#service/application/arrivals.ts'
import { renderAsJson, renderChangesAsCsv, renderFaultsAsCsv } from '#service/application/render-arrival.ts'
import { requireWithin } from '#service/application/within-workspace.ts'
import type { FastifyRequest } from 'fastify'
import { type Actor, actorOf } from '../actor.ts'
import { versionsSeen } from '../entity-tags.ts'
import { named } from '../named-schema.ts'
import { replyOnce } from '../once.ts'
import { fileReply, operation } from '../operation.ts'
import { receiveFiles } from '../receive-files.ts'
import { goneSignal } from '../reply-end.ts'
import { ABOUT_WITHHELD, sayWithheld } from '../withheld-remark.ts'
import { OfWorkspace } from './paths.ts'
import type { RouteContext, TypedServer } from './route-context.ts'

const tag = 'imports'
const ROOT = '/api/v1/workspaces/:workspace/arrivals'
const OfArrival = Type.Object({ workspace: Identifier, arrival: Identifier })
const FORMS = ['csv', 'json'] as const
const JSON_MEDIA = 'application/json'
const MEDIA = { csv: 'text/csv; charset=utf-8', json: `${JSON_MEDIA}; charset=utf-8` } as const

const FaultsQuery = Type.Object(
  {
    severity: Type.Optional(Type.Enum(['error', 'warning'])),
    search: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
)
const ChangesQuery = Type.Object(
  {
    table: Type.Optional(Type.String({ maxLength: 40 })),
    change: Type.Optional(ChangedRow.properties.change),
  },
  { additionalProperties: false },
)

function alsoWithheld<Query extends Type.TProperties>({ properties }: Type.TObject<Query>) {
  return Type.Object({ ...properties, ...WithheldWanted.properties }, { additionalProperties: false })
}

export function addArrivalRoutes(server: TypedServer, context: RouteContext): void {
  const { application, limits } = context
  const problems = ['not-found', 'not-ready'] as const

  /** Who asks, if the arrival is of the workspace. */
  const askerOf = async (request: FastifyRequest): Promise<Actor['asker']> => {
    const { asker } = actorOf(request)
    const { workspace, arrival } = request.params as { workspace: string; arrival: string }
    await requireWithin(application, asker, workspace, 'arrival', arrival)
    return asker
  }

  const list = operation(
    'listArrivals',
    { params: OfWorkspace, querystring: PageQuery, response: { 200: pageOf(named(Arrival)) } },
    { tag, summary: 'Files that came, latest first', problems },
  )
  server.get(ROOT, { schema: list }, (request) =>
    listArrivals(application, actorOf(request).asker, request.params.workspace, request.query),
  )

  const receive = operation(
    'receiveArrival',
    { params: OfWorkspace, response: { 201: named(Arrival) } },
    {
      tag,
      summary: 'Upload files for an import',
      description:
        'As `multipart/form-data`, each file a part with its name. Nothing is changed before it is accepted.',
      takesFiles: true,
      isOnce: true,
      problems: [...problems, 'too-large', 'unsupported-media', 'disk-full'],
    },
  )
  const heavy = { config: { isHeavy: true }, handlerTimeout: limits.requestMilliseconds }
  server.post(
    ROOT,
    { schema: receive, ...heavy, config: { isHeavy: true, isUpload: true } },
    async (request, reply) => {
      const { asker } = actorOf(request)
      const { workspace } = request.params
      const room = await makeRoomForArrival(application, asker, workspace)
      try {
        const files = await receiveFiles(request, room.folder, limits)
        const recognised = await recogniseArrived(room, files)
        // The same files under the same key are the same request.
        const told = await replyOnce(
          request,
          reply,
          context,
          async (within) => ({ status: 201, body: await receiveArrival(within, asker, room, { files, recognised }) }),
          files,
        )
        return await reply
          .code(201)
          .header('location', `${request.url.split('?', 1)[0]}/${told.id}`)
          .send(told)
      } finally {
        await room.leave()
      }
    },
  )

  const get = operation(
    'getArrival',
    { params: OfArrival, response: { 200: named(Arrival) } },
    { tag, summary: 'How an arrival stands', problems },
  )
  server.get(`${ROOT}/:arrival`, { schema: get }, async (request) =>
    getArrival(application, await askerOf(request), request.params.arrival),
  )

  const decision = [...problems, 'wrong-state', 'changed-meanwhile'] as const
  const preview = operation(
    'previewArrival',
    { params: OfArrival, body: named(ReadArrival), response: { 202: named(Arrival) } },
    { tag, summary: 'Find out what an arrival would change', isOnce: true, problems: decision },
  )
  server.post(`${ROOT}/:arrival/preview`, { schema: preview }, async (request, reply) => {
    const asker = await askerOf(request)
    return replyOnce(request, reply, context, async (within) => ({
      status: 202,
      body: await previewArrival(within, asker, request.params.arrival, request.body),
    }))
  })

  const accept = operation(
    'acceptArrival',
    { params: OfArrival, response: { 202: named(Arrival) } },
    { tag, summary: 'Take an arrival in, as it was previewed', isOnce: true, isVersioned: true, problems: decision },
  )
  server.post(`${ROOT}/:arrival/accept`, { schema: accept }, async (request, reply) => {
    const seen = versionsSeen(request)
    const asker = await askerOf(request)
    return replyOnce(request, reply, context, async (within) => ({
      status: 202,
      body: await acceptArrival(within, asker, request.params.arrival, seen),
    }))
  })

  const reject = operation(
    'rejectArrival',
    { params: OfArrival, response: { 200: named(Arrival) } },
    {
      tag,
      summary: 'Turn an arrival down; its files are removed',
      isOnce: true,
      isVersioned: true,
      problems: decision,
    },
  )
  server.post(`${ROOT}/:arrival/reject`, { schema: reject }, async (request, reply) => {
    const seen = versionsSeen(request)
    const asker = await askerOf(request)
    return replyOnce(request, reply, context, async (within) => ({
      status: 200,
      body: await rejectArrival(within, asker, request.params.arrival, seen),
    }))
  })

  const faults = operation(
    'listArrivalFaults',
    {
      params: OfArrival,
      querystring: Type.Object({ ...PageQuery.properties, ...FaultsQuery.properties }, { additionalProperties: false }),
      response: { 200: named(ArrivalFaults) },
    },
    { tag, summary: 'What the preview found wrong', problems },
  )
  server.get(`${ROOT}/:arrival/faults`, { schema: faults }, async (request) =>
    listArrivalFaults(application, await askerOf(request), request.params.arrival, request.query, request.query),
  )

  const OfFile = Type.Object({ ...OfArrival.properties, form: Type.Enum([...FORMS]) })
  const faultsFile = operation(
    'exportArrivalFaults',
    {
      params: OfFile,
      querystring: alsoWithheld(FaultsQuery),
      response: { 200: fileReply('the faults', Object.values(MEDIA), { [JSON_MEDIA]: Type.Array(FaultSchema) }) },
    },
    {
      tag,
      summary: 'What the preview found wrong, as a file',
      description: 'Names of sites kept secret, and of what stands on one, are `withheld` in it.',
      problems: [...problems, 'not-allowed'],
    },
  )
  server.get(`${ROOT}/:arrival/faults.:form`, { schema: faultsFile, ...heavy }, async (request, reply) => {
    const { arrival, form } = request.params
    const found = await exportArrivalFaults(application, await askerOf(request), arrival, request.query)
    reply.type(MEDIA[form]).header('content-disposition', `attachment; filename="faults.${form}"`)
    return reply.send(Readable.from(form === 'csv' ? renderFaultsAsCsv(found) : renderAsJson(found)))
  })

  const changes = operation(
    'listArrivalChanges',
    {
      params: OfArrival,
      querystring: Type.Object(
        { ...PageQuery.properties, ...ChangesQuery.properties },
        { additionalProperties: false },
      ),
      response: { 200: named(ArrivalDifference) },
    },
    { tag, summary: 'Rows the preview found new, changed or gone', problems },
  )
  server.get(`${ROOT}/:arrival/changes`, { schema: changes }, async (request) =>
    listArrivalDifference(application, await askerOf(request), request.params.arrival, request.query, request.query),
  )

  const changesFile = operation(
    'exportArrivalChanges',
    {
      params: OfFile,
      querystring: alsoWithheld(ChangesQuery),
      response: { 200: fileReply('the rows', Object.values(MEDIA), { [JSON_MEDIA]: Type.Array(ChangedRow) }) },
    },
    {
      tag,
      summary: 'Rows the preview found new, changed or gone, as a file',
      description: `${ABOUT_WITHHELD} Here it counts the rows of all tables, whatever is asked for.`,
      problems: [...problems, 'not-allowed'],
    },
  )
  server.get(`${ROOT}/:arrival/changes.:form`, { schema: changesFile, ...heavy }, async (request, reply) => {
    const { arrival, form } = request.params
    const { rows, withheld } = await exportArrivalDifference(
      application,
      await askerOf(request),
      arrival,
      request.query,
    )
    sayWithheld(reply.type(MEDIA[form]), 'changes', form, withheld)
    return reply.send(Readable.from(form === 'csv' ? renderChangesAsCsv(rows) : renderAsJson(rows)))
  })

  const mapping = operation(
    'suggestMapping',
    {
      params: OfArrival,
      querystring: Type.Object(
        { format: Type.Optional(Type.String({ maxLength: 40 })) },
        { additionalProperties: false },
      ),
      response: { 200: named(MappingSuggestion) },
    },
    {
      tag,
      summary: 'A mapping of columns to look through, and what stands in the columns',
      problems: [...problems, 'faulty-input', 'disk-full'],
    },
  )
  server.get(`${ROOT}/:arrival/mapping`, { schema: mapping, ...heavy }, async (request, reply) => {
    const { arrival } = request.params
    return suggestMapping(application, await askerOf(request), arrival, request.query.format, goneSignal(reply))
  })
}
