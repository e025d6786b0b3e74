// Questions asked of a snapshot, their answers, and the reports of those.

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import Type from 'typebox'
import { Analysis, AskAnalysis } from '#contract/application/analysis.ts'
import { RulesAnswer, SparesAnswer } from '#contract/application/answer.ts'
import { Matter, MatterQuery } from '#contract/application/matter.ts'
import { REPORT_FORMS } from '#contract/application/report-forms.ts'
import { Digest, Identifier } from '#contract/application/kinds.ts'
import { PageQuery, pageOf } from '#contract/application/page.ts'
import {
  askAnalysis,
  findResult,
  getAnalysis,
  listAnalyses,
  openResult,
  removeAnalysis,
} from '#service/application/analyses.ts'
import { findJudgedResult, openJudgingKit } from '#service/application/judging-kit.ts'
import { tellMatter } from '#service/application/matter.ts'
import { tellReport } from '#service/application/reports.ts'
import { requireWithin } from '#service/application/within-workspace.ts'
import { type Actor, actorOf } from '../actor.ts'
import { entityTag, isKnown } from '../entity-tags.ts'
import { goneSignal, whenReplyEnds } from '../reply-end.ts'
import { named } from '../named-schema.ts'
import { replyOnce } from '../once.ts'
import { fileReply, Nothing, operation } from '../operation.ts'
import { OfWorkspace } from './paths.ts'
import type { RouteContext, TypedServer } from './route-context.ts'

const tag = 'analyses'
const problems = ['not-found', 'not-ready'] as const
const ROOT = '/api/v1/workspaces/:workspace/analyses'
const OfAnalysis = Type.Object({ workspace: Identifier, analysis: Identifier })
const STREAM_MS = 3_600_000

const FORMS = [...new Set([...REPORT_FORMS.rules, ...REPORT_FORMS.spares])]
const JSON_MEDIA = 'application/json'
const SARIF_MEDIA = 'application/sarif+json'
const REPORT_MEDIA = [
  'text/html',
  JSON_MEDIA,
  'text/csv',
  'text/plain',
  SARIF_MEDIA,
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
]
/** As `schemas/rules-report-1.json` and `schemas/spares-report-1.json` have it. */
const ANSWER = Type.Union([named(RulesAnswer), named(SparesAnswer)])
const SARIF = Type.Object({ version: Type.Literal('2.1.0'), runs: Type.Array(Type.Unknown()) })
/** A report shows itself: its own styles and script, and nothing from anywhere. */
const REPORT_POLICY =
  "sandbox allow-scripts allow-downloads; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"

export function addAnalysisRoutes(server: TypedServer, context: RouteContext): void {
  const { application } = context

  const askerOf = async (request: FastifyRequest): Promise<Actor['asker']> => {
    const { asker } = actorOf(request)
    const { workspace, analysis } = request.params as { workspace: string; analysis: string }
    await requireWithin(application, asker, workspace, 'analysis', analysis)
    return asker
  }

  const ask = operation(
    'askAnalysis',
    { params: OfWorkspace, body: named(AskAnalysis), response: { 200: named(Analysis), 202: named(Analysis) } },
    {
      tag,
      summary: 'Ask a question of a snapshot',
      description: '200: the same was asked before; its answer, or its job, is told. 202: a job answers it.',
      isOnce: true,
      problems: [...problems, 'changed-meanwhile', 'faulty-input'],
    },
  )
  server.post(ROOT, { schema: ask }, (request, reply) =>
    replyOnce(request, reply, context, async (within) => {
      const { workspace } = request.params
      const { analysis, isNew } = await askAnalysis(within, actorOf(request).asker, workspace, request.body)
      return { status: isNew ? 202 : 200, body: analysis }
    }),
  )

  const list = operation(
    'listAnalyses',
    {
      params: OfWorkspace,
      querystring: Type.Object(
        {
          ...PageQuery.properties,
          kind: Type.Optional(Type.Enum(['rules', 'spares'])),
          snapshot: Type.Optional(Digest),
          removed: Type.Optional(
            Type.Enum(['only'], {
              description: 'those whose answer was taken away, with who did; without: the others',
            }),
          ),
        },
        { additionalProperties: false },
      ),
      response: { 200: pageOf(named(Analysis)) },
    },
    { tag, summary: 'Questions asked, latest first', problems },
  )
  server.get(ROOT, { schema: list }, (request) => {
    const { params, query } = request
    const { removed, ...asked } = query
    const wanted = { ...asked, workspace: params.workspace, isRemoved: removed === 'only' }
    return listAnalyses(application, actorOf(request).asker, wanted, query)
  })

  const get = operation(
    'getAnalysis',
    { params: OfAnalysis, response: { 200: named(Analysis) } },
    { tag, summary: 'A question, and how its answer stands', problems },
  )
  server.get(`${ROOT}/:analysis`, { schema: get }, async (request) =>
    getAnalysis(application, await askerOf(request), request.params.analysis),
  )

  const remove = operation(
    'removeAnalysis',
    { params: OfAnalysis, response: { 204: Nothing } },
    {
      tag,
      summary: 'Take an answer away; that it was asked stays in the list',
      description: 'Whoever asked may, and of what others asked approvers.',
      problems: [...problems, 'wrong-state'],
    },
  )
  server.delete(`${ROOT}/:analysis`, { schema: remove }, async (request, reply) => {
    await removeAnalysis(application, await askerOf(request), request.params.analysis)
    return reply.code(204).send(undefined)
  })

  const result = operation(
    'getResult',
    {
      params: OfAnalysis,
      response: { 200: fileReply('the answer whole', [JSON_MEDIA], { [JSON_MEDIA]: ANSWER }) },
    },
    { tag, isTagged: true, summary: 'The answer as JSON', problems },
  )
  const streamed = { config: { isHeavy: true }, handlerTimeout: STREAM_MS }
  server.get(`${ROOT}/:analysis/result`, { schema: result, ...streamed }, async (request, reply) => {
    const asker = await askerOf(request)
    const { digest } = await findResult(application, asker, request.params.analysis)
    reply.header('vary', 'accept-encoding')
    const isCompressed = takesGzip(request)
    if (isKnown(request, reply, entityTag('result', digest, isCompressed ? 'gzip' : 'plain'))) return reply
    reply.type('application/json; charset=utf-8')
    return sendGzipped(reply, openResult(application, asker, digest), isCompressed)
  })

  const kit = operation(
    'getJudgingKit',
    {
      params: OfAnalysis,
      response: {
        200: fileReply('columns of numbers and plain data, as src/base/packed-value.ts packs them', [
          'application/octet-stream',
        ]),
      },
    },
    {
      tag,
      isTagged: true,
      summary: 'What the page of rules judges drafts by as they are typed',
      description:
        'Of an analysis of rules: its network without names, and the packs at hand. Not for other programs: its form changes with the version.',
      problems: [...problems, 'disk-full'],
    },
  )
  server.get(`${ROOT}/:analysis/judging-kit`, { schema: kit, ...streamed }, async (request, reply) => {
    const asker = await askerOf(request)
    const found = await findJudgedResult(application, asker, request.params.analysis)
    reply.header('vary', 'accept-encoding')
    const isCompressed = takesGzip(request)
    const form = isCompressed ? 'gzip' : 'plain'
    if (isKnown(request, reply, entityTag('kit', found.digest, application.version, form))) return reply
    const body = await openJudgingKit(application, asker, found, goneSignal(reply))
    reply.type('application/octet-stream')
    return sendGzipped(reply, body, isCompressed)
  })

  const matter = operation(
    'getMatter',
    { params: OfAnalysis, querystring: MatterQuery, response: { 200: named(Matter) } },
    {
      tag,
      summary: 'What matters to a rule of it, whole, counted by table',
      description:
        'Of an analysis of rules. Looked for when it is asked for the first time; the rows are those of a table under the condition `matter`.',
      problems: [...problems, 'disk-full'],
    },
  )
  server.get(`${ROOT}/:analysis/matter`, { schema: matter, handlerTimeout: STREAM_MS }, async (request, reply) => {
    const asker = await askerOf(request)
    const { workspace, analysis } = request.params
    const { pack, rule } = request.query
    return tellMatter(application, asker, workspace, { analysis, pack, rule }, goneSignal(reply))
  })

  const report = operation(
    'getReport',
    {
      params: Type.Object({ workspace: Identifier, analysis: Identifier, form: Type.Enum(FORMS) }),
      querystring: Type.Object({ download: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
      response: { 200: fileReply('the report', REPORT_MEDIA, { [JSON_MEDIA]: ANSWER, [SARIF_MEDIA]: SARIF }) },
    },
    {
      tag,
      isTagged: true,
      summary: 'The answer as a report, the same as on the command line',
      problems: [...problems, 'disk-full'],
    },
  )
  server.get(`${ROOT}/:analysis/report.:form`, { schema: report, ...streamed }, async (request, reply) => {
    const asker = await askerOf(request)
    const { analysis, form } = request.params
    const { digest } = await findResult(application, asker, analysis)
    if (isKnown(request, reply, entityTag('report', digest, form, application.version))) return reply
    const told = await tellReport(application, asker, analysis, form, goneSignal(reply))
    const shown = request.query.download === true ? 'attachment' : 'inline'
    reply.header('content-disposition', `${shown}; filename="${told.fileName}"`).type(told.mediaType)
    if (form === 'html') reply.header('content-security-policy', REPORT_POLICY)
    return reply.send(told.body)
  })
}

/** A file that lies compressed, as it is or unpacked. */
function sendGzipped(reply: FastifyReply, body: Readable, isCompressed: boolean): FastifyReply {
  if (isCompressed) return reply.header('content-encoding', 'gzip').send(body)
  const plain = createGunzip()
  body.on('error', (error) => plain.destroy(error)).pipe(plain)
  whenReplyEnds(reply, () => body.destroy())
  return reply.send(plain)
}

function takesGzip({ headers }: FastifyRequest): boolean {
  return /(^|,)\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*(,|$))[^,]*)?(,|$)/i.test(String(headers['accept-encoding'] ?? ''))
}
