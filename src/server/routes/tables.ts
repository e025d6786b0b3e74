// The tables of a snapshot: pages of rows, a row, a column, search, and all rows to take away.

import { Readable } from 'node:stream'
import Type from 'typebox'
import type { Role } from '#contract/application/people.ts'
import { Digest, Identifier } from '#contract/application/kinds.ts'
import {
  ColumnSummary,
  EXPORT_FORMS,
  ExportQuery,
  RowDetail,
  Rows,
  RowsQuery,
  SearchHits,
  Table,
  TableQuery,
} from '#contract/application/table.ts'
import { renderExport } from '#service/application/render-rows.ts'
import { resultThatMatters } from '#service/application/matter.ts'
import { searchEverywhere } from '#service/application/search.ts'
import { exportRows, getRow, listRows, listTables, summariseColumn } from '#service/application/tables.ts'
import { isShownAll } from '#service/application/withheld-tags.ts'
import { findSnapshotOf } from '#service/application/workspaces.ts'
import { actorOf } from '../actor.ts'
import { entityTag, isKnown } from '../entity-tags.ts'
import { goneSignal, whenReplyEnds } from '../reply-end.ts'
import { ABOUT_WITHHELD, sayWithheld } from '../withheld-remark.ts'
import { named } from '../named-schema.ts'
import { fileReply, operation } from '../operation.ts'
import { OfWorkspace, SnapshotQuery } from './paths.ts'
import type { RouteContext, TypedServer } from './route-context.ts'

const tag = 'tables'
const problems = ['not-found', 'not-ready'] as const
const ROOT = '/api/v1/workspaces/:workspace'
const TableName = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]{0,39}$' })
const OfTable = Type.Object({ workspace: Identifier, table: TableName })

const JSON_MEDIA = 'application/json'
const EXPORTED_ROWS = Type.Array(
  Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()]), {
    description: 'cells by column: `null` is `unknown`; those that are blank are left out',
  }),
)
const EXPORTED = {
  csv: 'text/csv; charset=utf-8',
  json: `${JSON_MEDIA}; charset=utf-8`,
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

export function addTableRoutes(server: TypedServer, { application, metrics }: RouteContext): void {
  const list = operation(
    'listTables',
    {
      params: OfWorkspace,
      querystring: SnapshotQuery,
      response: { 200: Type.Object({ items: Type.Array(named(Table)) }, { additionalProperties: false }) },
    },
    { tag, isTagged: true, summary: 'The tables of a snapshot and their columns', problems },
  )
  server.get(`${ROOT}/tables`, { schema: list }, async (request, reply) => {
    const { asker } = actorOf(request)
    const { digest } = await findSnapshotOf(application, asker, request.params.workspace, request.query.snapshot)
    if (isKnown(request, reply, entityTag('tables', application.version, digest))) return reply
    return { items: await listTables(application, asker, request.params.workspace, digest) }
  })

  const rows = operation(
    'listRows',
    { params: OfTable, querystring: RowsQuery, response: { 200: named(Rows) } },
    { tag, isTagged: true, summary: 'A page of the rows that meet the conditions', problems },
  )
  server.get(`${ROOT}/tables/:table/rows`, { schema: rows }, async (request, reply) => {
    const { asker } = actorOf(request)
    const { params, query } = request
    const { digest: snapshot } = await findSnapshotOf(application, asker, params.workspace, query.snapshot)
    const asked = { ...query, snapshot }
    const seen = [shownTo(asker), await resultThatMatters(application, asker, params.workspace, query.matter)].join(' ')
    if (isKnown(request, reply, entityTag('rows', application.version, seen, params.table, JSON.stringify(asked))))
      return reply
    return metrics.timeQuery('page', listRows(application, asker, params, asked, goneSignal(reply)))
  })

  const row = operation(
    'getRow',
    {
      params: Type.Object({
        workspace: Identifier,
        table: TableName,
        row: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
      }),
      querystring: SnapshotQuery,
      response: { 200: named(RowDetail) },
    },
    { tag, isTagged: true, summary: 'A row by its number, and who refers to it', problems },
  )
  server.get(`${ROOT}/tables/:table/rows/:row`, { schema: row }, async (request, reply) => {
    const { asker } = actorOf(request)
    const { params, query } = request
    const { digest } = await findSnapshotOf(application, asker, params.workspace, query.snapshot)
    if (
      isKnown(request, reply, entityTag('row', application.version, shownTo(asker), digest, params.table, params.row))
    )
      return reply
    return metrics.timeQuery(
      'row',
      getRow(application, asker, params, { number: params.row }, digest, goneSignal(reply)),
    )
  })

  const column = operation(
    'summariseColumn',
    {
      params: Type.Object({ workspace: Identifier, table: TableName, column: Type.String({ maxLength: 80 }) }),
      querystring: TableQuery,
      response: { 200: named(ColumnSummary) },
    },
    { tag, isTagged: true, summary: 'The commonest values of a column', problems },
  )
  server.get(`${ROOT}/tables/:table/columns/:column`, { schema: column }, async (request, reply) => {
    const { asker } = actorOf(request)
    const { params, query } = request
    const { digest: snapshot } = await findSnapshotOf(application, asker, params.workspace, query.snapshot)
    const asked = { ...query, snapshot }
    const seen = [shownTo(asker), await resultThatMatters(application, asker, params.workspace, query.matter)].join(' ')
    const { table, column } = params
    if (isKnown(request, reply, entityTag('column', application.version, seen, table, column, JSON.stringify(asked))))
      return reply
    return metrics.timeQuery('column', summariseColumn(application, asker, params, column, asked, goneSignal(reply)))
  })

  const found = operation(
    'search',
    {
      params: OfWorkspace,
      querystring: Type.Object(
        { text: Type.String({ minLength: 1, maxLength: 200 }), snapshot: Type.Optional(Digest) },
        { additionalProperties: false },
      ),
      response: { 200: named(SearchHits) },
    },
    {
      tag,
      isTagged: true,
      summary: 'Rows of any table in which a text stands, and rules and scenarios that are called so',
      problems,
    },
  )
  server.get(`${ROOT}/search`, { schema: found }, async (request, reply) => {
    const { asker } = actorOf(request)
    const { params, query } = request
    const { digest: snapshot } = await findSnapshotOf(application, asker, params.workspace, query.snapshot)
    if (isKnown(request, reply, entityTag('search', application.version, shownTo(asker), snapshot, query.text)))
      return reply
    const wanted = { text: query.text, snapshot }
    return metrics.timeQuery(
      'search',
      searchEverywhere(application, asker, params.workspace, wanted, goneSignal(reply)),
    )
  })

  for (const form of EXPORT_FORMS) addExport(form)

  /** One route a form: each has its own kind of content. */
  function addExport(form: (typeof EXPORT_FORMS)[number]): void {
    const schema = operation(
      `exportRowsAs${form === 'csv' ? 'Csv' : form === 'json' ? 'Json' : 'Xlsx'}`,
      {
        params: OfTable,
        querystring: ExportQuery,
        response: {
          200: fileReply('all rows that meet the conditions', [EXPORTED[form]], { [JSON_MEDIA]: EXPORTED_ROWS }),
        },
      },
      {
        tag,
        summary: `All rows that meet the conditions, as ${form.toUpperCase()}`,
        description: ABOUT_WITHHELD,
        problems: [...problems, 'too-large'],
      },
    )
    const options = { schema, config: { isHeavy: true }, handlerTimeout: STREAM_MS }
    server.get(`${ROOT}/tables/:table/export.${form}`, options, async (request, reply) => {
      const { params, query } = request
      const { columns, matched, withheld, batches, close } = await exportRows(
        application,
        actorOf(request).asker,
        params,
        query,
        goneSignal(reply),
      )
      whenReplyEnds(reply, close)
      const body = await renderExport(form, params.table, columns, { matched, withheld }, batches)
      sayWithheld(reply.type(EXPORTED[form]).header('cache-control', 'private, no-cache'), params.table, form, withheld)
      return reply.send(body instanceof Uint8Array ? Buffer.from(body) : Readable.from(body))
    })
  }
}

/** A million rows may take minutes to somebody far away. */
const STREAM_MS = 3_600_000

/** Whom a reply is for, where two see the same differently. */
function shownTo(asker: { readonly role: Role }): string {
  return isShownAll(asker) ? 'all' : 'without withheld'
}
