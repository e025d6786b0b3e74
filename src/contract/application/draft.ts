// A scenario or a rule pack that is being written in the application.

import Type from 'typebox'
import { FaultSchema } from '#model/fault-schema.ts'
import { Identifier, Instant } from './kinds.ts'

const closed = { additionalProperties: false } as const

/** Ten times the largest pack that is shipped. */
export const LARGEST_DRAFT_CHARACTERS = 256_000

export const DraftKind = Type.Enum(['scenario', 'rule-pack'])
export const DraftText = Type.String({ maxLength: LARGEST_DRAFT_CHARACTERS })
/** Becomes the name of a file. */
export const DraftName = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,79}$' })

const draftHead = {
  id: Identifier,
  kind: DraftKind,
  name: DraftName,
  version: Type.Integer({ minimum: 1 }),
  updatedAt: Instant,
  updatedBy: Type.String(),
}

/** As a list tells it: without its text. */
export const ListedDraft = Type.Object(
  {
    ...draftHead,
    sizeBytes: Type.Integer({ minimum: 0, description: 'of its text, in UTF-8' }),
    faultCount: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: 'what is wrong with it; absent: nobody looked yet, as asking for it does',
      }),
    ),
  },
  { $id: 'ListedDraft', ...closed },
)
export type ListedDraft = Type.Static<typeof ListedDraft>

export const Draft = Type.Object(
  {
    ...draftHead,
    text: Type.String({ description: 'longer than may be saved where it was saved by an earlier version' }),
    faults: Type.Union([Type.Array(FaultSchema), Type.Null()], {
      description:
        'what is wrong with it, in order of lines, the first thousand; kept all the same. Null: not found yet, for texts of others are looked through first; ask for it again',
    }),
  },
  { $id: 'Draft', ...closed },
)
export type Draft = Type.Static<typeof Draft>

export const CreateDraft = Type.Object(
  {
    kind: DraftKind,
    name: DraftName,
    from: Type.Optional(Type.String({ maxLength: 120, description: 'scenario or pack to begin from' })),
    text: Type.Optional(DraftText),
  },
  { $id: 'CreateDraft', ...closed },
)
export type CreateDraft = Type.Static<typeof CreateDraft>

export const SaveDraft = Type.Object({ text: DraftText }, { $id: 'SaveDraft', ...closed })
export type SaveDraft = Type.Static<typeof SaveDraft>

export const FaultsOfDraft = Type.Object(
  {
    faults: Type.Array(FaultSchema, {
      description: 'in order of lines, the first thousand; none: it can be asked about',
    }),
  },
  { $id: 'FaultsOfDraft', ...closed },
)
export type FaultsOfDraft = Type.Static<typeof FaultsOfDraft>
