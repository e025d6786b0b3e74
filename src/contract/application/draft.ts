// A scenario or a rule pack that is being written in the application.

import Type from 'typebox'
import { FaultSchema } from '#model/fault-schema.ts'
import { Identifier, Instant } from './kinds.ts'

const closed = { additionalProperties: false } as const

export const LARGEST_DRAFT_CHARACTERS = 1_000_000

export const DraftKind = Type.Enum(['scenario', 'rule-pack'])
export const DraftText = Type.String({ maxLength: LARGEST_DRAFT_CHARACTERS })
/** Becomes the name of a file. */
export const DraftName = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,79}$' })

export const Draft = Type.Object(
  {
    id: Identifier,
    kind: DraftKind,
    name: DraftName,
    text: DraftText,
    version: Type.Integer({ minimum: 1 }),
    updatedAt: Instant,
    updatedBy: Type.String(),
    faults: Type.Array(FaultSchema, { description: 'what is wrong with it; kept all the same' }),
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
  { faults: Type.Array(FaultSchema, { description: 'in order of lines; none: it can be asked about' }) },
  { $id: 'FaultsOfDraft', ...closed },
)
export type FaultsOfDraft = Type.Static<typeof FaultsOfDraft>
