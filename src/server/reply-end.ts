// When the connection of a reply has ended: after the whole reply, or cut off before. One listener serves all who want to know.

import type { FastifyReply } from 'fastify'

type OnEnd = (wasCutOff: boolean) => void

const waiting = new WeakMap<FastifyReply['raw'], OnEnd[]>()

/** Also where it has ended before, as that of a client that goes away while it is looked up who asks. */
export function whenReplyEnds({ raw }: FastifyReply, act: OnEnd): void {
  if (raw.destroyed) {
    act(!raw.writableFinished)
    return
  }
  const others = waiting.get(raw)
  if (others !== undefined) {
    others.push(act)
    return
  }
  const acts = [act]
  waiting.set(raw, acts)
  raw.once('close', () => {
    for (const one of acts) one(!raw.writableFinished)
  })
}

/**
 * Aborts work for a client that has gone away before the reply had ended. Not `request.signal`: on Node 20 that fires as soon
 * as a body has been read.
 */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  whenReplyEnds(reply, (wasCutOff) => {
    if (wasCutOff) gone.abort()
  })
  return gone.signal
}
