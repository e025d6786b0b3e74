// An operation of the interface: its schemas, its name, and the problems it may reply with.

import Type from 'typebox'
import { PROBLEM_MEDIA_TYPE, PROBLEMS, type ProblemCode, Problem } from '#contract/application/problem.ts'
import { ACCESS, type OperationId } from './access.ts'
import { named } from './named-schema.ts'

interface Shapes {
  readonly params?: Type.TSchema
  readonly querystring?: Type.TSchema
  readonly body?: Type.TSchema
  readonly response: Readonly<Record<number, Type.TSchema>>
}

interface Words {
  readonly tag: string
  readonly summary: string
  readonly description?: string
  /** Beside those that any operation may reply with. */
  readonly problems?: readonly ProblemCode[]
  /** Takes files as `multipart/form-data`. */
  readonly takesFiles?: boolean
  /** May be sent twice under one key. */
  readonly isOnce?: boolean
  /** Changes the version one saw, and no other: `if said`, where one says which that was. */
  readonly isVersioned?: boolean | 'if said'
  /** Replies that it is known where the ETag comes back as `If-None-Match`. */
  readonly isTagged?: boolean
}

const IDEMPOTENCY_KEY = {
  'idempotency-key': {
    type: 'string',
    maxLength: 200,
    description: 'a new one for each request that is meant; the same key with the same request is done once',
  },
}
const IF_MATCH = {
  'if-match': {
    type: 'string',
    description: 'the ETag, or the `version` in quotation marks, of what was seen, such as `"v3"`',
  },
}
const FILES = {
  type: 'object',
  required: ['files'],
  properties: { files: { type: 'array', minItems: 1, items: { type: 'string', format: 'binary' } } },
}

const UNCHANGED = { type: 'null', description: 'it is still what the ETag in `If-None-Match` says' }

const OF_ANY: readonly ProblemCode[] = [
  'invalid-request',
  'foreign-origin',
  'too-many-requests',
  'failed',
  'too-slow',
  'ending',
  'database-unavailable',
]
const OF_KEYED: readonly ProblemCode[] = ['key-reused']
const OF_VERSIONED: readonly ProblemCode[] = ['version-needed', 'version-differs']
const OF_VERSIONED_IF_SAID: readonly ProblemCode[] = ['version-differs']
const OF_KNOWN_PEOPLE: readonly ProblemCode[] = ['not-signed-in', 'not-allowed', 'somebody-else']

export function operation<const Given extends Shapes>(operationId: OperationId, shapes: Given, words: Words) {
  const isOpen = ACCESS[operationId] === 'anybody'
  const { tag, summary, description, problems = [], takesFiles, isOnce, isVersioned = false, isTagged } = words
  const codes = [
    ...OF_ANY,
    ...(isOpen ? [] : OF_KNOWN_PEOPLE),
    ...(isOnce === true ? OF_KEYED : []),
    ...(isVersioned === true ? OF_VERSIONED : isVersioned ? OF_VERSIONED_IF_SAID : []),
    ...problems,
  ]
  const { response, ...asked } = shapes as Shapes
  return {
    ...asked,
    operationId,
    summary,
    ...(description === undefined ? {} : { description }),
    ...(takesFiles === true ? { consumes: ['multipart/form-data'], body: FILES } : {}),
    ...(isOnce === true || isVersioned ? { headers: headersOf(isOnce === true, isVersioned) } : {}),
    tags: [tag],
    security: isOpen ? [] : [{ session: [] }, { token: [] }],
    response: { ...problemReplies(codes), ...(isTagged === true ? { 304: UNCHANGED } : {}), ...response },
  } as unknown as Given & { readonly operationId: OperationId }
}

function headersOf(isOnce: boolean, isVersioned: boolean | 'if said') {
  return {
    type: 'object',
    properties: { ...(isOnce ? IDEMPOTENCY_KEY : {}), ...(isVersioned ? IF_MATCH : {}) },
    ...(isVersioned === true ? { required: ['if-match'] } : {}),
  }
}

export function problemReplies(codes: readonly ProblemCode[]): Record<number, unknown> {
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))]
  const ofStatus = (status: number) => [...new Set(codes)].filter((code) => PROBLEMS[code].status === status)
  return Object.fromEntries(statuses.map((status) => [status, problemReply(ofStatus(status))]))
}

function problemReply(codes: readonly ProblemCode[]) {
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join('. '),
    content: { [PROBLEM_MEDIA_TYPE]: { schema: named(Problem) } },
  }
}

/** A reply without anything in it. */
export const Nothing = Type.Unsafe<undefined>({ type: 'null', description: 'done' })

/** Bytes in one of several kinds of content; what is JSON is described as what it is, by its kind. */
export function fileReply(
  description: string,
  mediaTypes: readonly string[],
  json: Readonly<Record<string, Type.TSchema>> = {},
) {
  return Type.Unsafe<unknown>({
    description,
    content: Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema: schemaOf(mediaType, json) }])),
  })
}

function schemaOf(mediaType: string, json: Readonly<Record<string, Type.TSchema>>): object {
  const kind = mediaType.split(';', 1)[0]!
  if (!/^application\/(.+\+)?json$/.test(kind)) return { type: 'string', format: 'binary' }
  const schema = json[kind]
  if (schema === undefined) throw new Error(`\`${kind}\` needs a schema: it is no string of bytes`)
  return schema
}
