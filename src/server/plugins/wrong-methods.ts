// A known address asked in a way it does not know: said so, with the ways it does.

import type { FastifyInstance, HTTPMethods } from 'fastify'
import { ProblemError } from '../problem-error.ts'

const METHODS: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Call the function it gives when all routes are there. */
export function gatherMethods(server: FastifyInstance): () => void {
  const known = new Map<string, Set<string>>()
  server.addHook('onRoute', ({ url, method }) => {
    known.set(url, new Set([...(known.get(url) ?? []), ...[method].flat()]))
  })
  return () => {
    for (const [url, methods] of [...known].filter(([pattern]) => pattern.startsWith('/api/'))) {
      refuseOthers(server, url, [...methods])
    }
  }
}

function refuseOthers(server: FastifyInstance, url: string, allowed: string[]): void {
  server.route({
    method: METHODS.filter((method) => !allowed.includes(method)) as HTTPMethods[],
    url,
    schema: { hide: true },
    config: { isRefusal: true },
    handler: async (request, reply) => {
      reply.header('allow', allowed.join(', '))
      throw new ProblemError('wrong-method', { detail: `\`${request.method}\` is not among ${allowed.join(', ')}` })
    },
  })
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Only says that there is nothing to be had in this way. */
    isRefusal?: boolean
  }
}
