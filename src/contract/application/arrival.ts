// Files that came for an import: previewed whole, then accepted or rejected.

import Type from 'typebox'
import { FaultSchema } from '#model/fault-schema.ts'
import { LARGEST_PAGE } from '#model/list-page.ts'
import { Digest, Identifier, Instant } from './kinds.ts'

const closed = { additionalProperties: false } as const
const Count = Type.Integer({ minimum: 0 })

export const ARRIVAL_STATES = [
  'received',
  'previewing',
  'previewed',
  'refused',
  'accepting',
  'accepted',
  'rejected',
] as const

export const ArrivedFile = Type.Object({ name: Type.String(), bytes: Count, sha256: Digest }, closed)
export type ArrivedFile = Type.Static<typeof ArrivedFile>

/** How it is to be read; what is absent is recognised or taken by default. */
export const ReadArrival = Type.Object(
  {
    format: Type.Optional(Type.String({ maxLength: 40 })),
    source: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' })),
    mapping: Type.Optional(Type.String({ maxLength: 262_144, description: 'text of a column mapping, YAML' })),
    keepsGoodRows: Type.Optional(Type.Boolean()),
    mayEmpty: Type.Optional(Type.Boolean()),
    replaces: Type.Optional(
      Type.Array(Type.String({ maxLength: 120 }), {
        maxItems: 100,
        uniqueItems: true,
        description:
          'files of the workspace that no import brought, such as `sites.csv`: these rows come in the place of theirs',
      }),
    ),
  },
  { $id: 'ReadArrival', ...closed },
)
export type ReadArrival = Type.Static<typeof ReadArrival>

/** Format of files that are all of a workspace itself: manifest, scenarios, rule packs, or its whole folder. */
export const WORKSPACE_FORMAT = 'workspace'

/** Stands for a table where the files of a workspace that are none are told: each a row, its keys the columns. */
export const WORKSPACE_FILES = 'files'

export const TableDifference = Type.Object(
  { table: Type.String(), isJoined: Type.Boolean(), added: Count, changed: Count, gone: Count, unchanged: Count },
  closed,
)
export type TableDifference = Type.Static<typeof TableDifference>

/** Errors of one preview that are listed, and as many warnings: how many more there are is counted. */
export const MOST_FAULTS_TOLD = 100_000

export const Preview = Type.Object(
  {
    format: Type.String(),
    source: Type.String(),
    base: Type.Optional(Digest),
    tables: Type.Array(Type.Object({ table: Type.String(), rows: Count, isJoined: Type.Boolean() }, closed)),
    differences: Type.Array(TableDifference),
    unmapped: Type.Array(
      Type.Object(
        { what: Type.String(), count: Count, examples: Type.Array(Type.String()), remedy: Type.String() },
        closed,
      ),
      {
        description: 'what the files say that is not brought in',
      },
    ),
    errors: Count,
    warnings: Count,
    unlistedFaults: Type.Optional({
      ...Count,
      description:
        'of these, beyond the first 100,000 errors and as many warnings: a last line of the faults says so too',
    }),
    isCutShort: Type.Optional(
      Type.Boolean({ description: 'so many errors that the files were read no further: there are at least these' }),
    ),
    leftOutRows: Count,
    unrecognised: Type.Optional(
      Type.Array(Type.String(), { description: 'files of which nobody could tell what is in them' }),
    ),
    mayMap: Type.Optional(
      Type.Boolean({ description: 'refused for what the columns are called: a mapping may tell whose they are' }),
    ),
    mayHaveGoodRows: Type.Boolean({ description: 'refused for errors, and some rows have none' }),
    changesNothing: Type.Boolean(),
  },
  closed,
)
export type Preview = Type.Static<typeof Preview>

export const Arrival = Type.Object(
  {
    id: Identifier,
    workspace: Identifier,
    state: Type.Enum([...ARRIVAL_STATES]),
    version: Type.String({
      description: 'of its preview: whoever decides says in `If-Match`, in quotation marks, which they saw',
    }),
    files: Type.Array(ArrivedFile),
    recognised: Type.Optional(Type.String({ description: 'format its files are in' })),
    read: Type.Optional(Type.Ref('ReadArrival')),
    preview: Type.Optional(Preview),
    isOutdated: Type.Optional(
      Type.Boolean({
        description:
          'an earlier version of Mainstay kept its preview in a form that is not read any more: preview it anew',
      }),
    ),
    isBehind: Type.Boolean({ description: 'the workspace has moved on since its preview: preview it anew' }),
    job: Type.Optional(Identifier),
    createdAt: Instant,
    createdBy: Type.String(),
    decidedAt: Type.Optional(Instant),
    decidedBy: Type.Optional(Type.String()),
  },
  { $id: 'Arrival', ...closed },
)
export type Arrival = Omit<Type.Static<typeof Arrival>, 'read'> & { read?: ReadArrival }

export const ArrivalFaults = Type.Object(
  { items: Type.Array(FaultSchema, { maxItems: LARGEST_PAGE }), next: Type.Optional(Type.String()) },
  { $id: 'ArrivalFaults', ...closed },
)
export type ArrivalFaults = Type.Static<typeof ArrivalFaults>

/** Characters of a cell that are told, and of the name of its column: what is cut says how many more there are. */
export const LONGEST_CELL_TOLD = 500
export const LONGEST_COLUMN_TOLD = 200
/** Of one row: a table has fewer columns, a YAML file may have as many keys as it is long. A last cell says how many more there are. */
export const MOST_CELLS_TOLD = 5000

const ChangedCell = Type.Object(
  {
    column: Type.String({ description: 'at most 200 characters, then `…` and how many more there are' }),
    before: Type.String({ description: 'blank where it said nothing, and of an added row' }),
    after: Type.String({ description: 'blank where it says nothing, and of a row that is gone' }),
  },
  closed,
)

/** A row that is new, changed or gone. */
export const ChangedRow = Type.Object(
  {
    change: Type.Enum(['added', 'changed', 'gone']),
    table: Type.String(),
    isJoined: Type.Boolean({ description: 'only columns of it come from this source' }),
    key: Type.String(),
    cells: Type.Array(ChangedCell, {
      description:
        'those that differ; of a row added or gone, those that say something. The first 5,000; then one of the column `…` says how many more there are',
    }),
  },
  closed,
)
export type ChangedRow = Type.Static<typeof ChangedRow>

export const ArrivalDifference = Type.Object(
  {
    items: Type.Array(ChangedRow, { maxItems: LARGEST_PAGE }),
    next: Type.Optional(Type.String()),
    withheld: Type.Optional(
      Type.Integer({
        minimum: 0,
        description:
          'for the role `viewer`: rows of all tables that name sites kept secret, or what stands there; none of them is shown',
      }),
    ),
  },
  { $id: 'ArrivalDifference', ...closed },
)
export type ArrivalDifference = Type.Static<typeof ArrivalDifference>

/** What mapping columns by hand needs: the columns found, some rows, and a mapping guessed. */
export const MappingSuggestion = Type.Object(
  {
    format: Type.String(),
    text: Type.String({ description: 'a column mapping, YAML, to be looked through' }),
    sources: Type.Array(
      Type.Object(
        {
          file: Type.String(),
          kind: Type.Enum(['csv', 'xlsx']),
          sheet: Type.Optional(Type.String()),
          columns: Type.Array(Type.Object({ name: Type.String(), samples: Type.Array(Type.String()) }, closed)),
          rows: Type.Array(Type.Array(Type.String()), { description: 'the first rows, each cell under its column' }),
        },
        closed,
      ),
      { description: 'what stands in the files, where their columns are the operator’s own' },
    ),
  },
  { $id: 'MappingSuggestion', ...closed },
)
export type MappingSuggestion = Type.Static<typeof MappingSuggestion>
