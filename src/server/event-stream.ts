// Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html. Ends when there is nothing more to tell, or the client goes.

import type { FastifyReply } from 'fastify'

export interface ServerEvent {
  /** The client names the last it saw when it comes again. */
  readonly id: string
  readonly event: string
  readonly data: unknown
}

/** Proxies close what is silent for a minute. */
const HEARTBEAT_MS = 15_000

/** Takes the reply over; `signal` tells the events that the client has gone. */
export async function streamEvents(
  reply: FastifyReply,
  events: AsyncIterable<ServerEvent>,
  signal: AbortSignal,
): Promise<void> {
  reply.hijack()
  const { raw } = reply
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  raw.write('retry: 2000\n\n')
  const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_MS)
  try {
    for await (const { id, event, data } of events) {
      if (signal.aborted) break
      raw.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    }
  } finally {
    clearInterval(heartbeat)
    raw.end()
  }
}
