// Tokens that are guessed, or have ended, are told to those who look after the server, and counted by where they come from:
// after so many in a minute the database is no longer asked.

import type { FastifyRequest } from 'fastify'
import type { TokenRefusal } from '#service/application/people/identify.ts'
import { ProblemError } from '../problem-error.ts'
import type { Identify } from './access-control.ts'
import type { Metrics } from './metrics.ts'

const MINUTE_MS = 60_000

/** `too many`: it was not looked up, for so many of this address were refused. */
export interface RefusedToken {
  readonly why: TokenRefusal['why'] | 'too many'
  /** Of the token, where it is one that was made here: no secret. */
  readonly id?: string
}

export type TellRefusedToken = (request: FastifyRequest, refused: RefusedToken) => void

/** Counts it by why, and has the log say why, where it came from and which token it was, never its secret. */
export function tellRefusedTokens(metrics: Pick<Metrics, 'countRefusedToken'>): TellRefusedToken {
  return ({ log, ip: address }, refused) => {
    metrics.countRefusedToken(refused.why)
    log.warn({ address, ...refused }, 'a token was refused')
  }
}

/** `most`: tokens of one address that may be refused in a minute. Whoever sends none is not counted. */
export function withoutGuessing(
  identify: Identify,
  most: number,
  tellRefused: TellRefusedToken,
  now: () => number = Date.now,
): Identify {
  let refused = new Map<string, number>()
  let since = now()
  return async (request: FastifyRequest) => {
    if (request.headers.authorization === undefined) return identify(request)
    if (now() - since >= MINUTE_MS) {
      refused = new Map()
      since = now()
    }
    const before = refused.get(request.ip) ?? 0
    if (before >= most) {
      tellRefused(request, { why: 'too many' })
      throw new ProblemError('too-many-requests', {
        detail: `${most} tokens from this address were refused in a minute`,
        retryAfterSeconds: Math.max(1, Math.ceil((since + MINUTE_MS - now()) / 1000)),
      })
    }
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
