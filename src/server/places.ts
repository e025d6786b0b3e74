// So many at once of all, so many of one person: who finds no place is told so, and each place is free again when its reply has ended.

import type { FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from './problem-error.ts'
import { whenReplyEnds } from './reply-end.ts'

export interface PlaceLimits {
  readonly atOnce: number
  readonly ofOne: number
  /** What goes on there, such as `uploads`. */
  readonly words: string
}

export class Places {
  readonly #limits: PlaceLimits
  readonly #taken = new Map<string, string>()

  constructor(limits: PlaceLimits) {
    this.#limits = limits
  }

  /** Throws a problem where there is none. */
  take(request: FastifyRequest, reply: FastifyReply): void {
    const { atOnce, ofOne, words } = this.#limits
    const person = request.actor?.asker.person ?? request.ip
    const own = [...this.#taken.values()].filter((one) => one === person).length
    if (this.#taken.size >= atOnce || own >= ofOne) {
      throw new ProblemError('too-many-requests', {
        detail:
          own >= ofOne
            ? `${ofOne} ${words} of yours are under way; wait for one to end`
            : `${atOnce} ${words} are under way; wait for one to end`,
        retryAfterSeconds: 5,
      })
    }
    this.#taken.set(request.id, person)
    // Also where the client goes away before the end.
    whenReplyEnds(reply, () => this.#taken.delete(request.id))
  }
}
