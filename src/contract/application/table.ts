// The tables of a snapshot as pages of rows: conditions, search, order and export are the same question.

import Type from 'typebox'
import { LARGEST_PAGE, USUAL_PAGE } from '#model/list-page.ts'
import { Digest, WithheldWanted } from './kinds.ts'
import { CONDITION_OPERATORS } from '#model/condition-operators.ts'

const closed = { additionalProperties: false } as const

export const Condition = Type.Object(
  {
    column: Type.String({ maxLength: 80 }),
    operator: Type.Enum([...CONDITION_OPERATORS]),
    values: Type.Array(Type.String({ maxLength: 400 }), { maxItems: 100, description: 'any of them' }),
  },
  closed,
)
export type Condition = Type.Static<typeof Condition>

export const TableColumn = Type.Object(
  {
    name: Type.String(),
    kind: Type.String({ description: 'as docs/formats/workspace.md has it' }),
    about: Type.String(),
    unit: Type.Optional(Type.String()),
    choices: Type.Optional(Type.Array(Type.String())),
    references: Type.Optional(Type.String({ description: 'table whose key it names' })),
    stated: Type.Integer({ minimum: 0, description: 'rows of the snapshot that state it, `unknown` included' }),
    isFilled: Type.Boolean({ description: 'some row of the snapshot states it' }),
  },
  closed,
)
export type TableColumn = Type.Static<typeof TableColumn>

export const Table = Type.Object(
  {
    table: Type.String(),
    about: Type.String(),
    key: Type.Array(Type.String()),
    rows: Type.Integer({ minimum: 0 }),
    columns: Type.Array(TableColumn),
  },
  { $id: 'Table', ...closed },
)
export type Table = Type.Static<typeof Table>

/**
 * As the address of a page has it, so that every view has a permalink: conditions as `column~operator~value|value`, with `%`
 * escapes for `~`, `|` and `%` within them; order as `column` or `-column`.
 */
export const TableQuery = Type.Object(
  {
    snapshot: Type.Optional(Digest),
    columns: Type.Optional(
      Type.String({ maxLength: 2000, description: 'comma-separated; default: all that are filled' }),
    ),
    where: Type.Optional(Type.Array(Type.String({ maxLength: 4000 }), { maxItems: 20 })),
    search: Type.Optional(Type.String({ maxLength: 200 })),
    matter: Type.Optional(
      Type.String({
        maxLength: 1000,
        description:
          'only rows that matter to a rule of an analysis: `analysis~pack~rule`, and `~certain` or `~possible` for those alone; escaped as conditions are',
      }),
    ),
    sort: Type.Optional(
      Type.String({ maxLength: 400, description: 'comma-separated, `-` before a column: descending' }),
    ),
  },
  closed,
)
export type TableQuery = Type.Static<typeof TableQuery>

/** Of a file to take away. */
export const ExportQuery = Type.Object(
  {
    ...TableQuery.properties,
    ...WithheldWanted.properties,
  },
  closed,
)
export type ExportQuery = Type.Static<typeof ExportQuery>

export const RowsQuery = Type.Object(
  {
    ...TableQuery.properties,
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000, default: 0 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LARGEST_PAGE, default: USUAL_PAGE })),
  },
  closed,
)
export type RowsQuery = Type.Static<typeof RowsQuery>

export const Row = Type.Object(
  {
    row: Type.Integer({ minimum: 0, description: 'number within the table of the snapshot' }),
    cells: Type.Array(Type.String(), { description: 'as the file of a workspace has them, in the order of `columns`' }),
    source: Type.String({ description: 'file and line or row in which it was stated' }),
  },
  closed,
)
export type Row = Type.Static<typeof Row>

export const Rows = Type.Object(
  {
    snapshot: Digest,
    table: Type.String(),
    columns: Type.Array(Type.String()),
    total: Type.Integer({ minimum: 0, description: 'rows of the table' }),
    matched: Type.Integer({ minimum: 0, description: 'rows that meet the conditions' }),
    offset: Type.Integer({ minimum: 0 }),
    withheld: Type.Optional(
      Type.Integer({
        minimum: 0,
        description:
          'for the role `viewer`: rows of the table that name sites kept secret, or what stands there; none of them is shown',
      }),
    ),
    rows: Type.Array(Row),
  },
  { $id: 'Rows', ...closed },
)
export type Rows = Type.Static<typeof Rows>

export const ColumnSummary = Type.Object(
  {
    column: Type.String(),
    distinct: Type.Integer({ minimum: 0 }),
    commonest: Type.Array(Type.Object({ value: Type.String(), rows: Type.Integer({ minimum: 0 }) }, closed)),
  },
  { $id: 'ColumnSummary', ...closed },
)
export type ColumnSummary = Type.Static<typeof ColumnSummary>

export const SearchHit = Type.Object(
  {
    table: Type.String(),
    row: Type.Integer({ minimum: 0 }),
    key: Type.Record(Type.String(), Type.String()),
    name: Type.Optional(Type.String()),
    column: Type.String({ description: 'in which the text was found' }),
    value: Type.String(),
  },
  closed,
)
export type SearchHit = Type.Static<typeof SearchHit>

export const FoundRule = Type.Object({ pack: Type.String(), rule: Type.String(), title: Type.String() }, closed)
export type FoundRule = Type.Static<typeof FoundRule>

export const FoundScenario = Type.Object({ scenario: Type.String(), title: Type.String() }, closed)
export type FoundScenario = Type.Static<typeof FoundScenario>

export const SearchHits = Type.Object(
  {
    snapshot: Digest,
    hits: Type.Array(SearchHit),
    rules: Type.Array(FoundRule, { description: 'of the packs the workspace is judged by' }),
    scenarios: Type.Array(FoundScenario),
    hasMore: Type.Boolean({ description: 'some table, the rules or the scenarios have more than are told' }),
  },
  { $id: 'SearchHits', ...closed },
)
export type SearchHits = Type.Static<typeof SearchHits>

/** One row, and the rows of other tables that refer to it. */
export const RowDetail = Type.Object(
  {
    snapshot: Digest,
    table: Type.String(),
    key: Type.Record(Type.String(), Type.String()),
    cells: Type.Array(
      Type.Object({ column: Type.String(), value: Type.String(), references: Type.Optional(Type.String()) }, closed),
    ),
    source: Type.String(),
    referredBy: Type.Array(
      Type.Object({ table: Type.String(), column: Type.String(), rows: Type.Integer({ minimum: 0 }) }, closed),
    ),
  },
  { $id: 'RowDetail', ...closed },
)
export type RowDetail = Type.Static<typeof RowDetail>

export const EXPORT_FORMS = ['csv', 'json', 'xlsx'] as const
/** A workbook is made in memory, unlike the others. */
export const MOST_ROWS_AS_XLSX = 100_000
