// Who asks is found out first; whether they may is decided before anything of the request is read.

import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { ACCESS, type OperationId } from '../access.ts'
import { type Actor, actorOf, requireAccess, requireMeant } from '../actor.ts'

/** Who asks, or nobody that is known. */
export type Identify = (request: FastifyRequest) => Promise<Actor | undefined>

export function addIdentity(server: FastifyInstance, identify: Identify): void {
  server.decorateRequest('actor', undefined)
  server.addHook('onRequest', async (request) => {
    if (accessOf(request) !== undefined) request.actor = await identify(request)
  })
}

export function addAccessControl(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    if (needsAccess(route) && operationIdOf(route) === undefined) {
      throw new Error(`${String(route.method)} ${route.url} has no line in src/server/access.ts`)
    }
  })
  server.addHook('preParsing', async (request) => {
    const access = accessOf(request)
    if (access !== undefined && access !== 'anybody') {
      requireMeant(actorOf(request), request)
      requireAccess(actorOf(request), access)
    }
  })
}

function needsAccess({ url, config }: RouteOptions): boolean {
  return url.startsWith('/api/') && config?.isRefusal !== true
}

function operationIdOf({ schema }: Pick<RouteOptions, 'schema'>): OperationId | undefined {
  const id = (schema as { operationId?: string } | undefined)?.operationId
  return id !== undefined && Object.hasOwn(ACCESS, id) ? (id as OperationId) : undefined
}

function accessOf(request: FastifyRequest) {
  const id = operationIdOf(request.routeOptions)
  return id === undefined ? undefined : ACCESS[id]
}
