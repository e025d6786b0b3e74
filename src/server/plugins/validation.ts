// Every part of a request is held against its schema, and all faults of all parts are told at once.

import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type Type from 'typebox'
import { Compile, type Validator } from 'typebox/schema'
import { Settings } from 'typebox/system'
import { Value } from 'typebox/value'
import type { RequestFault } from '#contract/application/problem.ts'
import { ProblemError } from '../problem-error.ts'
import { describeRequestFaults } from './request-faults.ts'

/** More faults than these are not told of one part: what follows is rarely worth reading. */
const MOST_FAULTS = 100

interface CheckedPart {
  readonly part: 'path' | 'query' | 'body'
  readonly schema: Type.TSchema
  readonly validator: Validator
  /** Names of the fields it may have. */
  readonly known: readonly string[]
}

export function addValidation(server: FastifyInstance): void {
  Settings.Set({ maxErrors: MOST_FAULTS })
  // Fastify's own checking ends with the first part that has a fault; ours stands in its place.
  server.setValidatorCompiler(() => () => true)
  server.addHook('onRoute', (route) => {
    // Made for the first that asks: those of all routes together would hold up the start.
    let parts: CheckedPart[] | undefined
    const partsOfRoute = () => (parts ??= partsOf(route, server.getSchemas() as Record<string, Type.TSchema>))
    route.preValidation = [async (request) => check(request, partsOfRoute()), ...[route.preValidation ?? []].flat()]
  })
}

function partsOf(route: RouteOptions, shared: Record<string, Type.TSchema>): CheckedPart[] {
  const { params, querystring, body, consumes } = route.schema ?? {}
  // Files are taken as they come, and looked at by what takes them.
  const isUpload = consumes?.includes('multipart/form-data') === true
  const stated = { path: params, query: querystring, body: isUpload ? undefined : body } as Record<
    CheckedPart['part'],
    Type.TSchema | undefined
  >
  return (['path', 'query', 'body'] as const).flatMap((part) => {
    const schema = stated[part]
    if (schema === undefined) return []
    return [{ part, schema, validator: Compile(shared, schema) as Validator, known: fieldsOf(schema, shared) }]
  })
}

function fieldsOf(schema: Type.TSchema, shared: Record<string, Type.TSchema>): string[] {
  const stated = '$ref' in schema ? shared[String(schema.$ref)]! : schema
  return 'properties' in stated ? Object.keys(stated.properties as object) : []
}

function check(request: FastifyRequest, parts: readonly CheckedPart[]): void {
  const requestFaults = parts.flatMap((part) => checkPart(request, part))
  if (requestFaults.length > 0) throw new ProblemError('invalid-request', { requestFaults })
}

function checkPart(request: FastifyRequest, { part, schema, validator, known }: CheckedPart): RequestFault[] {
  const value = take(request, part, schema)
  if (validator.Check(value)) return describeUnkeptText(value, part)
  if (part === 'body' && value === undefined) return [{ where: part, problem: 'is missing' }]
  return describeRequestFaults(part, validator.Errors(value)[1], known)
}

/** NUL and halves of a character are no text for a database, nor for most files. */
const UNKEPT = /[\0\p{Surrogate}]/u

/** Asked of what has its shape: nothing there goes deeper than that. */
function describeUnkeptText(value: unknown, part: string): RequestFault[] {
  const where = findUnkeptText(value, part)
  return where === undefined ? [] : [{ where, problem: 'holds NUL or half of a character, which no text may hold' }]
}

/** The place of the first text with such a character. */
function findUnkeptText(value: unknown, place: string): string | undefined {
  if (typeof value === 'string') return UNKEPT.test(value) ? place : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, one] of Object.entries(value)) {
    if (UNKEPT.test(name)) return place
    const found = findUnkeptText(one, `${place}.${name}`)
    if (found !== undefined) return found
  }
  return undefined
}

/** Text of an address becomes the numbers and lists it stands for; a body says itself what is a number. */
function take(request: FastifyRequest, part: CheckedPart['part'], schema: Type.TSchema): unknown {
  if (part === 'body') return request.body
  if (part === 'path') {
    request.params = Value.Convert(schema, { ...(request.params as object) })
    return request.params
  }
  request.query = Value.Default(schema, Value.Convert(schema, { ...(request.query as object) }))
  return request.query
}
