// Requests under way when the server ends: their work is waited for, also where the client has gone away since, for a connection
// that has ended says nothing of the work behind it. Who comes after is told so.

import type { FastifyInstance } from 'fastify'
import { ProblemError } from '../problem-error.ts'

export interface RequestsUnderWay {
  /** Does work of a request, which is waited for when the server ends if it is a promise. Throws a problem where that is over. */
  during<Result>(work: () => Result): Result
  /** Resolves when all work has ended, or after these milliseconds; how many requests are worked at still. Nothing is begun from then on. */
  end(patienceMilliseconds: number): Promise<number>
}

declare module 'fastify' {
  interface FastifyInstance {
    requestsUnderWay?: RequestsUnderWay
  }
}

/** To be called before any route is added. */
export function addUnderWay(server: FastifyInstance): RequestsUnderWay {
  const underWay = new Set<Promise<unknown>>()
  let state: 'open' | 'ending' | 'ended' = 'open'
  const requests: RequestsUnderWay = {
    during(work) {
      if (state === 'ended') throw isEnding()
      const done = work()
      if (done instanceof Promise) keep(done)
      return done
    },
    async end(patienceMilliseconds) {
      let impatience: NodeJS.Timeout | undefined
      const enough = new Promise<void>((resolve) => {
        impatience = setTimeout(resolve, patienceMilliseconds)
      })
      await Promise.race([enough, Promise.allSettled(underWay)])
      clearTimeout(impatience)
      state = 'ended'
      return underWay.size
    },
  }
  function keep(done: Promise<unknown>): void {
    const drop = (): boolean => underWay.delete(done)
    underWay.add(done)
    done.then(drop, drop)
  }
  server.decorate('requestsUnderWay', requests)
  server.addHook('preClose', async () => {
    state = 'ending'
  })
  server.addHook('onRequest', async () => {
    if (state !== 'open') throw isEnding()
  })
  server.addHook('onRoute', (route) => {
    const { handler } = route
    route.handler = function (request, reply) {
      return requests.during(() => handler.call(this, request, reply))
    }
  })
  return requests
}

/** After which another process may be there. */
const RETRY_SECONDS = 5

function isEnding(): ProblemError {
  const detail = 'nothing was done; ask again once it has started anew'
  return new ProblemError('ending', { detail, retryAfterSeconds: RETRY_SECONDS })
}
