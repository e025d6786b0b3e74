// Every problem the application may reply with, once (RFC 9457). Its code is for programs and stays.

import Type from 'typebox'
import { FaultSchema } from '#model/fault-schema.ts'

interface ProblemKind {
  readonly status: number
  readonly title: string
}

export const PROBLEMS = {
  'invalid-request': { status: 400, title: 'The request cannot be understood' },
  'not-signed-in': { status: 401, title: 'Nobody is signed in' },
  'not-allowed': { status: 403, title: 'Your role does not allow this' },
  'foreign-origin': { status: 403, title: 'The request comes from another site' },
  'not-found': { status: 404, title: 'There is no such thing here' },
  'wrong-method': { status: 405, title: 'That cannot be done here' },
  'somebody-else': { status: 409, title: 'Somebody else is signed in now' },
  'not-ready': { status: 409, title: 'It is not there yet' },
  'changed-meanwhile': { status: 409, title: 'Somebody else has changed it meanwhile' },
  'wrong-state': { status: 409, title: 'Its state does not allow this' },
  'told-once': { status: 409, title: 'It was made before, and its secret is told only once' },
  'name-taken': { status: 409, title: 'The name is taken' },
  'key-reused': { status: 422, title: 'The idempotency key was used for another request' },
  'version-differs': { status: 412, title: 'It is no longer the version you saw' },
  'version-needed': { status: 428, title: 'Say which version you saw' },
  'too-large': { status: 413, title: 'That is too large' },
  'unsupported-media': { status: 415, title: 'That kind of content is not taken here' },
  'faulty-input': { status: 422, title: 'The input has faults' },
  'too-many-requests': { status: 429, title: 'Too many requests at once' },
  failed: { status: 500, title: 'Mainstay failed' },
  'too-slow': { status: 503, title: 'It took too long and was given up' },
  ending: { status: 503, title: 'Mainstay is ending' },
  'database-unavailable': { status: 503, title: 'The database cannot be reached' },
  'disk-full': { status: 507, title: 'The disk is full' },
} as const satisfies Record<string, ProblemKind>
export type ProblemCode = keyof typeof PROBLEMS

export const PROBLEM_MEDIA_TYPE = 'application/problem+json'

/** What is wrong with one part of a request. */
export const RequestFault = Type.Object(
  {
    where: Type.String({ description: 'place in the request, such as `query.limit` or `body.name`' }),
    problem: Type.String(),
  },
  { additionalProperties: false },
)
export type RequestFault = Type.Static<typeof RequestFault>

export const Problem = Type.Object(
  {
    type: Type.String({ description: '`urn:mainstay:problem:` and the code' }),
    code: Type.Enum(Object.keys(PROBLEMS) as ProblemCode[]),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String({ description: 'what happened this time, and what to do' })),
    instance: Type.Optional(Type.String({ description: 'number of the request, as the log has it' })),
    requestFaults: Type.Optional(Type.Array(RequestFault, { description: 'every fault of the request, all at once' })),
    faults: Type.Optional(Type.Array(FaultSchema, { description: 'faults of the input, the first of them' })),
  },
  { $id: 'Problem', additionalProperties: false },
)
export type Problem = Type.Static<typeof Problem>

export function problemType(code: ProblemCode): string {
  return `urn:mainstay:problem:${code}`
}
