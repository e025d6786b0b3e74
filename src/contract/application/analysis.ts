// Questions asked of a snapshot, with all their named inputs, and where the answer is.

import Type from 'typebox'
import { LARGEST_BUDGET, LARGEST_SURVIVAL_ASKED } from '#model/scenario.ts'
import type { Problem } from './problem.ts'
import { Day, Digest, Identifier, Instant, NamedInput } from './kinds.ts'

const closed = { additionalProperties: false } as const

export const RulesQuestion = Type.Object(
  {
    kind: Type.Literal('rules'),
    asOf: Type.Optional(Day),
    knownAt: Type.Optional(Day),
    matterOn: Type.Optional({
      ...Day,
      description:
        'the day of which each rule names what makes its figure what it is; else the as-of date or the next breach',
    }),
    packs: Type.Optional(Type.Array(Type.String({ maxLength: 120 }), { maxItems: 100 })),
    withProposed: Type.Optional(Type.Array(Type.String({ maxLength: 120 }), { maxItems: 100 })),
    draft: Type.Optional(Type.Object({ id: Identifier, version: Type.Integer({ minimum: 1 }) }, closed)),
  },
  closed,
)
export type RulesQuestion = Type.Static<typeof RulesQuestion>

export const SparesQuestion = Type.Object(
  {
    kind: Type.Literal('spares'),
    scenario: Type.Optional(Type.String({ maxLength: 120, description: 'one of the snapshot' })),
    draft: Type.Optional(Type.Object({ id: Identifier, version: Type.Integer({ minimum: 1 }) }, closed)),
    target: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: LARGEST_SURVIVAL_ASKED,
        description:
          'survival asked for; more cannot be told from certainty, and what is needed for it is not looked for',
      }),
    ),
    hoursLost: Type.Optional(Type.Number({ minimum: 0 })),
    per: Type.Optional(Type.Enum(['part', 'vendor', 'network'])),
    budget: Type.Optional(
      Type.Number({ minimum: 0, maximum: LARGEST_BUDGET, description: 'in whole units of the currency' }),
    ),
  },
  closed,
)
export type SparesQuestion = Type.Static<typeof SparesQuestion>

export const Question = Type.Union([RulesQuestion, SparesQuestion])
export type Question = Type.Static<typeof Question>

export const AskAnalysis = Type.Object(
  { snapshot: Type.Optional(Digest), question: Question },
  { $id: 'AskAnalysis', ...closed },
)
export type AskAnalysis = Type.Static<typeof AskAnalysis>

export const Analysis = Type.Object(
  {
    id: Identifier,
    workspace: Identifier,
    snapshot: Digest,
    snapshotNumber: Type.Integer({ minimum: 1 }),
    isOfHead: Type.Boolean(),
    question: Question,
    draftName: Type.Optional(Type.String({ description: 'of the draft it asks about, as it was called' })),
    state: Type.Enum(['queued', 'running', 'done', 'failed', 'cancelled', 'removed']),
    inputs: Type.Array(NamedInput, { description: 'everything it is computed from; filled when it is done' }),
    productVersion: Type.String(),
    job: Type.Optional(Identifier),
    problem: Type.Optional(Type.Ref('Problem')),
    result: Type.Optional(Digest),
    headline: Type.Optional(Type.String({ description: 'the answer in one sentence' })),
    createdAt: Instant,
    createdBy: Type.String(),
    removedAt: Type.Optional(Instant),
    removedBy: Type.Optional(Type.String()),
  },
  { $id: 'Analysis', ...closed },
)
export type Analysis = Omit<Type.Static<typeof Analysis>, 'problem'> & { problem?: Problem }
