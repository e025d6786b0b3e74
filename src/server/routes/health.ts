// Whether the process lives, whether it can serve, and what it measures. For those who run it, not for its users.

import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { lookReady } from '#service/application/readiness.ts'
import { ProblemError } from '../problem-error.ts'
import type { RouteContext, TypedServer } from './route-context.ts'

export function addHealthRoutes(server: TypedServer, context: RouteContext): void {
  const schema = { hide: true }
  server.get('/healthz', { schema, logLevel: 'warn' }, async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    return { status: 'alive' }
  })
  server.get('/readyz', { schema, logLevel: 'warn' }, async (_request, reply) => {
    const { isReady, ...told } = await lookReady(context.application)
    reply.code(isReady ? 200 : 503).header('cache-control', 'no-store')
    return { status: isReady ? 'ready' : 'not ready', ...told }
  })
  server.get('/metrics', { schema, logLevel: 'warn' }, async (request, reply) => {
    requireMetricsAccess(request, context)
    reply.header('cache-control', 'no-store').type(context.metrics.registry.contentType)
    return context.metrics.registry.metrics()
  })
}

/** In local mode the guard of loopback has let the request in; a proxy in front would make everybody come from loopback. */
function requireMetricsAccess({ headers }: FastifyRequest, { application, settings }: RouteContext): void {
  if (application.mode === 'local') return
  const given = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
  if (settings.metricsToken === undefined || given === undefined || !isSame(given, settings.metricsToken)) {
    throw new ProblemError('not-signed-in', { detail: 'measurements need the token that was set for them' })
  }
}

function isSame(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
