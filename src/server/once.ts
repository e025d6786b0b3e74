// The header that makes a request one that may be sent twice.

import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Application } from '#service/application/application.ts'
import { once, type Reply } from '#service/application/once.ts'
import { actorOf } from './actor.ts'
import { ProblemError } from './problem-error.ts'
import type { RouteContext } from './routes/route-context.ts'

const KEY = /^[\x21-\x7e]{1,200}$/

/** Without the header it is done as often as it is asked. `act` acts on the application it is given. `asked`: what tells one request from another; the body where not given. */
export async function replyOnce<Body>(
  request: FastifyRequest,
  reply: FastifyReply,
  { application }: RouteContext,
  act: (application: Application) => Promise<Reply<Body>>,
  asked: unknown = request.body,
): Promise<Body> {
  const key = request.headers['idempotency-key']
  const done =
    key === undefined
      ? await act(application)
      : await once(application, actorOf(request).asker, keyed(request, key, asked), act)
  reply.code(done.status)
  return done.body
}

function keyed({ method, url }: FastifyRequest, key: string | string[], asked: unknown) {
  if (typeof key !== 'string' || !KEY.test(key)) {
    const problem = 'expected 1 to 200 visible characters, such as a UUID'
    throw new ProblemError('invalid-request', { requestFaults: [{ where: 'header.idempotency-key', problem }] })
  }
  const requestDigest = createHash('sha256')
    .update(JSON.stringify([method, url, asked ?? null]))
    .digest('hex')
  return { key, requestDigest }
}
