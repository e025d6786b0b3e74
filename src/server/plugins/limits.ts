// Nobody takes all there is: requests a minute for each who asks, and heavy requests at once for all.

import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { Places } from '../places.ts'
import { ProblemError } from '../problem-error.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Takes long or much: an export, a report, an upload. */
    isHeavy?: boolean
    /** Counted apart: whoever uploads slowly takes the place of no export. */
    isUpload?: boolean
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

/** `atOnce`: of all, exports and uploads each; `ofOne`: of one person. */
export function addHeavyLimit(
  server: FastifyInstance,
  { atOnce, ofOne }: { readonly atOnce: number; readonly ofOne: number },
): void {
  const places = {
    exports: new Places({ atOnce, ofOne, words: 'exports or reports' }),
    uploads: new Places({ atOnce, ofOne, words: 'uploads' }),
  }
  server.addHook('preParsing', async (request, reply) => {
    const { isHeavy, isUpload } = request.routeOptions.config
    if (isHeavy === true) places[isUpload === true ? 'uploads' : 'exports'].take(request, reply)
  })
}
