// Tokens that are guessed, or have ended, are counted by where they come from: after so many in a minute the database is no
// longer asked.

import type { FastifyRequest } from 'fastify'
import { ProblemError } from '../problem-error.ts'
import type { Identify } from './access-control.ts'

const MINUTE_MS = 60_000

/** `most`: tokens of one address that may be refused in a minute. Whoever sends none is not counted. */
export function withoutGuessing(identify: Identify, most: number, now: () => number = Date.now): Identify {
  let refused = new Map<string, number>()
  let since = now()
  return async (request: FastifyRequest) => {
    if (request.headers.authorization === undefined) return identify(request)
    if (now() - since >= MINUTE_MS) {
      refused = new Map()
      since = now()
    }
    const before = refused.get(request.ip) ?? 0
    if (before >= most)
      throw new ProblemError('too-many-requests', {
        detail: `${most} tokens from this address were refused in a minute`,
        retryAfterSeconds: Math.max(1, Math.ceil((since + MINUTE_MS - now()) / 1000)),
      })
    // Counted before the database is asked, so that many at once are counted too.
    refused.set(request.ip, before + 1)
    let isRefused = false
    try {
      const actor = await identify(request)
      isRefused = actor === undefined
      return actor
    } finally {
      if (!isRefused) refused.set(request.ip, Math.max(0, (refused.get(request.ip) ?? 0) - 1))
    }
  }
}
