// A workspace: a named, living inventory; its head is the snapshot last accepted.

import Type from 'typebox'
import { Day, Digest, Identifier, Instant, KeptName, Name, NamedInput, Version } from './kinds.ts'

const closed = { additionalProperties: false } as const

export const Snapshot = Type.Object(
  {
    digest: Digest,
    number: Type.Integer({ minimum: 1, description: 'counts up within its workspace' }),
    sealedAt: Instant,
    sealedBy: Type.String({ description: 'name of a person' }),
    origin: Type.Object(
      {
        kind: Type.Enum(['example', 'import', 'files', 'draft']),
        what: Type.String({ description: 'such as the name of the example, source or draft' }),
      },
      closed,
    ),
    tables: Type.Array(Type.Object({ table: Type.String(), rows: Type.Integer({ minimum: 0 }) }, closed)),
  },
  { $id: 'Snapshot', ...closed },
)
export type Snapshot = Type.Static<typeof Snapshot>

export const Workspace = Type.Object(
  {
    id: Identifier,
    name: KeptName,
    createdAt: Instant,
    head: Type.Optional(Snapshot),
    job: Type.Optional(Identifier),
    version: Version,
  },
  { $id: 'Workspace', ...closed },
)
export type Workspace = Type.Static<typeof Workspace>

export const CreateWorkspace = Type.Object(
  {
    name: Name,
    from: Type.Union([
      Type.Object(
        {
          kind: Type.Literal('empty'),
          operator: Name,
          jurisdictions: Type.Array(Type.String({ pattern: '^[A-Z]{2,3}$' }), { maxItems: 50 }),
        },
        closed,
      ),
      Type.Object({ kind: Type.Literal('example'), example: Type.String({ maxLength: 80 }) }, closed),
    ]),
  },
  { $id: 'CreateWorkspace', ...closed },
)
export type CreateWorkspace = Type.Static<typeof CreateWorkspace>

export const RenameWorkspace = Type.Object({ name: Name }, { $id: 'RenameWorkspace', ...closed })
export type RenameWorkspace = Type.Static<typeof RenameWorkspace>

/** What somebody wrote of whose network it is, as it stands in a snapshot. */
export const ManifestText = Type.Object(
  { snapshot: Digest, text: Type.String({ description: 'mainstay.yaml' }) },
  { $id: 'ManifestText', ...closed },
)
export type ManifestText = Type.Static<typeof ManifestText>

/** What the manifest and the files of a snapshot say, for choosing what to ask. */
export const WorkspaceFacts = Type.Object(
  {
    snapshot: Snapshot,
    operator: Type.String(),
    asOf: Type.Optional(Day),
    jurisdictions: Type.Array(Type.String()),
    packs: Type.Array(
      Type.Object(
        {
          pack: Type.String(),
          title: Type.String(),
          jurisdiction: Type.String(),
          status: Type.String(),
          origin: Type.Enum(['shipped', 'workspace']),
          file: Type.Optional(Type.String({ description: 'of the workspace, such as `rules/ours.yaml`' })),
          isChosen: Type.Boolean({ description: 'judged where no packs are named' }),
        },
        closed,
      ),
    ),
    scenarios: Type.Array(Type.String()),
    vendors: Type.Array(Type.Object({ vendor: Type.String(), name: Type.String() }, closed), {
      description: 'those of the registry, as scenarios name them',
    }),
    inputs: Type.Array(NamedInput),
    withholds: Type.Array(Type.String(), { description: 'tags of sites kept out of reports' }),
  },
  { $id: 'WorkspaceFacts', ...closed },
)
export type WorkspaceFacts = Type.Static<typeof WorkspaceFacts>
