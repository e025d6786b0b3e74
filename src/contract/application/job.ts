// Long work: where it stands, and how far it is.

import Type from 'typebox'
import { MOST_NAMED } from '#model/list-page.ts'
import { Identifier, Instant } from './kinds.ts'
import { PageQuery } from './page.ts'
import type { Problem } from './problem.ts'

const closed = { additionalProperties: false } as const

export const JOB_KINDS = [
  'create-workspace',
  'preview-arrival',
  'accept-arrival',
  'analyse-rules',
  'analyse-spares',
] as const
export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const

export const JobProgress = Type.Object(
  {
    what: Type.String({ description: 'what is being done, in words' }),
    done: Type.Optional(Type.Number({ minimum: 0 })),
    total: Type.Optional(Type.Number({ minimum: 0 })),
  },
  closed,
)
export type JobProgress = Type.Static<typeof JobProgress>

export const Job = Type.Object(
  {
    id: Identifier,
    kind: Type.Enum([...JOB_KINDS]),
    state: Type.Enum([...JOB_STATES]),
    attempts: Type.Integer({ minimum: 0 }),
    progress: Type.Optional(JobProgress),
    about: Type.Record(Type.String(), Type.String(), { description: 'identifiers of what it works on' }),
    problem: Type.Optional(Type.Ref('Problem')),
    cancelledBy: Type.Optional(Type.String({ description: 'who asked for its end' })),
    createdAt: Instant,
    startedAt: Type.Optional(Instant),
    endedAt: Type.Optional(Instant),
  },
  { $id: 'Job', ...closed },
)
export type Job = Omit<Type.Static<typeof Job>, 'problem'> & { problem?: Problem }

export const JobListQuery = Type.Object(
  {
    ...PageQuery.properties,
    id: Type.Optional(
      Type.Array(Identifier, {
        minItems: 1,
        maxItems: MOST_NAMED,
        description: 'these alone; one that is not known is left out',
      }),
    ),
  },
  closed,
)
