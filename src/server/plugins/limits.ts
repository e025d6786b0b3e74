// Nobody takes all there is: requests a minute for each who asks, and heavy requests at once for all.

import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { ProblemError } from '../problem-error.ts'
import { whenReplyEnds } from '../reply-end.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Takes long or much: an export, a report, an upload. */
    isHeavy?: boolean
  }
}

export async function addRateLimit(server: FastifyInstance, requestsPerMinute: number): Promise<void> {
  await server.register(rateLimit, {
    global: true,
    max: requestsPerMinute,
    timeWindow: 60_000,
    cache: 20_000,
    keyGenerator: ({ actor, ip }) => (actor === undefined ? `address ${ip}` : `${actor.through} ${actor.asker.person}`),
    errorResponseBuilder: (_request, { ttl, max }) =>
      new ProblemError('too-many-requests', {
        detail: `more than ${max} requests in a minute`,
        retryAfterSeconds: Math.max(1, Math.ceil(ttl / 1000)),
      }),
  })
}

export function addHeavyLimit(server: FastifyInstance, heavyAtOnce: number): void {
  const underWay = new Set<string>()
  server.addHook('preParsing', async (request, reply) => {
    if (request.routeOptions.config.isHeavy !== true) return
    if (underWay.size >= heavyAtOnce) {
      throw new ProblemError('too-many-requests', {
        detail: `${heavyAtOnce} exports, reports or uploads are under way; wait for one to end`,
        retryAfterSeconds: 5,
      })
    }
    underWay.add(request.id)
    // Also where the client goes away before the end.
    whenReplyEnds(reply, () => underWay.delete(request.id))
  })
}
