// Whatever goes wrong becomes one of the problems of the list, in one place. A bug tells its number and nothing else.

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  PROBLEM_MEDIA_TYPE,
  PROBLEMS,
  type Problem,
  type ProblemCode,
  problemType,
} from '#contract/application/problem.ts'
import type { Refusal } from '#service/application/refusal.ts'
import { refusalOf } from '#service/application/refusal-of.ts'
import { ProblemError } from '../problem-error.ts'
import type { ServePage } from './static-pages.ts'

/** `servePage` answers where a page of the application was asked for. */
export function addProblems(server: FastifyInstance, servePage: () => ServePage | undefined): void {
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error)
    if (isOfGoneClient(error, reply)) {
      request.log.debug('the client has gone away')
      // Nobody is told; it is counted among what was given up, and not among what failed.
      return reply.code(CLIENT_GONE).send()
    }
    if (PROBLEMS[problem.code].status >= 500) request.log.error({ err: error }, problem.code)
    return replyWithProblem(request, reply, problem)
  })
  server.setNotFoundHandler((request, reply) => {
    if (servePage()?.(request, reply) === true) return reply
    const detail = `there is nothing at \`${pathOf(request)}\``
    return replyWithProblem(request, reply, new ProblemError('not-found', { detail }))
  })
}

/** Of no standard; as proxies write it into their logs. */
const CLIENT_GONE = 499

/** Work that was given up because nobody is there to be told: no fault of anybody. */
function isOfGoneClient(error: unknown, { raw }: FastifyReply): boolean {
  return raw.destroyed && (error as Partial<Error> | undefined)?.name === 'AbortError'
}

/** For what is not even a request to some address; the framework asks for it apart. */
export function replyToUnreadable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  replyWithProblem(request, reply, problemOf(error))
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?', 1)[0]!.slice(0, 200)
}

export function replyWithProblem(request: FastifyRequest, reply: FastifyReply, error: ProblemError): FastifyReply {
  const { retryAfterSeconds } = error.particulars
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds))
  if (error.code === 'not-signed-in') reply.header('www-authenticate', 'Bearer')
  return reply
    .code(PROBLEMS[error.code].status)
    .header('cache-control', 'no-store')
    .type(PROBLEM_MEDIA_TYPE)
    .send(JSON.stringify(tellProblem(error, request.id)))
}

export function tellProblem({ code, particulars }: ProblemError, instance: string): Problem {
  const { detail, requestFaults, faults } = particulars
  return {
    type: problemType(code),
    code,
    ...PROBLEMS[code],
    ...(detail === undefined ? {} : { detail }),
    instance,
    ...(requestFaults === undefined ? {} : { requestFaults: [...requestFaults] }),
    ...(faults === undefined ? {} : { faults: [...faults] }),
  }
}

/** What the framework and its plugins say, as one of the list. */
const OF_FRAMEWORK: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media',
  FST_ERR_CTP_EMPTY_TYPE: 'unsupported-media',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid-request',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid-request',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid-request',
  FST_ERR_BAD_URL: 'invalid-request',
  FST_ERR_MAX_PARAM_LENGTH: 'invalid-request',
  FST_ERR_HANDLER_TIMEOUT: 'too-slow',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'unsupported-media',
  FST_PARTS_LIMIT: 'too-large',
  FST_FILES_LIMIT: 'too-large',
  FST_FIELDS_LIMIT: 'too-large',
  FST_REQ_FILE_TOO_LARGE: 'too-large',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
}

/** What plugins say without a code of their own. A path they will not follow is one there is not. */
const OF_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'invalid-request',
  403: 'not-found',
  404: 'not-found',
  406: 'unsupported-media',
  413: 'too-large',
  415: 'unsupported-media',
}

export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  const refusal = refusalOf(error)
  if (refusal !== undefined) return problemOfRefusal(refusal, error)
  for (const code of codesOf(error)) {
    const known = OF_FRAMEWORK[code]
    if (known !== undefined) return new ProblemError(known, { detail: detailOf(known, error), cause: error })
  }
  const ofStatus = OF_STATUS[(error as Partial<FastifyError>).statusCode ?? 500]
  if (ofStatus === 'invalid-request')
    return new ProblemError(ofStatus, { detail: (error as Error).message, cause: error })
  if (ofStatus !== undefined) return new ProblemError(ofStatus, { cause: error })
  return new ProblemError('failed', {
    detail: 'this is a fault of Mainstay and is in its log under the number of this request',
    cause: error,
  })
}

/** After which a database that was away may be back, a request under way at its end, or some of many jobs done. */
const RETRY_SECONDS: Partial<Record<ProblemCode, number>> = {
  'database-unavailable': 5,
  'not-ready': 2,
  'too-many-requests': 10,
}

function problemOfRefusal({ code, message, faults }: Refusal, cause: unknown): ProblemError {
  const retryAfterSeconds = RETRY_SECONDS[code]
  return new ProblemError(code, {
    detail: message,
    ...(faults === undefined ? {} : { faults }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    cause,
  })
}

/** Of the error and of what caused it. */
function codesOf(error: unknown): string[] {
  const codes: string[] = []
  for (let cause = error; cause instanceof Error && codes.length < 10; cause = cause.cause) {
    codes.push(String((cause as Partial<FastifyError>).code))
  }
  return codes
}

function detailOf(code: ProblemCode, error: unknown): string {
  if (code === 'disk-full') return 'nothing was changed; make room on the disk of the data folder and ask again'
  return (error as Error).message
}
